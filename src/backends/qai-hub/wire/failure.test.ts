import { clone, create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import profileFailed from "../fixtures/07-job-profile-failed.json" with { type: "json" };
import { InferenceJobSchema, type Job, JobFailureType, JobSchema } from "../proto/public_api_pb.js";
import { readFailure } from "./phases.ts";
import { jobOf, read } from "./sample-jobs.ts";

describe("why a job failed", () => {
  const failed = (changes: Partial<Pick<Job, "failureType">>, reason?: string, details?: string) => {
    const job = clone(JobSchema, jobOf(profileFailed));
    Object.assign(job, changes);
    const { failureReason: _, ...value } = job.job.value as { failureReason?: string }; // the sample is an inference job
    const member = create(InferenceJobSchema, {
      ...value,
      ...(reason !== undefined && { failureReason: reason }),
      ...(details !== undefined && { errorDetails: details }),
    });
    job.job = { case: "inferenceJob", value: member };
    return read(job).core.status;
  };

  test.each([
    ["RUNTIME_TIMEOUT", "TIMED_OUT"],
    ["INVALID_INPUTS", "USER_CODE"],
    ["INVALID_ARGUMENT", "USER_CODE"],
    ["MODEL_UNKNOWN", "USER_CODE"],
    ["MODEL_CORRUPT", "USER_CODE"],
    ["MODEL_INVALID", "USER_CODE"],
    ["QNN_VERSION_MISMATCH", "USER_CODE"],
    ["DSP_VERSION_MISMATCH", "USER_CODE"],
    ["RUNTIME_DEVICE_OOM", "USER_CODE"],
    ["INTERNAL_UNKNOWN", "PLATFORM"],
    ["INTERNAL_LOGIC", "PLATFORM"],
    ["CLOUD_API_ERROR", "PLATFORM"],
    ["CLOUD_RESOURCE_MISSING", "PLATFORM"],
    ["CLOUD_THROTTLED", "PLATFORM"],
    ["QDC_API_ERROR", "PLATFORM"],
    ["RUNTIME_INTERNAL_SERVICE_BUSY", "PLATFORM"],
    ["UNKNOWN", "UNKNOWN"],
    ["UNSUPPORTED", "UNKNOWN"],
    ["RUNTIME_UNKNOWN", "UNKNOWN"],
    ["RUNTIME_CRASH", "UNKNOWN"],
    ["RUNTIME_OUT_OF_DISK", "UNKNOWN"],
    ["RUNTIME_FAILED_DEPENDENCY", "UNKNOWN"],
    ["RUNTIME_OUT_OF_MEMORY", "UNKNOWN"],
    ["QNN_TOOL_ERROR", "UNKNOWN"],
  ] as const)("%s is %s", (word, code) => {
    const status = failed({ failureType: JobFailureType[word] }, "Because.");
    expect(status).toMatchObject({ reason: { code, text: "Because." }, error: { code: word } });
    expect(status.outcome).toBe(code === "TIMED_OUT" ? "TIMEOUT" : "FAILURE");
    covers("S3-58");
  });

  test("covers every type that is a failure", () => {
    const numbers = Object.values(JobFailureType).filter((value) => typeof value === "number");
    expect(numbers).toHaveLength(26);
    for (const number of numbers.filter((number) => number > 1))
      expect(readFailure(number, null).word).toBe(JobFailureType[number]);
    covers("S3-58");
  });

  test("without a type the text tells a time-out", () => {
    expect(failed({ failureType: 0 }, "Job timed out after 8h")).toMatchObject({
      outcome: "TIMEOUT",
      reason: { code: "TIMED_OUT" },
      error: { code: null },
    });
    expect(failed({ failureType: 2 }, "Compiler timed out after 3 s")).toMatchObject({ outcome: "FAILURE" });
    covers("S3-35");
  });

  test("a type that nobody knows is shown by its number", () => {
    expect(failed({ failureType: 4242 as JobFailureType }, "Because.")).toMatchObject({
      outcome: "FAILURE",
      reason: { code: "UNKNOWN" },
      error: { code: "4242" },
    });
  });

  test("details stand beside the reason", () => {
    const status = failed({ failureType: 2 }, "Failed.", "line 1\nline 2");
    expect(status.message).toBe("Failed.");
    expect(status.error).toEqual({ code: "UNKNOWN", message: "Failed.", details: "line 1\nline 2" });
    covers("S3-57");
  });

  test("a failed dependency explains itself", () => {
    expect(failed({ failureType: JobFailureType.RUNTIME_FAILED_DEPENDENCY }).reason?.text).toContain(
      "never produced",
    );
    covers("S3-59");
  });
});
