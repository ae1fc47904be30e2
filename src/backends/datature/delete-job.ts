import { z } from "zod";
import { BackendError } from "../../domain/error.ts";
import { parseOrThrow, type Service } from "./service.ts";

/** The id may be left out. */
const wireDeletion = z.object({ id: z.string().nullish(), deleted: z.boolean() });

/** Removes a job with its logs. True when it is gone, which it also is when there was none. */
export async function deleteJob(service: Service, nativeId: string, signal: AbortSignal): Promise<boolean> {
  const { backend } = service;
  const path = ["batch", "jobs", nativeId];
  try {
    const change = { operation: "deleteJob", method: "DELETE", path, repeatable: true } as const;
    const { body } = await service.change(change, signal);
    const { id, deleted } = parseOrThrow(backend, body, () => wireDeletion.parse(body));
    if (id && id !== nativeId)
      throw new BackendError("MALFORMED", `deleteJob: got another job than ${nativeId}`, { backend });
    return deleted;
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    if (error.kind === "NOT_FOUND") return true;
    // Nothing was sent that could be wrong: what stands in the way is how the job stands.
    if (error.kind !== "INVALID") throw error;
    throw new BackendError("FAILED_PRECONDITION", error.message, { ...error, cause: error });
  }
}
