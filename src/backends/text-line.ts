import { crc32 } from "node:zlib";

/** A longer line comes in pieces of this size. */
const pieceBytes = 1024 * 1024;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Part of a file between two line breaks: its bytes, the break included where there is one. */
export interface TextLine {
  /** Place of the first byte in the file. */
  readonly start: number;
  readonly bytes: Buffer;
}

/** Place of a line, with enough of it to see whether it is still there. */
export interface LinePlace {
  readonly start: number;
  readonly end: number;
  readonly check: string;
  /** Check of the file's identity; null where it has none. */
  readonly file: string | null;
}

const placeForm = /^(\d{15}):(\d{1,9}):([0-9a-f]{8})(?::([0-9a-f]{8}))?$/;

/** Tells whether a position is one that `formatPlace` gives. */
export function isTextPosition(position: string): boolean {
  return placeForm.test(position);
}

/** Writes a place as text that orders as places do. */
export function formatPlace({ start, bytes }: TextLine, identity: string | null): string {
  const place = `${String(start).padStart(15, "0")}:${bytes.length}:${checkOf(bytes)}`;
  return identity === null ? place : `${place}:${checkOf(identity)}`;
}

/** Reads a position; null when it is none. */
export function parsePlace(position: string): LinePlace | null {
  const [, start, length, check, file = null] = placeForm.exec(position) ?? [];
  if (start === undefined || length === undefined || check === undefined) return null;
  return { start: Number(start), end: Number(start) + Number(length), check, file };
}

/** A check of eight hexadecimal digits. */
export function checkOf(content: Buffer | string): string {
  return crc32(content).toString(16).padStart(8, "0");
}

/** Splits bytes after their line breaks. What follows the last break is a line too when `hasRest` says so. */
export function splitLines(bytes: Buffer, start: number, hasRest: boolean): TextLine[] {
  const lines: TextLine[] = [];
  for (let from = 0; from < bytes.length; ) {
    const index = bytes.indexOf(lineFeed, from);
    const end = index === -1 ? bytes.length : index + 1;
    const isPiece = contentEnd(bytes, end) - from > pieceBytes;
    if (index === -1 && !hasRest && !isPiece) break;
    const to = isPiece ? characterEnd(bytes, from + pieceBytes) : end;
    lines.push({ start: start + from, bytes: bytes.subarray(from, to) });
    from = to;
  }
  return lines;
}

/** Where a line ends without its break; `end` where it has none. */
function contentEnd(bytes: Buffer, end: number): number {
  if (bytes[end - 1] !== lineFeed) return end;
  let index = end - 1;
  while (bytes[index - 1] === carriageReturn) index -= 1;
  return index;
}

/** How many line breaks there are. */
export function countBreaks(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}

/** Bytes of a line break at the beginning, where a line ends that was given without it; 0 when there is none. */
export function breakLength(bytes: Buffer): number {
  let index = 0;
  while (bytes[index] === carriageReturn) index += 1;
  return bytes[index] === lineFeed ? index + 1 : 0;
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

/**
 * What a terminal shows of a line when it has ended: without its break, and of states that a progress bar wrote over
 * each other the last one. Colours and other control sequences stay.
 */
export function shownText(line: string): string {
  let end = line.endsWith("\n") ? line.length - 1 : line.length;
  while (line[end - 1] === "\r") end -= 1;
  return line.slice(end === 0 ? 0 : line.lastIndexOf("\r", end - 1) + 1, end);
}
