import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { JobReading } from "../../domain/job.ts";
import type { JobPage, ListQuery, UnreadableJob } from "../contract.ts";
import { malformed, type Service } from "./service.ts";
import { unendedStates } from "./wire/phases.ts";
import { parseSummary, parseSummaryPage, readSummaryId } from "./wire/summary.ts";

/** Largest page that the vendor's own programs ask for. */
export const pageLimit = 100;

/** What lists jobs: of one project, or of all that the account sees. */
export interface JobLister {
  readonly service: Service;
  readonly project: string | undefined;
}

/** Segments that stand in front of what belongs to a project; none without one. */
export function within(project: string | undefined): string[] {
  return project === undefined ? [] : ["projects", project];
}

/** Where a walk stands: so many summaries are behind it, of so many in all (0: not told). Plain data of cursors. */
interface Place {
  readonly offset: number;
  readonly total: number;
}

/** Summaries of one page. */
interface Slice extends Pick<JobPage, "readings" | "unreadable"> {
  readonly place: Place;
  /** Entries that the service sent. */
  readonly count: number;
  readonly next: Place | null;
}

/**
 * One page of summaries, newest first. There is no snapshot to page through: new jobs push known ones onto the next
 * page, where they come twice. When jobs have vanished (no longer shared, say) those behind have moved to pages that
 * were read already, so the walk goes back as far as they can have moved.
 */
export async function listJobs(lister: JobLister, query: ListQuery, signal: AbortSignal): Promise<JobPage> {
  const limit = Math.max(1, Math.min(pageLimit, query.pageSize));
  const place = parseCursor(lister.service.backend, query.cursor);
  const read = (offset: number) => readSlice(lister, "listJobs", { offset, limit }, signal);
  let slice = await read(place.offset);
  const lost = slice.place.total === 0 ? 0 : Math.max(0, place.total - slice.place.total);
  if (lost > 0 && place.offset > 0) slice = await read(Math.max(0, place.offset - lost));
  const { readings, unreadable, next } = slice;
  return { readings, unreadable, next: next && `${next.offset}.${next.total}` };
}

/** Summaries of all jobs in a state that is no end, each once. */
export async function activeJobs(
  lister: JobLister,
  signal: AbortSignal,
): Promise<Pick<JobPage, "readings" | "unreadable">> {
  const state = unendedStates.join(",");
  const readings = new Map<string, JobReading>();
  const unreadable: UnreadableJob[] = [];
  for (let place: Place | null = { offset: 0, total: 0 }; place !== null; ) {
    const slice: Slice = await readSlice(
      lister,
      "activeJobs",
      { offset: place.offset, limit: pageLimit, state },
      signal,
    );
    const before = readings.size + unreadable.length;
    for (const reading of slice.readings) readings.set(reading.nativeId, reading);
    unreadable.push(...slice.unreadable);
    // A page with nothing new: the service does not page at all.
    place = readings.size + unreadable.length > before ? slice.next : null;
  }
  return { readings: [...readings.values()], unreadable };
}

interface SliceQuery {
  readonly offset: number;
  readonly limit: number;
  readonly state?: string;
}

async function readSlice(
  { service, project }: JobLister,
  operation: string,
  { offset, limit, state }: SliceQuery,
  signal: AbortSignal,
): Promise<Slice> {
  const path = [...within(project), "job_summaries"];
  const query = { offset: offset === 0 ? undefined : offset, limit, state };
  const page = parseSummaryPage(await service.get(operation, path, query, signal));
  if (page === null) throw malformed(service.backend, operation, "an answer that is no list of summaries");
  const readings: JobReading[] = [];
  const unreadable: UnreadableJob[] = [];
  for (const entry of page.entries) {
    const reading = parseSummary(entry, service.web);
    if (typeof reading !== "string") readings.push(reading);
    else
      unreadable.push({
        nativeId: readSummaryId(entry),
        error: malformed(service.backend, operation, reading),
      });
  }
  const count = page.entries.length;
  const reached = offset + count;
  const total = page.total ?? 0;
  // A page may be shorter than asked for, because the service has a bound that it does not tell: the total decides.
  const hasMore = count > 0 && (total > 0 ? reached < total : count >= limit);
  return {
    readings,
    unreadable,
    count,
    place: { offset, total },
    next: hasMore ? { offset: reached, total } : null,
  };
}

function parseCursor(backend: BackendId, cursor: string | null): Place {
  if (cursor === null) return { offset: 0, total: 0 };
  const [, offset, total] = /^(\d{1,9})\.(\d{1,15})$/.exec(cursor) ?? [];
  if (offset === undefined || total === undefined) {
    throw new BackendError(
      "INVALID",
      `listJobs: got cursor ${JSON.stringify(cursor)}, expected one of its own`,
      {
        backend,
      },
    );
  }
  return { offset: Number(offset), total: Number(total) };
}
