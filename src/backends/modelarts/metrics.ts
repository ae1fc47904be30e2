import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { MetricSeries } from "../../domain/metric.ts";
import { readTrainingMetrics } from "./fine-tuning.ts";
import { malformed } from "./jobs.ts";
import type { Service } from "./service.ts";
import { parseTaskMetrics } from "./wire/metric.ts";

/** Tasks that are asked for when no series of theirs is named: each costs a call. */
const mostTasks = 16;

/**
 * What a job uses of its machines, and for fine-tuning what it learns. Series of the main task bear the vendor's names
 * (`gpuUtil`), those of other tasks the task before it (`worker-1/gpuUtil`).
 */
export async function readMetrics(
  service: Service,
  job: Job,
  names: readonly string[] | null,
  signal: AbortSignal,
): Promise<MetricSeries[]> {
  signal.throwIfAborted();
  const reads = tasksOf(job, names).map((task) => readTask(service, job, task, signal));
  if (job.core.kind === "FINE_TUNING") reads.push(readTrainingMetrics(service, job.nativeId, signal));
  const all = (await Promise.all(reads)).flat();
  const unique = new Map(all.toReversed().map((series) => [series.name, series]));
  return [...unique.values()].reverse().filter(({ name }) => names === null || names.includes(name));
}

interface Task {
  readonly name: string;
  /** What its series are called by. */
  readonly prefix: string;
}

function tasksOf({ core }: Job, names: readonly string[] | null): Task[] {
  const found = core.status.tasks.map(({ name }) => name);
  const main = found.includes("worker-0") ? "worker-0" : found[0];
  const tasks = found.map((name) => ({ name, prefix: name === main ? "" : `${name}/` }));
  if (names === null) return tasks.slice(0, mostTasks);
  return tasks.filter(({ prefix }) =>
    names.some((name) => (prefix === "" ? !name.includes("/") : name.startsWith(prefix))),
  );
}

async function readTask(
  service: Service,
  { nativeId, core }: Job,
  { name, prefix }: Task,
  signal: AbortSignal,
): Promise<MetricSeries[]> {
  const path = ["training-jobs", nativeId, "metrics", name];
  const response = await service.get("metrics", path, {}, signal).catch(unlessThereIsNone);
  if (response === null || response.status === 204) return [];
  const series = parseTaskMetrics(response.json(), core.status.startedAt);
  if (series === null) throw malformed(service.backend, "metrics", "an answer without metrics");
  return series.map((one) => ({ ...one, name: prefix + one.name }));
}

/** `ModelArts.2777`: no metric yet. */
function unlessThereIsNone(error: unknown): null {
  if (error instanceof BackendError && error.nativeCode === "ModelArts.2777") return null;
  throw error;
}
