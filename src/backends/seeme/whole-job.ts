import { BackendError } from "../../domain/error.ts";
import type { JobReading } from "../../domain/job.ts";
import { isJsonObject, type JsonObject } from "../../domain/json.ts";
import { type Api, readDocument } from "./documents.ts";
import { parseJob } from "./wire.ts";

/** A job as the vendor has it now. */
export interface WholeJob {
  /** Secrets and members that nobody knows included: it goes back to the vendor and nowhere else. */
  readonly document: JsonObject;
  /** The same, read and masked. */
  readonly reading: JobReading;
}

/** Address of one job. */
export function jobUrl(api: Api, nativeId: string): URL {
  return new URL(`${api.base}/jobs/${encodeURIComponent(nativeId.toWellFormed())}`);
}

/** Reads one job afresh. Rejects with NOT_FOUND or MALFORMED where it cannot be had. */
export async function requestJob(
  api: Api,
  operation: string,
  nativeId: string,
  signal: AbortSignal,
): Promise<WholeJob> {
  const document = await requestDocument(api, operation, nativeId, signal);
  const reading = readWholeJob(api, operation, nativeId, { document, from: "single" });
  // What could be read as a job is an object.
  return { document: isJsonObject(document) ? document : {}, reading };
}

/** Reads the document of one job. Throws MALFORMED for that of another one, which must neither be written back nor shown. */
export function readWholeJob(
  api: Api,
  operation: string,
  nativeId: string,
  { document, from }: { readonly document: unknown; readonly from: "single" | "write" },
): JobReading {
  const reading = readDocument(api, document, () => parseJob(document, from));
  if (reading instanceof BackendError) throw reading;
  if (reading.nativeId === nativeId) return reading;
  const message = `${operation}: got another job than ${nativeId}`;
  throw new BackendError("MALFORMED", message, { backend: api.backend });
}

async function requestDocument(
  api: Api,
  operation: string,
  nativeId: string,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    const response = await api.client.send({ operation, method: "GET", url: jobUrl(api, nativeId) }, signal);
    return response.json();
  } catch (error) {
    // A read has nothing but its id that could be wrong: text that is no id here is the id of no job.
    if (!(error instanceof BackendError) || error.status !== 400) throw error;
    const { message, status } = error;
    throw new BackendError("NOT_FOUND", message, { backend: api.backend, status, cause: error });
  }
}
