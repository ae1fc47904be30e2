import type { Clock } from "./clock.ts";
import { LONGEST_LIFE_MS, TYPICAL_LIFE_MS } from "./contract.ts";
import { hash32 } from "./random.ts";

/** When the generated jobs of one vendor are created, by their index: 0 is the oldest, later ones are newer. */
export interface Calendar {
  /** How many have been created by now. */
  readonly size: () => number;
  /** Strictly increasing in the index, in whole microseconds; Infinity while a paused clock keeps the job away. */
  readonly createdAt: (index: number) => number;
  /** The first index that was created at or after an instant; `size()` when there is none. */
  readonly firstSince: (instant: number) => number;
  /** The first index whose life cycle may not be over. */
  readonly firstUnsettled: () => number;
  /** Factor on planned life cycles. */
  readonly stretch: number;
}

const HISTORY_MS = 80 * 24 * 3600 * 1000;
/** A larger world would need more arrivals to keep a tenth active; its jobs live longer instead. */
const SHORTEST_INTERVAL_MS = 1000;

/**
 * Lays `jobs` jobs over the past and goes on with new ones. The newest fifth, as long as two typical life cycles,
 * arrived at the pace of the future, so that a tenth are active and stay so; the others fill 80 days.
 * `plannedLifeMs` is the mean length of the vendor's plans.
 */
export function createCalendar(clock: Clock, seed: number, jobs: number, plannedLifeMs: number): Calendar {
  const start = clock.now();
  const startArrivals = clock.arrivals.valueAt(start);
  const intervalMs = Math.max((10 * TYPICAL_LIFE_MS) / jobs, SHORTEST_INTERVAL_MS);
  const lifeMs = jobs === 0 ? TYPICAL_LIFE_MS : (intervalMs * jobs) / 10;
  const stretch = lifeMs / Math.max(1, plannedLifeMs);
  const settled = Math.floor((jobs * 4) / 5);
  const oldest = start - HISTORY_MS;
  const newestSettled = clock.arrivals.reachedAt(startArrivals - (jobs - settled) * intervalMs);

  const createdAt = (index: number) => {
    const place = index + (0.8 * hash32(seed, "created", index)) / 2 ** 32;
    const instant =
      index < settled
        ? oldest + (place / settled) * (newestSettled - oldest)
        : clock.arrivals.reachedAt(startArrivals + (place - jobs) * intervalMs);
    return Math.floor(instant * 1000) / 1000;
  };

  const size = () => {
    if (jobs === 0) return 0;
    const arrived = (clock.arrivals.valueAt(clock.now()) - startArrivals) / intervalMs;
    const candidate = jobs + Math.floor(arrived);
    return createdAt(candidate) <= clock.now() ? candidate + 1 : candidate;
  };

  const firstSince = (instant: number) => {
    let [low, high] = [0, size()];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (createdAt(middle) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const firstUnsettled = () => {
    const now = clock.life.valueAt(clock.now());
    return firstSince(clock.life.reachedAt(now - LONGEST_LIFE_MS * stretch));
  };

  return { size, createdAt, firstSince, firstUnsettled, stretch };
}
