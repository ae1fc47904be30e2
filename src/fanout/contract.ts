/**
 * Point between two messages of a feed. Opaque to the fan-out, which only compares places with `===`: a feed reads
 * on from whatever place it has given.
 */
export type Place = string | number;

/** What every message of a feed has: where to resume after it. */
export interface FeedMessage {
  readonly cursor: string;
}

/** How far a feed reaches now. */
export interface Reach {
  readonly head: Place;
  /** True when nothing will ever come after `head`. */
  readonly isComplete: boolean;
}

/** Messages of a piece of a feed, in order. */
export interface Piece<Message> {
  readonly messages: readonly Message[];
  /** The piece is all that there is between where it was asked to begin and here; the next one begins here. */
  readonly place: Place;
}

/**
 * Messages in an order that never changes, which any number of subscribers read, each from its own place on and at
 * its own pace. What is lost for a reader is told in the piece itself, as a `Gap`.
 */
export interface Feed<Message extends FeedMessage = FeedMessage> extends Disposable {
  /** Feeds with the same key give the same messages at the same places: their readers may share what is made of them. */
  readonly key: string;
  readonly reach: Reach;
  /**
   * Reads on from a place, at most to another that is ahead of it; a bounded piece, often less than all. Gives no
   * messages and `from` itself when nothing can be read yet, as when `to` is not ahead.
   */
  read(from: Place, to: Place, signal: AbortSignal): Promise<Piece<Message>>;
  /** Heartbeat and resume point of a reader that stands at a place. */
  bookmark(place: Place): Promise<Message>;
  /** Calls back when `reach` changes; returns what ends it. */
  onNews(listener: () => void): () => void;
  /**
   * What is told beside the order, such as the health of a backend: only its newest state counts, so that a reader
   * who was behind gets it once. Absent where there is none. `onNews` calls back for it too.
   */
  readonly notices?: Notices<Message>;
}

/** Newest states of things that change outside a feed's order. */
export interface Notices<Message> {
  /** Number of the newest change; rises with each. */
  readonly serial: number;
  /** One message for each thing that changed after a serial, oldest change first. `place` is the reader's, for the cursor. */
  since(serial: number, place: Place): Promise<readonly Message[]>;
}

/** A feed, and how one subscriber enters it. This is what the `subscribe` of a root field resolves to. */
export interface Following<Message extends FeedMessage = FeedMessage> {
  readonly feed: Feed<Message>;
  /** Where the subscriber goes on from. */
  readonly from: Place;
  /** Told first: that its cursor has expired, say. */
  readonly first: readonly Message[];
}
