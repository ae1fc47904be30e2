import { LRUCache } from "lru-cache";
import type { Answer, Answers } from "./answers.ts";
import type { FeedMessage } from "./contract.ts";
import type { Framing } from "./sink.ts";

/** Answer to a message, written down once for each framing. */
export class Encoded {
  readonly #json: string;
  readonly #cursor: string | null;
  readonly #frames = new Map<Framing, Buffer>();

  /** `cursor` is null where a client cannot resume. */
  constructor(answer: Answer, cursor: string | null) {
    this.#json = JSON.stringify(answer);
    this.#cursor = cursor;
  }

  /** Bytes that it takes, roughly: the text, and a frame. */
  get size(): number {
    return 3 * this.#json.length;
  }

  in(framing: Framing): Buffer {
    let frame = this.#frames.get(framing);
    if (!frame) {
      frame = framing(this.#json, this.#cursor);
      this.#frames.set(framing, frame);
    }
    return frame;
  }
}

/** What was encoded of late, bounded by bytes: thousands who come back together share one execution of each message. */
export type EncodedCache = LRUCache<string, Recent>;

interface Recent {
  readonly message: FeedMessage;
  readonly encoded: Encoded;
}

export function createEncodedCache(mostBytes: number): EncodedCache {
  return new LRUCache({ maxSize: mostBytes, sizeCalculation: ({ encoded }) => encoded.size });
}

/** Encodes messages of one group, each once while it is remembered. */
export class Encoder {
  readonly #answers: Answers;
  readonly #cache: EncodedCache;
  readonly #prefix: string;
  readonly #signal: AbortSignal;
  readonly #underway = new Map<string, { message: FeedMessage; encoded: Promise<Encoded> }>();

  /** `prefix` keeps the messages of groups apart. */
  constructor(answers: Answers, cache: EncodedCache, prefix: string, signal: AbortSignal) {
    this.#answers = answers;
    this.#cache = cache;
    this.#prefix = prefix;
    this.#signal = signal;
  }

  /** Never rejects. */
  encode(message: FeedMessage): Encoded | Promise<Encoded> {
    const key = `${this.#prefix} ${message.cursor}`;
    const recent = this.#cache.get(key);
    if (recent && isSame(recent.message, message)) return recent.encoded;
    const other = this.#underway.get(key);
    if (other && isSame(other.message, message)) return other.encoded;
    const encoded = this.#execute(message, key);
    this.#underway.set(key, { message, encoded });
    return encoded;
  }

  failure(error: unknown): Encoded {
    return new Encoded(this.#answers.failure(error), null);
  }

  async #execute(message: FeedMessage, key: string): Promise<Encoded> {
    try {
      const answer = await this.#answers.answer(message, this.#signal);
      const encoded = new Encoded(answer, message.cursor);
      // What failed may go well for the next who asks.
      if (!answer.errors) this.#cache.set(key, { message, encoded });
      return encoded;
    } catch (error) {
      return this.failure(error);
    } finally {
      if (this.#underway.get(key)?.message === message) this.#underway.delete(key);
    }
  }
}

/** One cursor may stand for several messages, such as an event and the gap that ends with it. */
function isSame(one: FeedMessage, other: FeedMessage): boolean {
  if (one === other) return true;
  const facts = Object.entries(one);
  return (
    facts.length === Object.keys(other).length &&
    facts.every(([name, value]) =>
      isEqual(value, (other as Readonly<Record<string, unknown>> & FeedMessage)[name]),
    )
  );
}

function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!Array.isArray(one) || !Array.isArray(other)) return false;
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
