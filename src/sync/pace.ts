/** Times between two polls of a backend, in milliseconds. */
export interface PollIntervals {
  /** While somebody watches and jobs are active. */
  readonly watchedMs: number;
  /** While jobs are active. */
  readonly activeMs: number;
  readonly idleMs: number;
}

export interface PaceFacts {
  readonly isWatched: boolean;
  readonly hasActiveJobs: boolean;
  /** Reads that failed in a row. */
  readonly failures: number;
  /** How long the vendor asked to wait; null when it did not. */
  readonly retryAfterMs: number | null;
  /** Smallest time that the vendor allows. */
  readonly minPollMs: number;
}

const longestBackoffMs = 60_000;
const jitter = 0.2;

/** The interval in force, without jitter and without regard to failures; freshness is judged by it. */
export function intervalInForce(
  intervals: PollIntervals,
  facts: Pick<PaceFacts, "isWatched" | "hasActiveJobs" | "minPollMs">,
): number {
  const wanted = facts.hasActiveJobs
    ? facts.isWatched
      ? intervals.watchedMs
      : intervals.activeMs
    : intervals.idleMs;
  return Math.max(wanted, facts.minPollMs);
}

/** Tells whether so much time has gone by since an instant; a clock that was set back puts nothing off. */
export function isDue(lastMs: number, intervalMs: number, nowMs: number): boolean {
  return nowMs < lastMs || nowMs - lastMs >= intervalMs;
}

/**
 * Time to wait before the next poll. After failures it doubles up to a minute, and what the vendor asked for is
 * the least. `random` is 0 to 1 and spreads gateways by a fifth either way, never below the vendor's minimum.
 */
export function nextWait(intervals: PollIntervals, facts: PaceFacts, random: number): number {
  const interval = intervalInForce(intervals, facts);
  const backedOff = Math.min(interval * 2 ** facts.failures, Math.max(interval, longestBackoffMs));
  const spread = backedOff * (1 + jitter * (2 * random - 1));
  return Math.max(spread, facts.minPollMs, facts.retryAfterMs ?? 0);
}
