import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { Api } from "./documents.ts";
import { jobUrl } from "./whole-job.ts";

/** Deletes a job at once. The vendor answers 204, 200 with some JSON or 200 with nothing, and 404 when it was gone. */
export async function deleteJob(api: Api, { nativeId }: Job, signal: AbortSignal): Promise<boolean> {
  const url = jobUrl(api, nativeId);
  try {
    await api.client.send({ operation: "deleteJob", method: "DELETE", url, repeatable: true }, signal);
  } catch (error) {
    if (!(error instanceof BackendError) || error.kind !== "NOT_FOUND") throw error;
  }
  return true;
}
