import type { MetricPoint, MetricSeries } from "../../../domain/metric.ts";
import type { JobResult, ProfileDetail, ProfileDetail_MemoryUsage, Range } from "../proto/public_api_pb.js";

/** What a summary or a job tells of a measured run. */
export interface RunFields {
  readonly executionTime?: bigint | undefined;
  readonly executionPeakMemory?: Range | undefined;
}

const inferenceTime = "estimated_inference_time";
const inferencePeak = "inference_memory_peak_range";

/** Series of a finished run without its result. */
export function toRunMetrics({ executionTime, executionPeakMemory }: RunFields): MetricSeries[] {
  return [
    ...(executionTime === undefined ? [] : [toSeries(inferenceTime, "us", [executionTime])]),
    ...(executionPeakMemory === undefined ? [] : toRange(inferencePeak, executionPeakMemory)),
  ];
}

/** Series of a result, by the names that the vendor's client shows; null for a result without measurements. */
export function toResultMetrics({ result }: JobResult): MetricSeries[] | null {
  const detail =
    result.case === "inferenceJobResult"
      ? result.value.detail
      : result.case === "profileJobResult"
        ? result.value.profile
        : undefined;
  if (detail === undefined) return null;
  return detail.majorVersion === 1n ? toMetrics(detail) : toOldMetrics(detail);
}

/** Stages of a run: the client's name, and the prefix of the fields. */
const stages = [
  ["compile", "compile"],
  ["first_load", "coldLoad"],
  ["warm_load", "warmLoad"],
  ["inference", "execution"],
] as const;

const stageTimes = {
  compile: "compile_time",
  first_load: "first_load_time",
  warm_load: "warm_load_time",
  inference: inferenceTime,
} as const;

const stagePeaks = {
  compile: "compile_peak_memory",
  first_load: "first_load_peak_memory",
  warm_load: "warm_load_peak_memory",
  inference: "estimated_inference_peak_memory",
} as const;

function toMetrics(detail: ProfileDetail): MetricSeries[] {
  return stages.flatMap(([stage, prefix]) => {
    const capital = `${prefix.charAt(0).toUpperCase()}${prefix.slice(1)}` as Capitalize<typeof prefix>;
    return [
      ...toMeasured(stageTimes[stage], "us", detail[`${prefix}Time`]),
      ...toMeasured(stagePeaks[stage], "bytes", detail[`after${capital}PeakMemory`]),
      ...(detail.minorVersion >= 1n ? toMemory(stage, detail[`${prefix}Memory`]) : []),
      ...toSeriesOfAll(`all_${stage}_times`, detail[`all${capital}Times`]),
    ];
  });
}

/** Layout of 0.0. */
function toOldMetrics({ executionTime, peakMemoryUsage, loadTime }: ProfileDetail): MetricSeries[] {
  return [
    ...toMeasured(inferenceTime, "us", executionTime),
    ...toMeasured("estimated_inference_peak_memory", "bytes", peakMemoryUsage),
    ...toMeasured("load_time", "us", loadTime ?? 0n),
  ];
}

/** Zero is what the service leaves out: the stage was not measured. */
function toMeasured(name: string, unit: string, value: bigint): MetricSeries[] {
  return value === 0n ? [] : [toSeries(name, unit, [value])];
}

function toSeriesOfAll(name: string, values: readonly bigint[]): MetricSeries[] {
  return values.length === 0 ? [] : [toSeries(name, "us", values)];
}

/** A range that is there holds, zeros included; one that is not there is not known. */
function toMemory(stage: string, usage: ProfileDetail_MemoryUsage | undefined): MetricSeries[] {
  return [
    ...toRange(`${stage}_memory_increase_range`, usage?.increase),
    ...toRange(`${stage}_memory_peak_range`, usage?.peak),
  ];
}

function toRange(name: string, range: Range | undefined): MetricSeries[] {
  return [
    toSeries(`${name}_lower`, "bytes", [range?.lower ?? null]),
    toSeries(`${name}_upper`, "bytes", [range?.upper ?? null]),
  ];
}

function toSeries(name: string, unit: string, values: readonly (bigint | null)[]): MetricSeries {
  const points = values.map((value, index): MetricPoint => {
    return { at: null, step: values.length > 1 ? index : null, value: value === null ? null : Number(value) };
  });
  return { name, unit, points };
}
