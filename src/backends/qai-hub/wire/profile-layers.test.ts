import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import type { JobReading } from "../../../domain/job.ts";
import provisioning from "../fixtures/08-job-inference-provisioning.json" with { type: "json" };
import profileResult from "../fixtures/12-job-result-profile.json" with { type: "json" };
import { jobOf, read } from "./sample-jobs.ts";

describe("the layers of a profile", () => {
  const unitsOf = ({ native }: JobReading): unknown[] => {
    const layers = at(native, "result", "inference_job_result", "detail", "layer_details");
    return (layers as object[]).map((layer) => at(layer, "compute_unit"));
  };
  const at = (value: unknown, ...path: string[]) =>
    path.reduce((found, key) => (found as Record<string, unknown>)[key], value);

  test("are in the native document, each with the unit that computes it", () => {
    const reading = read(jobOf(provisioning), profileResult.body);
    expect(unitsOf(reading)).toEqual(["COMPUTE_UNIT_NPU", "COMPUTE_UNIT_NPU", "COMPUTE_UNIT_CPU"]);
    covers("S3-66");
  });

  test("keep the number of a unit that no table knows", () => {
    const body = structuredClone(profileResult.body);
    const [first] = body.inference_job_result.detail.layer_details;
    Object.assign(first ?? {}, { compute_unit: 42 });
    expect(unitsOf(read(jobOf(provisioning), body))[0]).toBe(42);
    covers("S3-66");
  });
});
