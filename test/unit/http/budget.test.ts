import fc from "fast-check";
import { expect, test } from "vitest";
import { Budget } from "../../../src/http/budget.ts";

const callsPerMinute = fc.integer({ min: 1, max: 90 });
const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 200 });

/** Times of calls that each wait for the budget and come so long after the one before. */
function callTimes(budget: Budget, beganMs: number, gapsMs: readonly number[]): number[] {
  let now = beganMs;
  return gapsMs.map((gapMs) => {
    now += gapMs;
    for (let wait = budget.spend(now); wait > 0; wait = budget.spend(now)) now += wait;
    return now;
  });
}

function mostPerMinute(calls: readonly number[]): number {
  return Math.max(
    0,
    ...calls.map((start) => calls.filter((at) => at >= start && at < start + 60_000).length),
  );
}

test("no minute holds more calls than the budget, however they come", () => {
  fc.assert(
    fc.property(callsPerMinute, gaps, (allowed, gapsMs) => {
      expect(mostPerMinute(callTimes(new Budget(allowed, 0, true), 0, gapsMs))).toBeLessThanOrEqual(allowed);
    }),
  );
});

test("no minute holds more calls than the budget, however often the process is killed and started again", () => {
  const lives = fc.array(fc.record({ gaps, livesMs: fc.nat(90_000), deadMs: fc.nat(2_000) }), {
    minLength: 2,
    maxLength: 6,
  });
  fc.assert(
    fc.property(callsPerMinute, lives, (allowed, processes) => {
      const calls: number[] = [];
      let beganMs = 0;
      for (const [index, { gaps: gapsMs, livesMs, deadMs }] of processes.entries()) {
        const endsMs = beganMs + livesMs;
        const times = callTimes(new Budget(allowed, beganMs, index === 0), beganMs, gapsMs);
        calls.push(...times.filter((at) => at < endsMs));
        beganMs = endsMs + deadMs;
      }
      expect(mostPerMinute(calls)).toBeLessThanOrEqual(allowed);
    }),
  );
});

test("what follows an earlier process waits for its first call, and then keeps the same pace", () => {
  const first = callTimes(new Budget(60, 0, true), 0, Array(20).fill(0));
  const second = callTimes(new Budget(60, 0, false), 0, Array(20).fill(0));
  expect(first.filter((at) => at === 0)).toHaveLength(6);
  expect(second[0]).toBeGreaterThan(1_000);
  expect((second[19] as number) - (second[0] as number)).toBeLessThan(22_000);
});

test("a steady caller gets nine tenths of the budget", () => {
  const budget = new Budget(60, 0, true);
  let calls = 0;
  let now = 0;
  while (now < 600_000) {
    const wait = budget.spend(now);
    if (wait === 0) calls += 1;
    now += wait;
  }
  expect(calls).toBeGreaterThan(540);
});

test("a clock that steps back takes nothing away", () => {
  const budget = new Budget(4, 100_000, true);
  expect(budget.spend(100_000)).toBe(0);
  expect(budget.spend(40_000)).toBe(15_000);
  expect(budget.spend(55_000)).toBe(0);
});
