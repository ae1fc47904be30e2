import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import list from "./fixtures/11-job-summary-list.json" with { type: "json" };
import profile from "./fixtures/12-job-result-profile.json" with { type: "json" };
import inference from "./fixtures/13-job-result-inference.json" with { type: "json" };
import { JobResultSchema, JobSchema, JobSummaryListSchema } from "./proto/public_api_pb.js";
import { by, bytesOf, connect, query, toStored } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("metrics", () => {
  const [, , , summary] = list.body.job_summaries;
  const job = (id: string, state: string) => ({
    inference_job: { inference_job_id: id, job_state: state, is_profiling_on: true },
  });

  async function stored(vendor: Awaited<ReturnType<typeof connect>>, id: string) {
    const [reading] = await vendor.backend.getJobs([id], signal);
    if (reading === undefined || reading instanceof BackendError) throw reading ?? new Error("no reading");
    return toStored(reading);
  }

  const answers = by({
    "/job_summaries/?limit=100": { body: bytesOf(JobSummaryListSchema, { job_summaries: [summary] }) },
    "/jobs/jpy7q4o3g/": { body: bytesOf(JobSchema, job("jpy7q4o3g", "JOB_STATE_DONE")) },
    "/jobs/jpy7q4o3g/result/": { body: bytesOf(JobResultSchema, profile.body) },
    "/jobs/j5w2z90kg/": { body: bytesOf(JobSchema, job("j5w2z90kg", "JOB_STATE_RUNNING_INFERENCE")) },
    "/jobs/j5w2z90kg/result/": { body: bytesOf(JobResultSchema, inference.body) },
  });

  test("of a summary cost no call", async () => {
    await using vendor = await connect(answers);
    const [reading] = (await vendor.backend.listJobs(query, signal)).readings;
    if (!reading) throw new Error("the list is empty");
    const names = ["inference_memory_peak_range_upper", "estimated_inference_time"];
    const metrics = await vendor.backend.metrics?.(toStored(reading), names, signal);
    expect(metrics?.map(({ name, unit, points }) => [name, unit, points[0]?.value])).toEqual([
      ["estimated_inference_time", "us", 372],
      ["inference_memory_peak_range_upper", "bytes", 62_881_792],
    ]);
    expect(vendor.heard).toHaveLength(1);
    expect((await vendor.backend.metrics?.(toStored(reading), null, signal))?.length).toBe(25);
    expect(vendor.heard.map(({ line }) => line).at(-1)).toBe("GET /api/v1/jobs/jpy7q4o3g/result/");
    covers("S3-64");
  });

  test("of a stored result cost no call either", async () => {
    await using vendor = await connect(answers);
    const job = await stored(vendor, "jpy7q4o3g");
    const calls = vendor.heard.length;
    expect(
      (await vendor.backend.metrics?.(job, ["warm_load_time", "no such name"], signal))?.map(
        ({ name }) => name,
      ),
    ).toEqual(["warm_load_time"]);
    expect(vendor.heard).toHaveLength(calls);
    covers("S3-65");
  });

  test("of a job that has not ended are none, without a call", async () => {
    await using vendor = await connect(answers);
    const job = await stored(vendor, "j5w2z90kg");
    const calls = vendor.heard.length;
    expect(await vendor.backend.metrics?.(job, null, signal)).toEqual([]);
    expect(vendor.heard).toHaveLength(calls);
  });
});
