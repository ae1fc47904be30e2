import { BackendError } from "../../domain/error.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import { getJobs } from "./jobs.ts";
import type { Service } from "./service.ts";

/**
 * Asks for the cancellation of a job, which it accepts (202) and carries out in a minute or so. What it answers for a
 * job that has ended is not documented, but that 200 is possible: the job itself tells.
 *
 * Not repeated after a lost answer: the second answer would say that the job has ended, and not that it did by this.
 */
export async function cancelJob(
  service: Service,
  { nativeId }: Job,
  signal: AbortSignal,
): Promise<JobReading | null> {
  const { backend } = service;
  const path = ["jobs", nativeId, "cancel"];
  const call = { operation: "cancelJob", method: "POST", path, repeatable: false } as const;
  const { status } = await service.change(call, signal).catch(asPrecondition);
  const reading = await lookAt(service, nativeId, signal);
  if (reading === null) return null;
  const { phase, phaseClass, native } = reading.core.status;
  const isByUs = status === 202 && phase === "CANCELLED";
  if (phaseClass !== "TERMINAL" || isByUs) return reading;
  throw new BackendError("FAILED_PRECONDITION", `${nativeId} has ended: it is ${native.value}`, { backend });
}

/** Has a job deleted: true when it is gone, which an unknown one is (204); false when that takes its time (202). */
export async function deleteJob(service: Service, { nativeId }: Job, signal: AbortSignal): Promise<boolean> {
  const call = {
    operation: "deleteJob",
    method: "DELETE",
    path: ["jobs", nativeId],
    repeatable: true,
  } as const;
  try {
    const { status } = await service.change(call, signal).catch(asPrecondition);
    return status !== 202;
  } catch (error) {
    if (error instanceof BackendError && error.kind === "NOT_FOUND") return true;
    throw error;
  }
}

/** The job as it is now; null when that cannot be told, which takes nothing back. */
async function lookAt(service: Service, nativeId: string, signal: AbortSignal): Promise<JobReading | null> {
  const [reading] = await getJobs(service, [nativeId], signal).catch((error: unknown) => {
    if (error instanceof BackendError) return [error];
    throw error;
  });
  return reading === undefined || reading instanceof BackendError ? null : reading;
}

/** Such a call says nothing but which job: what is wrong with it is how the job stands. */
function asPrecondition(error: unknown): never {
  if (!(error instanceof BackendError) || (error.kind !== "INVALID" && error.kind !== "CONFLICT"))
    throw error;
  throw new BackendError("FAILED_PRECONDITION", error.message, { ...error, cause: error });
}
