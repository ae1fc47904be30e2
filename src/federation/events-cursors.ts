import { formatEventCursor, parseEventCursor } from "../domain/cursor.ts";
import { InvalidCursor } from "../domain/error.ts";
import type { Position } from "../domain/event.ts";
import type { Place } from "../fanout/contract.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Journal } from "../journal/contract.ts";
import type { ResumeExpired } from "./events-messages.ts";
import type { RecentEntries } from "./events-recent.ts";

const noCheck = "00000000";

/**
 * Places in the event stream: positions of the journal. Whoever resumes ahead of this journal's head, as after another
 * gateway, stands at the text of the cursor until its entry arrives and can be compared.
 */
export interface EventCursors {
  /** Cursor to resume at a place. */
  at(place: Place): Promise<string>;
  /**
   * Where `after` resumes, now when there is none; `expired` when that has been trimmed. Rejects with `InvalidCursor`
   * for a cursor of another journal or of another history of this one.
   */
  enter(after: string | null | undefined): Promise<{ from: Place; expired: ResumeExpired | null }>;
  /** Position of a place; null while it is ahead of the index. Rejects with `InvalidCursor` like `enter`. */
  arrive(place: Place): Promise<Position | null>;
  /** The last position before a place, or at it, that the index shows. */
  shown(place: Place): Position;
}

export function createEventCursors(
  journal: Journal,
  follower: IndexFollower,
  recent: RecentEntries,
): EventCursors {
  const { epoch } = journal;
  const { index } = follower;

  const checkAt = async (position: Position) => recent.checkAt(position) ?? journal.checkAt(position);
  const cursorAt = async (position: Position) =>
    formatEventCursor({ epoch, position, check: (await checkAt(position)) ?? noCheck });

  async function verify(text: string): Promise<Position> {
    const { position, check } = parseEventCursor(text);
    if (position === 0 || (await checkAt(position)) === check) return position;
    // The entry before the oldest that is kept has no check any more.
    if (position === (await journal.oldest())) return position;
    throw new InvalidCursor(text, "a cursor of this journal's history; read the list again");
  }

  return {
    at: async (place) => (typeof place === "string" ? place : cursorAt(place)),

    async enter(after) {
      if (after === null || after === undefined) return { from: index.version, expired: null };
      const { epoch: ofJournal, position } = parseEventCursor(after);
      if (ofJournal !== epoch)
        throw new InvalidCursor(after, "a cursor of this journal; read the list again");
      if (position > journal.head.position) return { from: after, expired: null };
      const oldest = await journal.oldest();
      if (position >= oldest) return { from: await verify(after), expired: null };
      const oldestCursor = await cursorAt(oldest);
      return {
        from: index.version,
        expired: { type: "ResumeExpired", cursor: follower.cursor, oldestCursor },
      };
    },

    async arrive(place) {
      if (typeof place === "number") return place > index.version ? null : place;
      return parseEventCursor(place).position > index.version ? null : verify(place);
    },

    shown: (place) =>
      Math.min(index.version, typeof place === "number" ? place : parseEventCursor(place).position),
  };
}
