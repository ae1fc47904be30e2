import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intervalInForce, nextWait } from "../../../src/sync/pace.ts";

const intervals = { watchedMs: 2_000, activeMs: 10_000, idleMs: 60_000 };
const calm = { isWatched: false, hasActiveJobs: true, failures: 0, retryAfterMs: null, minPollMs: 0 };

describe("the time between two polls", () => {
  it.each([
    [
      "short while somebody watches an active job",
      { isWatched: true, hasActiveJobs: true, minPollMs: 0 },
      2_000,
    ],
    ["middling while jobs are active", { isWatched: false, hasActiveJobs: true, minPollMs: 0 }, 10_000],
    ["long when none is, watched or not", { isWatched: true, hasActiveJobs: false, minPollMs: 0 }, 60_000],
    ["never below what the vendor allows", { isWatched: true, hasActiveJobs: true, minPollMs: 5_000 }, 5_000],
  ])("is %s", (_, facts, expected) => {
    expect(intervalInForce(intervals, facts)).toBe(expected);
  });

  it("doubles with each failure in a row, up to a minute", () => {
    const waits = [0, 1, 2, 3, 10].map((failures) => nextWait(intervals, { ...calm, failures }, 0.5));
    expect(waits).toEqual([10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it("is at least what the vendor asked for", () => {
    expect(nextWait(intervals, { ...calm, retryAfterMs: 90_000 }, 0.5)).toBe(90_000);
  });

  it("is spread by a fifth either way, never below the vendor's minimum", () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(chance, fc.integer({ min: 0, max: 20_000 }), (random, minPollMs) => {
        const wait = nextWait(intervals, { ...calm, minPollMs }, random);
        const base = Math.max(10_000, minPollMs);
        return wait >= Math.max(minPollMs, base * 0.8 - 1) && wait <= base * 1.2 + 1;
      }),
    );
  });
});
