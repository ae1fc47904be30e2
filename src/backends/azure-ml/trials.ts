import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { SearchTrial } from "../../domain/trial.ts";
import { readChildren } from "./children.ts";
import { sampleMetric } from "./metrics.ts";
import type { Service } from "./service.ts";
import type { RunReading } from "./wire/run.ts";
import { bestOf, type SweepFacts, sweepFactsOf, toTrial } from "./wire/trial.ts";

/** A value of the primary metric costs a call: only so many of the newest trials show it. */
const mostMeasured = 100;

/** Trials of a sweep, newest first; none of other jobs, whose children are no tries of one search. */
export async function listTrials(service: Service, job: Job, signal: AbortSignal): Promise<SearchTrial[]> {
  signal.throwIfAborted();
  if (job.core.kind !== "SEARCH") return [];
  const facts = sweepFactsOf(job.native);
  const children = await readChildren(service, "trials", job.nativeId, signal);
  // Trials that began together stand in the order of run history, the last first.
  const newest = children.toReversed().toSorted((a, b) => compare(createdAt(b), createdAt(a)));
  return Promise.all(
    newest.map(async (child, index) => {
      const value = index < mostMeasured ? await primaryValue(service, child, facts, signal) : null;
      return toTrial(child, facts, value);
    }),
  );
}

const createdAt = ({ run }: RunReading) => run.createdUtc ?? "";
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** The best value that a trial has logged, by the goal of the sweep; null where it has logged none. */
async function primaryValue(
  service: Service,
  { run }: RunReading,
  { metric, goal }: SweepFacts,
  signal: AbortSignal,
): Promise<number | null> {
  if (metric === null || run.runId === null) return null;
  try {
    const series = await sampleMetric(service, run.runId, { name: metric, namespace: null }, signal);
    return bestOf(series.find(({ name }) => name === metric)?.points ?? [], goal);
  } catch (error) {
    // A run that has logged nothing may be one that the metrics service does not know.
    if (error instanceof BackendError && error.kind === "NOT_FOUND") return null;
    throw error;
  }
}
