import { type JobId, parseIdOf } from "../domain/id.ts";
import type { Job } from "../domain/job.ts";
import type { LogFile } from "../domain/log.ts";
import type { MetricSeries } from "../domain/metric.ts";
import type { TaskInstance } from "../domain/status.ts";
import type { SearchTrial } from "../domain/trial.ts";
import type { BookedUsage } from "../domain/usage.ts";
import type { Backends } from "./backends.ts";
import type { JobFinder } from "./job-finder.ts";
import type { Loaders } from "./loaders.ts";
import type { Logs } from "./logs.ts";
import type { JobView } from "./views.ts";

/** What a vendor tells of one job only when it is asked. All reject with `BackendError`. */
export interface JobParts {
  /** All series when `names` is null; empty when the vendor has none. */
  metrics(job: Job, names: readonly string[] | null, signal: AbortSignal): Promise<MetricSeries[]>;
  /** The vendor's files; where it has no files, a download through this server for each log. */
  logFiles(job: JobView, signal: AbortSignal): Promise<LogFile[]>;
  trials(job: Job, signal: AbortSignal): Promise<SearchTrial[]>;
  /** Null where jobs cannot be shared. */
  sharing(job: Job, signal: AbortSignal): Promise<{ readonly emails: readonly string[] } | null>;
  /** Asked once in an operation, as is the next; null where the vendor books nothing for single jobs. */
  bookedUsage(jobId: JobId, loaders: Loaders, signal: AbortSignal): Promise<BookedUsage | null>;
  /** Null for a task that runs nowhere, or where the vendor does not say. */
  taskInstance(
    jobId: JobId,
    task: string,
    loaders: Loaders,
    signal: AbortSignal,
  ): Promise<TaskInstance | null>;
}

export function createJobParts(backends: Backends, finder: JobFinder, logs: Logs): JobParts {
  const asked = new WeakMap<Loaders, Map<string, Promise<unknown>>>();
  const backendOf = ({ backend }: Pick<Job, "backend">) => backends.get(backend).backend;

  /** The answer that this operation has, or is waiting for. */
  function once<T>(loaders: Loaders, key: string, ask: () => Promise<T>): Promise<T> {
    const answers = asked.get(loaders) ?? new Map<string, Promise<unknown>>();
    asked.set(loaders, answers);
    const answer = (answers.get(key) as Promise<T> | undefined) ?? ask(); // one type of answer under each key
    answers.set(key, answer);
    return answer;
  }

  return {
    metrics: async (job, names, signal) => (await backendOf(job).metrics?.(job, names, signal)) ?? [],
    async logFiles(view, signal) {
      const { job } = view.snapshot;
      const backend = backendOf(job);
      if (backend.logFiles) return backend.logFiles(job, signal);
      const sources = await logs.sources(view, signal);
      return sources.map(({ nativeId, name, sizeBytes }) => ({
        name,
        url: `/jobs/${encodeURIComponent(job.id)}/logs?source=${encodeURIComponent(nativeId)}`,
        sizeBytes,
        expiresAt: null,
      }));
    },
    trials: async (job, signal) => (await backendOf(job).trials?.(job, signal)) ?? [],
    async sharing(job, signal) {
      const emails = await backendOf(job).sharing?.(job, signal);
      return emails ? { emails } : null;
    },
    async bookedUsage(jobId, loaders, signal) {
      const job = finder.view(jobId)?.snapshot.job;
      if (!job) return null;
      return once(
        loaders,
        `usage ${jobId}`,
        async () => (await backendOf(job).bookedUsage?.(job, signal)) ?? null,
      );
    },
    async taskInstance(jobId, task, loaders, signal) {
      const { backend } = parseIdOf("job", jobId);
      const job = finder.view(jobId)?.snapshot.job;
      if (!job || !backends.get(backend).backend.taskInstances) return null;
      const ask = async () => (await backendOf(job).taskInstances?.(job, signal)) ?? [];
      const instances = await once(loaders, `tasks ${jobId}`, ask);
      return instances.find((instance) => instance.task === task) ?? null;
    },
  };
}
