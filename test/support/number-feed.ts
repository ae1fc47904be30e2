import type { Feed, FeedMessage, Following, Piece } from "../../src/fanout/contract.ts";

/** Message of a feed of numbers; its cursor is the number. */
export interface NumberMessage extends FeedMessage {
  readonly type: "Number" | "Bookmark" | "Gap" | "Notice";
  readonly value: number;
}

export interface NumberFeedOptions {
  readonly key?: string;
  /** Messages of a piece at most; 10 when absent. */
  readonly pieceSize?: number;
  /** Waited for before each read, to make it slow or fail. */
  readonly beforeRead?: (from: number, signal: AbortSignal) => Promise<void>;
}

/** What happens: the numbers 1 to `head`, of which those up to `oldest` are lost; feeds read it. */
export class Numbers {
  head = 0;
  oldest = 0;
  isComplete = false;
  serial = 0;
  reads = 0;
  /** Feeds that were ever made. */
  followed = 0;
  /** How often the feed of each key was disposed for the first time. */
  readonly disposed: string[] = [];
  #open = 0;
  readonly #listeners = new Set<() => void>();

  /** Feeds that are not disposed. */
  get open(): number {
    return this.#open;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  append(count = 1): void {
    this.head += count;
    this.#tell();
  }

  complete(): void {
    this.isComplete = true;
    this.#tell();
  }

  notify(): void {
    this.serial++;
    this.#tell();
  }

  /** A subscriber who goes on after a number, or from now. */
  follow(after: number = this.head, options: NumberFeedOptions = {}): Following<NumberMessage> {
    return { feed: this.feed(options), from: after, first: [] };
  }

  feed({
    key = "numbers",
    pieceSize = 10,
    beforeRead = async () => {},
  }: NumberFeedOptions = {}): Feed<NumberMessage> {
    const numbers = this;
    let isOpen = true;
    this.#open++;
    this.followed++;
    return {
      key,
      get reach() {
        return { head: numbers.head, isComplete: numbers.isComplete };
      },
      async read(from, to, signal): Promise<Piece<NumberMessage>> {
        if (!isOpen) throw new Error("A disposed feed was read.");
        numbers.reads++;
        const start = Number(from);
        await beforeRead(start, signal);
        signal.throwIfAborted();
        if (start < numbers.oldest)
          return { messages: [message("Gap", numbers.oldest)], place: numbers.oldest };
        const end = Math.max(start, Math.min(start + pieceSize, Number(to)));
        const messages = Array.from({ length: end - start }, (_, index) =>
          message("Number", start + index + 1),
        );
        return { messages, place: end };
      },
      bookmark: async (place) => message("Bookmark", Number(place)),
      onNews(listener) {
        numbers.#listeners.add(listener);
        return () => void numbers.#listeners.delete(listener);
      },
      notices: {
        get serial() {
          return numbers.serial;
        },
        since: async (serial, place) =>
          serial < numbers.serial ? [{ type: "Notice", cursor: String(place), value: numbers.serial }] : [],
      },
      [Symbol.dispose]() {
        if (!isOpen) return;
        isOpen = false;
        numbers.#open--;
        numbers.disposed.push(key);
      },
    };
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function message(type: NumberMessage["type"], value: number): NumberMessage {
  return { type, cursor: String(value), value };
}
