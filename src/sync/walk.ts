import type { Backend, JobPage } from "../backends/contract.ts";
import { BackendError } from "../domain/error.ts";
import type { Position } from "../domain/event.ts";
import type { Instant } from "../domain/instant.ts";

/** Part of a listing to read. */
export interface Walk {
  /** Native cursor of the first page to read; null for the start of the list, as for one that the vendor refuses. */
  readonly cursor: string | null;
  readonly pageSize: number;
  /** Jobs created before it are not wanted. */
  readonly since: Instant;
  /** True for listings that are newest first: the walk ends with the first page that ends behind `since`. */
  readonly isNewestFirst: boolean;
}

/** A page, the native cursor that gave it, and the journal position known before its answer was asked for. */
export interface WalkedPage extends JobPage {
  readonly cursor: string | null;
  readonly asOf: Position;
  /** Creation of its newest job, wanted or not; null when none says. */
  readonly newest: Instant | null;
}

/** Reads a listing page by page; jobs from before `since` are left out. */
export async function* walkPages(
  backend: Pick<Backend, "listJobs">,
  { cursor, pageSize, since, isNewestFirst }: Walk,
  position: () => Position,
  signal: AbortSignal,
): AsyncGenerator<WalkedPage> {
  let isKeptCursor = cursor !== null;
  // Of an answer from before the walk nobody knows what it has missed.
  let asOf: Position = 0;
  for (let at = cursor; ; ) {
    const asked = position();
    let page: JobPage;
    try {
      page = await backend.listJobs({ cursor: at, pageSize, since }, signal);
    } catch (error) {
      if (!isKeptCursor || !isRefusal(error)) throw error;
      isKeptCursor = false;
      at = null;
      continue;
    }
    isKeptCursor = false;
    if (!page.isSameAnswer) asOf = asked;
    const readings = page.readings.filter(({ core }) => core.createdAt === null || core.createdAt >= since);
    yield { ...page, readings, cursor: at, asOf, newest: newestCreation(page) };
    if (page.next === null || (isNewestFirst && endsBehind(page, since))) return;
    at = page.next;
  }
}

/** Judged by the last job that has a date: one that is misdated in the middle of a page ends no walk. */
function endsBehind({ readings }: JobPage, since: Instant): boolean {
  const last = readings.findLast(({ core }) => core.createdAt !== null)?.core.createdAt ?? null;
  return last !== null && last < since;
}

/** Vendors forget their cursors. */
function isRefusal(error: unknown): boolean {
  return error instanceof BackendError && (error.kind === "INVALID" || error.kind === "NOT_FOUND");
}

function newestCreation({ readings }: JobPage): Instant | null {
  let newest: Instant | null = null;
  for (const { core } of readings) {
    if (core.createdAt !== null && (newest === null || core.createdAt > newest)) newest = core.createdAt;
  }
  return newest;
}
