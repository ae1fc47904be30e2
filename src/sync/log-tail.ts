import { BackendError } from "../domain/error.ts";
import type { Job } from "../domain/job.ts";
import type { LogSource } from "../domain/log.ts";
import { isLasting, nextTailWait } from "./log-tail-pace.ts";
import { abortable, TailPages } from "./log-tail-pages.ts";
import { TailReader, type TailReaderTools } from "./log-tail-reader.ts";
import type { LogRing } from "./log-tail-ring.ts";
import { createWakeable } from "./wakeable.ts";

export interface LogTailTools extends TailReaderTools {
  /** Told of failures that are ours. */
  onError(error: unknown): void;
  /** Told when the tail has failed for good. */
  onFailure(tail: LogTail): void;
}

interface Waiter {
  readonly number: number;
  resolve(): void;
  reject(reason: unknown): void;
}

/** Time to the next read, and the least that even the hasty have to wait, in milliseconds. */
interface Rest {
  readonly waitMs: number;
  readonly leastMs: number;
}
const noRest: Rest = { waitMs: 0, leastMs: 0 };

/**
 * Follows one log of one job at its vendor: reads on and on, ever less often while the log is quiet. What it reads
 * stands in the ring for all who follow; who is behind the ring reads pages of the vendor's through `pages`.
 */
export class LogTail implements Disposable {
  readonly #tools: LogTailTools;
  readonly #reader: TailReader;
  readonly #stop = new AbortController();
  readonly #wakeable = createWakeable();
  readonly #listeners = new Set<() => void>();
  readonly #endChange: () => void;
  #waiters: Waiter[] = [];
  #failure: BackendError | null = null;
  #lastError: BackendError | null = null;
  /** Number of the read that began last. */
  #began = 0;
  #quietReads = 0;
  #failures = 0;
  readonly pages: TailPages;

  /** Starts at once. Without a source it waits for the main one to come up. */
  constructor(job: Job, source: LogSource | null, tools: LogTailTools) {
    const reader = new TailReader(job, source, tools);
    this.#tools = tools;
    this.#reader = reader;
    this.pages = new TailPages({
      read: (query, signal) => reader.readLogs(query, signal),
      end: () => reader.ring?.end ?? null,
      observedAt: () => reader.observedAt(),
      retryMs: Math.max(tools.pace.quickMs, this.#minPollMs),
      signal: this.#stop.signal,
    });
    this.#endChange = tools.job.onChange(() => this.#wakeable.wake());
    void this.#run(this.#stop.signal);
  }

  get source(): LogSource | null {
    return this.#reader.source;
  }

  get ring(): LogRing | null {
    return this.#reader.ring;
  }

  get isComplete(): boolean {
    return this.#reader.isComplete;
  }

  /** Why the tail has ended before the log; what is in the ring can be read all the same. */
  get failure(): BackendError | null {
    return this.#failure;
  }

  resolve(source: LogSource): void {
    this.#reader.resolve(source);
  }

  mayGoOn: TailReader["mayGoOn"] = (item) => this.#reader.mayGoOn(item);

  /** Reads a page at the vendor for one follower. Rejects with `BackendError`. */
  readNow: TailReader["readLogs"] = (query, signal) =>
    this.#reader.readLogs(query, AbortSignal.any([signal, this.#stop.signal]));

  /** Calls back when the ring has grown, or the tail has ended; returns what ends it. */
  onNews(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Has the log read, and resolves when a read that begins after now has succeeded, at once when the log is whole.
   * Rejects with the tail's failure, or with the signal's reason.
   */
  nextRead(signal: AbortSignal): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (this.isComplete) return Promise.resolve();
    const number = this.#began + 1;
    const read = new Promise<void>((resolve, reject) => {
      this.#waiters.push({ number, resolve, reject });
    });
    this.#wakeable.wake();
    return abortable(read, signal);
  }

  /** Resolves when the ring is there; rejects with what the first read failed with. */
  async ready(signal: AbortSignal): Promise<LogRing> {
    for (;;) {
      signal.throwIfAborted();
      if (this.ring) return this.ring;
      if (this.#failure ?? this.#lastError) throw this.#failure ?? this.#lastError;
      await new Promise<void>((resolve) => {
        const done = () => {
          endNews();
          signal.removeEventListener("abort", done);
          resolve();
        };
        const endNews = this.onNews(done);
        signal.addEventListener("abort", done);
      });
    }
  }

  [Symbol.dispose](): void {
    const reason = new Error("The log is not followed any more.");
    this.#stop.abort(reason);
    this.#endChange();
    for (const { reject } of this.#waiters.splice(0)) reject(reason);
  }

  get #minPollMs(): number {
    return this.#tools.connected.definition.limits.minPollMs;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { onError } = this.#tools;
    const pause = createWakeable();
    try {
      while (!this.isComplete && !this.#failure) {
        this.#began += 1;
        const { waitMs, leastMs } = await this.#step(this.#began, signal);
        // Who wakes it may not make it faster than the vendor allows.
        if (waitMs > 0)
          await Promise.all([this.#wakeable.sleep(waitMs, signal), pause.sleep(leastMs, signal)]);
      }
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
  }

  async #step(number: number, signal: AbortSignal): Promise<Rest> {
    try {
      const { hasNews, isEmpty, hasLater } = await this.#reader.read(signal);
      this.#failures = 0;
      this.#lastError = null;
      this.#quietReads = isEmpty ? this.#quietReads + 1 : 0;
      this.#settle(number);
      if (hasNews) this.#tellNews();
      return hasLater || this.isComplete ? noRest : this.#restFor(null);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return this.#fail(error);
    }
  }

  #fail(error: unknown): Rest {
    const { onError, onFailure } = this.#tools;
    const failure = error instanceof BackendError ? error : null;
    if (!failure) onError(error);
    this.#lastError = failure;
    this.#failures += 1;
    if (failure && isLasting(failure)) {
      this.#failure = failure;
      for (const { reject } of this.#waiters.splice(0)) reject(failure);
      onFailure(this);
    }
    this.#tellNews();
    return this.#failure ? noRest : this.#restFor(failure?.retryAfterMs ?? null);
  }

  #restFor(retryAfterMs: number | null): Rest {
    const { isEnding } = this.#reader;
    const state = { quietReads: this.#quietReads, failures: this.#failures, retryAfterMs, isEnding };
    const leastMs = Math.max(this.#minPollMs, retryAfterMs ?? 0);
    return { waitMs: nextTailWait(this.#tools.pace, this.#minPollMs, state), leastMs };
  }

  #settle(number: number): void {
    const waiting = this.#waiters;
    this.#waiters = waiting.filter((waiter) => waiter.number > number && !this.isComplete);
    for (const waiter of waiting) if (waiter.number <= number || this.isComplete) waiter.resolve();
  }

  #tellNews(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
