interface Entry<T> {
  readonly key: number;
  readonly value: T;
}

/** A priority queue: the smallest key comes first, equal keys in no particular order. */
export class Heap<T> {
  readonly #entries: Entry<T>[] = [];

  peek(): Entry<T> | undefined {
    return this.#entries[0];
  }

  push(key: number, value: T): void {
    const entries = this.#entries;
    let at = entries.length;
    while (at > 0) {
      const parentAt = (at - 1) >>> 1;
      const parent = entries[parentAt];
      if (!parent || parent.key <= key) break;
      entries[at] = parent;
      at = parentAt;
    }
    entries[at] = { key, value };
  }

  pop(): Entry<T> | undefined {
    const top = this.#entries[0];
    const last = this.#entries.pop();
    if (last && this.#entries.length > 0) this.#sink(last);
    return top;
  }

  /** Puts an entry in at the top and moves it down to where it belongs. */
  #sink(entry: Entry<T>): void {
    const entries = this.#entries;
    let at = 0;
    for (;;) {
      const childAt = this.#smallerChild(at);
      const child = entries[childAt];
      if (!child || child.key >= entry.key) break;
      entries[at] = child;
      at = childAt;
    }
    entries[at] = entry;
  }

  #smallerChild(at: number): number {
    const [left, right] = [this.#entries[2 * at + 1], this.#entries[2 * at + 2]];
    return left && right && right.key < left.key ? 2 * at + 2 : 2 * at + 1;
  }
}
