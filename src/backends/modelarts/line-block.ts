import type { LogEntry } from "../../domain/log.ts";
import { checkOf, shownText } from "../text-line.ts";
import { type LinePage, toLine } from "./wire/log.ts";

// What the vendor leaves open about the line API is decided here: numbers grow with the log; `asc` goes on after
// `base_line` and `desc` before it; an endpoint that answers with the base line too is recognised by its number; lines
// are whole. Only 0, for the beginning, is asked for without being the number of a line.

/** One call of the line API, lines as the vendor orders them; null while there is no log. */
export type ReadLines = (call: {
  readonly base: bigint | null;
  readonly order: "asc" | "desc";
  readonly lines: number;
}) => Promise<LinePage | null>;

/** The vendor's bound for one call. */
const mostLines = 500;

/**
 * Place of a line: so many lines after the line with a number, and a check of its text. An answer numbers its first and
 * last lines only.
 */
export interface LinePlace {
  readonly anchor: bigint;
  readonly distance: number;
  readonly check: string;
}

export interface Line {
  readonly place: LinePlace;
  readonly text: string;
}

/** Lines from one with a number on. */
export interface Block {
  readonly lines: readonly Line[];
  /** Whether the line with the number is the first. */
  readonly hasAnchor: boolean;
  /** Number of the first line; null where there is none. */
  readonly oldest: bigint | null;
  /** Number of the line that the next block begins with: the last one of a largest answer; null for any other. */
  readonly next: bigint | null;
  /** As many lines came as were asked for. */
  readonly hasMore: boolean;
}

/** Reads lines after the one with a number, from the beginning of the log when it is null. */
export async function readBlock(read: ReadLines, anchor: bigint | null, count = mostLines): Promise<Block> {
  const asked = linesToAsk(count + 1);
  const page = await read({ base: anchor ?? 0n, order: "asc", lines: asked });
  if (page === null || page.numbers === null)
    return { lines: [], hasAnchor: false, oldest: null, next: null, hasMore: false };
  const { oldest, newest } = page.numbers;
  const hasAnchor = anchor === null || oldest === anchor;
  const first = hasAnchor ? 0 : 1;
  const lines = page.lines.map((text, index) => placeLine(text, anchor ?? oldest, first + index));
  const hasMore = page.count >= asked;
  // The first block has no number yet: it is read again by that of its first line.
  const next = anchor === null ? oldest : newest;
  return { lines, hasAnchor, oldest, next: hasMore && asked === mostLines ? next : null, hasMore };
}

/** How many lines to ask for: where the base line is one of them, a single line would never get further. */
export function linesToAsk(count: number): number {
  return Math.min(mostLines, Math.max(2, count));
}

export function placeLine(text: string, anchor: bigint, distance: number): Line {
  return { place: { anchor, distance, check: checkOf(text) }, text };
}

export function toEntry({ place: { anchor, distance, check }, text }: Line): LogEntry {
  const number = String(anchor).padStart(20, "0");
  return toLine(shownText(text), `l:${number}:${String(distance).padStart(4, "0")}:${check}`);
}

const placeForm = /^l:(\d{20,30}):(\d{4}):([0-9a-f]{8})$/;

/** Tells whether a position is one that `toEntry` gives. */
export function isLinePosition(position: string): boolean {
  return placeForm.test(position);
}

/** Reads a position; null when it is none. */
export function parsePlace(position: string): LinePlace | null {
  const [, anchor, distance, check] = placeForm.exec(position) ?? [];
  return anchor === undefined || distance === undefined || check === undefined
    ? null
    : { anchor: BigInt(anchor), distance: Number(distance), check };
}
