/** Tells those who wait for it that a round of polls has ended, well or not. */
export interface Rounds {
  end(): void;
  /** Resolves with the end of a round; rejects with the signal's reason. `ask` is called once the wait has begun. */
  next(signal: AbortSignal, ask: () => void): Promise<void>;
}

export function createRounds(): Rounds {
  const listeners = new Set<() => void>();
  return {
    end() {
      for (const listener of listeners) listener();
    },
    next(signal, ask) {
      return new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          listeners.delete(onEnd);
          signal.removeEventListener("abort", onAbort);
          settle();
        };
        const onEnd = () => finish(resolve);
        const onAbort = () => finish(() => reject(signal.reason));
        listeners.add(onEnd);
        signal.addEventListener("abort", onAbort);
        if (signal.aborted) onAbort();
        else ask();
      });
    },
  };
}
