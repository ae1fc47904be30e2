import type { Backend, JobPage } from "../backends/contract.ts";
import { BackendError } from "../domain/error.ts";
import type { EventSource } from "../domain/event.ts";
import type { JobReading } from "../domain/job.ts";
import type { Found, Recorder } from "./recorder.ts";

export interface SingleReadTools {
  readonly backend: Backend;
  /** Native ids in one `getJobs`. */
  readonly batchSize: number;
  readonly recorder: Recorder;
  /** Told of every valid answer once it is recorded. */
  onAnswer(page: Pick<JobPage, "readings" | "unreadable">): void;
}

/** Reads jobs by themselves and records what the vendor says of each. */
export interface SingleReads {
  /** Reads jobs by native id, in order; what is gone at the vendor is recorded as removed. A poll's, unless said. */
  jobs(
    nativeIds: readonly string[],
    signal: AbortSignal,
    source?: EventSource,
  ): Promise<(JobReading | BackendError)[]>;
  /** Asks the vendor about jobs that a listing lacks; rejects when one of the reads failed. */
  confirm(nativeIds: readonly string[], signal: AbortSignal): Promise<void>;
}

export function createSingleReads(tools: SingleReadTools): SingleReads {
  const { backend, batchSize, recorder, onAnswer } = tools;

  async function jobs(
    nativeIds: readonly string[],
    signal: AbortSignal,
    source: EventSource = "POLL",
  ): Promise<(JobReading | BackendError)[]> {
    const results: (JobReading | BackendError)[] = [];
    for (let start = 0; start < nativeIds.length; start += batchSize) {
      results.push(...(await readBatch(nativeIds.slice(start, start + batchSize), source, signal)));
    }
    return results;
  }

  async function readBatch(
    nativeIds: readonly string[],
    source: EventSource,
    signal: AbortSignal,
  ): Promise<(JobReading | BackendError)[]> {
    const asOf = recorder.position;
    const results = await backend.getJobs(nativeIds, signal);
    const answers = sortAnswers(nativeIds, results);
    await recorder.record(answers, { source, asOf });
    if (results.some((result) => !isFailure(result))) onAnswer(answers);
    return results;
  }

  return {
    jobs,
    async confirm(nativeIds, signal) {
      const { failure } = sortAnswers(nativeIds, await jobs(nativeIds, signal));
      if (failure) throw failure;
    },
  };
}

/** What single reads have told. */
export interface Answers extends Required<Found> {
  /** The first read that says nothing about its job: neither its state, nor that it is gone or unreadable. */
  readonly failure: BackendError | null;
}

/** Sorts what `getJobs` gave for these native ids. */
export function sortAnswers(
  nativeIds: readonly string[],
  results: readonly (JobReading | BackendError)[],
): Answers {
  const readings: JobReading[] = [];
  const unreadable: { nativeId: string; error: BackendError }[] = [];
  const removed: string[] = [];
  for (const [index, result] of results.entries()) {
    const nativeId = nativeIds[index] as string; // getJobs answers in order, one for each
    if (!(result instanceof BackendError)) readings.push(result);
    else if (result.kind === "NOT_FOUND") removed.push(nativeId);
    else if (result.kind === "MALFORMED") unreadable.push({ nativeId, error: result });
  }
  return { readings, unreadable, removed, failure: results.find(isFailure) ?? null };
}

function isFailure(result: JobReading | BackendError): result is BackendError {
  return result instanceof BackendError && result.kind !== "NOT_FOUND" && result.kind !== "MALFORMED";
}
