import { createAlarm } from "./alarm.ts";
import type { FeedMessage, Following } from "./contract.ts";

export interface StreamOptions {
  /** Time between two bookmarks, in milliseconds. */
  readonly bookmarkMs: number;
}

/** Messages of one subscriber; whoever serves many subscribers takes `following` and leaves the iterator alone. */
export interface Stream<Message extends FeedMessage = FeedMessage> extends AsyncIterableIterator<Message> {
  readonly following: Following<Message>;
  return(): Promise<IteratorResult<Message>>;
}

/**
 * Lets one subscriber read a feed at its own pace: what is told first, the messages, bookmarks, notices; ends with a
 * feed that is complete. `return` ends it at once, even while it waits, and disposes the feed, as does every other end.
 */
export function asStream<Message extends FeedMessage>(
  following: Following<Message>,
  { bookmarkMs }: StreamOptions,
): Stream<Message> {
  const leaving = new AbortController();
  const { signal } = leaving;
  const messages = read(following, bookmarkMs, signal);
  return {
    following,
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        return await messages.next();
      } catch (error) {
        if (signal.aborted) return { done: true, value: undefined };
        throw error;
      }
    },
    async return() {
      leaving.abort(new Error("The subscriber has left."));
      // A generator that was never asked has nothing to clean up, and would not.
      following.feed[Symbol.dispose]();
      await messages.return(undefined).catch(() => undefined);
      return { done: true, value: undefined };
    },
  };
}

/** Tells a stream of this kind from other iterables. */
export function isStream(value: object): value is Stream {
  return "following" in value;
}

async function* read<Message extends FeedMessage>(
  { feed, from, first }: Following<Message>,
  bookmarkMs: number,
  signal: AbortSignal,
): AsyncGenerator<Message, undefined> {
  using _feed = feed;
  const alarm = createAlarm();
  using parts = new DisposableStack();
  parts.defer(feed.onNews(alarm.ring));
  signal.addEventListener("abort", alarm.ring, { once: true });
  let isBookmarkDue = false;
  const ticking = setInterval(() => {
    isBookmarkDue = true;
    alarm.ring();
  }, bookmarkMs);
  parts.defer(() => clearInterval(ticking));

  let place = from;
  let told = feed.notices?.serial ?? 0;
  yield* first;
  for (;;) {
    signal.throwIfAborted();
    if (isBookmarkDue) {
      isBookmarkDue = false;
      yield await feed.bookmark(place);
    }
    const { head, isComplete } = feed.reach;
    if (place !== head) {
      const before = place;
      const piece = await feed.read(place, head, signal);
      place = piece.place;
      yield* piece.messages;
      if (place !== before) continue;
    }
    if (feed.notices && feed.notices.serial !== told) {
      const { serial } = feed.notices;
      yield* await feed.notices.since(told, place);
      told = serial;
    }
    if (place === head && isComplete) return;
    await alarm.wait();
  }
}
