import { LRUCache } from "lru-cache";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { LogEntry, LogGap, LogPage, LogSource } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import { earliestEntryMs, guessPace, type Pace, paceOf } from "./log-pace.ts";
import { mostEntries, type ReadWindow, readDownwards, readUpwards, timeOf } from "./log-window.ts";
import { parseOrThrow, type Service } from "./service.ts";
import { parseItemLog, timeOfPosition, toPosition } from "./wire/log.ts";

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

/** What reads logs, and what reading them has shown of jobs, by their id. */
export interface LogReader {
  readonly service: Service;
  readonly paces: LRUCache<string, Pace>;
}

const mostJobs = 1_000;

export function createLogReader(service: Service): LogReader {
  return { service, paces: new LRUCache({ max: mostJobs }) };
}

/** One page of the item log. Rejects with NOT_FOUND for another source, INVALID for a position that is not ours. */
export async function readLogs(
  { service, paces }: LogReader,
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
  if (query.direction === "backward") {
    const batches = backward(found, at, query.limit);
    const entries = await take(checkPosition(batches, found, query.position), query);
    const page = finishPage(found, query, entries);
    if (at === null || found.hasPosition) return page;
    const fromPosition = page.entries.at(-1)?.position ?? null;
    const reason = fromPosition === null ? "ROTATION" : "TRUNCATION";
    return {
      ...page,
      gaps: [...page.gaps, { fromPosition, toPosition: query.position, reason, bytes: null }],
    };
  }
  const pace = paces.get(job.nativeId) ?? guessPace(job);
  const batches = forward(job, found, at, pace);
  const entries = await take(checkPosition(batches, found, query.position), query);
  paces.set(job.nativeId, paceOf(entries, pace, found.newestMs));
  if (at === null || found.hasPosition) return finishPage(found, query, entries);
  const page = finishPage(found, query, await take(forward(job, found, at, pace), beginningOf(at, query)));
  const hasEnded = job.core.status.phaseClass === "TERMINAL";
  // Told together with what comes after it, so that the same gap is not told at each read.
  if (page.entries.length === 0 && !hasEnded) return page;
  const reason = await reasonGone(found, at);
  const toPosition = page.entries[0]?.position ?? null;
  return { ...page, gaps: [...page.gaps, { fromPosition: query.position, toPosition, reason, bytes: null }] };
}

/** Where a millisecond begins: entries that have come in place of those that are gone may have any ids. */
function beginningOf(at: number, query: LogQuery): LogQuery {
  return { ...query, position: toPosition(at, "") };
}

/** The entry of the position is gone: with all before it, or alone with what came after it. */
async function reasonGone({ read }: Findings, at: number): Promise<LogGap["reason"]> {
  const before = await read({ from: null, to: Math.max(0, at - 1), isTight: true }, 1);
  return before.entries.some((entry) => timeOf(entry) < at) ? "TRUNCATION" : "ROTATION";
}

/** What reading a page brings to light beside its entries. */
interface Findings {
  readonly read: ReadWindow;
  readonly overfull: Set<number>;
  document: NonNullable<LogPage["document"]>;
  /** Entries of the whole log; null unless one answer held all of it. */
  totalCount: number | null;
  hasUnreadable: boolean;
  /** Whether the entry of the position is still there, as far as can be told. */
  hasPosition: boolean;
  /** Time of the newest entry that was seen; 0 for none. */
  newestMs: number;
}

function beginPage(service: Service, job: Job, signal: AbortSignal): Findings {
  const found: Findings = {
    async read({ from, to, isTight = false }, most) {
      const query = {
        beforeTime: to === null ? undefined : to + (isTight ? 0 : 1),
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
      if (newest) found.newestMs = Math.max(found.newestMs, timeOf(newest));
      found.document = { nativeId: id, nativeKind };
      if (entries.length < size) found.hasUnreadable = true;
      if (!isFull && from === null && to === null) found.totalCount = size;
      return { entries, isFull };
    },
    overfull: new Set(),
    document: { nativeId: null, nativeKind: null },
    totalCount: null,
    hasUnreadable: false,
    hasPosition: true,
    newestMs: 0,
  };
  return found;
}

/** Reads on from a time, or from the beginning, in stretches that should each fit one answer. */
async function* forward(job: Job, { read, overfull }: Findings, at: number | null, pace: Pace) {
  const beginsMs = earliestEntryMs(job);
  let { stretchMs, lastMs } = pace;
  for (let from = at; ; ) {
    // A position from before all entries is none that we gave, and costs no more than another.
    const end = Math.max(from ?? 0, beginsMs) + stretchMs;
    if (end >= lastMs) {
      const { entries, isFull } = await read({ from, to: null }, mostEntries);
      const [oldest, newest] = [entries[0], entries.at(-1)];
      if (!isFull || !oldest || !newest) {
        yield entries;
        return;
      }
      lastMs = Math.max(end, timeOf(newest)) + 1;
    }
    yield* readUpwards(read, { from, to: end }, beginsMs, (timeMs) => overfull.add(timeMs));
    from = end + 1;
    stretchMs *= 2;
  }
}

/** Looks whether the entry of the position comes first again, as it does in the stretch that begins with its time. */
async function* checkPosition(
  batches: AsyncGenerator<readonly LogEntry[]>,
  found: Findings,
  position: string | null,
): AsyncGenerator<readonly LogEntry[]> {
  if (position !== null) found.hasPosition = false;
  for await (const batch of batches) {
    const isOverfull = found.overfull.has(timeOfPosition(position ?? "") ?? -1);
    if (isOverfull || batch.some((entry) => entry.position === position)) found.hasPosition = true;
    yield batch;
  }
}

function backward({ read, overfull }: Findings, at: number | null, limit: number) {
  // One more tells whether there is more, one is the entry of the position.
  return readDownwards(read, at, limit + 2, (timeMs) => overfull.add(timeMs));
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
