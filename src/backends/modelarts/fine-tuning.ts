import { BackendError } from "../../domain/error.ts";
import type { JobReading } from "../../domain/job.ts";
import type { JsonObject } from "../../domain/json.ts";
import type { MetricSeries } from "../../domain/metric.ts";
import { makeStatus } from "../../domain/status.ts";
import type { Service } from "./service.ts";
import { parseTrainingMetrics, toShown, trainProcessOf } from "./wire/fine-tuning.ts";
import { maskDocument } from "./wire/mask.ts";
import { toProgress } from "./wire/status.ts";

/** What the vendor tells of a fine-tuning job beside its document, by the member of `native` that shows it. */
const parts = { ft_detail: "ft-detail", ft_artifacts: "ft-artifacts" } as const;

/** Marks what a listing does not tell of fine-tuning jobs. */
export function withoutTuning(reading: JobReading): JobReading {
  const { core, omits = [] } = reading;
  if (core.kind !== "FINE_TUNING") return reading;
  const members = Object.keys(parts).map((member) => `native.${member}`);
  const progress = core.status.progress === null ? ["status.progress"] : [];
  return { ...reading, omits: [...omits, ...members, ...progress] };
}

/** Reads the rest of a fine-tuning job; what the vendor does not tell now is marked as omitted. */
export async function withTuning(
  service: Service,
  reading: JobReading,
  signal: AbortSignal,
): Promise<JobReading> {
  if (reading.core.kind !== "FINE_TUNING") return reading;
  const read = (part: string) => readPart(service, reading.nativeId, part, signal);
  const [detail, artifacts] = await Promise.all([read(parts.ft_detail), read(parts.ft_artifacts)]);
  const told = { ...(detail && { ft_detail: detail }), ...(artifacts && { ft_artifacts: artifacts }) };
  const { core } = reading;
  const progress = core.status.progress ?? toProgress(trainProcessOf(detail));
  const { omits = [], ...known } = withoutTuning({
    ...reading,
    core: { ...core, status: makeStatus({ ...core.status, progress }) },
    native: { ...reading.native, ...told },
  });
  const missing = omits.filter((path) => !Object.keys(told).some((member) => path === `native.${member}`));
  return { ...known, omits: missing };
}

/** Null where the vendor does not tell it; rejects only with the signal's reason. */
async function readPart(
  service: Service,
  nativeId: string,
  part: string,
  signal: AbortSignal,
): Promise<JsonObject | null> {
  try {
    const path = ["training-jobs", nativeId, part];
    const response = await service.get("getJobs", path, {}, signal, { repeatable: false });
    const shown = response.status === 204 ? null : toShown(response.json());
    return shown && maskDocument(shown);
  } catch (error) {
    if (error instanceof BackendError) return null;
    throw error;
  }
}

/** What a fine-tuning job has measured of its training; nothing where the vendor refuses to tell it. */
export async function readTrainingMetrics(
  service: Service,
  nativeId: string,
  signal: AbortSignal,
): Promise<MetricSeries[]> {
  try {
    const response = await service.get("metrics", ["training-jobs", nativeId, "ft-metrics"], {}, signal);
    return response.status === 204 ? [] : parseTrainingMetrics(response.json());
  } catch (error) {
    if (error instanceof BackendError && !error.retryable) return [];
    throw error;
  }
}
