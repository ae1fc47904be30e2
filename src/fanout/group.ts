import { createAlarm } from "./alarm.ts";
import type { Feed, FeedMessage, Following, Place } from "./contract.ts";
import type { Encoded, Encoder } from "./encoded.ts";
import { Member, type MemberGroup } from "./member.ts";
import type { Sink } from "./sink.ts";
import { createQueue, type Pace } from "./turns.ts";

/** Members of a group that read a piece by themselves at a time: what they hold lies in memory. */
const mostReaders = 16;

export interface GroupTools {
  /** Belongs to the group from now on. */
  readonly feed: Feed;
  /** Ends with the group. */
  createEncoder(signal: AbortSignal): Encoder;
  readonly pace: Pace;
  readonly bookmarkMs: number;
  /** Unsent bytes beyond which a live member is set aside. */
  readonly mostUnsentLive: number;
  /** Unsent bytes beyond which a member that reads by itself waits for its connection. */
  readonly mostUnsentBytes: number;
  /** Told when the last member has gone. */
  readonly onEmpty: () => void;
}

/**
 * Everybody who asked the same of the same feed. What is new is read, executed and encoded once and written to all
 * live members; the others read by themselves until they stand where the group stands. A message is given to a
 * member either by the group or by the member itself: the group moves `place` before it begins to deliver, and
 * admits nobody until it has done so.
 */
export class Group implements MemberGroup {
  readonly feed: Feed;
  readonly encoder: Encoder;
  readonly mostUnsentBytes: number;
  readonly pace: Pace;
  readonly turns = createQueue(mostReaders);
  place: Place;
  isDraining = false;
  #serial: number;
  #isComplete = false;
  #isDelivering = false;
  #isBookmarkDue = false;
  readonly #live = new Set<Member>();
  readonly #others = new Set<Member>();
  readonly #tools: GroupTools;
  readonly #alarm = createAlarm();
  readonly #closing = new AbortController();
  readonly #parts = new DisposableStack();
  #onDrained: (() => void) | null = null;

  constructor(tools: GroupTools) {
    const { feed, bookmarkMs, mostUnsentBytes, pace } = tools;
    this.#tools = tools;
    this.feed = this.#parts.use(feed);
    this.encoder = tools.createEncoder(this.#closing.signal);
    this.mostUnsentBytes = mostUnsentBytes;
    this.pace = pace;
    this.place = feed.reach.head;
    this.#serial = feed.notices?.serial ?? 0;
    this.#parts.defer(feed.onNews(this.#alarm.ring));
    const ticking = setInterval(() => this.#tick(), bookmarkMs);
    this.#parts.defer(() => clearInterval(ticking));
    void this.#run();
  }

  /** Takes a subscriber in; `drop` lets it go again. */
  join(following: Following, sink: Sink): Member {
    const member = new Member(this, following, sink);
    this.#others.add(member);
    void member.run();
    return member;
  }

  admit(member: Member): boolean {
    if (this.#isDelivering || this.isDraining) return false;
    if (member.place !== this.place || member.serial !== this.#serial) return false;
    this.#others.delete(member);
    this.#live.add(member);
    member.state = "LIVE";
    if (this.#isComplete) this.#completeLive();
    return true;
  }

  drop(member: Member): void {
    if (member.state === "GONE") return;
    member.end();
    this.#live.delete(member);
    this.#others.delete(member);
    if (this.#live.size + this.#others.size > 0) return;
    this.#closing.abort(new Error("The last member has left."));
    this.#alarm.ring();
    this.#parts.dispose();
    this.#tools.onEmpty();
    this.#onDrained?.();
  }

  /** Gives everybody a bookmark at his place and lets go of him. Resolves when all are gone, which a stuck one may delay. */
  drain(): Promise<void> {
    this.isDraining = true;
    const drained = new Promise<void>((resolve) => {
      this.#onDrained = resolve;
    });
    this.#alarm.ring();
    for (const member of this.#others) member.wake();
    return drained;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        await this.#goOn();
      } catch (error) {
        // Those who read by themselves meet the same fault, or do not.
        if (!signal.aborted) for (const member of this.#live) member.fail(error);
      }
      this.#settle();
      await this.#alarm.wait();
    }
  }

  async #goOn(): Promise<void> {
    await this.#readOn();
    await this.#tellNotices();
    const { head, isComplete } = this.feed.reach;
    this.#isComplete = isComplete && this.place === head;
    if (this.#isComplete) this.#completeLive();
    if (this.isDraining) this.#isBookmarkDue = true;
    await this.#tellBookmark();
    if (this.isDraining) for (const member of this.#live) this.drop(member);
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const { head } = this.feed.reach;
      // Nobody to serve: everybody reads for himself.
      if (this.#live.size === 0) this.place = head;
      if (this.place === head || this.isDraining) return;
      await this.pace.mayGoOn();
      const { messages, place } = await this.feed.read(this.place, head, this.#closing.signal);
      if (place === this.place) return;
      this.place = place;
      await this.#deliver(messages);
      // Also while the group is behind: a rare filter has nothing else to resume by.
      await this.#tellBookmark();
    }
  }

  async #tellBookmark(): Promise<void> {
    if (!this.#isBookmarkDue) return;
    this.#isBookmarkDue = false;
    if (this.#live.size > 0) await this.#deliver([await this.feed.bookmark(this.place)]);
  }

  async #tellNotices(): Promise<void> {
    const { notices } = this.feed;
    if (!notices || notices.serial === this.#serial || this.isDraining) return;
    const { serial } = notices;
    const messages = this.#live.size > 0 ? await notices.since(this.#serial, this.place) : [];
    this.#serial = serial;
    await this.#deliver(messages);
  }

  async #deliver(messages: readonly FeedMessage[]): Promise<void> {
    this.#isDelivering = true;
    try {
      for (const [index, message] of messages.entries()) {
        if (this.#live.size === 0) return;
        await this.#write(await this.encoder.encode(message), messages, index);
      }
    } finally {
      this.#isDelivering = false;
    }
  }

  /** Writes one message to all live members, and sets those aside whose connections do not take it. */
  async #write(encoded: Encoded, messages: readonly FeedMessage[], index: number): Promise<void> {
    const { mostUnsentLive } = this.#tools;
    for (const member of this.#live) {
      await this.pace.mayGoOn();
      if (member.state !== "LIVE" || member.send(encoded, mostUnsentLive)) continue;
      this.#live.delete(member);
      this.#others.add(member);
      member.setAside(this.place, this.#serial, messages.slice(index + 1));
    }
  }

  #completeLive(): void {
    for (const member of this.#live) {
      member.sink.complete();
      this.drop(member);
    }
  }

  /** Admits who has come as far as the group; the others look again. */
  #settle(): void {
    for (const member of this.#others) {
      if (member.state !== "WAITING" || !this.admit(member)) member.wake();
    }
  }

  #tick(): void {
    this.#isBookmarkDue = true;
    for (const member of this.#others) member.isBookmarkDue = true;
    this.#alarm.ring();
  }
}
