/** Something that is loaded when it is first asked for and then kept. */
export interface SharedLoad<T> {
  /** Rejects as the load does, which is then forgotten, or with the signal's reason. */
  get(signal: AbortSignal): Promise<T>;
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
  let loading: Promise<T> | null = null;

  async function start(): Promise<T> {
    try {
      const value = await load(unending);
      kept = { value };
      return value;
    } finally {
      loading = null;
    }
  }

  return {
    async get(signal) {
      signal.throwIfAborted();
      if (kept !== null && isFresh(kept.value)) return kept.value;
      loading ??= start();
      return unlessAborted(loading, signal);
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
