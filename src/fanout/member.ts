import { createAlarm } from "./alarm.ts";
import type { Feed, FeedMessage, Following, Place } from "./contract.ts";
import type { Encoded, Encoder } from "./encoded.ts";
import type { Sink } from "./sink.ts";
import type { Pace, Queue } from "./turns.ts";

/** What a member sees of its group. */
export interface MemberGroup {
  readonly feed: Feed;
  readonly encoder: Encoder;
  /** Up to where the live members have been served, or are just being served. */
  readonly place: Place;
  readonly isDraining: boolean;
  /** Unsent bytes beyond which a member waits for its connection while it reads by itself. */
  readonly mostUnsentBytes: number;
  /** Lets members read and send one piece each; bounds how many do so at a time. */
  readonly turns: Queue;
  /** Asked before each read and each write. */
  readonly pace: Pace;
  /** Takes a member that has seen all that the group has shown to those that the group serves. False when it is not so far. */
  admit(member: Member): boolean;
  /** Lets go of a member that nothing more is to be sent to. */
  drop(member: Member): void;
}

/**
 * One subscriber in a group. It is `LIVE` while the group writes to it; otherwise it reads the feed itself, from its
 * own place on and as fast as its connection takes it, or waits at the end of what there is.
 */
export class Member {
  readonly sink: Sink;
  state: "RETURNING" | "WAITING" | "LIVE" | "GONE" = "RETURNING";
  /** Where it stands when `rest` has been sent. */
  place: Place;
  /** Newest notice that it was told, or has in `rest`. */
  serial: number;
  isBookmarkDue = false;
  /** Messages before `place` that are yet to be sent. */
  #rest: FeedMessage[];
  readonly #group: MemberGroup;
  readonly #alarm = createAlarm();
  #leaving: AbortController | null = null;
  #isListening = false;

  constructor(group: MemberGroup, { from, first }: Following, sink: Sink) {
    this.#group = group;
    this.sink = sink;
    this.place = from;
    this.serial = group.feed.notices?.serial ?? 0;
    this.#rest = [...first];
  }

  /** Looks again: something has happened. */
  wake(): void {
    this.#alarm.ring();
  }

  /** Goes on by itself: the group has served it up to `place`, except for the rest. */
  setAside(place: Place, serial: number, rest: readonly FeedMessage[]): void {
    this.state = "RETURNING";
    this.place = place;
    this.serial = serial;
    this.#rest = [...rest];
    this.wake();
  }

  /** Ends what it is at. */
  end(): void {
    this.state = "GONE";
    this.#leaving?.abort(new Error("The subscriber has left."));
    this.wake();
  }

  /** Serves itself whenever the group does not, until it is gone. Never rejects. */
  async run(): Promise<void> {
    try {
      while (this.state !== "GONE") await this.#goOn();
    } catch (error) {
      if (this.state !== "GONE") this.fail(error);
    }
  }

  /** Ends the stream with what went wrong as its last message; while draining the client finds out elsewhere. */
  fail(error: unknown): void {
    if (!this.#group.isDraining) {
      this.sink.send(this.#group.encoder.failure(error).in(this.sink.framing));
      this.sink.fail();
    }
    this.#group.drop(this);
  }

  /** Sends a frame; false when the connection has more to take than it should. */
  send(encoded: Encoded, mostUnsentBytes: number): boolean {
    this.sink.send(encoded.in(this.sink.framing));
    return this.sink.unsentBytes <= mostUnsentBytes;
  }

  async #goOn(): Promise<void> {
    if (this.state === "LIVE") return this.#alarm.wait();
    const group = this.#group;
    if (this.sink.unsentBytes > group.mostUnsentBytes) {
      // Its last message is where it resumes.
      if (group.isDraining) return group.drop(this);
      return this.#listenForDrained();
    }
    const isLast = group.isDraining && this.#rest.length === 0;
    if (isLast) this.isBookmarkDue = true;
    if (await group.turns.run(() => this.#step())) {
      if (isLast) group.drop(this);
      return;
    }
    if (this.#hasLeft() || group.admit(this)) return;
    this.state = "WAITING";
    await this.#alarm.wait();
    if (this.state === "WAITING") this.state = "RETURNING";
  }

  async #listenForDrained(): Promise<void> {
    if (!this.#isListening) {
      this.#isListening = true;
      this.sink.onceDrained(() => {
        this.#isListening = false;
        this.wake();
      });
    }
    await this.#alarm.wait();
  }

  /** Reads and sends one piece, as far as the connection takes it. False when there was nothing to do. */
  async #step(): Promise<boolean> {
    if (this.#hasLeft()) return true;
    if (this.#rest.length > 0) return this.#sendRest();
    const before = this.place;
    this.#rest = await this.#readOn();
    if (this.#rest.length > 0) return this.#sendRest();
    return this.place !== before;
  }

  async #readOn(): Promise<FeedMessage[]> {
    const { feed, pace, place, turns } = this.#group;
    if (this.isBookmarkDue) {
      this.isBookmarkDue = false;
      return [await feed.bookmark(this.place)];
    }
    if (this.place !== place) {
      this.#leaving ??= new AbortController();
      // Also for a piece that holds nothing that is wanted: there may be thousands of those.
      await pace.mayGoOn();
      const piece = await turns.aside(feed.read(this.place, place, this.#leaving.signal));
      this.place = piece.place;
      return [...piece.messages];
    }
    if (!feed.notices || feed.notices.serial === this.serial) return [];
    const { serial } = feed.notices;
    const notices = await feed.notices.since(this.serial, this.place);
    this.serial = serial;
    return [...notices];
  }

  async #sendRest(): Promise<boolean> {
    const { encoder, mostUnsentBytes, pace } = this.#group;
    for (const [index, message] of this.#rest.entries()) {
      const encoded = await encoder.encode(message);
      await pace.mayGoOn();
      if (this.#hasLeft()) return true;
      if (this.send(encoded, mostUnsentBytes)) continue;
      this.#rest = this.#rest.slice(index + 1);
      return true;
    }
    this.#rest = [];
    return true;
  }

  // A call, as the compiler would not believe that an await may change the state.
  #hasLeft(): boolean {
    return this.state === "GONE";
  }
}
