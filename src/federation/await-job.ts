import { BackendError, InputError } from "../domain/error.ts";
import { formatId, type JobId, parseIdOf } from "../domain/id.ts";
import type { PhaseClass } from "../domain/status.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Interest } from "../sync/interest.ts";
import type { Backends } from "./backends.ts";
import type { JobFinder } from "./job-finder.ts";
import type { AwaitedJobView, JobView } from "./views.ts";

const usualTimeoutMs = 30_000;
const longestTimeoutMs = 60_000;

/** What a job can be awaited for. Values of `WaitCondition`. */
export type WaitCondition = "STARTED" | "TERMINAL";

const isMetBy: Readonly<Record<WaitCondition, (phaseClass: PhaseClass) => boolean>> = {
  STARTED: (phaseClass) => phaseClass !== "WAITING",
  TERMINAL: (phaseClass) => phaseClass === "TERMINAL",
};

export interface AwaitRequest {
  readonly id: string;
  readonly until: WaitCondition;
  /** 0 to 60,000; 30,000 when absent. */
  readonly timeoutMs?: number | null | undefined;
}

/**
 * Waits until the index shows that a job meets a condition, and has its backend polled as one that is watched. Resolves
 * with null for a job that the index does not know. Rejects with `InputError`, and with `BackendError` (NOT_FOUND) when
 * the job is removed meanwhile.
 */
export type AwaitJob = (request: AwaitRequest, signal: AbortSignal) => Promise<AwaitedJobView | null>;

export interface AwaitTools {
  readonly backends: Backends;
  readonly finder: JobFinder;
  readonly follower: IndexFollower;
  readonly interest: Interest;
  /** Aborts when the gateway begins to stop: whoever waits is answered. */
  readonly leaving: AbortSignal;
}

export function createAwaitJob({ backends, finder, follower, interest, leaving }: AwaitTools): AwaitJob {
  const waiting = new Map<JobId, Set<() => void>>();

  // One listener for all: an entry costs a look into the map, however many wait for other jobs.
  follower.onApplied((entries) => {
    if (waiting.size === 0) return;
    const jobIds = entries.flatMap((entry) => (entry.kind === "Event" ? [entry.event.jobId] : entry.jobIds));
    for (const jobId of new Set(jobIds)) for (const look of waiting.get(jobId) ?? []) look();
  });

  /** Calls back after each change of a job, and at once; returns what ends it. */
  function watch(jobId: JobId, look: () => void): () => void {
    const looks = waiting.get(jobId) ?? new Set();
    waiting.set(jobId, looks.add(look));
    look();
    return () => {
      looks.delete(look);
      if (looks.size === 0) waiting.delete(jobId);
    };
  }

  return async ({ id, until, timeoutMs }, signal) => {
    const limitMs = parseTimeout(timeoutMs);
    const { backend, nativeId } = parseIdOf("job", id);
    const jobId = formatId("job", backend, nativeId);
    const first = backends.find(backend) ? finder.view(jobId) : null;
    if (!first) return null;
    let newest = first;

    const { promise: settled, resolve: settle } = Promise.withResolvers<"met" | "removed" | "over">();
    using parts = new DisposableStack();
    parts.defer(interest.follow([backend]));
    parts.defer(
      watch(jobId, () => {
        const shown = finder.view(jobId);
        if (!shown) return settle("removed");
        newest = shown;
        if (isMetBy[until](shown.snapshot.job.core.status.phaseClass)) settle("met");
      }),
    );
    const onEnd = () => settle("over");
    const timer = setTimeout(onEnd, limitMs);
    parts.defer(() => clearTimeout(timer));
    const ending = AbortSignal.any([signal, leaving]);
    ending.addEventListener("abort", onEnd);
    parts.defer(() => ending.removeEventListener("abort", onEnd));
    if (ending.aborted) onEnd();

    const outcome = await settled;
    if (outcome === "removed") {
      throw new BackendError("NOT_FOUND", "The job was removed while it was awaited.", { backend });
    }
    return answer(newest, outcome === "over");
  };
}

function answer(job: JobView, timedOut: boolean): AwaitedJobView {
  const { id: jobId, core, observedAt } = job.snapshot.job;
  return { job, status: { jobId, status: core.status, observedAt }, timedOut };
}

function parseTimeout(timeoutMs: number | null | undefined): number {
  if (timeoutMs === null || timeoutMs === undefined) return usualTimeoutMs;
  if (timeoutMs >= 0 && timeoutMs <= longestTimeoutMs) return timeoutMs;
  throw new InputError("INVALID_ARGUMENT", ["timeoutMs"], timeoutMs, `0 to ${longestTimeoutMs}`);
}
