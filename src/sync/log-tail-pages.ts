import { LRUCache } from "lru-cache";
import type { LogQuery } from "../backends/contract.ts";
import type { Instant } from "../domain/instant.ts";
import { itemsOf, type LogItem, type LogPage } from "../domain/log.ts";
import { isLasting, toVendorFailure } from "./log-tail-pace.ts";
import { createWakeable } from "./wakeable.ts";

/** Page that was read for those who are behind the ring. */
export interface TailPage {
  readonly items: readonly LogItem[];
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
  readonly observedAt: Instant;
  /** Ordinal of the ring's end when the read began; null before the tail's first read. */
  readonly endBefore: number | null;
}

export interface TailPagesTools {
  read(query: LogQuery, signal: AbortSignal): Promise<LogPage>;
  /** End of the ring, as of now. */
  end(): number | null;
  observedAt(): Instant;
  readonly retryMs: number;
  /** Ends with the tail. */
  readonly signal: AbortSignal;
}

/** Entries that are asked for at once. */
export const pageLimit = 1000;
const keptBytes = 4 * 1024 * 1024;
const longestRetryMs = 30_000;

/**
 * Reads pages for those who are behind, forward from a position. Who stands at the same place shares one read, and
 * whoever follows closely finds it kept: many who start at the beginning cost what one of them does.
 */
export class TailPages {
  readonly #tools: TailPagesTools;
  readonly #pages = new Map<string, Promise<TailPage>>();
  readonly #losses = new Map<string, Promise<boolean>>();
  readonly #kept = new LRUCache<string, TailPage>({
    maxSize: keptBytes,
    maxEntrySize: keptBytes,
    sizeCalculation: ({ items }) =>
      items.reduce((size, item) => size + 400 + (item.kind === "entry" ? 2 * item.entry.text.length : 0), 1),
  });

  constructor(tools: TailPagesTools) {
    this.#tools = tools;
  }

  /** Waits out what passes; rejects with a lasting `BackendError`, or with the signal's reason. An empty position is the beginning. */
  async after(position: string, signal: AbortSignal): Promise<TailPage> {
    signal.throwIfAborted();
    const kept = this.#kept.get(position);
    if (kept) return kept;
    return abortable(
      this.#share(this.#pages, position, () => this.#read(position)),
      signal,
    );
  }

  /** Tells whether the vendor no longer has the entry at a position; shared and waited for alike. */
  async isLost(position: string, signal: AbortSignal): Promise<boolean> {
    return abortable(
      this.#share(this.#losses, position, () => this.#isLost(position)),
      signal,
    );
  }

  #share<T>(underWay: Map<string, Promise<T>>, position: string, ask: () => Promise<T>): Promise<T> {
    const asking = underWay.get(position) ?? this.#patiently(ask).finally(() => underWay.delete(position));
    underWay.set(position, asking);
    // Those who wait for it may all have left.
    asking.catch(() => undefined);
    return asking;
  }

  async #patiently<T>(call: () => Promise<T>): Promise<T> {
    const { signal } = this.#tools;
    const pause = createWakeable();
    for (let wait = this.#tools.retryMs; ; wait = Math.min(2 * wait, longestRetryMs)) {
      try {
        return await call();
      } catch (error) {
        signal.throwIfAborted();
        const failure = toVendorFailure(error);
        if (isLasting(failure)) throw failure;
        await pause.sleep(Math.max(wait, failure.retryAfterMs ?? 0), signal);
      }
    }
  }

  async #isLost(position: string): Promise<boolean> {
    const { read, signal } = this.#tools;
    const { gaps } = await read({ direction: "backward", position, limit: 1 }, signal);
    return gaps.some(({ toPosition, reason }) => toPosition === position && reason !== "UNREADABLE");
  }

  async #read(position: string): Promise<TailPage> {
    const { read, end, observedAt, signal } = this.#tools;
    const endBefore = end();
    const query = { direction: "forward", position: position || null, limit: pageLimit } as const;
    const page = await read(query, signal);
    const { hasEarlier, hasLater } = page;
    const result = { items: itemsOf(page), hasEarlier, hasLater, observedAt: observedAt(), endBefore };
    // What has more after it stays as it is; the end of a log does not.
    if (hasLater && result.items.length > 0) this.#kept.set(position, result);
    return result;
  }
}

/** The same promise, which a reader that leaves does not wait for. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort);
    const done = () => signal.removeEventListener("abort", onAbort);
    promise.finally(done).then(resolve, reject);
  });
}
