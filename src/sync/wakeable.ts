/** A wait that somebody may cut short. */
export interface Wakeable {
  /** Resolves after a time, at once when woken meanwhile or since the last wait; rejects with the signal's reason. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  wake(): void;
}

/** Makes a wait for one sleeper. */
export function createWakeable(): Wakeable {
  let isWoken = false;
  let end: (() => void) | null = null;
  return {
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const finish = (settle: () => void) => {
          clearTimeout(timer);
          signal.removeEventListener("abort", onAbort);
          end = null;
          isWoken = false;
          settle();
        };
        const onEnd = () => finish(resolve);
        const onAbort = () => finish(() => reject(signal.reason));
        // Timers take 31 bits; a longer wait is the longest possible one.
        const timer = setTimeout(onEnd, Math.min(ms, 2 ** 31 - 1));
        signal.addEventListener("abort", onAbort);
        end = onEnd;
        if (isWoken) onEnd();
      });
    },
    wake() {
      isWoken = true;
      end?.();
    },
  };
}
