/**
 * Turns a pulled stream into an iterator that ends at once when its reader leaves: an async generator alone
 * would first wait for the value that it is waiting for.
 */
export function endingStream<T>(pull: (signal: AbortSignal) => AsyncGenerator<T>): AsyncIterableIterator<T> {
  const leaving = new AbortController();
  const stream = pull(leaving.signal);
  const end: IteratorResult<T> = { done: true, value: undefined };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        return await stream.next();
      } catch (error) {
        if (leaving.signal.aborted) return end;
        throw error;
      }
    },
    async return() {
      leaving.abort(new Error("The subscriber has left."));
      await stream.return(undefined).catch(() => undefined);
      return end;
    },
  };
}
