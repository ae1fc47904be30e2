import { z } from "zod";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { MetricSeries } from "../../domain/metric.ts";
import { type Api, readDocument } from "./documents.ts";
import { requestUnless } from "./single-document.ts";

const wireVersion = z.object({
  metrics: z.array(z.object({ name: z.string().min(1), value: z.number() })).nullish(),
});

/**
 * What a job has measured: figures of the model version that it made or worked on, one for each name, without step,
 * time or unit. Empty until the job names the version, and for one that is gone.
 */
export async function readMetrics(
  api: Api,
  { core: { resultModel } }: Job,
  names: readonly string[] | null,
  signal: AbortSignal,
): Promise<MetricSeries[]> {
  signal.throwIfAborted();
  if (!resultModel?.nativeId || !resultModel.versionId) return [];
  const [model, version] = [resultModel.nativeId, resultModel.versionId].map(toSegment);
  const url = new URL(`${api.base}/models/${model}/versions/${version}`);
  const document = await requestUnless(["NOT_FOUND"], api, "metrics", url, signal);
  if (document === null) return [];
  const series = readDocument(api, document, () => parseMetrics(document));
  if (series instanceof BackendError) throw series;
  return series.filter(({ name }) => names === null || names.includes(name));
}

/** Reads the figures of a model version; throws `z.ZodError` where it is outside the protocol. */
function parseMetrics(document: unknown): MetricSeries[] {
  const { metrics } = wireVersion.parse(document);
  const values = new Map((metrics ?? []).map(({ name, value }) => [name, value]));
  return [...values].map(([name, value]) => ({
    name,
    unit: null,
    points: [{ at: null, step: null, value }],
  }));
}

function toSegment(id: string): string {
  return encodeURIComponent(id.toWellFormed());
}
