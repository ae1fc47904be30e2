import { crc32 } from "node:zlib";
import type { LogGap, LogPage } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import type { File } from "./blob.ts";
import { toLine } from "./wire/log.ts";

/** What is read at once, and the most that is read for one page. */
const chunkBytes = 256 * 1024;
const mostBytes = 4 * 1024 * 1024;
/** A longer line comes in pieces of this size. */
const pieceBytes = 1024 * 1024;

/** Part of a file between two line breaks: its bytes, the break included where there is one. */
interface Line {
  readonly start: number;
  readonly bytes: Buffer;
}

/** Place of a line, with enough of it to see whether it is still there. */
interface LinePlace {
  readonly start: number;
  readonly end: number;
  readonly check: string;
}

const placeForm = /^(\d{15}):(\d{1,9}):([0-9a-f]{8})$/;

/** Tells whether a position is one that `readLines` gives. */
export function isLinePosition(position: string): boolean {
  return placeForm.test(position);
}

/**
 * Reads a page of lines. The line of the position is read once more, so that a file which another has replaced is
 * noticed. A last line without a break is held back until the job has ended, because it may go on.
 */
export async function readLines(file: File, query: LogQuery, hasEnded: boolean): Promise<LogPage> {
  const place = query.position === null ? null : parsePlace(query.position);
  return query.direction === "forward"
    ? readForward(file, place, query, hasEnded)
    : readBackward(file, place, query, hasEnded);
}

async function readForward(
  file: File,
  place: LinePlace | null,
  { position, limit }: LogQuery,
  hasEnded: boolean,
): Promise<LogPage> {
  let from = place?.start ?? 0;
  let window = await readWindow(file, from, limit + 2);
  const isReplaced = place !== null && !startsWith(window.bytes, place);
  if (isReplaced) {
    from = 0;
    window = await readWindow(file, from, limit + 1);
  }
  const skip = place === null || isReplaced ? 0 : place.end - place.start;
  const lines = splitLines(window.bytes.subarray(skip), from + skip, !window.isAtEnd || !hasEnded);
  const entries = lines.slice(0, limit).map(toEntry);
  const last = lines[Math.min(limit, lines.length) - 1];
  return {
    entries,
    hasEarlier: from + skip > 0,
    hasLater: lines.length > limit || (!window.isAtEnd && last !== undefined),
    totalCount: null,
    gaps: isReplaced ? [rotation(position, entries[0]?.position ?? null)] : [],
  };
}

interface Window {
  readonly bytes: Buffer;
  readonly isAtEnd: boolean;
}

/** Reads on from a place until so many lines are there, or the file ends, or it is enough. */
async function readWindow(file: File, from: number, lineCount: number): Promise<Window> {
  const parts: Buffer[] = [];
  let size = 0;
  let breaks = 0;
  for (;;) {
    const { bytes, total } = await file.read(from + size, chunkBytes);
    parts.push(bytes);
    size += bytes.length;
    for (const byte of bytes) if (byte === 0x0a) breaks += 1;
    const isAtEnd = bytes.length === 0 || from + size >= total;
    if (isAtEnd || breaks >= lineCount || size >= mostBytes) return { bytes: Buffer.concat(parts), isAtEnd };
  }
}

async function readBackward(
  file: File,
  place: LinePlace | null,
  { position, limit }: LogQuery,
  hasEnded: boolean,
): Promise<LogPage> {
  const end = place?.end ?? (await file.read(0, 1)).total;
  for (let size = chunkBytes; ; size *= 4) {
    const from = Math.max(0, end - size);
    const bytes = end === 0 ? Buffer.alloc(0) : await readWhole(file, from, end - from);
    if (
      place !== null &&
      (bytes.length < end - from || !startsWith(bytes.subarray(place.start - from), place))
    ) {
      return { ...emptyPage, hasEarlier: false, gaps: [rotation(null, position)] };
    }
    const before = place === null ? bytes : bytes.subarray(0, Math.max(0, place.start - from));
    const lines = splitLines(before, from, place === null && !hasEnded);
    // The window begins in the middle of a line as a rule; one that fills it cannot be had whole.
    const whole = from > 0 && lines.length > 1 ? lines.slice(1) : lines;
    if (from > 0 && whole.length <= limit && size < mostBytes) continue;
    return {
      entries: whole.slice(-limit).map(toEntry),
      hasEarlier: whole.length > limit || (from > 0 && whole.length > 0),
      hasLater: place !== null,
      totalCount: null,
      gaps: [],
    };
  }
}

async function readWhole(file: File, from: number, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let size = 0; size < length; ) {
    const { bytes } = await file.read(from + size, length - size);
    if (bytes.length === 0) break;
    parts.push(bytes);
    size += bytes.length;
  }
  return Buffer.concat(parts);
}

/** An empty log, and one that is not there yet. */
const emptyPage: LogPage = {
  entries: [],
  hasEarlier: false,
  hasLater: false,
  totalCount: null,
  gaps: [],
};

/** Splits bytes after their line breaks. What follows the last break is a line too, unless it may still go on. */
function splitLines(bytes: Buffer, start: number, mayGoOn: boolean): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from < bytes.length; ) {
    const index = bytes.indexOf(0x0a, from);
    const end = index === -1 ? bytes.length : index + 1;
    const isPiece = end - from > pieceBytes;
    if (index === -1 && mayGoOn && !isPiece) break;
    const to = isPiece ? characterEnd(bytes, from + pieceBytes) : end;
    lines.push({ start: start + from, bytes: bytes.subarray(from, to) });
    from = to;
  }
  return lines;
}

/** The nearest place at or before `end` that cuts no character of UTF-8. */
function characterEnd(bytes: Buffer, end: number): number {
  let lead = end - 1;
  while (lead > end - 4 && ((bytes[lead] ?? 0) & 0xc0) === 0x80) lead -= 1;
  const first = bytes[lead] ?? 0;
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const isCut = first >= 0xc0 && lead + length > end;
  return isCut ? lead : end;
}

function toEntry({ start, bytes }: Line) {
  const text = bytes.toString().replace(/\r?\n$/, "");
  return toLine(text, `${String(start).padStart(15, "0")}:${bytes.length}:${checkOf(bytes)}`);
}

function checkOf(bytes: Buffer): string {
  return crc32(bytes).toString(16).padStart(8, "0");
}

function parsePlace(position: string): LinePlace | null {
  const [, start, length, check] = placeForm.exec(position) ?? [];
  if (start === undefined || length === undefined || check === undefined) return null;
  return { start: Number(start), end: Number(start) + Number(length), check };
}

function startsWith(bytes: Buffer, { start, end, check }: LinePlace): boolean {
  const line = bytes.subarray(0, end - start);
  return line.length === end - start && checkOf(line) === check;
}

function rotation(fromPosition: string | null, toPosition: string | null): LogGap {
  return { fromPosition, toPosition, reason: "ROTATION", bytes: null };
}
