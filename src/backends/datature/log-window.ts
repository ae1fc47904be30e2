import type { LogEntry } from "../../domain/log.ts";
import { timeOfPosition } from "./wire/log.ts";

// The vendor tells the newest entries of a stretch of time, at most 1,000 of them. What is left open about it is
// decided here: whether a bound belongs to the stretch is not known, so each is asked for one millisecond beyond and
// entries are compared with it; the order inside a millisecond is not known, so entries are ordered by their ids.

/** The vendor's bound for one answer, and its default. */
export const mostEntries = 1000;

/** Stretch of time in milliseconds, both ends included; null is open. */
export interface Stretch {
  readonly from: number | null;
  readonly to: number | null;
  /** Asks for no millisecond beyond the end: less to be told, perhaps without the end itself. */
  readonly isTight?: boolean;
}

/** What one call tells of a stretch. */
export interface Window {
  /** Oldest first; some may lie a millisecond outside the stretch. */
  readonly entries: readonly LogEntry[];
  /** As many came as were asked for: older ones of the stretch may be missing. */
  readonly isFull: boolean;
}

/** Reads the newest entries of a stretch, at most `most`; none is newer than its end and a millisecond. */
export type ReadWindow = (stretch: Stretch, most: number) => Promise<Window>;

/** Told of a millisecond that holds more entries than the vendor can be asked for: those beyond are out of reach. */
export type OnOverfull = (timeMs: number) => void;

/** Time of an entry in milliseconds. */
export function timeOf({ position }: LogEntry): number {
  return timeOfPosition(position) ?? 0; // every entry has a position that was made of its time
}

/**
 * Reads a stretch from its old end, batch by batch, as far as the reader goes. A full window hides its oldest part:
 * it is halved until its older half is whole, which takes few calls however long the log is. `floorMs` is where
 * entries may begin in a stretch that is open to the past.
 */
export async function* readUpwards(
  read: ReadWindow,
  stretch: Stretch,
  floorMs: number,
  onOverfull: OnOverfull,
): AsyncGenerator<readonly LogEntry[]> {
  const { from, to } = stretch;
  if (from !== null && from === to) {
    yield await readMillisecond(read, from, onOverfull);
    return;
  }
  const window = await read(stretch, mostEntries);
  const entries = window.entries.filter((entry) => isInside(entry, stretch));
  const oldest = window.entries[0];
  if (!window.isFull || oldest === undefined) {
    yield entries;
    return;
  }
  // All that is newer than `top` is in the answer; of `top` itself some may be missing.
  const top = Math.min(timeOf(oldest), to ?? Number.POSITIVE_INFINITY);
  const bottom = from ?? Math.min(floorMs, top - 1);
  if (top <= bottom) {
    // All that is newer than `bottom` is there, and it is whole where the answer goes back beyond it.
    const missed = timeOf(oldest) < bottom ? [] : await readMillisecond(read, bottom, onOverfull);
    yield [...missed, ...entries];
    return;
  }
  const middle = Math.floor((bottom + top) / 2);
  yield* readUpwards(read, { from, to: middle }, floorMs, onOverfull);
  yield* readUpwards(read, { from: middle + 1, to: top }, floorMs, onOverfull);
  yield entries.filter((entry) => timeOf(entry) > top);
}

/**
 * Reads the entries of one millisecond: at first without those of the next, which may be so many that none of it is
 * left; an answer without any may come of an end that does not belong to the stretch.
 */
async function readMillisecond(
  read: ReadWindow,
  timeMs: number,
  onOverfull: OnOverfull,
): Promise<readonly LogEntry[]> {
  for (const isTight of [true, false]) {
    const { entries, isFull } = await read({ from: timeMs, to: timeMs, isTight }, mostEntries);
    const found = entries.filter((entry) => timeOf(entry) === timeMs);
    if (isTight && found.length === 0) continue;
    const isWhole = !isFull || entries.some((entry) => timeOf(entry) < timeMs);
    if (!isWhole) onOverfull(timeMs);
    return found;
  }
  return [];
}

/** Reads from a time, null for now, back into the past, batch by batch, each older than the one before it. */
export async function* readDownwards(
  read: ReadWindow,
  from: number | null,
  firstBatch: number,
  onOverfull: OnOverfull,
): AsyncGenerator<readonly LogEntry[]> {
  const seen = new Set<string>();
  let to = from;
  let isTight = false;
  let most = Math.min(mostEntries, firstBatch);
  for (;;) {
    const window = await read({ from: null, to, isTight }, most);
    const fresh = window.entries.filter(({ position }) => !seen.has(position));
    for (const { position } of fresh) seen.add(position);
    yield fresh;
    const oldest = window.entries[0];
    if (isTight && to !== null && window.entries.every((entry) => timeOf(entry) !== to)) onOverfull(to);
    if (!window.isFull || oldest === undefined) return;
    const top = timeOf(oldest);
    if (fresh.length > 0) {
      to = top;
      isTight = false;
    } else if (most === mostEntries && !isTight) {
      // The next millisecond may have filled the answer, which was asked for to be sure of this one.
      isTight = true;
    } else if (most === mostEntries) {
      // One millisecond fills the answer: go on before it.
      onOverfull(top);
      to = (to ?? top) - 1;
      isTight = false;
    }
    most = mostEntries;
  }
}

function isInside(entry: LogEntry, { from, to }: Stretch): boolean {
  const time = timeOf(entry);
  return (from === null || time >= from) && (to === null || time <= to);
}
