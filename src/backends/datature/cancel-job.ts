import { BackendError, withUndone } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
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
  const first = await moveStop(reader, nativeId, nowMs - clockSlackMs, signal);
  const { backend } = reader.service;
  const { answer, refusal, isEnded, stopAtTime } = first;
  if (isEnded || refusal !== null || stopAtTime <= answer.nowMs) return settle(backend, first, [stopAtTime]);
  // Our clock is ahead, and what was asked for is an end to come: the vendor's own tells when it is now.
  const second = await moveStop(reader, nativeId, answer.nowMs - clockSlackMs, signal).catch(
    (error: unknown) => {
      throw error instanceof BackendError ? withUndone(error, false) : error;
    },
  );
  return settle(backend, second, [stopAtTime, second.stopAtTime]);
}

/** Tells a job that was cancelled, by one of the stops that were sent, from one that had ended before. */
function settle(
  backend: BackendId,
  { reading, refusal, isEnded }: MovedStop,
  stops: readonly number[],
): JobReading {
  const { nativeId } = reading;
  const { status, deadlineAt } = reading.core;
  if (!isEnded) {
    if (refusal !== null) throw refusal;
    return reading;
  }
  // Where the answer to a first try was lost, the second is refused because of what the first has done.
  const sent = stops.map(instantOf);
  const isOurs = sent.includes(deadlineAt) || sent.includes(status.cancelRequestedAt);
  if (isOurs && status.phase !== "SUCCEEDED") return reading;
  if (refusal === null && status.phase === "CANCELLED") return reading;
  const facts = refusal === null ? { backend } : { ...refusal, cause: refusal };
  throw new BackendError("FAILED_PRECONDITION", `${nativeId} has ended: its phase is ${status.phase}`, facts);
}

/** The job after the move of its stop. */
interface MovedStop {
  readonly stopAtTime: number;
  readonly answer: Answer;
  /** Null for a move that was taken. */
  readonly refusal: BackendError | null;
  readonly reading: JobReading;
  readonly isEnded: boolean;
}

async function moveStop(
  reader: JobReader,
  nativeId: string,
  stopAtTime: number,
  signal: AbortSignal,
): Promise<MovedStop> {
  const { answer, refusal } = await sendStop(reader.service, nativeId, stopAtTime, signal);
  const reading = await readAnswer(reader, answer, signal);
  const { backend } = reader.service;
  if (reading.nativeId !== nativeId)
    throw new BackendError("MALFORMED", `cancelJob: got another job than ${nativeId}`, { backend });
  const isEnded = reading.core.status.phaseClass === "TERMINAL";
  return { stopAtTime, answer, refusal, reading, isEnded };
}

/** Sends the move, and reads the job where it is refused. */
async function sendStop(
  service: Service,
  nativeId: string,
  stopAtTime: number,
  signal: AbortSignal,
): Promise<Pick<MovedStop, "answer" | "refusal">> {
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
