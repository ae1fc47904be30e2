import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import compileDone from "./fixtures/06-job-compile-done.json" with { type: "json" };
import linkDone from "./fixtures/10-job-link-done.json" with { type: "json" };
import { JobSchema } from "./proto/public_api_pb.js";
import { by, bytesOf, connect, toStored } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("related jobs", () => {
  test("are those that made the models of a job", async () => {
    const producer = { ...compileDone.body.compile_job, compile_job_id: "jp6x1m9dp" };
    await using vendor = await connect(
      by({
        "/jobs/jgn4kv2l5/": { body: bytesOf(JobSchema, linkDone.body) },
        "/jobs/jp6x1m9dp/": { body: bytesOf(JobSchema, { compile_job: producer }) },
      }),
    );
    const [reading] = await vendor.backend.getJobs(["jgn4kv2l5"], signal);
    if (reading === undefined || reading instanceof BackendError) throw reading ?? new Error("no reading");
    // The account may not see the other of the two.
    const related = await vendor.backend.relatedJobs?.(toStored(reading), signal);
    expect(related?.map(({ nativeId }) => nativeId)).toEqual(["jp6x1m9dp"]);
    const thin = { ...toStored(reading), native: {} };
    expect(await vendor.backend.relatedJobs?.(thin, signal)).toEqual(related);
    covers("S3-26");
  });
});
