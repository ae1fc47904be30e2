import { z } from "zod";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { Instant } from "../../domain/instant.ts";
import type { JobReading } from "../../domain/job.ts";
import type { UnreadableJob } from "../contract.ts";
import { firstPlace, type OffsetUnit, type PageSource, type Place, readPage } from "./paging.ts";

/** One entry of a listing. */
export type JobRow = { readonly reading: JobReading } | { readonly unreadable: UnreadableJob };

/** Rows, newest first, and the cursor of what follows; null at the end. */
export interface MergedPage {
  readonly rows: readonly JobRow[];
  readonly next: string | null;
}

/** What a walk through several workspaces is made of. */
export interface MergedWalk {
  readonly backend: BackendId;
  readonly workspaces: readonly string[];
  readonly unit: OffsetUnit;
  sourceOf(workspace: string): PageSource<JobRow>;
}

/** Id of the job of a row; null for a document without one. */
export function keyOfRow(row: JobRow): string | null {
  return "reading" in row ? row.reading.nativeId : row.unreadable.nativeId;
}

/**
 * Reads the next `pageSize` rows of all workspaces together, newest first. The vendor lists one workspace per call,
 * newest first, so their lists are merged; with a single one each page costs a single call.
 */
export async function readNewestFirst(
  walk: MergedWalk,
  cursor: string | null,
  pageSize: number,
): Promise<MergedPage> {
  const stops = cursor === null ? firstStops(walk, pageSize) : parseCursor(cursor, walk.backend);
  const lanes = await Promise.all(stops.map((stop) => openLane(walk.sourceOf(stop.workspace), stop)));
  const rows: JobRow[] = [];
  while (rows.length < pageSize) {
    // The next row of a lane that has run dry may be the newest of all.
    await Promise.all(lanes.filter(isDry).map(advance));
    const lane = newestLane(lanes);
    const row = lane?.rows.shift();
    if (lane === null || row === undefined) break;
    lane.taken += 1;
    lane.last = keyOfRow(row);
    rows.push(row);
  }
  const left = lanes.flatMap((lane) => stopOf(lane) ?? []);
  return { rows, next: left.length === 0 ? null : formatCursor(left) };
}

/** Where the walk through one workspace stands: a page, and how far into it. */
interface Stop {
  readonly workspace: string;
  readonly place: Place;
  /** Rows of the page that were given out, and the last of them; it tells where they end when rows have moved. */
  readonly taken: number;
  readonly last: string | null;
}

/** A workspace while a page is made. */
interface Lane {
  readonly workspace: string;
  readonly source: PageSource<JobRow>;
  place: Place;
  next: Place | null;
  rows: JobRow[];
  taken: number;
  last: string | null;
}

function firstStops({ workspaces, unit }: MergedWalk, pageSize: number): Stop[] {
  const place = firstPlace(pageSize, unit);
  return workspaces.map((workspace) => ({ workspace, place, taken: 0, last: null }));
}

async function openLane(source: PageSource<JobRow>, stop: Stop): Promise<Lane> {
  const { rows, next } = await readPage(source, stop.place);
  const index = stop.last === null ? stop.taken - 1 : rows.findIndex((row) => keyOfRow(row) === stop.last);
  return { ...stop, source, next, rows: rows.slice(index + 1), taken: index + 1 };
}

function isDry(lane: Lane): boolean {
  return lane.rows.length === 0 && lane.next !== null;
}

async function advance(lane: Lane): Promise<void> {
  while (lane.rows.length === 0 && lane.next !== null) {
    lane.place = lane.next;
    const { rows, next } = await readPage(lane.source, lane.place);
    lane.rows = [...rows];
    lane.next = next;
    lane.taken = 0;
    lane.last = null;
  }
}

function newestLane(lanes: readonly Lane[]): Lane | null {
  let newest: { lane: Lane; createdAt: Instant | null } | null = null;
  for (const lane of lanes) {
    const [row] = lane.rows;
    if (row === undefined) continue;
    const createdAt = "reading" in row ? row.reading.core.createdAt : null;
    // Without a time it is given out at once and stays beside its neighbours.
    if (createdAt === null) return lane;
    if (newest === null || newest.createdAt === null || createdAt > newest.createdAt)
      newest = { lane, createdAt };
  }
  return newest?.lane ?? null;
}

function stopOf({ workspace, place, next, rows, taken, last }: Lane): Stop | null {
  if (rows.length > 0) return { workspace, place, taken, last };
  return next === null ? null : { workspace, place: next, taken: 0, last: null };
}

const stopsOfCursor = z.array(
  z.strictObject({
    workspace: z.string(),
    place: z.strictObject({
      page: z.int().min(0),
      limit: z.int().min(1).max(50),
      unit: z.enum(["page", "item"]),
      seen: z
        .strictObject({ head: z.array(z.string().nullable()), sizes: z.array(z.number().nullable()) })
        .nullable(),
    }),
    taken: z.int().min(0),
    last: z.string().nullable(),
  }),
);

function formatCursor(stops: readonly Stop[]): string {
  return Buffer.from(JSON.stringify(stops)).toString("base64url");
}

function parseCursor(cursor: string, backend: BackendId): Stop[] {
  try {
    return stopsOfCursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    throw new BackendError("INVALID", "listJobs: a cursor that this backend has not given", {
      backend,
      cause,
    });
  }
}
