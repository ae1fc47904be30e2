import { expect, test } from "vitest";
import { toStoredJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import started from "./fixtures/06_job_started_response.json" with { type: "json" };
import finished from "./fixtures/07_job_finished_response.json" with { type: "json" };
import version from "./fixtures/11_model_version_with_metrics_response.json" with { type: "json" };
import { connect, errorOf } from "./scripted-vendor.ts";
import { parseJob } from "./wire.ts";

const { signal } = new AbortController();
const job = toStoredJob(parseJob(finished, "single"));

test("are the figures of the model version that the job made, one point for each name", async () => {
  await using vendor = await connect(() => ({ json: version }));
  const metrics = await vendor.backend.metrics?.(job, null, signal);
  expect(vendor.requests.map(({ line }) => line)).toEqual([
    `GET /proxy/api/v1/models/${finished.model_id}/versions/${finished.model_version_id}`,
  ]);
  expect(metrics).toEqual(
    version.metrics.map(({ name, value }) => ({
      name,
      unit: null,
      points: [{ at: null, step: null, value }],
    })),
  );
  expect(await vendor.backend.metrics?.(job, ["F1", "of nothing"], signal)).toEqual(metrics?.slice(-1));
  covers("S0-74");
});

test("are none, and ask for none, until the job names its model version", async () => {
  await using vendor = await connect(() => ({ json: version }));
  expect(await vendor.backend.metrics?.(toStoredJob(parseJob(started, "single")), null, signal)).toEqual([]);
  expect(vendor.requests).toEqual([]);
  covers("S0-74");
});

test("are none when the version is gone or has measured nothing", async () => {
  for (const answer of [{ status: 404, text: "" }, { json: { ...version, metrics: null } }]) {
    await using vendor = await connect(() => answer);
    expect(await vendor.backend.metrics?.(job, null, signal)).toEqual([]);
  }
});

test.each([[{ metrics: [{ name: "F1", value: "97" }] }], [[]], ["text"]])(
  "of an answer outside the protocol are malformed: %j",
  async (json) => {
    await using vendor = await connect(() => ({ json }));
    const error = await errorOf(vendor.backend.metrics?.(job, null, signal) ?? Promise.resolve());
    expect(error).toMatchObject({ kind: "MALFORMED" });
  },
);
