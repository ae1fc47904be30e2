/** One request that a vendor was sent. */
export interface LoggedRequest {
  /** Counts from 1, per vendor, across resets. */
  readonly n: number;
  /** Instant on the simulated clock, ISO text. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Null while it is being answered and when it got no answer. */
  status: number | null;
  /** Types of the injected faults that it met, joined by `+`. */
  fault: string | null;
}

const MOST_KEPT = 20_000;

/** The newest requests of one vendor. */
export class RequestLog {
  #items: LoggedRequest[] = [];
  #count = 0;

  /** Enters a request when it has been read; the caller fills in `status` and `fault`. */
  enter(request: Pick<LoggedRequest, "at" | "method" | "path" | "query">): LoggedRequest {
    const entry = { n: ++this.#count, ...request, status: null, fault: null };
    this.#items.push(entry);
    if (this.#items.length > 2 * MOST_KEPT) this.#items = this.#items.slice(-MOST_KEPT);
    return entry;
  }

  /** Requests after number `since`, oldest first; `next` is the `since` of the next call. */
  after(since: number): { readonly next: number; readonly items: readonly LoggedRequest[] } {
    return { next: this.#count, items: this.#items.filter((entry) => entry.n > since) };
  }
}
