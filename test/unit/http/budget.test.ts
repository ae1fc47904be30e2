import fc from "fast-check";
import { expect, test } from "vitest";
import { Budget } from "../../../src/http/budget.ts";

test("no minute holds more calls than the budget, however they come", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), gaps, (callsPerMinute, gapsMs) => {
      const budget = new Budget(callsPerMinute, 0);
      const calls: number[] = [];
      let now = 0;
      for (const gapMs of gapsMs) {
        now += gapMs;
        for (let wait = budget.spend(now); wait > 0; wait = budget.spend(now)) now += wait;
        calls.push(now);
      }
      for (const start of calls) {
        expect(calls.filter((at) => at >= start && at < start + 60_000).length).toBeLessThanOrEqual(
          callsPerMinute,
        );
      }
    }),
  );
});

test("a steady caller gets nine tenths of the budget", () => {
  const budget = new Budget(60, 0);
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
  const budget = new Budget(4, 100_000);
  expect(budget.spend(100_000)).toBe(0);
  expect(budget.spend(40_000)).toBe(15_000);
  expect(budget.spend(55_000)).toBe(0);
});
