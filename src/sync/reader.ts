import type { Backend, BackendDefinition, JobPage } from "../backends/contract.ts";
import type { Position } from "../domain/event.ts";
import type { JobFilter } from "../domain/filter.ts";
import { type BackendId, parseIdOf } from "../domain/id.ts";
import { epochMs, type Instant, instantOf } from "../domain/instant.ts";
import type { IndexFollower } from "../index/follower.ts";
import { createListingRecords } from "./listing-records.ts";
import { isDue } from "./pace.ts";
import type { SyncProgress } from "./progress.ts";
import type { Recorder } from "./recorder.ts";
import { createSingleReads, type SingleReads } from "./single-reads.ts";
import { walkPages } from "./walk.ts";

const dayMs = 86_400_000;
/** Jobs that become visible later than they were created are still met by a walk that goes back this far. */
const headOverlapMs = 60_000;
const stalledRereadMs = 60_000;
/** Active jobs that one round reads one by one where the list is cheaper but not yet due. */
const mostSingleReads = 20;
/** Jobs missing from a listing that one round asks the vendor about. */
const mostSuspects = 500;

export interface ReaderTools {
  readonly id: BackendId;
  readonly backend: Backend;
  readonly definition: BackendDefinition;
  readonly follower: IndexFollower;
  readonly recorder: Recorder;
  now(): number;
  /** Told of every valid answer once it is recorded. */
  onAnswer(page: Pick<JobPage, "readings" | "unreadable">): void;
}

/** The reads that keep one backend in sync. They reject with `BackendError` and have recorded what came before it. */
export interface Reader extends Pick<SingleReads, "jobs"> {
  /** Walks back to the horizon from where `progress` stands; `save` is called after each page and at the end. */
  backfill(
    progress: SyncProgress,
    save: (change: BackfillProgress) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  /** Reads the end of an ordered listing where new jobs appear, up to those that the last such read had met. */
  head(progress: SyncProgress, signal: AbortSignal): Promise<HeadProgress>;
  /** Reads all jobs that have not ended, by the vendor's cheapest way. */
  active(progress: SyncProgress, signal: AbortSignal): Promise<void>;
  /** Reads the whole listing and asks the vendor about each job that is missing from it. */
  whole(progress: SyncProgress, signal: AbortSignal): Promise<void>;
}

export type BackfillProgress = Pick<SyncProgress, "cursor" | "isBackfilled">;
/** Where the next read of the head starts. */
export type HeadProgress = Pick<SyncProgress, "cursor" | "newest">;

/** Makes the reads of one backend. */
export function createReader(tools: ReaderTools): Reader {
  const { id, backend, definition, follower, recorder, now, onAnswer } = tools;
  const { pageSize, batchSize } = definition.limits;
  const { jobs, confirm } = createSingleReads({ backend, batchSize, recorder, onAnswer });
  const { recordPage } = createListingRecords({ ...tools, index: follower.index });
  const isNewestFirst = definition.listing.order === "newest";
  const stalledReadMs = new Map<string, number>();
  let wholePages: number | null = null;
  let wholeReads = 0;

  function walk(since: Instant, cursor: string | null, signal: AbortSignal) {
    return walkPages(backend, { cursor, pageSize, since, isNewestFirst }, () => recorder.position, signal);
  }

  /** Native ids that the index knows and `listed` lacks, changed by nobody since `asOf`. */
  function missing(filter: JobFilter, listed: ReadonlySet<string>, asOf: Position): string[] {
    const known = follower.index.identities({ ...filter, backends: [id], includeArchived: true });
    const unchanged = known.filter(({ revision }) => revision <= asOf);
    return unchanged
      .map(({ jobId }) => parseIdOf("job", jobId).nativeId)
      .filter((nativeId) => !listed.has(nativeId));
  }

  /** A stalled job may stay so for ever: it is read again once a minute. */
  function isStalledDue(nativeId: string): boolean {
    if (!isDue(stalledReadMs.get(nativeId) ?? Number.NEGATIVE_INFINITY, stalledRereadMs, now())) return false;
    stalledReadMs.set(nativeId, now());
    return true;
  }

  /** Forgets when jobs were read that are stalled no more. */
  function forgetStalled(stalled: ReadonlySet<string>): void {
    for (const nativeId of stalledReadMs.keys()) if (!stalled.has(nativeId)) stalledReadMs.delete(nativeId);
  }

  /** Walks from the newest job back to those that the last walk had met. */
  async function newestHead(progress: SyncProgress, signal: AbortSignal): Promise<HeadProgress> {
    let newest = progress.newest;
    const since = earlier(newest ?? progress.startedAt, headOverlapMs);
    for await (const page of walk(since, null, signal)) {
      await recordPage(page, page.asOf, progress, signal);
      // A date in the future, where the vendor errs or the clocks differ, must not hide the jobs that follow.
      const seen = earliest(page.newest, instantOf(now()));
      if (seen !== null && (newest === null || seen > newest)) newest = seen;
    }
    return { ...progress, newest };
  }

  /** Reads on from the last page. */
  async function oldestTail(progress: SyncProgress, signal: AbortSignal): Promise<HeadProgress> {
    let { cursor } = progress;
    for await (const page of walk(horizonOf(progress, now()), cursor, signal)) {
      await recordPage(page, page.asOf, progress, signal);
      cursor = page.cursor;
    }
    return { ...progress, cursor };
  }

  /** Calls that the whole listing costs: as many as the last time, else by the jobs that are known. */
  async function pagesOfWhole(): Promise<number> {
    if (wholePages !== null) return wholePages;
    return Math.ceil((await follower.index.count({ backends: [id], includeArchived: true })) / pageSize);
  }

  async function whole(progress: SyncProgress, signal: AbortSignal): Promise<void> {
    const beganAt = recorder.position;
    const since = horizonOf(progress, now());
    const listed = new Set<string>();
    let pages = 0;
    for await (const page of walk(since, null, signal)) {
      pages += 1;
      for (const nativeId of idsOf(page)) listed.add(nativeId);
      await recordPage(page, page.asOf, progress, signal);
    }
    wholePages = pages;
    const suspects = missing({ createdAt: { from: since } }, listed, beganAt);
    // Another part of them each time, lest jobs that exist and are never listed hide those that are gone.
    const from = suspects.length > mostSuspects ? (wholeReads * mostSuspects) % suspects.length : 0;
    wholeReads += 1;
    await confirm([...suspects.slice(from), ...suspects.slice(0, from)].slice(0, mostSuspects), signal);
  }

  return {
    jobs,

    async backfill(progress, save, signal) {
      let last = progress.cursor;
      for await (const page of walk(horizonOf(progress, now()), progress.cursor, signal)) {
        await recordPage(page, page.asOf, progress, signal);
        last = page.cursor;
        await save({ cursor: page.next ?? page.cursor, isBackfilled: false });
      }
      await save({ cursor: isNewestFirst ? null : last, isBackfilled: true });
    },

    head: (progress, signal) => (isNewestFirst ? newestHead(progress, signal) : oldestTail(progress, signal)),

    async active(progress, signal) {
      const asOf = recorder.position;
      const page = (await backend.activeJobs?.(signal)) ?? { readings: [], unreadable: [] };
      if (backend.activeJobs) await recordPage(page, asOf, progress, signal);
      const listed = idsOf(page);
      const moving = missing({ phaseClasses: ["WAITING", "ACTIVE"] }, listed, asOf);
      const stalled = missing({ phaseClasses: ["STALLED"] }, listed, asOf);
      forgetStalled(new Set(stalled));
      const isListCheaper = !backend.activeJobs && moving.length > (await pagesOfWhole());
      if (isListCheaper && definition.listing.order !== "unordered") return whole(progress, signal);
      // An unordered list is read whole by its own measure, which is too seldom for those that somebody waits for.
      const read = isListCheaper ? moving.slice(0, mostSingleReads) : moving;
      await confirm([...read, ...stalled.filter(isStalledDue)], signal);
    },

    whole,
  };
}

function idsOf({ readings, unreadable }: Pick<JobPage, "readings" | "unreadable">): Set<string> {
  const ids = new Set(readings.map(({ nativeId }) => nativeId));
  for (const { nativeId } of unreadable) if (nativeId !== null) ids.add(nativeId);
  return ids;
}

function horizonOf({ horizonDays }: SyncProgress, nowMs: number): Instant {
  return instantOf(nowMs - horizonDays * dayMs) ?? ("0000-01-01T00:00:00.000Z" as Instant);
}

function earliest(a: Instant | null, b: Instant | null): Instant | null {
  return a !== null && b !== null && b < a ? b : a;
}

function earlier(instant: Instant, ms: number): Instant {
  return instantOf(epochMs(instant) - ms) ?? instant;
}
