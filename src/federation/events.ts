import { InputError, InvalidId } from "../domain/error.ts";
import type { JobFilter } from "../domain/filter.ts";
import { formatId, type JobId, parseIdOf } from "../domain/id.ts";
import type { Following } from "../fanout/contract.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Journal } from "../journal/contract.ts";
import type { Interest } from "../sync/interest.ts";
import { parseFilter } from "./arguments.ts";
import type { Backends } from "./backends.ts";
import { createEventCursors } from "./events-cursors.ts";
import { createEventFeed, type EventSelection } from "./events-feed.ts";
import type { EventMessage } from "./events-messages.ts";
import { keepRecent, type RecentBounds } from "./events-recent.ts";
import { createTeller } from "./events-told.ts";
import { createHealthWatch } from "./health-notices.ts";

/** Jobs that one subscription may name: each is looked up when it begins. */
const mostJobs = 500;

export interface EventsRequest {
  readonly filter?: JobFilter | null | undefined;
  /** Cursor to go on from; now when absent. */
  readonly after?: string | null | undefined;
}

export interface TransitionsRequest extends EventsRequest {
  readonly jobIds?: readonly string[] | null | undefined;
}

/** Follows what happens to jobs. Rejects with `InputError` for what the client got wrong. */
export interface Events {
  /** Events of all kinds, and changes of the health of the backends that the filter selects. */
  jobEvents(request: EventsRequest): Promise<Following<EventMessage>>;
  /** Transitions and removals; complete when jobs are named and all of them have ended. */
  statusTransitions(request: TransitionsRequest): Promise<Following<EventMessage>>;
}

export interface EventsTools {
  readonly backends: Backends;
  readonly journal: Journal;
  readonly follower: IndexFollower;
  readonly interest: Interest;
  /** How much is kept for those who are not far behind. */
  readonly recent?: RecentBounds;
  now(): number;
}

/** Makes the feeds over the journal: one stream of entries, parsed once, that each feed filters. */
export function createEvents({ backends, journal, follower, interest, recent, now }: EventsTools): Events {
  const kept = keepRecent(follower, recent);
  const cursors = createEventCursors(journal, follower, kept);
  const tools = {
    backends,
    journal,
    follower,
    interest,
    recent: kept,
    cursors,
    tell: createTeller(journal.epoch, backends, follower.index),
    health: createHealthWatch({ backends, now }),
  };

  async function parseJobIds(
    given: readonly string[] | null | undefined,
  ): Promise<ReadonlySet<JobId> | null> {
    if (!given || given.length === 0) return null;
    if (given.length > mostJobs)
      throw new InputError("LIMIT_EXCEEDED", ["jobIds"], given.length, `at most ${mostJobs} ids`);
    const ids = given.map((id, index) => {
      const { backend, nativeId } = parseIdOf("job", id, ["jobIds", String(index)]);
      return formatId("job", backend, nativeId);
    });
    const snapshots = await journal.snapshots(ids);
    const unknown = snapshots.indexOf(null);
    if (unknown >= 0) throw new InvalidId(ids[unknown], "the id of a known job", ["jobIds", String(unknown)]);
    return new Set(ids);
  }

  async function follow(
    selection: EventSelection,
    after: EventsRequest["after"],
  ): Promise<Following<EventMessage>> {
    const { from, expired } = await cursors.enter(after);
    return { feed: createEventFeed(selection, tools), from, first: expired ? [expired] : [] };
  }

  return {
    async jobEvents({ filter, after }) {
      const selection = { field: "jobEvents", filter: parseFilter(filter, backends), jobIds: null } as const;
      return follow(selection, after);
    },
    async statusTransitions({ filter, jobIds, after }) {
      const parsed = parseFilter(filter, backends);
      const selection = {
        field: "statusTransitions",
        filter: parsed,
        jobIds: await parseJobIds(jobIds),
      } as const;
      return follow(selection, after);
    },
  };
}
