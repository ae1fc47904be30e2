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
    onOverfull(top);
    yield entries;
    return;
  }
  const middle = Math.floor((bottom + top) / 2);
  yield* readUpwards(read, { from, to: middle }, floorMs, onOverfull);
  yield* readUpwards(read, { from: middle + 1, to: top }, floorMs, onOverfull);
  yield entries.filter((entry) => timeOf(entry) > top);
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
  let most = Math.min(mostEntries, firstBatch);
  for (;;) {
    const window = await read({ from: null, to }, most);
    const fresh = window.entries.filter(({ position }) => !seen.has(position));
    for (const { position } of fresh) seen.add(position);
    yield fresh;
    const oldest = window.entries[0];
    if (!window.isFull || oldest === undefined) return;
    const top = timeOf(oldest);
    if (fresh.length > 0) to = top;
    else if (most === mostEntries) {
      // One millisecond fills the answer: go on before it.
      onOverfull(top);
      to = (to ?? top) - 1;
    }
    most = mostEntries;
  }
}

function isInside(entry: LogEntry, { from, to }: Stretch): boolean {
  const time = timeOf(entry);
  return (from === null || time >= from) && (to === null || time <= to);
}
