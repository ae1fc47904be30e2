import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { epochMs, type Instant, instantOf } from "../../../domain/instant.ts";
import { classOf, makeStatus, type Status } from "../../../domain/status.ts";
import { JobFailureType } from "../proto/public_api_pb.js";
import { readFailure, readState } from "./phases.ts";

/** What summaries and jobs of all kinds have alike. */
export interface StateFields {
  /** Open: any number may come. */
  readonly jobState: number;
  readonly creationTime?: Timestamp | undefined;
  readonly queuedTime?: Timestamp | undefined;
  readonly startTime?: Timestamp | undefined;
  readonly completionTime?: Timestamp | undefined;
  readonly lastUpdatedTime?: Timestamp | undefined;
}

/** What a job alone tells of its end. */
export interface FailureFields {
  readonly failureType: number;
  readonly failureReason?: string | undefined;
  readonly errorDetails?: string | undefined;
}

/** Said where the service gives the type without a reason. */
const lackingInput = "An input, such as the target model of another job, was never produced.";

/** State of a job; without `failure`, as a summary tells it. */
export function toStatus(fields: StateFields, failure: FailureFields | null): Status {
  const { phase, stage, word, mapped } = readState(fields.jobState);
  const updatedAt = toInstant(fields.lastUpdatedTime);
  const createdAt = toInstant(fields.creationTime);
  const startedAt = toInstant(fields.startTime);
  // The last change of state of an ended job is its end.
  const endedAt = classOf(phase) === "TERMINAL" ? (toInstant(fields.completionTime) ?? updatedAt) : null;
  const message = failure?.failureReason || null;
  return makeStatus({
    phase,
    native: { value: word, secondary: null, code: fields.jobState, mapped },
    stage,
    message,
    ...(phase === "FAILED" && failure !== null && toFailure(failure)),
    durations: {
      queuedMs: lengthMs(createdAt, startedAt),
      runningMs: lengthMs(startedAt, endedAt),
      totalMs: lengthMs(createdAt, endedAt),
    },
    updatedAt,
    queuedAt: toInstant(fields.queuedTime),
    startedAt,
    endedAt,
  });
}

function toFailure({ failureType, failureReason, errorDetails }: FailureFields): Partial<Status> {
  const { word, code } = readFailure(failureType, failureReason ?? null);
  const isLackingInput = failureType === JobFailureType.RUNTIME_FAILED_DEPENDENCY;
  const text = failureReason || (isLackingInput ? lackingInput : null);
  const message = text ?? (errorDetails || word);
  return {
    outcome: code === "TIMED_OUT" ? "TIMEOUT" : "FAILURE",
    reason: { code, text },
    error: message === null ? null : { code: word, message, details: errorDetails || null },
  };
}

/** Instant of a time; null when unset, which the vendor's client shows as 1970, and outside the range of dates. */
export function toInstant(time: Timestamp | undefined): Instant | null {
  if (time === undefined || (time.seconds === 0n && time.nanos === 0)) return null;
  return instantOf(Number(time.seconds) * 1000 + Math.floor(time.nanos / 1_000_000));
}

function lengthMs(from: Instant | null, to: Instant | null): number | null {
  if (from === null || to === null) return null;
  const length = epochMs(to) - epochMs(from);
  return length < 0 ? null : length;
}
