import type { Job } from "../../domain/job.ts";
import type { MetricSeries } from "../../domain/metric.ts";
import { malformed, type Service } from "./service.ts";
import { type MetricName, parseMetric, parseMetricName } from "./wire/metric.ts";
import { parseDataPage } from "./wire/run.ts";

/** A run has at most 50 names of metrics. */
const mostPages = 20;

/** What a job has measured, as the service samples it; only the named metrics when names are given. */
export async function readMetrics(
  service: Service,
  { nativeId }: Job,
  names: readonly string[] | null,
  signal: AbortSignal,
): Promise<MetricSeries[]> {
  const known = await listMetrics(service, nativeId, signal);
  const wanted = known.filter(({ name }) => names === null || names.includes(name));
  const series = await Promise.all(wanted.map((metric) => sampleMetric(service, nativeId, metric, signal)));
  return series.flat();
}

async function listMetrics(service: Service, nativeId: string, signal: AbortSignal): Promise<MetricName[]> {
  const path = ["runs", nativeId, "list"];
  const metrics: MetricName[] = [];
  let continuationToken: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const body = { metricNamespace: null, continuationToken };
    const found = parseDataPage(
      await service.data({ operation: "listMetrics", service: "metric", path, body }, signal),
    );
    if (found === null) throw malformed(service.backend, "listMetrics", "an answer without a list");
    metrics.push(...found.values.flatMap((value) => parseMetricName(value) ?? []));
    continuationToken = found.continuationToken;
    if (continuationToken === null) break;
  }
  return metrics;
}

/** Values of one metric of a run, as the service samples them. */
export async function sampleMetric(
  service: Service,
  nativeId: string,
  metric: MetricName,
  signal: AbortSignal,
): Promise<MetricSeries[]> {
  const path = ["runs", nativeId, "sample"];
  const body = { metricName: metric.name, metricNamespace: metric.namespace };
  const answer = await service.data({ operation: "readMetric", service: "metric", path, body }, signal);
  const series = parseMetric(answer, metric);
  if (series === null) throw malformed(service.backend, "readMetric", `no values of ${metric.name}`);
  return series;
}
