const minuteMs = 60_000;

/**
 * Token bucket that keeps to a number of calls in any minute. A tenth of them may go at once and the rest
 * trickles in: a full bucket of a minute's worth would let nearly two minutes' worth through in the first one.
 * What follows an earlier budget of the same calls begins with nothing, because that one may have spent it all.
 */
export class Budget {
  readonly #burst: number;
  readonly #tokensPerMs: number;
  #tokens: number;
  #filledAt: number;

  /** `callsPerMinute` is 1 or more; `now` is the clock's time in milliseconds. */
  constructor(callsPerMinute: number, now: number, isFirst: boolean) {
    this.#burst = Math.ceil(callsPerMinute / 10);
    // The burst and what trickles in strictly within a minute after it make `callsPerMinute`.
    this.#tokensPerMs = (callsPerMinute + 1 - this.#burst) / minuteMs;
    this.#tokens = isFirst ? this.#burst : 0;
    this.#filledAt = now;
  }

  /** Spends one call and returns 0, or spends none and returns the milliseconds after which to ask again. */
  spend(now: number): number {
    // A wall clock may step back; that must not take tokens away.
    const elapsed = Math.max(0, now - this.#filledAt);
    this.#tokens = Math.min(this.#burst, this.#tokens + elapsed * this.#tokensPerMs);
    this.#filledAt = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.ceil((1 - this.#tokens) / this.#tokensPerMs);
  }
}
