import type { LogLine, SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import { runTimesOf } from "./statuses.ts";

/**
 * Writes what a run has put into one of its files up to `now`. Lines hang on the instants of its states, so that
 * what was read once stays as it was.
 */
export function generateLog(job: SimulatedJob, source: string, now: number): readonly LogLine[] {
  if (!source.startsWith("user_logs/")) return serviceLog(job, now);
  const { startedAt, endedAt } = runTimesOf(job);
  if (startedAt === null) return [];
  const end = endedAt ?? now;
  const lines = trainingLines(job, source, startedAt, end);
  return endedAt === null ? lines : [...lines, ...closing(job)];
}

/** A line per state that the run has reached, as the platform's own files have. */
function serviceLog(job: SimulatedJob, now: number): readonly LogLine[] {
  return job.history
    .filter(({ at }) => at <= now)
    .map(({ at, native }) => ({ at, line: `[${new Date(at).toISOString()}] run ${job.id} is ${native}` }));
}

function trainingLines(job: SimulatedJob, source: string, from: number, to: number): LogLine[] {
  const lines: LogLine[] = [{ at: from, line: `Starting the script of ${job.id}` }];
  for (let step = 1; ; step++) {
    const at = from + lineOffsetMs(step);
    if (at > to) return lines;
    lines.push({ at, line: trainingLine(job, source, step) });
  }
}

/** Lines come more seldom the longer a run takes, so that a day's log is not a hundred thousand lines. */
function lineOffsetMs(step: number): number {
  return step * 1_500 + step * step * 0.75;
}

function trainingLine(job: SimulatedJob, source: string, step: number): string {
  const random = createRandom(job.seed, source, step);
  const loss = (2.4 / (1 + step / 40) + random.next() / 20).toFixed(4);
  if (step % 20 === 0) return `epoch ${step / 20} accuracy: ${(1 - 0.9 / (1 + step / 60)).toFixed(4)}`;
  if (step % 33 === 0) return `UserWarning: batch ${step} was slow – données en retard`;
  return `step ${step} loss: ${loss} lr: 0.01`;
}

function closing({ state: { native, message, at } }: SimulatedJob): readonly LogLine[] {
  if (native === "Failed") return [{ at, line: `Traceback: ${message ?? "the script failed"}` }];
  if (native === "Canceled") return [{ at, line: "received SIGTERM" }];
  return [{ at, line: "The script has ended with exit code 0" }];
}
