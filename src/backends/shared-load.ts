/** Something that is loaded when it is first asked for and then kept. */
export interface SharedLoad<T> {
  /** The value; rejects as the load does, which is then forgotten, or with the signal's reason. */
  get(signal: AbortSignal): Promise<T>;
  /** Makes the next `get` load again. */
  drop(): void;
}

/**
 * Those who ask while a load is under way share it. One who leaves does not end it for the others: a load is bounded
 * by its calls' own deadlines. `isFresh` tells whether what was loaded may still be given.
 */
export function createSharedLoad<T>(
  load: (signal: AbortSignal) => Promise<T>,
  isFresh: (value: T) => boolean = () => true,
): SharedLoad<T> {
  const unending = new AbortController().signal;
  let kept: { readonly value: T } | null = null;
  let current: Promise<T> | null = null;

  /** What was dropped meanwhile is given to those who wait for it, and not kept. */
  async function start(): Promise<T> {
    const loading = load(unending);
    current = loading;
    try {
      const value = await loading;
      if (current === loading) kept = { value };
      return value;
    } finally {
      if (current === loading) current = null;
    }
  }

  return {
    async get(signal) {
      signal.throwIfAborted();
      if (kept !== null && isFresh(kept.value)) return kept.value;
      return unlessAborted(current ?? start(), signal);
    },
    drop() {
      kept = null;
      current = null;
    },
  };
}

async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const leave = () => reject(signal.reason);
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
