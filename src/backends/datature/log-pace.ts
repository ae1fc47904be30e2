import { epochMs, type Instant } from "../../domain/instant.ts";
import type { Job } from "../../domain/job.ts";
import type { LogEntry } from "../../domain/log.ts";
import { mostEntries, timeOf } from "./log-window.ts";

/** How fast a log grows. What is wrong about it costs calls and nothing else. */
export interface Pace {
  /** How long the job took for most of an answer's entries, in milliseconds. */
  readonly stretchMs: number;
  /** Time up to which there may be many entries; what came after it is little. */
  readonly lastMs: number;
}

/** Most of an answer's entries, so that a stretch with somewhat more still fits. */
const fittingEntries = mostEntries * 0.7;

/** Guesses by the items that the job has done in its time. */
export function guessPace(job: Job): Pace {
  const beginsMs = earliestEntryMs(job);
  const lastMs = epochMsOf(job.core.status.updatedAt) ?? beginsMs;
  const done = Math.max(1, job.core.status.progress?.done ?? 0);
  return { stretchMs: Math.max(1, Math.ceil(((lastMs - beginsMs) * fittingEntries) / done)), lastMs };
}

/** Judges by the entries of a page, where they are not too few to tell, and by the newest that was seen. */
export function paceOf(entries: readonly LogEntry[], pace: Pace, newestMs: number): Pace {
  const lastMs = Math.max(pace.lastMs, newestMs);
  const [first, last] = [entries[0], entries.at(-1)];
  if (!first || !last || entries.length < mostEntries / 10) return { ...pace, lastMs };
  const tookMs = timeOf(last) - timeOf(first);
  return { stretchMs: Math.max(1, Math.ceil((tookMs * fittingEntries) / entries.length)), lastMs };
}

/** No item is worked on before the job's start. */
export function earliestEntryMs({ core, detail }: Job): number {
  const startMs = epochMsOf(detail?.spec.schedule?.startAt ?? null);
  return Math.max(0, epochMsOf(core.createdAt) ?? 0, startMs ?? 0);
}

function epochMsOf(instant: Instant | null): number | null {
  return instant === null ? null : epochMs(instant);
}
