import { BackendError } from "../../domain/error.ts";
import { instantOf } from "../../domain/instant.ts";
import type { JobReading } from "../../domain/job.ts";
import { type JobReader, readAnswer } from "./jobs.ts";
import type { Answer, Service } from "./service.ts";
import { toStopBody } from "./wire/request.ts";

/** A stop that the vendor's clock has not reached yet would only move the end. */
const clockSlackMs = 1_000;

/**
 * Moves the stop of a job to now, which is how the vendor cancels, and gives the job as the answer shows it. Rejects
 * with FAILED_PRECONDITION when it had ended before.
 */
export async function cancelJob(
  reader: JobReader,
  nativeId: string,
  nowMs: number,
  signal: AbortSignal,
): Promise<JobReading> {
  const stopAtTime = nowMs - clockSlackMs;
  const { answer, refusal } = await moveStop(reader.service, nativeId, stopAtTime, signal);
  const reading = await readAnswer(reader, answer, signal);
  const { backend } = reader.service;
  if (reading.nativeId !== nativeId)
    throw new BackendError("MALFORMED", `cancelJob: got another job than ${nativeId}`, { backend });
  const { status, deadlineAt } = reading.core;
  if (status.phaseClass !== "TERMINAL") {
    if (refusal !== null) throw refusal;
    return reading;
  }
  // Where the answer to a first try was lost, the second is refused because of what the first has done.
  const sent = instantOf(stopAtTime);
  const isOurs = deadlineAt === sent || status.cancelRequestedAt === sent;
  if (isOurs && status.phase !== "SUCCEEDED") return reading;
  if (refusal === null && status.phase === "CANCELLED") return reading;
  const facts = refusal === null ? { backend } : { ...refusal, cause: refusal };
  throw new BackendError("FAILED_PRECONDITION", `${nativeId} has ended: its phase is ${status.phase}`, facts);
}

/** The job after the move of its stop; of a move that was refused, the refusal too. */
async function moveStop(
  service: Service,
  nativeId: string,
  stopAtTime: number,
  signal: AbortSignal,
): Promise<{ readonly answer: Answer; readonly refusal: BackendError | null }> {
  const path = ["batch", "jobs", nativeId];
  const body = toStopBody(stopAtTime);
  try {
    // Repeated, it moves the stop to the same time.
    const change = { operation: "cancelJob", method: "PATCH", path, body, repeatable: true } as const;
    return { answer: await service.change(change, signal), refusal: null };
  } catch (error) {
    if (!(error instanceof BackendError) || error.kind !== "INVALID") throw error;
    return { answer: await service.get("cancelJob", path, {}, signal), refusal: error };
  }
}
