/** Bounds how many calls are under way at once; the rest wait in order of arrival. */
export class Bulkhead {
  readonly #queueLimit: number;
  readonly #waiting = new Set<() => void>();
  #free: number;

  constructor(concurrency: number, queueLimit: number) {
    this.#free = concurrency;
    this.#queueLimit = queueLimit;
  }

  /**
   * Waits for a slot, which its disposal hands on. Null when too many wait already; rejects with the signal's
   * reason when it aborts first, and leaves the queue at once.
   */
  enter(signal: AbortSignal): Promise<Disposable> | null {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(this.#slot());
    }
    if (this.#waiting.size >= this.#queueLimit) return null;
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener("abort", leave);
        resolve(this.#slot());
      };
      const leave = () => {
        this.#waiting.delete(admit);
        reject(signal.reason);
      };
      if (signal.aborted) return leave();
      signal.addEventListener("abort", leave, { once: true });
      this.#waiting.add(admit);
    });
  }

  #slot(): Disposable {
    return {
      [Symbol.dispose]: () => {
        const [next] = this.#waiting;
        if (next === undefined) {
          this.#free += 1;
          return;
        }
        this.#waiting.delete(next);
        next();
      },
    };
  }
}
