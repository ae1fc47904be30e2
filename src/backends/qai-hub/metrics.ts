import type { Job } from "../../domain/job.ts";
import type { MetricSeries } from "../../domain/metric.ts";
import { fetchResult } from "./jobs.ts";
import { JobResultSchema, JobSchema, JobSummarySchema } from "./proto/public_api_pb.js";
import type { Service } from "./service.ts";
import { fromDocument } from "./wire/decode.ts";
import { type RunFields, toResultMetrics, toRunMetrics } from "./wire/metric.ts";

/** Measurements of a run. The summary has the first ones, so that asking for these alone costs no call. */
export async function readMetrics(
  service: Service,
  job: Job,
  names: readonly string[] | null,
  signal: AbortSignal,
): Promise<MetricSeries[]> {
  const isWanted = ({ name }: MetricSeries) => names === null || names.includes(name);
  const known = toRunMetrics(runOf(job));
  const isEnough = names?.every((name) => known.some((series) => series.name === name));
  if (isEnough) return known.filter(isWanted);
  return ((await measured(service, job, signal)) ?? known).filter(isWanted);
}

async function measured(service: Service, job: Job, signal: AbortSignal): Promise<MetricSeries[] | null> {
  signal.throwIfAborted();
  const { kind, status } = job.core;
  if (status.phase !== "SUCCEEDED" || (kind !== "PROFILE" && kind !== "INFERENCE")) return null;
  const result =
    fromDocument(JobResultSchema, job.native.result) ??
    (await fetchResult(service, "metrics", job.nativeId, signal));
  return result && toResultMetrics(result);
}

function runOf({ native }: Job): RunFields {
  const summary = fromDocument(JobSummarySchema, native.summary)?.job;
  if (summary?.case === "inferenceJobSummary" || summary?.case === "profileJobSummary") return summary.value;
  const job = fromDocument(JobSchema, native.job)?.job;
  return job?.case === "inferenceJob" || job?.case === "profileJob" ? job.value : {};
}
