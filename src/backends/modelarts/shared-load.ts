/** Something that is loaded when it is first asked for and then kept. */
export interface SharedLoad<T> {
  /** The value; rejects as the load does, or with the signal's reason. A failed load is forgotten. */
  get(signal: AbortSignal): Promise<T>;
  /** Makes the next `get` load again. */
  drop(): void;
}

/** Those who ask while a load is under way share it; one who leaves does not end it for the others. */
export function createSharedLoad<T>(load: (signal: AbortSignal) => Promise<T>): SharedLoad<T> {
  let current: Promise<T> | null = null;
  const forever = new AbortController().signal;
  return {
    async get(signal) {
      signal.throwIfAborted();
      if (current === null) {
        const loading = load(forever);
        current = loading;
        loading.catch(() => {
          if (current === loading) current = null;
        });
      }
      return unlessAborted(current, signal);
    },
    drop() {
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
