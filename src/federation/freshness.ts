import { parseEventCursor } from "../domain/cursor.ts";
import { InvalidCursor } from "../domain/error.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Journal } from "../journal/contract.ts";
import type { ConnectedBackend, Sync } from "../sync/sync.ts";

const longestWaitMs = 5_000;

/** How new an answer has to be. */
export interface Freshness {
  readonly maxStalenessMs?: number | null | undefined;
  /** Event cursor that the answer has to cover. */
  readonly atLeast?: string | null | undefined;
}

/** Waits for the view to be as new as a request wants it, 5 s at the most. */
export interface Freshener {
  /** Brings the view of these backends up to what is asked; a backend that fails costs its freshness only. */
  freshen(selected: readonly ConnectedBackend[], wanted: Freshness, signal: AbortSignal): Promise<void>;
  /** Resolves when the index covers an event cursor; rejects with `InvalidCursor` when it does not in time. */
  reach(atLeast: string | null | undefined, signal: AbortSignal): Promise<void>;
}

export function createFreshener(journal: Journal, follower: IndexFollower, sync: Sync): Freshener {
  async function reach(atLeast: string | null | undefined, signal: AbortSignal): Promise<void> {
    if (atLeast === null || atLeast === undefined) return;
    const { epoch, position } = parseEventCursor(atLeast, ["atLeast"]);
    if (epoch !== journal.epoch) {
      throw new InvalidCursor(atLeast, "an event cursor of this journal", ["atLeast"]);
    }
    const limit = AbortSignal.timeout(longestWaitMs);
    try {
      await follower.reached(position, AbortSignal.any([signal, limit]));
    } catch (error) {
      if (!limit.aborted) throw error;
      const expected = "an event cursor that this gateway has reached within 5 s";
      throw new InvalidCursor(atLeast, expected, ["atLeast"]);
    }
  }

  return {
    reach,
    async freshen(selected, { atLeast, maxStalenessMs }, signal) {
      await reach(atLeast, signal);
      if (maxStalenessMs === null || maxStalenessMs === undefined) return;
      const limit = AbortSignal.any([signal, AbortSignal.timeout(longestWaitMs)]);
      await Promise.allSettled(selected.map(({ id }) => sync.of(id).refresh(maxStalenessMs, limit)));
      signal.throwIfAborted();
    },
  };
}
