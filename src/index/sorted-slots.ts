/** More changes than this part of all slots are cheaper sorted anew. */
const rebuildShare = 0.25;

/**
 * Slots in the order of a key that rarely changes. Changes are collected and merged when the order is next read,
 * so that a backfill in the opposite order costs no more than one in order.
 */
export class SortedSlots {
  readonly #compare: (a: number, b: number) => number;
  readonly #all: () => Uint32Array<ArrayBuffer>;
  #slots: Uint32Array<ArrayBuffer> | null = null;
  #count = 0;
  #added = new Set<number>();
  #dropped = new Set<number>();

  /** `compare` is a total order of slots, `all` lists the slots in use. */
  constructor(compare: (a: number, b: number) => number, all: () => Uint32Array<ArrayBuffer>) {
    this.#compare = compare;
    this.#all = all;
  }

  /** Takes in a slot, or a slot that was dropped and has another key now. */
  add(slot: number): void {
    if (this.#slots === null) return;
    this.#added.add(slot);
    this.#forgetIfMany();
  }

  /** Takes out a slot that is free now, or whose key has changed. */
  drop(slot: number): void {
    if (this.#slots === null || this.#added.delete(slot)) return;
    this.#dropped.add(slot);
    this.#forgetIfMany();
  }

  /** All slots in order; valid until the next change. */
  sorted(): Uint32Array {
    if (this.#slots === null) {
      this.#slots = this.#all().sort(this.#compare);
      this.#count = this.#slots.length;
    }
    if (this.#dropped.size > 0) this.#removeDropped(this.#slots);
    if (this.#added.size > 0) this.#slots = this.#mergeAdded(this.#slots);
    return this.#slots.subarray(0, this.#count);
  }

  #forgetIfMany(): void {
    if (this.#added.size + this.#dropped.size <= 1000 + this.#count * rebuildShare) return;
    this.#slots = null;
    this.#added = new Set();
    this.#dropped = new Set();
  }

  #removeDropped(slots: Uint32Array): void {
    // Keys of dropped slots have changed, so they cannot be searched for.
    const marks = new Uint8Array(Math.max(...this.#dropped) + 1);
    for (const slot of this.#dropped) marks[slot] = 1;
    let kept = 0;
    for (let index = 0; index < this.#count; index++) {
      const slot = slots[index] as number; // index < count <= length
      if (marks[slot] === 1) continue;
      slots[kept++] = slot;
    }
    this.#count = kept;
    this.#dropped = new Set();
  }

  #mergeAdded(slots: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
    const added = Uint32Array.from(this.#added).sort(this.#compare);
    this.#added = new Set();
    const merged = roomFor(slots, this.#count + added.length);
    let end = this.#count;
    this.#count += added.length;
    for (let left = added.length - 1; left >= 0; left--) {
      const slot = added[left] as number; // 0 <= left < length
      const place = this.#placeOf(slot, merged, end);
      merged.copyWithin(place + left + 1, place, end);
      merged[place + left] = slot;
      end = place;
    }
    return merged;
  }

  #placeOf(slot: number, slots: Uint32Array, end: number): number {
    // Most new jobs are the newest.
    if (end === 0 || this.#compare(slots[end - 1] as number, slot) < 0) return end;
    return firstIndex(end, (index) => this.#compare(slots[index] as number, slot) > 0);
  }
}

/** First of `count` indexes for which a test holds that holds for all later ones; `count` when there is none. */
export function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function roomFor(slots: Uint32Array<ArrayBuffer>, count: number): Uint32Array<ArrayBuffer> {
  if (count <= slots.length) return slots;
  const larger = new Uint32Array(Math.ceil(count * 1.2));
  larger.set(slots);
  return larger;
}
