import type { LogEntry, LogPage } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import { type LinePage, toLine } from "./wire/log.ts";

// What the vendor leaves open about the line API is decided here: numbers grow with the log; `asc` goes on after
// `base_line` and `desc` before it, which need not be the number of a line; an endpoint that answers with the base
// line too is recognised by its number.

/** One call of the line API, lines as the vendor orders them; null while there is no log. */
export type ReadLines = (call: {
  readonly base: bigint | null;
  readonly order: "asc" | "desc";
  readonly lines: number;
}) => Promise<LinePage | null>;

/** The vendor's bound for one call. */
const mostLines = 500;

/**
 * Place of a line: so many lines after the line with a number. An answer numbers its first and last lines only; 0 is
 * the number of no line and stands before all.
 */
interface LinePlace {
  readonly anchor: bigint;
  readonly distance: number;
}

const placeForm = /^l:(\d{20,30}):(\d{3})$/;

/** Tells whether a position was given by this way of reading. */
export function isLinePosition(position: string): boolean {
  return placeForm.test(position);
}

/** Reads a page by line numbers. Whether there is more is told by a full answer, so that a page may follow empty. */
export async function readByLines(read: ReadLines, query: LogQuery): Promise<LogPage> {
  const place = query.position === null ? null : parsePlace(query.position);
  const { direction, limit } = query;
  const page =
    direction === "forward" ? await readForward(read, place, limit) : await readBackward(read, place, limit);
  const { entries, more } = page;
  const isFrom = place !== null;
  const [hasEarlier, hasLater] = direction === "forward" ? [isFrom, more] : [more, isFrom];
  return { entries, hasEarlier, hasLater, totalCount: null, gaps: [] };
}

interface Entries {
  readonly entries: readonly LogEntry[];
  /** More may exist in the direction of reading. */
  readonly more: boolean;
}

async function readForward(read: ReadLines, place: LinePlace | null, limit: number): Promise<Entries> {
  const entries: LogEntry[] = [];
  let base = place?.anchor ?? 0n;
  let skip = place?.distance ?? 0;
  for (;;) {
    const batch = await readAfter(read, base, skip + limit - entries.length);
    entries.push(...batch.entries.slice(skip));
    skip = Math.max(0, skip - batch.entries.length);
    const more = batch.isFull && batch.last !== null;
    if (entries.length >= limit)
      return { entries: entries.slice(0, limit), more: more || entries.length > limit };
    if (!more || batch.last === null) return { entries, more };
    base = batch.last;
  }
}

async function readBackward(read: ReadLines, place: LinePlace | null, limit: number): Promise<Entries> {
  if (place === null) return readBefore(read, null, limit);
  const { anchor, distance } = place;
  if (distance === 0) return readBefore(read, anchor, limit);
  const between =
    distance === 1 ? [] : (await readAfter(read, anchor, distance)).entries.slice(0, distance - 1);
  if (between.length >= limit) {
    return { entries: between.slice(-limit), more: between.length > limit || anchor > 0n };
  }
  if (anchor === 0n) return { entries: between, more: false };
  // The line of the anchor itself comes first.
  const before = await readBefore(read, anchor + 1n, limit - between.length);
  return { entries: [...before.entries, ...between], more: before.more };
}

/** How many lines to ask for: where the base line is one of them, a single line would never get further. */
function linesToAsk(count: number): number {
  return Math.min(mostLines, Math.max(2, count));
}

interface Batch {
  readonly entries: readonly LogEntry[];
  /** As many lines came as were asked for. */
  readonly isFull: boolean;
  /** Number of the last line; null when there is none. */
  readonly last: bigint | null;
}

/** Reads `count` lines after a number, or one more or less. */
async function readAfter(read: ReadLines, base: bigint, count: number): Promise<Batch> {
  const asked = linesToAsk(count);
  const page = await read({ base, order: "asc", lines: asked });
  if (page === null || page.numbers === null) return { entries: [], isFull: false, last: null };
  const { oldest, newest } = page.numbers;
  const lines = oldest === base ? page.lines.slice(1) : page.lines;
  const entries = lines.map((line, index) => {
    const isLast = index === lines.length - 1;
    const place = isLast ? { anchor: newest, distance: 0 } : { anchor: base, distance: index + 1 };
    return toLine(line, formatPlace(place));
  });
  return { entries, isFull: page.lines.length >= asked, last: lines.length === 0 ? null : newest };
}

/** Reads the last `limit` lines before a number. */
async function readBefore(read: ReadLines, base: bigint | null, limit: number): Promise<Entries> {
  const entries: LogEntry[] = [];
  let before = base;
  for (;;) {
    const asked = linesToAsk(limit - entries.length);
    const page = await read({ base: before, order: "desc", lines: asked });
    if (page === null || page.numbers === null) return { entries, more: false };
    const { oldest, newest } = page.numbers;
    const hasBase = newest === before;
    const lines = page.lines.toReversed().slice(0, hasBase ? -1 : undefined);
    const batch = lines.map((line, index) => {
      const isLast = index === lines.length - 1 && !hasBase;
      const place = isLast ? { anchor: newest, distance: 0 } : { anchor: oldest, distance: index };
      return toLine(line, formatPlace(place));
    });
    entries.unshift(...batch);
    const more = page.lines.length >= asked && lines.length > 0;
    if (entries.length >= limit)
      return { entries: entries.slice(-limit), more: more || entries.length > limit };
    if (!more) return { entries, more };
    before = oldest;
  }
}

function formatPlace({ anchor, distance }: LinePlace): string {
  return `l:${String(anchor).padStart(20, "0")}:${String(distance).padStart(3, "0")}`;
}

function parsePlace(position: string): LinePlace | null {
  const [, anchor, distance] = placeForm.exec(position) ?? [];
  return anchor === undefined || distance === undefined
    ? null
    : { anchor: BigInt(anchor), distance: Number(distance) };
}
