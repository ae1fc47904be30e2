import type { JobEvent } from "../domain/event.ts";
import type { JobFilter } from "../domain/filter.ts";
import { type BackendId, type JobId, parseIdOf } from "../domain/id.ts";
import { canonicalJson } from "../domain/json.ts";
import type { Feed } from "../fanout/contract.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Journal } from "../journal/contract.ts";
import type { Interest } from "../sync/interest.ts";
import type { Backends } from "./backends.ts";
import type { EventCursors } from "./events-cursors.ts";
import { createEndJudge } from "./events-ending.ts";
import type { EventMessage } from "./events-messages.ts";
import type { RecentEntries } from "./events-recent.ts";
import { isWanted, type Teller } from "./events-told.ts";
import { createHealthNotices, type HealthWatch } from "./health-notices.ts";

/** Entries that one piece of a feed looks at. */
const pieceSize = 500;

/** What a feed tells. */
export interface EventSelection {
  /** Root field of the subscription. */
  readonly field: "jobEvents" | "statusTransitions";
  readonly filter: JobFilter;
  /** Only events of these jobs, and an end when all of them have ended; null for all jobs. */
  readonly jobIds: ReadonlySet<JobId> | null;
}

export interface EventFeedTools {
  readonly backends: Backends;
  readonly journal: Journal;
  readonly follower: IndexFollower;
  readonly interest: Interest;
  readonly recent: RecentEntries;
  readonly cursors: EventCursors;
  readonly tell: Teller;
  readonly health: HealthWatch;
}

const kindsOf: Readonly<Record<EventSelection["field"], ReadonlySet<JobEvent["kind"]>>> = {
  jobEvents: new Set(["JobCreated", "JobChanged", "StatusTransition", "JobRemoved"]),
  statusTransitions: new Set(["StatusTransition", "JobRemoved"]),
};

/**
 * Makes a feed of the events that a filter selects. It goes as far as the index shows, so that a query made after a
 * message sees what the message told. The selected backends count as watched from the first `onNews` to the disposal.
 */
export function createEventFeed(selection: EventSelection, tools: EventFeedTools): Feed<EventMessage> {
  const { field, filter, jobIds } = selection;
  const { backends, journal, follower, interest, recent, cursors, tell, health } = tools;
  const { index } = follower;
  const kinds = kindsOf[field];
  const watched = watchedBy(selection, backends);
  const haveAllEnded = jobIds === null ? () => false : createEndJudge(jobIds, tools);
  const listening = new Set<() => void>();
  let release: (() => void) | null = null;
  const notices = field === "jobEvents" ? createHealthNotices(watched, health, cursors) : null;

  return {
    key: canonicalJson([field, filter, jobIds && [...jobIds].sort()]),

    get reach() {
      return { head: index.version, isComplete: haveAllEnded() };
    },

    async read(from, to, signal) {
      signal.throwIfAborted();
      const start = await cursors.arrive(from);
      const end = cursors.shown(to);
      if (start === null || start >= end) return { messages: [], place: start ?? from };
      const limit = Math.min(pieceSize, end - start);
      const entries = recent.between(start, end, limit) ?? (await journal.read(start, limit));
      // The newest entry always stays, so there is one.
      const before = (entries[0]?.position ?? start + 1) - 1;
      if (before > start) {
        const place = Math.min(before, end);
        const [fromCursor, toCursor] = [await cursors.at(start), await cursors.at(place)];
        const reason = "SLOW_CONSUMER";
        return { messages: [{ type: "Gap", cursor: toCursor, fromCursor, toCursor, reason }], place };
      }
      const messages: EventMessage[] = [];
      for (const entry of entries) {
        if (entry.kind !== "Event" || !kinds.has(entry.event.kind)) continue;
        if (jobIds && !jobIds.has(entry.event.jobId)) continue;
        const told = tell(entry);
        if (told && isWanted(told, filter)) messages.push(told.message);
      }
      return { messages, place: start + entries.length };
    },

    async bookmark(place) {
      return { type: "Bookmark", cursor: await cursors.at(place) };
    },

    onNews(listener) {
      release ??= interest.follow(watched);
      const ends = [follower.onApplied(() => listener())];
      if (notices) ends.push(health.onChange(watched, listener));
      const end = () => {
        listening.delete(end);
        for (const one of ends) one();
      };
      listening.add(end);
      return end;
    },

    ...(notices && { notices }),

    [Symbol.dispose]() {
      for (const end of listening) end();
      release?.();
    },
  };
}

/** Backends that the events of a selection come from. */
function watchedBy({ filter, jobIds }: EventSelection, backends: Backends): readonly BackendId[] {
  const selected = backends.selectedBy(filter).map(({ id }) => id);
  if (!jobIds) return selected;
  const ofJobs = new Set([...jobIds].map((id) => parseIdOf("job", id).backend));
  return selected.filter((id) => ofJobs.has(id));
}
