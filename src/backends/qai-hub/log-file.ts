import { crc32 } from "node:zlib";
import type { LogEntry, LogGap, LogPage } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";

/** Line of a file: its bytes from `start` to its break, which they leave out. */
interface Line {
  readonly start: number;
  readonly bytes: Buffer;
}

/** Byte where a line begins and a check of what it holds: a job that was run anew has another file. */
const placeForm = /^(\d{15}):([0-9a-f]{8})$/;

/** Tells whether a position is one that `readFile` gives. */
export function isLinePosition(position: string): boolean {
  return placeForm.test(position);
}

/** Page of a file that does not grow. A file in which the position is not to be found has replaced the one it is of. */
export function readFile(file: Buffer, { direction, position, limit }: LogQuery): LogPage {
  const lines = splitLines(file);
  const isForward = direction === "forward";
  const place = position === null ? null : indexOf(lines, position);
  const [from, to] = rangeOf(lines.length, place, isForward, limit);
  const entries = lines.slice(from, to).map(toEntry);
  return {
    entries,
    hasEarlier: from > 0,
    hasLater: to < lines.length,
    totalCount: lines.length,
    gaps: place === -1 ? [rotation(isForward, position, entries[0]?.position ?? null)] : [],
  };
}

function rangeOf(count: number, place: number | null, isForward: boolean, limit: number): [number, number] {
  if (isForward) {
    const from = place === null ? 0 : place + 1;
    return [from, Math.min(count, from + limit)];
  }
  const to = place === null ? count : Math.max(0, place);
  return [Math.max(0, to - limit), to];
}

function splitLines(file: Buffer): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < file.length; ) {
    const next = file.indexOf(0x0a, start);
    const end = next === -1 ? file.length : next;
    lines.push({ start, bytes: file.subarray(start, end) });
    start = end + 1;
  }
  return lines;
}

/** -1 where the position is not to be found. */
function indexOf(lines: readonly Line[], position: string): number {
  return lines.findIndex((line) => positionOf(line) === position);
}

function positionOf({ start, bytes }: Line): string {
  return `${String(start).padStart(15, "0")}:${crc32(bytes).toString(16).padStart(8, "0")}`;
}

/** Forward the new file is read from its beginning; what was before the position is no more. */
function rotation(isForward: boolean, position: string | null, firstEntry: string | null): LogGap {
  const ends = isForward
    ? { fromPosition: position, toPosition: firstEntry }
    : { fromPosition: null, toPosition: position };
  return { ...ends, reason: "ROTATION", bytes: null };
}

/** The text comes from several tools and has no form of its own. */
function toEntry(line: Line): LogEntry {
  return {
    position: positionOf(line),
    nativeId: null,
    kind: "LINE",
    nativeKind: null,
    level: "UNKNOWN",
    nativeLevel: null,
    text: line.bytes.toString().replace(/\r$/, ""),
    occurredAt: null,
    item: null,
    itemStatus: null,
    nativeItemStatus: null,
    durationMs: null,
    reason: null,
  };
}
