import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import profile from "../fixtures/12-job-result-profile.json" with { type: "json" };
import inference from "../fixtures/13-job-result-inference.json" with { type: "json" };
import { JobResultSchema } from "../proto/public_api_pb.js";
import { bytesOf } from "../scripted-vendor.ts";
import { toResultMetrics } from "./metric.ts";

function metricsOf(body: object): Record<string, (number | null)[]> {
  const series = toResultMetrics(fromBinary(JobResultSchema, bytesOf(JobResultSchema, body))) ?? [];
  return Object.fromEntries(series.map(({ name, points }) => [name, points.map(({ value }) => value)]));
}

const measured = {
  first_load_time: [812_344],
  first_load_peak_memory: [176_291_840],
  first_load_memory_increase_range_lower: [41_943_040],
  first_load_memory_increase_range_upper: [55_050_240],
  first_load_memory_peak_range_lower: [60_817_408],
  first_load_memory_peak_range_upper: [73_924_608],
  all_first_load_times: [812_344],
  warm_load_time: [204_118],
  warm_load_peak_memory: [171_819_008],
  warm_load_memory_increase_range_lower: [0],
  warm_load_memory_increase_range_upper: [1_179_648],
  warm_load_memory_peak_range_lower: [114_688],
  warm_load_memory_peak_range_upper: [40_894_464],
  all_warm_load_times: [204_118],
  estimated_inference_time: [372],
  estimated_inference_peak_memory: [180_457_472],
  inference_memory_increase_range_lower: [0],
  inference_memory_increase_range_upper: [2_097_152],
  inference_memory_peak_range_lower: [28_672],
  inference_memory_peak_range_upper: [62_881_792],
  all_inference_times: [401, 388, 379, 372, 374, 377],
};

describe("metrics of a result", () => {
  test("take every figure to its place", () => {
    expect(metricsOf(profile.body)).toEqual({
      // Present and empty: a range from zero to zero.
      compile_memory_increase_range_lower: [0],
      compile_memory_increase_range_upper: [0],
      compile_memory_peak_range_lower: [0],
      compile_memory_peak_range_upper: [0],
      ...measured,
    });
    covers("S3-65");
  });

  test("have units, and steps where there are several", () => {
    const result = fromBinary(JobResultSchema, bytesOf(JobResultSchema, profile.body));
    const series = new Map(toResultMetrics(result)?.map((one) => [one.name, one]));
    expect(series.get("estimated_inference_time")).toEqual({
      name: "estimated_inference_time",
      unit: "us",
      points: [{ at: null, step: null, value: 372 }],
    });
    expect(series.get("inference_memory_peak_range_upper")?.unit).toBe("bytes");
    expect(series.get("all_inference_times")?.points.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("of a range that is not there are null, not zero", () => {
    const { compile_memory: _, ...detail } = profile.body.inference_job_result.detail;
    const body = { inference_job_result: { ...profile.body.inference_job_result, detail } };
    expect(metricsOf(body)).toEqual({
      compile_memory_increase_range_lower: [null],
      compile_memory_increase_range_upper: [null],
      compile_memory_peak_range_lower: [null],
      compile_memory_peak_range_upper: [null],
      ...measured,
    });
  });

  test("are there without profiling", () => {
    expect(metricsOf(inference.body)).toMatchObject({
      estimated_inference_time: [391],
      all_inference_times: [402, 391],
      inference_memory_peak_range_lower: [null],
    });
  });

  test("are the same in the result of an older client", () => {
    const { detail, inference_job_id } = profile.body.inference_job_result;
    const old = { profile_job_result: { profile_job_id: inference_job_id, profile: detail } };
    expect(metricsOf(old)).toEqual(metricsOf(profile.body));
    covers("S3-77");
  });

  test("of the oldest layout are read by its names", () => {
    const detail = { execution_time: "900", load_time: "12", peak_memory_usage: "7" };
    expect(metricsOf({ inference_job_result: { inference_job_id: "j1", detail } })).toEqual({
      estimated_inference_time: [900],
      estimated_inference_peak_memory: [7],
      load_time: [12],
    });
  });

  test("are none where nothing was measured", () => {
    const result = { compile_job_result: { compile_job_id: "j1", compile_detail: {} } };
    expect(metricsOf(result)).toEqual({});
  });
});
