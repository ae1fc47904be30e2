import { BackendError, type BackendErrorKind } from "../domain/error.ts";
import type { PollIntervals } from "./pace.ts";

/** Times of a tail, in milliseconds. */
export interface TailPace {
  /** Between two reads while entries come. */
  readonly quickMs: number;
  /** Between two reads of a log that is quiet. */
  readonly slowMs: number;
  /** Between the two empty reads that show an ended job's log to be whole. */
  readonly drainMs: number;
  /** Longest time after the end of the job that is waited for more. */
  readonly mostDrainMs: number;
  /** How long a tail goes on when its last follower has left. */
  readonly lingerMs: number;
}

/** The pace of tails beside the polls of a sync; with the usual ones 1, 10, 5, 60 and 10 s. */
export function tailPaceOf({ watchedMs, activeMs }: PollIntervals): TailPace {
  return {
    quickMs: watchedMs / 2,
    slowMs: activeMs,
    drainMs: watchedMs * 2.5,
    mostDrainMs: watchedMs * 30,
    lingerMs: watchedMs * 5,
  };
}

/** What the next wait depends on. */
export interface TailState {
  /** Reads in a row that brought nothing. */
  readonly quietReads: number;
  /** Reads in a row that failed. */
  readonly failures: number;
  /** How long the vendor asked to wait; null when it did not. */
  readonly retryAfterMs: number | null;
  readonly isEnding: boolean;
}

const longestBackoffMs = 60_000;

/** Time to the next read: it doubles while the log is quiet or the vendor fails, and is never below the vendor's least. */
export function nextTailWait(pace: TailPace, minPollMs: number, state: TailState): number {
  const { quietReads, failures, retryAfterMs, isEnding } = state;
  const wanted =
    failures > 0
      ? Math.min(pace.quickMs * 2 ** failures, longestBackoffMs)
      : isEnding
        ? pace.drainMs
        : Math.min(pace.quickMs * 2 ** quietReads, pace.slowMs);
  return Math.max(wanted, minPollMs, retryAfterMs ?? 0);
}

const lastingKinds: ReadonlySet<BackendErrorKind> = new Set([
  "NOT_FOUND",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "INVALID",
  "UNSUPPORTED",
]);

/** Tells whether a failure is one that asking again does not mend. */
export function isLasting(error: BackendError): boolean {
  return lastingKinds.has(error.kind);
}

/** What a failed call says about the next one; throws what is no failure of a vendor. */
export function toVendorFailure(error: unknown): BackendError {
  if (error instanceof BackendError) return error;
  throw error;
}
