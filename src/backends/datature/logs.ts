import { BackendError } from "../../domain/error.ts";
import { epochMs, type Instant } from "../../domain/instant.ts";
import type { Job } from "../../domain/job.ts";
import type { LogEntry, LogGap, LogPage, LogSource } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import { mostEntries, type ReadWindow, readDownwards, readUpwards, timeOf } from "./log-window.ts";
import { parseOrThrow, type Service } from "./service.ts";
import { parseItemLog, timeOfPosition } from "./wire/log.ts";

/** The vendor's one log of a job: a record for each item that came to an end. */
const items: LogSource = {
  nativeId: "items",
  name: "Items",
  kind: "ITEMS",
  main: true,
  live: true,
  sizeBytes: null,
};

export const logSources: readonly LogSource[] = [items];

/** One page of the item log. Rejects with NOT_FOUND for another source, INVALID for a position that is not ours. */
export async function readLogs(
  service: Service,
  job: Job,
  sourceId: string,
  query: LogQuery,
  signal: AbortSignal,
): Promise<LogPage> {
  const { backend } = service;
  if (sourceId !== items.nativeId)
    throw new BackendError("NOT_FOUND", `job ${job.nativeId} has no log ${sourceId}`, { backend });
  const at = query.position === null ? null : timeOfPosition(query.position);
  if (query.position !== null && at === null)
    throw new BackendError("INVALID", `readLogs: ${sourceId} has no position ${query.position}`, { backend });
  const found = beginPage(service, job, signal);
  const isForward = query.direction === "forward";
  const batches = isForward ? forward(job, found, at) : backward(found, at, query.limit);
  return finishPage(found, query, await take(batches, query));
}

/** What reading a page brings to light beside its entries. */
interface Findings {
  readonly read: ReadWindow;
  readonly overfull: Set<number>;
  document: NonNullable<LogPage["document"]>;
  /** Entries of the whole log; null unless one answer held all of it. */
  totalCount: number | null;
  hasUnreadable: boolean;
}

function beginPage(service: Service, job: Job, signal: AbortSignal): Findings {
  const found: Findings = {
    async read({ from, to }, most) {
      const query = {
        beforeTime: to === null ? undefined : to + 1,
        afterTime: from === null ? undefined : Math.max(0, from - 1),
        maxEntries: most,
      };
      const { body } = await service.get("readLogs", ["batch", "jobs", job.nativeId, "logs"], query, signal);
      const { id, nativeKind, entries, size } = parseOrThrow(service.backend, body, () => parseItemLog(body));
      const newest = entries.at(-1);
      // Without the bound the past is out of reach, and asking on would never end.
      if (to !== null && newest && timeOf(newest) > to + 1) {
        const message = `readLogs: asked for entries up to ${to}, got one of ${timeOf(newest)}`;
        throw new BackendError("MALFORMED", message, { backend: service.backend });
      }
      const isFull = size >= most;
      found.document = { nativeId: id, nativeKind };
      if (entries.length < size) found.hasUnreadable = true;
      if (!isFull && from === null && to === null) found.totalCount = size;
      return { entries, isFull };
    },
    overfull: new Set(),
    document: { nativeId: null, nativeKind: null },
    totalCount: null,
    hasUnreadable: false,
  };
  return found;
}

/** Reads on from a time, or from the beginning, in stretches that should each fit one answer. */
async function* forward(job: Job, { read, overfull }: Findings, at: number | null) {
  const beginsMs = earliestEntryMs(job);
  const lastMs = epochMsOf(job.core.status.updatedAt) ?? beginsMs;
  let stretchMs = guessStretchMs(job, lastMs - beginsMs);
  for (let from = at; ; ) {
    const end = (from ?? beginsMs) + stretchMs;
    // What came after the job was last seen is little, and nothing once it has ended.
    const to = end < lastMs ? end : null;
    yield* readUpwards(read, { from, to }, beginsMs, (timeMs) => overfull.add(timeMs));
    if (to === null) return;
    from = to + 1;
    stretchMs *= 2;
  }
}

function backward({ read, overfull }: Findings, at: number | null, limit: number) {
  // One more tells whether there is more, one is the entry of the position.
  return readDownwards(read, at, limit + 2, (timeMs) => overfull.add(timeMs));
}

/** No item is worked on before the job's start. */
function earliestEntryMs({ core, detail }: Job): number {
  const startMs = epochMsOf(detail?.spec.schedule?.startAt ?? null);
  return Math.max(0, epochMsOf(core.createdAt) ?? 0, startMs ?? 0);
}

function epochMsOf(instant: Instant | null): number | null {
  return instant === null ? null : epochMs(instant);
}

/**
 * Guesses how long the job took for most of an answer's entries, by the items that it has done in its time. A wrong
 * guess costs calls and nothing else.
 */
function guessStretchMs({ core: { status } }: Job, tookMs: number): number {
  const done = Math.max(1, status.progress?.done ?? 0);
  return Math.max(1, Math.ceil((tookMs * mostEntries * 0.7) / done));
}

/** Collects a page's entries and one more, which tells that there is more; oldest first. */
async function take(
  batches: AsyncGenerator<readonly LogEntry[]>,
  { direction, position, limit }: LogQuery,
): Promise<LogEntry[]> {
  const wanted = new Map<string, LogEntry>();
  for await (const batch of batches) {
    for (const entry of batch) {
      const isBeyond =
        direction === "forward" ? entry.position > (position ?? "") : isBefore(entry, position);
      if (isBeyond) wanted.set(entry.position, entry);
    }
    if (wanted.size > limit) break;
  }
  return [...wanted.values()].sort((a, b) => (a.position < b.position ? -1 : 1));
}

function isBefore(entry: LogEntry, position: string | null): boolean {
  return position === null || entry.position < position;
}

function finishPage(found: Findings, query: LogQuery, entries: readonly LogEntry[]): LogPage {
  const { direction, position, limit } = query;
  const hasMore = entries.length > limit;
  const isFrom = position !== null;
  const isForward = direction === "forward";
  const page = isForward ? entries.slice(0, limit) : entries.slice(-limit);
  return {
    entries: page,
    hasEarlier: isForward ? isFrom : hasMore,
    hasLater: isForward ? hasMore : isFrom,
    totalCount: found.totalCount,
    gaps: gapsOf(found, page),
    document: found.document,
  };
}

function gapsOf({ overfull, hasUnreadable }: Findings, entries: readonly LogEntry[]): LogGap[] {
  const gaps: LogGap[] = hasUnreadable
    ? [{ fromPosition: null, toPosition: null, reason: "UNREADABLE", bytes: null }]
    : [];
  for (const timeMs of overfull) {
    // Reading may have gone further than the page.
    const last = entries.findLast((entry) => timeOf(entry) === timeMs);
    if (last) gaps.push({ fromPosition: null, toPosition: last.position, reason: "TRUNCATION", bytes: null });
  }
  return gaps;
}
