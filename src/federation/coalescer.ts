/** Runs at most one load per key at a time: calls for a key that is being loaded share it. */
export class Coalescer<K, V> {
  readonly #underWay = new Map<K, Promise<V>>();

  /** Loads the keys that nobody loads yet with one call of `load`, which answers in their order. */
  many(keys: readonly K[], load: (keys: readonly K[]) => Promise<readonly V[]>): Promise<V>[] {
    const own = keys.filter((key) => !this.#underWay.has(key));
    if (own.length > 0) {
      const loading = load(own);
      for (const [index, key] of own.entries()) {
        // A loader answers with one value for each key.
        const value = loading.then((values) => values[index] as V);
        this.#underWay.set(key, value);
        const forget = () => this.#underWay.delete(key);
        value.then(forget, forget);
      }
    }
    return keys.map((key) => this.#underWay.get(key) as Promise<V>);
  }
}
