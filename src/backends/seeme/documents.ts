import { ZodError } from "zod";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { VendorClient } from "../../http/contract.ts";
import { describeRequest } from "../../http/fault.ts";
import { readElements } from "./json-array.ts";
import { readNativeId } from "./wire.ts";

/** One account of the vendor. */
export interface Api {
  readonly client: VendorClient;
  /** Without a slash at the end. */
  readonly base: string;
  readonly backend: BackendId;
}

/** Documents of one answer, each parsed when it is asked for; throws `BackendError` where the answer is no JSON array. */
export type Documents = Generator<unknown, void>;

const listingTimeoutMs = 60_000;

/** Asks for a list of documents. */
export async function requestDocuments(
  api: Api,
  operation: string,
  path: string,
  signal: AbortSignal,
): Promise<Documents> {
  const url = new URL(api.base + path);
  const request = { operation, method: "GET", url, timeoutMs: listingTimeoutMs } as const;
  const { status, headers, body } = await api.client.send(request, signal);
  const type = headers.get("content-type") ?? "no type";
  const answer = `${status} with ${body.length} bytes of ${type}`;
  const text = `${describeRequest(request)} was answered ${answer} that are no JSON array of documents`;
  return documentsOf(body, new BackendError("MALFORMED", text, { backend: api.backend, status }));
}

function* documentsOf(body: Buffer, malformed: BackendError): Documents {
  try {
    yield* readElements(body);
  } catch (error) {
    // No cause: the parser's message quotes the text.
    throw error instanceof SyntaxError ? malformed : error;
  }
}

/** Gives the parsed document, or why it is outside the protocol; without any of its values, which may be secret. */
export function readDocument<T>(api: Api, document: unknown, parse: () => T): T | BackendError {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const reasons = error.issues.map((issue) => `${issue.path.join(".") || "document"}: ${issue.message}`);
    const message = `document ${readNativeId(document) ?? "without an id"} is unreadable: ${reasons.slice(0, 3).join("; ")}`;
    return new BackendError("MALFORMED", message, { backend: api.backend, cause: error });
  }
}
