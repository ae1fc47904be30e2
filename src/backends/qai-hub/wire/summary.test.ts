import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { emptyCore, type JobReading } from "../../../domain/job.ts";
import { fillIn } from "../../../sync/omitted.ts";
import compileDone from "../fixtures/06-job-compile-done.json" with { type: "json" };
import profileFailed from "../fixtures/07-job-profile-failed.json" with { type: "json" };
import provisioning from "../fixtures/08-job-inference-provisioning.json" with { type: "json" };
import quantizing from "../fixtures/09-job-quantize-running.json" with { type: "json" };
import linkDone from "../fixtures/10-job-link-done.json" with { type: "json" };
import summaries from "../fixtures/11-job-summary-list.json" with { type: "json" };
import { JobSummaryListSchema, JobSummarySchema } from "../proto/public_api_pb.js";
import { bytesOf } from "../scripted-vendor.ts";
import { jobOf, read, web } from "./sample-jobs.ts";
import { parseSummary, parseSummaryPage } from "./summary.ts";

function readSummaries(): JobReading[] {
  const page = parseSummaryPage(bytesOf(JobSummaryListSchema, summaries.body));
  return (page?.entries ?? []).map((entry) => {
    const reading = parseSummary(entry, web);
    if (typeof reading === "string") throw new Error(reading);
    return reading;
  });
}

describe("summaries", () => {
  test("take every member to its place", () => {
    const [link, , , measured, compile] = readSummaries();
    expect(compile).toEqual({
      nativeId: "jg9ldk7mp",
      core: {
        ...emptyCore,
        kind: "COMPILE",
        nativeKind: "compile",
        name: "mobilenet_v2 (1, 3, 224, 224)",
        owner: { nativeId: null, name: null, email: "dana.ruiz@example.com" },
        properties: [
          { key: "device_os_version", value: "14" },
          { key: "target_model_type", value: "TFLITE" },
        ],
        createdAt: "2026-02-11T09:14:03.000Z",
        updatedAt: "2026-02-11T09:15:02.000Z",
        url: "https://hub.example/jobs/jg9ldk7mp/",
        status: {
          ...read(jobOf(compileDone)).core.status,
          queuedAt: "2026-02-11T09:14:04.000Z",
          startedAt: "2026-02-11T09:14:09.000Z",
          endedAt: "2026-02-11T09:15:02.000Z",
        },
        flavor: { nativeId: "Samsung Galaxy S24:14", name: "Samsung Galaxy S24" },
        project: { nativeId: "p8k2n7wz0", name: null },
      },
      native: { summary: summaries.body.job_summaries[4] },
      omits: [
        "status.message",
        "status.outcome",
        "status.reason",
        "status.error",
        "annotations",
        "algorithm",
        "serviceVersion",
        "resultModel",
        "owner.nativeId",
        "owner.name",
      ],
    });
    expect(measured?.native).toHaveProperty("summary.inference_job_summary.execution_time", "372");
    expect(link?.core.properties).toContainEqual({ key: "target_model_type", value: "QNN_CONTEXT_BINARY" });
    covers("S3-64", "S3-74");
  });

  test("tell the kind as jobs do", () => {
    expect(readSummaries().map(({ core }) => [core.kind, core.nativeKind, core.status.phase])).toEqual([
      ["LINK", "link", "SUCCEEDED"],
      ["QUANTIZE", "quantize", "RUNNING"],
      ["INFERENCE", "inference", "PREPARING"],
      ["PROFILE", "inference", "SUCCEEDED"],
      ["COMPILE", "compile", "SUCCEEDED"],
    ]);
    covers("S3-8", "S3-16");
  });

  test.each([
    [linkDone, 0],
    [quantizing, 1],
    [provisioning, 2],
    [compileDone, 4],
  ])(
    "%#: a thin summary changes nothing of what a job has told, and a job keeps the summary",
    (sample, place) => {
      const summary = readSummaries()[place];
      const job = read(jobOf(sample));
      if (!summary) throw new Error("the list is shorter than that");
      expect(summary.nativeId).toBe(job.nativeId);
      expect(fillIn(summary, job).core).toEqual(job.core);
      expect(fillIn(job, { core: job.core, native: summary.native }).native).toEqual({
        ...job.native,
        ...summary.native,
      });
    },
  );

  test("a failed summary neither contradicts nor hides why its job has failed", () => {
    const job = read(jobOf(profileFailed));
    const {
      user,
      name,
      job_state,
      creation_time,
      queued_time,
      start_time,
      completion_time,
      last_updated_time,
      project_id,
      is_profiling_on,
    } = profileFailed.body.inference_job;
    const fields = {
      user,
      name,
      job_state,
      creation_time,
      queued_time,
      start_time,
      completion_time,
      last_updated_time,
      project_id,
      is_profiling_on,
    };
    const inference_job_summary = {
      ...fields,
      job_id: job.nativeId,
      device_name: "Samsung Galaxy S24",
      device_os_version: "14",
    };
    const summary = parseSummary(bytesOf(JobSummarySchema, { inference_job_summary }), web);
    if (typeof summary === "string") throw new Error(summary);
    expect(summary.core.status).toMatchObject({ phase: "FAILED", message: null, error: null, reason: null });
    expect(fillIn(summary, job).core).toEqual(job.core);
  });
});
