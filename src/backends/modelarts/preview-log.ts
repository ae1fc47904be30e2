import { crc32 } from "node:zlib";
import type { LogGap, LogPage } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import { type Preview, toLine } from "./wire/log.ts";

/** Line of a log: bytes from `start` (counted from the beginning of the log) without its line break. */
interface Line {
  readonly start: number;
  readonly bytes: Buffer;
}

/** Place of a line, with enough of it to see whether it is still there. */
interface LinePlace {
  readonly start: number;
  readonly length: number;
  readonly check: string;
}

const placeForm = /^b:(\d{15}):(\d{1,9}):([0-9a-f]{8})$/;

/** Tells whether a position was given by this way of reading. */
export function isPreviewPosition(position: string): boolean {
  return placeForm.test(position);
}

/**
 * Reads a page out of a preview. Lines are told by their bytes from the end of the log, which stay the same while its
 * head is cut off. A last line without a break is held back until the job has ended, because it may go on.
 */
export function readPreview(preview: Preview, query: LogQuery, hasEnded: boolean): LogPage {
  const { lines, firstByte } = splitLines(preview, hasEnded);
  const position = query.position;
  const place = position === null ? null : parsePlace(position);
  const isReplaced = place !== null && !isStillThere(place, lines, firstByte, preview);
  const [from, to] = isReplaced ? rangeOfReplaced(query, lines) : rangeOf(query, place, lines);
  const entries = lines.slice(from, to).map((line) => toLine(textOf(line), formatPlace(placeOf(line))));
  const gap = isReplaced
    ? replacedGap(query, entries[0]?.position ?? null)
    : truncationGap({
        query,
        place,
        firstByte,
        isHead: from === 0,
        firstEntry: entries[0]?.position ?? null,
      });
  return {
    entries,
    hasEarlier: from > 0,
    hasLater: to < lines.length,
    totalCount: firstByte === 0 ? lines.length : null,
    gaps: gap === null ? [] : [gap],
  };
}

/** Lines of the preview, and the first byte of the log that belongs to a whole line. */
function splitLines({ content, fullSize }: Preview, hasEnded: boolean): { lines: Line[]; firstByte: number } {
  const bytes = Buffer.from(content);
  const cut = Math.max(0, (fullSize ?? 0) - bytes.length);
  const lines: Line[] = [];
  // The cut goes through a line as a rule.
  let start = cut === 0 ? 0 : afterBreak(bytes, 0);
  const firstByte = cut + start;
  while (start < bytes.length) {
    const next = afterBreak(bytes, start);
    const isFinished = bytes[next - 1] === 0x0a;
    const end = isFinished ? next - 1 : next;
    if (isFinished || hasEnded) lines.push({ start: cut + start, bytes: bytes.subarray(start, end) });
    start = next;
  }
  return { lines, firstByte: cut === 0 ? 0 : firstByte };
}

function afterBreak(bytes: Buffer, from: number): number {
  const index = bytes.indexOf(0x0a, from);
  return index === -1 ? bytes.length : index + 1;
}

function textOf({ bytes }: Line): string {
  return bytes.toString().replace(/\r$/, "");
}

function placeOf({ start, bytes }: Line): LinePlace {
  return { start, length: bytes.length, check: crc32(bytes).toString(16).padStart(8, "0") };
}

function formatPlace({ start, length, check }: LinePlace): string {
  return `b:${String(start).padStart(15, "0")}:${length}:${check}`;
}

function parsePlace(position: string): LinePlace | null {
  const [, start, length, check] = placeForm.exec(position) ?? [];
  if (start === undefined || length === undefined || check === undefined) return null;
  return { start: Number(start), length: Number(length), check };
}

/** False when the job was restarted and another log is in its place; true when the line has been cut off since. */
function isStillThere(
  place: LinePlace,
  lines: readonly Line[],
  firstByte: number,
  { fullSize }: Preview,
): boolean {
  if (fullSize !== null && place.start + place.length > fullSize) return false;
  if (place.start < firstByte) return true;
  const line = lines.find(({ start }) => start === place.start);
  if (line === undefined) return false;
  const now = placeOf(line);
  return now.length === place.length && now.check === place.check;
}

type Range = readonly [from: number, to: number];

function rangeOf({ direction, limit }: LogQuery, place: LinePlace | null, lines: readonly Line[]): Range {
  if (direction === "forward") {
    const from = place === null ? 0 : indexFrom(lines, place.start + 1);
    return [from, Math.min(lines.length, from + limit)];
  }
  const to = place === null ? lines.length : indexFrom(lines, place.start);
  return [Math.max(0, to - limit), to];
}

/** Forward the new log is read from its beginning; what was before the position is no more. */
function rangeOfReplaced({ direction, limit }: LogQuery, lines: readonly Line[]): Range {
  return direction === "forward" ? [0, Math.min(lines.length, limit)] : [0, 0];
}

function indexFrom(lines: readonly Line[], start: number): number {
  const index = lines.findIndex((line) => line.start >= start);
  return index === -1 ? lines.length : index;
}

function replacedGap({ direction, position }: LogQuery, firstEntry: string | null): LogGap {
  const ends =
    direction === "forward"
      ? { fromPosition: position, toPosition: firstEntry }
      : { fromPosition: null, toPosition: position };
  return { ...ends, reason: "ROTATION", bytes: null };
}

interface PageHead {
  readonly query: LogQuery;
  readonly place: LinePlace | null;
  readonly firstByte: number;
  /** The page begins with the first line that there is. */
  readonly isHead: boolean;
  readonly firstEntry: string | null;
}

/** What is missing between the place (or the beginning of the log) and the first line that there is. */
function truncationGap({ query, place, firstByte, isHead, firstEntry }: PageHead): LogGap | null {
  const isForward = query.direction === "forward";
  const read = isForward && place !== null ? place.start + place.length + 1 : 0;
  if (!isHead || read >= firstByte) return null;
  return {
    fromPosition: isForward ? query.position : null,
    toPosition: firstEntry ?? (isForward ? null : query.position),
    reason: "TRUNCATION",
    bytes: firstByte - read,
  };
}
