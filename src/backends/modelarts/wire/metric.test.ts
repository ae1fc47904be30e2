import { expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { instantOf } from "../../../domain/instant.ts";
import samples from "../fixtures/logs-and-metrics.responses.json" with { type: "json" };
import { parseTaskMetrics } from "./metric.ts";

const sample = samples.metrics.body;
const startedAt = instantOf(Date.UTC(2026, 0, 1));

test.each(sample.metrics.map(({ metric, value }) => [metric, value] as const))(
  "%s has a value for each minute since the start, null where there was no sample",
  (metric, values) => {
    const series = parseTaskMetrics(sample, startedAt)?.find(({ name }) => name === metric);
    expect(series).toMatchObject({ name: metric, unit: "%" });
    expect(series?.points).toEqual(
      values.map((value, minute) => ({
        at: instantOf(Date.UTC(2026, 0, 1, 0, minute)),
        step: null,
        value: value === -1 ? null : value,
      })),
    );
    covers("S1-283");
  },
);

test("the six series keep the vendor's order", () => {
  expect(parseTaskMetrics(sample, startedAt)?.map(({ name }) => name)).toEqual(
    sample.metrics.map(({ metric }) => metric),
  );
});

test("a start that is not told leaves the minutes to count", () => {
  const [series] = parseTaskMetrics({ metrics: [{ metric: "cpuUsage", value: [1, "2.5"] }] }, null) ?? [];
  expect(series?.points).toEqual([
    { at: null, step: 0, value: 1 },
    { at: null, step: 1, value: 2.5 },
  ]);
});

test("what is no series costs nothing but itself", () => {
  const metrics = [{ metric: "cpuUsage", value: "x" }, { value: [1] }, 7];
  expect(parseTaskMetrics({ metrics }, startedAt)).toEqual([{ name: "cpuUsage", unit: "%", points: [] }]);
  expect(parseTaskMetrics({ metrics: null }, startedAt)).toEqual([]);
  expect(parseTaskMetrics([], startedAt)).toBeNull();
  expect(parseTaskMetrics({}, startedAt)).toBeNull();
});
