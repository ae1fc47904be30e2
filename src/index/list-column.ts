type NumberArray = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/**
 * Column that holds a list of numbers per slot, one after the other in a single array.
 * The arrays are public for hot loops; they are replaced as they grow.
 */
export class ListColumn<A extends NumberArray> {
  items: A;
  starts = new Uint32Array(0);
  lengths = new Uint32Array(0);
  readonly #make: (length: number) => A;
  #used = 0;
  #wasted = 0;

  constructor(make: (length: number) => A) {
    this.#make = make;
    this.items = make(1024);
  }

  /** Makes room for so many slots. */
  reserve(slots: number): void {
    this.starts = grown(this.starts, new Uint32Array(slots));
    this.lengths = grown(this.lengths, new Uint32Array(slots));
  }

  set(slot: number, items: ArrayLike<number>): void {
    const before = this.lengths[slot] as number; // within `reserve`, as below
    if (items.length <= before) {
      this.#wasted += before - items.length;
      this.items.set(items, this.starts[slot] as number);
    } else {
      this.#wasted += before;
      this.lengths[slot] = 0;
      this.#ensure(items.length);
      this.items.set(items, this.#used);
      this.starts[slot] = this.#used;
      this.#used += items.length;
    }
    this.lengths[slot] = items.length;
  }

  /** Items of a slot; a view that the next `set` may change. */
  get(slot: number): A {
    const start = this.starts[slot] as number;
    return this.items.subarray(start, start + (this.lengths[slot] as number)) as A;
  }

  /** Orders two slots by their lists, item by item; a list comes after its own beginning. */
  compare(a: number, b: number): number {
    const { items } = this;
    const left = this.starts[a] as number;
    const right = this.starts[b] as number;
    const leftLength = this.lengths[a] as number;
    const rightLength = this.lengths[b] as number;
    const common = Math.min(leftLength, rightLength);
    for (let at = 0; at < common; at++) {
      const difference = (items[left + at] as number) - (items[right + at] as number);
      if (difference !== 0) return difference;
    }
    return leftLength - rightLength;
  }

  #ensure(count: number): void {
    if (this.#used + count <= this.items.length) return;
    if (this.#wasted > this.#used / 2) this.#compact();
    if (this.#used + count <= this.items.length) return;
    this.items = grown(this.items, this.#make(Math.ceil((this.#used + count) * 1.5)));
  }

  #compact(): void {
    const items = this.#make(this.items.length);
    let used = 0;
    for (let slot = 0; slot < this.lengths.length; slot++) {
      const list = this.get(slot);
      items.set(list, used);
      this.starts[slot] = used;
      used += list.length;
    }
    this.items = items;
    this.#used = used;
    this.#wasted = 0;
  }
}

/** Copies an array into a longer one and returns that. */
export function grown<A extends NumberArray | Float64Array<ArrayBuffer>>(from: A, to: A): A {
  to.set(from);
  return to;
}
