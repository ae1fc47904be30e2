import { LRUCache } from "lru-cache";
import type { Instant } from "../../domain/instant.ts";

/** Places in the listing that are known to lie before a time, so that young jobs are found without the old ones. */
export interface Places {
  /** Takes down when the jobs behind a cursor were created, in the order in which a page showed them. */
  remember(cursor: string, created: readonly (Instant | null)[]): void;
  /** The last known cursor that all jobs created at this time or later lie behind; null: the list's beginning. */
  before(instant: Instant): string | null;
  /** For a cursor that the vendor does not know any more. */
  forget(cursor: string): void;
}

/** The sync reads on at the end of the list: its latest pages are what matters. */
const mostPlaces = 100;

/** Makes a memory without any place. */
export function createPlaces(): Places {
  /** Time of the first job behind the cursor: what lies before the cursor was created then or earlier. */
  const places = new LRUCache<string, Instant>({ max: mostPlaces });
  return {
    remember(cursor, created) {
      const [first, last] = [created.at(0) ?? null, created.at(-1) ?? null];
      const isInOrder = created.every((at, index) => at !== null && at >= (created[index - 1] ?? at));
      // That lists are oldest first was seen and is not documented: a page that shows nothing of it counts for nothing.
      if (first !== null && last !== null && first < last && isInOrder) places.set(cursor, first);
    },
    before(instant) {
      let best: { readonly cursor: string; readonly first: Instant } | null = null;
      for (const [cursor, first] of places.entries()) {
        if (first < instant && (best === null || first > best.first)) best = { cursor, first };
      }
      return best?.cursor ?? null;
    },
    forget: (cursor) => void places.delete(cursor),
  };
}
