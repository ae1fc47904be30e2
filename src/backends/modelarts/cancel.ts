import type { JobAction, Refusal } from "../../domain/command.ts";
import { BackendError } from "../../domain/error.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import { withoutTuning } from "./fine-tuning.ts";
import { getJobs, type JobReader, malformed } from "./jobs.ts";
import { parseJob } from "./wire/job.ts";
import { doubtfulPhase } from "./wire/phases.ts";

/**
 * Stops a job. The vendor refuses to stop one that is being stopped already, which a second cancel meets, and so does
 * the repetition of one whose answer was lost: then the job itself tells.
 */
export async function cancelJob(
  reader: JobReader,
  job: Job,
  signal: AbortSignal,
): Promise<JobReading | null> {
  const { service } = reader;
  const path = ["training-jobs", job.nativeId, "actions"];
  const call = { method: "POST", path, body: { action_type: "terminate" }, repeatable: true } as const;
  try {
    const response = await service.change("cancelJob", call, signal);
    if (response.body.length === 0) return null;
    const reading = parseJob(response.json());
    if (typeof reading === "string") throw malformed(service.backend, "cancelJob", reading);
    const [shown = reading] = await reader.stages.addTo([withoutTuning(reading)], signal);
    return shown;
  } catch (error) {
    if (!(error instanceof BackendError) || error.kind !== "FAILED_PRECONDITION") throw error;
    // A look that fails takes nothing from what the vendor said.
    const [reading] = await getJobs(reader, [job.nativeId], signal).catch((failure: unknown) => {
      if (failure instanceof BackendError) return [failure];
      throw failure;
    });
    if (reading && !(reading instanceof BackendError) && isStopped(job, reading)) return reading;
    throw error;
  }
}

/** Whether it is being stopped, or has been since the job was last seen. */
function isStopped(before: Job, { core }: JobReading): boolean {
  if (core.status.phase === "CANCELLING") return true;
  return core.status.phase === "CANCELLED" && before.core.status.phaseClass !== "TERMINAL";
}

/** Jobs that may come back have not ended for us, but the vendor stops only what is created, waits or runs. */
export function refusalToCancel({ core }: Job, action: JobAction): Refusal | null {
  const { value, secondary } = core.status.native;
  if (action !== "cancel" || value?.toLowerCase() !== doubtfulPhase.toLowerCase()) return null;
  const words = [value, secondary].filter(Boolean).join(", ");
  return {
    code: "FAILED_PRECONDITION",
    reason: `ModelArts stops jobs that are being created, wait or run; this one is ${words}. Deleting it is possible.`,
  };
}
