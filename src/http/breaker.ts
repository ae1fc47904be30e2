/** Leave to send one call; handed back with what came of it. */
export interface BreakerPermit {
  /** The one call that probes whether the vendor is back. */
  readonly trial: boolean;
}

/** `void`: the call says nothing about the vendor (it was aborted, or never left). */
export type BreakerVerdict = "success" | "failure" | "void";

/**
 * Stops calling a vendor after some failures in a row. Once the time is up a single call probes it:
 * its success closes the breaker, its failure opens it for as long again.
 */
export class Breaker {
  readonly #failuresToOpen: number;
  readonly #openMs: number;
  #failures = 0;
  /** Null while closed. */
  #openUntil: number | null = null;
  #probing = false;

  constructor(options: { readonly failures: number; readonly openMs: number }) {
    this.#failuresToOpen = options.failures;
    this.#openMs = options.openMs;
  }

  /** Open until a probe succeeds, the time of probing included. */
  get isOpen(): boolean {
    return this.#openUntil !== null;
  }

  /** Milliseconds until the vendor is tried again: 0 when closed, or when a call may probe it or does. */
  waitMs(now: number): number {
    return this.#openUntil === null ? 0 : Math.max(0, this.#openUntil - now);
  }

  /** Asks to send a call; null refuses it. */
  enter(now: number): BreakerPermit | null {
    if (this.#openUntil === null) return { trial: false };
    if (this.#probing || now < this.#openUntil) return null;
    this.#probing = true;
    return { trial: true };
  }

  /** Takes note of what came of a call that `enter` let pass. */
  settle(permit: BreakerPermit, verdict: BreakerVerdict, now: number): void {
    if (permit.trial) this.#probing = false;
    // What was sent before the breaker opened decides nothing any more.
    else if (this.isOpen) return;
    if (verdict === "void") return;
    if (verdict === "success") {
      this.#failures = 0;
      this.#openUntil = null;
      return;
    }
    // Only a success resets the count, so that a failed probe opens it again.
    this.#failures += 1;
    if (this.#failures >= this.#failuresToOpen) this.#openUntil = now + this.#openMs;
  }
}
