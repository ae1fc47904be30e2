import type { LogEntry, LogGap, LogPage } from "../domain/log.ts";
import type { LogQuery } from "./contract.ts";
import type { TextFile, TextPart } from "./text-file.ts";
import {
  breakLength,
  checkOf,
  countBreaks,
  formatPlace,
  type LinePlace,
  parsePlace,
  shownText,
  splitLines,
  type TextLine,
} from "./text-line.ts";

/** What is read at first, grows with each further part, and the most that is read for one page. */
const firstBytes = 16 * 1024;
const usualLineBytes = 128;
const mostAtOnceBytes = 256 * 1024;
const mostBytes = 4 * 1024 * 1024;

/** How a file is read as a log. */
export interface TextLogOptions {
  /** Whether the job has ended: a last line without a break is a line then. */
  readonly hasEnded: boolean;
  /** Makes the entry of a line's text. */
  toEntry(text: string, position: string): LogEntry;
}

/**
 * Reads a page of lines, with positions that `isTextPosition` knows. The line of the position is read once more, so
 * that a file which was replaced or cut off is noticed; the file's identity, where there is one, tells which of both.
 */
export function readTextLog(file: TextFile, query: LogQuery, options: TextLogOptions): Promise<LogPage> {
  const place = query.position === null ? null : parsePlace(query.position);
  return query.direction === "forward"
    ? readForward(file, place, query, options)
    : readBackward(file, place, query, options);
}

async function readForward(
  file: TextFile,
  place: LinePlace | null,
  query: LogQuery,
  options: TextLogOptions,
): Promise<LogPage> {
  const { limit, position } = query;
  let window = await readWindow(file, place?.start ?? 0, limit);
  let known = place;
  if (place !== null && !isStillThere(place, window)) {
    known = null;
    window = await readWindow(file, 0, limit);
  }
  const from = window.start + offsetOf(known, window);
  const hasRest = window.isAtEnd && options.hasEnded;
  const lines = splitLines(window.bytes.subarray(from - window.start), from, hasRest);
  const shown = lines.slice(0, limit);
  const entries = shown.map((line) => toEntry(line, window, options));
  const next = entries[0]?.position ?? null;
  const lost = from - (known?.end ?? 0);
  const gaps: LogGap[] = [];
  if (known !== place) gaps.push({ ...replaced(place, window), fromPosition: position, toPosition: next });
  else if (window.isHeadless && lost > 0)
    gaps.push({ fromPosition: position, toPosition: next, reason: "TRUNCATION", bytes: lost });
  return {
    entries,
    hasEarlier: from > 0 && !window.isHeadless,
    hasLater: lines.length > limit || (!window.isAtEnd && lines.length > 0),
    totalCount: null,
    // Told together with what comes after it, so that the same gap is not told at each read.
    gaps: entries.length > 0 || options.hasEnded ? gaps : [],
  };
}

/** Bytes from a place on, as many as a page takes. */
interface Window extends TextPart {
  /** The file ended there. */
  readonly isAtEnd: boolean;
  /** The vendor has dropped bytes that were asked for. */
  readonly isHeadless: boolean;
}

/** Reads on from a place until a page's lines are there, or the file ends, or it is enough. */
async function readWindow(file: TextFile, from: number, limit: number): Promise<Window> {
  let atOnce = firstBytes + limit * usualLineBytes;
  const first = await file.read(from, Math.min(atOnce, mostAtOnceBytes));
  const { start, total, identity } = first;
  const parts = [first.bytes];
  let size = first.bytes.length;
  let breaks = countBreaks(first.bytes);
  let isAtEnd = isLast(first);
  // Beside the lines of the page: the one of the position, and one that tells that there is more.
  while (!isAtEnd && breaks < limit + 2 && size < mostBytes) {
    atOnce *= 2;
    const part = await file.read(start + size, Math.min(atOnce, mostAtOnceBytes));
    // Another file has come in between: what it holds is for the next read.
    if (part.identity !== null && part.identity !== identity) break;
    parts.push(part.bytes);
    size += part.bytes.length;
    breaks += countBreaks(part.bytes);
    isAtEnd = isLast(part);
  }
  return { start, bytes: Buffer.concat(parts), total, identity, isAtEnd, isHeadless: start > from };
}

function isLast({ start, bytes, total }: TextPart): boolean {
  return bytes.length === 0 || start + bytes.length >= total;
}

/** True also when the line has been dropped since with all that was before it. */
function isStillThere(place: LinePlace, { start, bytes, total, identity }: TextPart): boolean {
  if (place.end > total) return false;
  if (place.file !== null && identity !== null && checkOf(identity) !== place.file) return false;
  if (start > place.start) return true;
  return checkOf(bytes.subarray(place.start - start, place.end - start)) === place.check;
}

/** Where the first entry begins in the bytes of a window. */
function offsetOf(place: LinePlace | null, { start, bytes, isHeadless }: Window): number {
  const end = (place?.end ?? 0) - start;
  // A file whose beginning was dropped begins in the middle of a line as a rule.
  if (isHeadless && end < 0) return bytes.indexOf(0x0a) === -1 ? bytes.length : bytes.indexOf(0x0a) + 1;
  const isMidLine = end > 0 && bytes[end - 1] !== 0x0a;
  return Math.max(0, end) + (isMidLine ? breakLength(bytes.subarray(end)) : 0);
}

/** The same file was cut off, or cut off and written anew; another has taken its place. */
function replaced(place: LinePlace | null, { identity }: TextPart) {
  const isSame = identity !== null && place?.file === checkOf(identity);
  return { reason: isSame ? "TRUNCATION" : "ROTATION", bytes: null } as const;
}

async function readBackward(
  file: TextFile,
  place: LinePlace | null,
  query: LogQuery,
  options: TextLogOptions,
): Promise<LogPage> {
  const { limit, position } = query;
  const end = place?.end ?? (await file.read(0, 1)).total;
  const hasRest = place !== null || options.hasEnded;
  for (let size = firstBytes + limit * usualLineBytes; ; size *= 4) {
    const from = Math.max(0, end - size);
    const part = await readWhole(file, from, end);
    if (place !== null && !isStillThere(place, part)) {
      return { ...emptyPage, gaps: [{ ...replaced(place, part), fromPosition: null, toPosition: position }] };
    }
    const { start } = part;
    const bytes = part.bytes.subarray(0, place === null ? undefined : Math.max(0, place.start - start));
    const lines = splitLines(bytes, start, hasRest);
    // The window begins in the middle of a line as a rule; one that fills it cannot be had whole.
    const isHeadless = start > from;
    const whole = start > 0 && (lines.length > 1 || isHeadless) ? lines.slice(1) : lines;
    const isAtStart = from === 0 || isHeadless;
    if (!isAtStart && whole.length <= limit && size < mostBytes) continue;
    const shown = whole.slice(-limit);
    const entries = shown.map((line) => toEntry(line, part, options));
    const lost = isHeadless && whole.length <= limit ? (shown[0]?.start ?? place?.start ?? end) : 0;
    const toPosition = entries[0]?.position ?? position;
    return {
      entries,
      hasEarlier: whole.length > limit || (!isAtStart && whole.length > 0),
      hasLater: place !== null,
      totalCount: null,
      gaps: lost > 0 ? [{ fromPosition: null, toPosition, reason: "TRUNCATION", bytes: lost }] : [],
    };
  }
}

async function readWhole(file: TextFile, from: number, to: number): Promise<TextPart> {
  const first = await file.read(from, to - from);
  const parts = [first.bytes];
  let next = first.start + first.bytes.length;
  while (next < to) {
    const { bytes } = await file.read(next, to - next);
    if (bytes.length === 0) break;
    parts.push(bytes);
    next += bytes.length;
  }
  return { ...first, bytes: Buffer.concat(parts).subarray(0, Math.max(0, to - first.start)) };
}

const emptyPage: LogPage = { entries: [], hasEarlier: false, hasLater: false, totalCount: null, gaps: [] };

function toEntry(line: TextLine, { identity }: TextPart, options: TextLogOptions): LogEntry {
  return options.toEntry(shownText(line.bytes.toString()), formatPlace(line, identity));
}
