import type { Position } from "../domain/event.ts";
import { type Instant, instantOf } from "../domain/instant.ts";
import type { Journal } from "./contract.ts";

/** How long the journal keeps what nobody needs for the present, in milliseconds. */
export interface Retention {
  /** Events: as long as a subscriber may have been away. */
  readonly eventsMs: number;
  /** Tombstones: longer than any poll is slow. */
  readonly tombstonesMs: number;
}

const dayMs = 86_400_000;
export const usualRetention: Retention = { eventsMs: 7 * dayMs, tombstonesMs: dayMs };

/** Removes what has been kept long enough. Snapshots stay, and so does the newest entry. */
export async function trimOld(journal: Journal, retention: Retention, nowMs: number): Promise<void> {
  const tombstonesBefore = instantOf(nowMs - retention.tombstonesMs);
  const eventsBefore = instantOf(nowMs - retention.eventsMs);
  if (eventsBefore === null || tombstonesBefore === null) return;
  const keptFrom = await firstSince(journal, eventsBefore);
  await journal.trim(keptFrom, tombstonesBefore);
}

/**
 * Position of the first entry that was seen at an instant or later, one past the head when there is none: found by
 * halves, since entries are in the order in which they were seen.
 */
async function firstSince(journal: Journal, instant: Instant): Promise<Position> {
  let low = (await journal.oldest()) + 1;
  let high = journal.head.position + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await isSeenSince(journal, middle, high, instant)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The page of a backfill has no time of its own: the next event's is as good. */
async function isSeenSince(
  journal: Journal,
  from: Position,
  end: Position,
  instant: Instant,
): Promise<boolean> {
  for (let position = from; position < end; position++) {
    const [entry] = await journal.read(position - 1, 1);
    if (entry?.kind === "Event") return entry.event.observedAt >= instant;
  }
  return true;
}
