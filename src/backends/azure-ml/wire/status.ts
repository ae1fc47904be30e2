import type { Instant } from "../../../domain/instant.ts";
import { epochMs } from "../../../domain/instant.ts";
import { classOf, makeStatus, type Status, type StatusReasonCode } from "../../../domain/status.ts";
import { parseTimeSpan } from "./duration.ts";
import { readPhase } from "./phases.ts";
import { innermostCode, type Run } from "./run.ts";

/**
 * State of a job. The job resource knows nothing but the word; times, cause and queue come from its run, which was
 * read after it and therefore has the newer word.
 */
export function toStatus(word: string | null, createdAt: Instant | null, run: Run | null): Status {
  const value = run?.status ?? word;
  const { phase, stage, mapped } = readPhase(value);
  const native = { value, secondary: null, code: null, mapped };
  if (run === null) return makeStatus({ phase, stage, native });
  const hasEnded = classOf(phase) === "TERMINAL";
  const error = toError(run);
  const { startTimeUtc: startedAt, cancelationReason } = run;
  return makeStatus({
    phase,
    stage,
    native,
    stageDetail: phase === "QUEUED" ? run.queueingInfo.message : null,
    reason: toReason(run, phase === "CANCELLED" || phase === "CANCELLING"),
    message: error?.message ?? cancelationReason,
    error,
    startedAt,
    endedAt: hasEnded ? run.endTimeUtc : null,
    durations: {
      queuedMs: createdAt !== null && startedAt !== null ? msBetween(createdAt, startedAt) : null,
      runningMs: parseTimeSpan(run.computeDuration),
      totalMs: parseTimeSpan(run.duration),
    },
  });
}

function toError({ error: { error } }: Run): Status["error"] {
  const { code, message, details } = error;
  if (code === null && message === null) return null;
  return { code, message: message ?? code ?? "", details: details.length > 0 ? details : null };
}

/** Codes of the outermost error are few: whose fault it was. The innermost says what happened. */
const reasonCodes: ReadonlyMap<string, StatusReasonCode> = new Map([
  ["UserError", "USER_CODE"],
  ["ValidationError", "USER_CODE"],
  ["ServiceError", "PLATFORM"],
  ["TransientError", "PLATFORM"],
  ["AzureStorageError", "PLATFORM"],
  ["RequestThrottled", "PLATFORM"],
]);

function toReason({ error: { error }, cancelationReason }: Run, isCancelled: boolean): Status["reason"] {
  const text = innermostCode(error.innerError) ?? error.code;
  if (text !== null) {
    return { code: reasonCodes.get(error.code ?? "") ?? "UNKNOWN", text };
  }
  return isCancelled ? { code: "CANCEL_REQUESTED", text: cancelationReason } : null;
}

function msBetween(from: Instant, to: Instant): number | null {
  const ms = epochMs(to) - epochMs(from);
  return ms >= 0 ? ms : null;
}
