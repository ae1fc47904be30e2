import type { Answers } from "./answers.ts";
import type { Following } from "./contract.ts";
import { createEncodedCache, Encoder } from "./encoded.ts";
import { Group } from "./group.ts";
import type { Sink } from "./sink.ts";
import { createPace } from "./turns.ts";

export interface HubOptions {
  /** Time between two bookmarks, in milliseconds. */
  readonly bookmarkMs: number;
  /** Sockets written in one turn of the event loop at most; 250 when absent. */
  readonly mostPerTurn?: number;
  /** Unsent bytes beyond which a member is no longer served with the others but at its own pace; 1 MB when absent. */
  readonly mostUnsentLive?: number;
  /** Unsent bytes that a member at its own pace may cause; 256 KB when absent. */
  readonly mostUnsentBytes?: number;
  /** What is remembered of recent messages, all groups together; 16 MB when absent. */
  readonly mostCachedBytes?: number;
}

/** A subscriber in the hub; `leave` lets go of it at once and without a word. */
export interface Membership {
  leave(): void;
}

/** Serves every subscriber of this process. */
export interface Hub {
  /** Groups that have members. */
  readonly size: number;
  /** Sends a subscriber what it follows. The hub owns the feed from now on. */
  join(following: Following, answers: Answers, sink: Sink): Membership;
  /**
   * Ends every stream with a bookmark at its place, without completing it: the client is to come back. Resolves when
   * all have theirs, or after a time.
   */
  drain(patienceMs: number): Promise<void>;
}

/** Makes a hub: those who ask the same share one execution and one encoding of each message. */
export function createHub({
  bookmarkMs,
  mostPerTurn = 250,
  mostUnsentLive = 1024 * 1024,
  mostUnsentBytes = 256 * 1024,
  mostCachedBytes = 16 * 1024 * 1024,
}: HubOptions): Hub {
  const groups = new Map<string, Group>();
  const pace = createPace(mostPerTurn);
  const cache = createEncodedCache(mostCachedBytes);
  let groupCount = 0;
  let isDraining = false;

  function createGroup(key: string, { feed }: Following, answers: Answers): Group {
    const prefix = String(++groupCount);
    return new Group({
      feed,
      createEncoder: (signal) => new Encoder(answers, cache, prefix, signal),
      pace,
      bookmarkMs,
      mostUnsentLive,
      mostUnsentBytes,
      onEmpty: () => groups.delete(key),
    });
  }

  return {
    get size() {
      return groups.size;
    },
    join(following, answers, sink) {
      if (isDraining) {
        following.feed[Symbol.dispose]();
        return { leave() {} };
      }
      const key = `${following.feed.key}\n${answers.key}`;
      let group = groups.get(key);
      if (group) {
        following.feed[Symbol.dispose]();
      } else {
        group = createGroup(key, following, answers);
        groups.set(key, group);
      }
      const member = group.join(following, sink);
      return { leave: () => group.drop(member) };
    },
    async drain(patienceMs) {
      isDraining = true;
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patienceMs);
      });
      await Promise.race([Promise.all([...groups.values()].map((group) => group.drain())), patience]);
      clearTimeout(timer);
    },
  };
}
