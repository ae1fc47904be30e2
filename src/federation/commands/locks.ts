/** Lets what has the same key run one after the other, in the order of asking. */
export class Locks {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs it when everything before it under this key has ended, however it ended. */
  async with<T>(key: string, run: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(run, run);
    this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
