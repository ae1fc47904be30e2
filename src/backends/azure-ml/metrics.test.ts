import { describe, expect, test } from "vitest";
import type { Job } from "../../domain/job.ts";
import metricSamples from "./fixtures/13-metrics.json" with { type: "json" };
import { type Script, startVendor, workspacePath } from "./scripted-vendor.ts";

const { signal } = new AbortController();

const stored = (nativeId: string, native: object = {}, kind = "COMMAND") =>
  ({ nativeId, core: { kind, status: { phaseClass: "ACTIVE" } }, native }) as unknown as Job; // metrics look at the id alone

describe("metrics", () => {
  const script: Script = ({ path, body }) => {
    if (path.endsWith("/list")) return { json: metricSamples.exchanges[0]?.response.body };
    if (!path.endsWith("/sample")) return undefined;
    expect(JSON.parse(body)).toEqual({ metricName: "loss", metricNamespace: null });
    return { json: metricSamples.exchanges[1]?.response.body };
  };

  test("gives the values of each metric, oldest first", async () => {
    await using vendor = await startVendor(script);
    expect(await vendor.backend.metrics?.(stored("iris"), null, signal)).toEqual([
      {
        name: "loss",
        unit: null,
        points: [
          { at: "2025-03-01T10:36:00.000Z", step: 0, value: 0.91 },
          { at: "2025-03-01T10:37:00.000Z", step: 1, value: 0.55 },
        ],
      },
    ]);
    expect(vendor.calls.at(-1)?.path).toBe(`/metric/v2.0${workspacePath}/runs/iris/sample`);
  });

  test("asks for no values of metrics that nobody wants", async () => {
    await using vendor = await startVendor(script);
    expect(await vendor.backend.metrics?.(stored("iris"), ["accuracy"], signal)).toEqual([]);
    expect(vendor.callsTo("/sample")).toEqual([]);
  });
});
