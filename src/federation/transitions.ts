import { formatEventCursor, parseEventCursor } from "../domain/cursor.ts";
import { InvalidCursor, InvalidId } from "../domain/error.ts";
import type { JobEvent, JobFacts, Position } from "../domain/event.ts";
import { type JobFilter, matchesFilter } from "../domain/filter.ts";
import { type BackendId, formatId, type JobId, parseIdOf } from "../domain/id.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Entry, Journal } from "../journal/contract.ts";
import type { Interest } from "../sync/interest.ts";
import { parseFilter } from "./arguments.ts";
import type { Backends } from "./backends.ts";
import { endingStream } from "./subscription-stream.ts";
import type { RemovalView, TransitionView } from "./views.ts";

const batchSize = 500;

/** Messages of the subscription; `type` is the name in the schema. */
export type TransitionMessage =
  | ({ readonly type: "StatusTransition" } & TransitionView)
  | ({ readonly type: "JobRemoved" } & RemovalView)
  | { readonly type: "Bookmark"; readonly cursor: string }
  | {
      readonly type: "Gap";
      readonly cursor: string;
      readonly fromCursor: string;
      readonly toCursor: string;
      readonly reason: "SLOW_CONSUMER";
    }
  | { readonly type: "ResumeExpired"; readonly cursor: string; readonly oldestCursor: string };

export interface TransitionsRequest {
  readonly filter?: JobFilter | null | undefined;
  readonly jobIds?: readonly string[] | null | undefined;
  readonly after?: string | null | undefined;
}

export interface TransitionsTools {
  readonly backends: Backends;
  readonly journal: Journal;
  readonly follower: IndexFollower;
  readonly interest: Interest;
  /** Time between two bookmarks, in milliseconds. */
  readonly bookmarkMs: number;
}

/** Follows status transitions from a cursor on, or from now. Rejects with `InputError` before the first message. */
export type FollowTransitions = (
  request: TransitionsRequest,
) => Promise<AsyncIterableIterator<TransitionMessage>>;

/**
 * Makes the stream of transitions. Each subscriber reads the journal at its own pace, up to what the index shows,
 * so nothing is lost, nothing comes twice and a query made after a message sees what the message told.
 */
export function createTransitions({
  backends,
  journal,
  follower,
  interest,
  bookmarkMs,
}: TransitionsTools): FollowTransitions {
  const { epoch } = journal;

  async function cursorAt(position: Position): Promise<string> {
    return formatEventCursor({ epoch, position, check: (await journal.checkAt(position)) ?? "00000000" });
  }

  /** Where to start, and what to say first when that is not where the client wanted. */
  async function start(
    after: string | null | undefined,
  ): Promise<{ position: Position; message: TransitionMessage | null }> {
    if (after === null || after === undefined) return { position: follower.index.version, message: null };
    const cursor = parseEventCursor(after);
    if (cursor.epoch !== epoch)
      throw new InvalidCursor(after, "a cursor of this journal; read the list again");
    const oldest = await journal.oldest();
    if (cursor.position < oldest) {
      const message = {
        type: "ResumeExpired",
        cursor: follower.cursor,
        oldestCursor: await cursorAt(oldest),
      } as const;
      return { position: follower.index.version, message };
    }
    const check = await journal.checkAt(cursor.position);
    const isKnown = cursor.position === 0 || cursor.position === oldest || check === cursor.check;
    if (!isKnown) throw new InvalidCursor(after, "a cursor of this journal's history; read the list again");
    return { position: cursor.position, message: null };
  }

  async function parseJobIds(
    given: readonly string[] | null | undefined,
  ): Promise<ReadonlySet<JobId> | null> {
    if (!given || given.length === 0) return null;
    const ids = given.map((id, index) => {
      const { backend, nativeId } = parseIdOf("job", id, ["jobIds", String(index)]);
      return formatId("job", backend, nativeId);
    });
    const snapshots = await journal.snapshots(ids);
    const unknown = snapshots.indexOf(null);
    if (unknown >= 0) throw new InvalidId(ids[unknown], "the id of a known job", ["jobIds", String(unknown)]);
    return new Set(ids);
  }

  function isWanted(event: JobEvent, filter: JobFilter, jobIds: ReadonlySet<JobId> | null): boolean {
    if (jobIds && !jobIds.has(event.jobId)) return false;
    const before = "before" in event ? { ...event.job, ...event.before } : event.job;
    return matches(filter, event, event.job) || matches(filter, event, before);
  }

  function matches(filter: JobFilter, { jobId, backend, nativeId }: JobEvent, facts: JobFacts): boolean {
    const idOf = (type: "algorithm" | "flavor") => {
      const reference = facts[type];
      return reference && formatId(type, backend, reference.nativeId);
    };
    return matchesFilter(filter, {
      id: jobId,
      backend,
      backendKind: backends.get(backend).definition.kind,
      nativeId,
      facts,
      algorithmId: idOf("algorithm"),
      flavorId: idOf("flavor"),
      native: asksForNative(filter) ? (follower.index.get([jobId])[0]?.job.native ?? null) : null,
    });
  }

  function haveAllEnded(jobIds: ReadonlySet<JobId>): boolean {
    return follower.index
      .get([...jobIds])
      .every((stored) => !stored || stored.job.core.status.phaseClass === "TERMINAL");
  }

  function messageOf(
    entry: Entry,
    filter: JobFilter,
    jobIds: ReadonlySet<JobId> | null,
  ): TransitionMessage | null {
    if (entry.kind !== "Event") return null;
    const { event, position, check } = entry;
    if (event.kind !== "StatusTransition" && event.kind !== "JobRemoved") return null;
    // A backend that was taken out of the configuration is nobody's any more.
    if (!backends.find(event.backend) || !isWanted(event, filter, jobIds)) return null;
    const cursor = formatEventCursor({ epoch, position, check });
    if (event.kind === "JobRemoved") return { type: "JobRemoved", cursor, event };
    return { type: "StatusTransition", cursor, event };
  }

  async function* follow(
    from: Position,
    first: TransitionMessage | null,
    filter: JobFilter,
    jobIds: ReadonlySet<JobId> | null,
    signal: AbortSignal,
  ): AsyncGenerator<TransitionMessage> {
    const news = createNews(follower);
    using _release = { [Symbol.dispose]: interest.follow(watched(backends, filter, jobIds)) };
    try {
      let position = from;
      if (first) yield first;
      for (;;) {
        const covered = follower.index.version;
        // Judged before reading: what ended by then is among the entries read below.
        const isLast = jobIds !== null && haveAllEnded(jobIds);
        while (position < covered) {
          const oldest = await journal.oldest();
          if (position < oldest) {
            const toCursor = await cursorAt(oldest);
            yield {
              type: "Gap",
              cursor: toCursor,
              fromCursor: await cursorAt(position),
              toCursor,
              reason: "SLOW_CONSUMER",
            };
            position = oldest;
            continue;
          }
          for (const entry of await journal.read(position, Math.min(batchSize, covered - position))) {
            position = entry.position;
            const message = messageOf(entry, filter, jobIds);
            if (message) yield message;
          }
        }
        if (isLast) return;
        if (!(await news.wait(covered, bookmarkMs, signal)))
          yield { type: "Bookmark", cursor: await cursorAt(position) };
      }
    } finally {
      news.close();
    }
  }

  return async (request) => {
    const filter = parseFilter(request.filter, backends);
    const jobIds = await parseJobIds(request.jobIds);
    const { position, message } = await start(request.after);
    return endingStream((signal) => follow(position, message, filter, jobIds, signal));
  };
}

function watched(
  backends: Backends,
  filter: JobFilter,
  jobIds: ReadonlySet<JobId> | null,
): readonly BackendId[] {
  const selected = backends.selectedBy(filter).map(({ id }) => id);
  if (!jobIds) return selected;
  const ofJobs = new Set([...jobIds].map((id) => parseIdOf("job", id).backend));
  return selected.filter((id) => ofJobs.has(id));
}

function asksForNative(filter: JobFilter): boolean {
  const inner = [...(filter.any ?? []), ...(filter.not ? [filter.not] : [])];
  return (filter.native ?? []).length > 0 || inner.some(asksForNative);
}

/** Waits for the index to move. */
function createNews(follower: IndexFollower) {
  let notify: (() => void) | null = null;
  const close = follower.onApplied(() => notify?.());
  return {
    close,
    /** True when the index is past `covered`, false after a time without news; rejects with the signal's reason. */
    async wait(covered: Position, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
      signal.throwIfAborted();
      if (follower.index.version > covered) return true;
      return new Promise<boolean>((resolve, reject) => {
        const finish = (settle: () => void) => {
          clearTimeout(timer);
          signal.removeEventListener("abort", onAbort);
          notify = null;
          settle();
        };
        const timer = setTimeout(() => finish(() => resolve(false)), timeoutMs);
        const onAbort = () => finish(() => reject(signal.reason));
        signal.addEventListener("abort", onAbort);
        notify = () => finish(() => resolve(true));
      });
    },
  };
}
