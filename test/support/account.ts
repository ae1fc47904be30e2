import { parseEventCursor } from "../../src/domain/cursor.ts";

/** A message of `statusTransitions` or `jobEvents`, as far as an account needs it. */
export interface EventMessage {
  readonly __typename: string;
  readonly cursor: string;
  readonly eventId?: string;
  readonly sequence?: number;
  readonly job?: { readonly id: string };
  readonly removedJobId?: string;
  readonly to?: string;
}

/** Fields of `EventMessage`, for every type that has them. */
export const eventFields = `__typename cursor
  ... on RecordedEvent { eventId sequence }
  ... on StatusTransition { to job { id } }
  ... on JobRemoved { removedJobId }`;

/** What one subscriber has been told over all its connections. */
export interface Account {
  /** Ids of events in the order of their first coming. */
  readonly eventIds: readonly string[];
  /** Where to go on; null before the first message of a subscriber that began without a cursor. */
  readonly cursor: string | null;
  readonly figures: { connections: number; bookmarks: number; resent: number };
  /** Promises of the stream that were broken, in words. */
  readonly broken: readonly string[];
  /** Notes that a new connection begins: what it repeats is told apart from what is sent twice. */
  connect(): void;
  take(message: EventMessage, id?: string | null): void;
}

export function openAccount(after: string | null): Account {
  const eventIds: string[] = [];
  const known = new Set<string>();
  const broken: string[] = [];
  const figures = { connections: 0, bookmarks: 0, resent: 0 };
  let cursor = after;
  let position = after === null ? 0 : parseEventCursor(after).position;
  let isRepeating = false;

  const takeEvent = (eventId: string, at: number) => {
    if (known.has(eventId)) {
      figures.resent += 1;
      if (!isRepeating) broken.push(`${eventId} came twice over one connection`);
      return;
    }
    isRepeating = false;
    if (at <= position) broken.push(`${eventId} at ${at} came after ${position}`);
    known.add(eventId);
    eventIds.push(eventId);
  };

  return {
    eventIds,
    broken,
    figures,
    get cursor() {
      return cursor;
    },
    connect() {
      figures.connections += 1;
      isRepeating = true;
    },
    take(message, id = null) {
      const { __typename: type, eventId } = message;
      const at = parseEventCursor(message.cursor).position;
      if (id !== null && id !== message.cursor) broken.push(`event id ${id} beside cursor ${message.cursor}`);
      if (type === "Bookmark") figures.bookmarks += 1;
      if (type === "Gap" || type === "ResumeExpired") broken.push(`${type} at ${at}`);
      if (eventId !== undefined) takeEvent(eventId, at);
      else if (at < position) broken.push(`${type} goes back to ${at} from ${position}`);
      position = Math.max(position, at);
      cursor = message.cursor;
    },
  };
}
