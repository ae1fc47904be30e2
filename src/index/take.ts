import type { Columns } from "./columns.ts";
import { allOf, blockSize } from "./condition.ts";
import type { Bound, Order, OrderKey, Ranking } from "./order.ts";
import { eachBlock, fillWithBlock, type Selection } from "./selection.ts";
import { firstIndex } from "./sorted-slots.ts";

/** Part of an ordered list: what matches, strictly between two bounds. The selection holds them as conditions too. */
export interface Range {
  readonly selection: Selection;
  readonly order: Order;
  readonly after: Bound | null;
  readonly before: Bound | null;
}

/** First `want` slots of a range in order, or the last ones, nearest to the end first. */
export function takeSlots(range: Range, columns: Columns, want: number, fromEnd: boolean): number[] {
  const { kept } = range.order.first;
  const walks = kept !== null && range.selection.candidates === null;
  return walks
    ? walk(range, keptList(range.order.first, kept), want, fromEnd)
    : scan(range, columns, want, fromEnd);
}

/** All slots in the order of one key, by place in the list. */
interface KeptList {
  readonly length: number;
  at(place: number): number;
  /** Reads slots from a place on, or backwards from it. */
  read(slots: Uint32Array, count: number, place: number, step: 1 | -1): void;
}

function keptList({ descending }: OrderKey, { slots, isNull }: NonNullable<OrderKey["kept"]>): KeptList {
  const ascending = slots.sorted();
  const { length } = ascending;
  // Kept ascending with nulls last: going down, the values come first, then the nulls, each from its end.
  const values = descending ? firstIndex(length, (index) => isNull(ascending[index] as number)) : length; // index < length
  const indexOf = (place: number) => {
    if (!descending) return place;
    return place < values ? values - 1 - place : length - 1 - (place - values);
  };
  return {
    length,
    at: (place) => ascending[indexOf(place)] as number, // 0 <= place < length, as below
    read: (into, count, place, step) => {
      for (let at = 0; at < count; at++) into[at] = ascending[indexOf(place + at * step)] as number;
    },
  };
}

/** Goes along a kept order from one bound until enough match. */
function walk(
  { selection, order, after, before }: Range,
  list: KeptList,
  want: number,
  fromEnd: boolean,
): number[] {
  const { isSingle } = order;
  // With further keys the list is in order by the first one only: where it is equal, the conditions decide.
  const isAfter = (slot: number) =>
    isSingle ? (after?.place(slot) ?? 1) > 0 : (after?.firstKey(slot) ?? 1) >= 0;
  const isPast = (slot: number) =>
    isSingle ? (before?.place(slot) ?? -1) >= 0 : (before?.firstKey(slot) ?? -1) > 0;
  const start = after ? boundary(list, isAfter) : 0;
  const end = before ? boundary(list, isPast) : list.length;
  const holds = allOf(selection.conditions);
  const slots = new Uint32Array(blockSize);
  const found: number[] = [];
  const placeOf = (passed: number) => (fromEnd ? end - 1 - passed : start + passed);
  const total = end - start;
  let size = Math.min(blockSize, want + 16);
  for (let passed = 0; passed < total; ) {
    const count = Math.min(size, total - passed);
    list.read(slots, count, placeOf(passed), fromEnd ? -1 : 1);
    const matching = holds(slots, count);
    for (let at = 0; at < matching; at++) found.push(slots[at] as number); // at < matching <= length
    passed += count;
    if (found.length >= want && passed < total && isComplete(found, want, list.at(placeOf(passed)), order))
      break;
    size = Math.min(blockSize, size * 2);
  }
  if (!isSingle) found.sort(fromEnd ? (a, b) => order.compare(b, a) : order.compare);
  return found.slice(0, want);
}

/** With further keys, all slots that share the first key with the last one wanted must have been seen. */
function isComplete(
  found: readonly number[],
  want: number,
  next: number,
  { isSingle, first }: Order,
): boolean {
  return isSingle || first.compare(found[want - 1] as number, next) !== 0;
}

function boundary(list: KeptList, isBeyond: (slot: number) => boolean): number {
  return firstIndex(list.length, (place) => isBeyond(list.at(place)));
}

/** Looks at all slots that match, but for blocks that cannot hold any of the first, and keeps the first ones. */
function scan({ selection, order }: Range, columns: Columns, want: number, fromEnd: boolean): number[] {
  const best = new Best(order, want, fromEnd);
  const { ranking } = order.first;
  if (selection.candidates !== null || ranking === null) {
    eachBlock(selection, columns, (slots, count) => best.take(slots, count));
    return best.list();
  }
  const holds = allOf(selection.conditions);
  const slots = new Uint32Array(blockSize);
  for (const { block, bestRank } of blocksBestFirst(ranking, columns.size, fromEnd)) {
    if (bestRank > best.limit) break;
    const start = block * blockSize;
    const count = Math.min(blockSize, columns.size - start);
    fillWithBlock(slots, start, count);
    const near = ranking.near(best.limit, fromEnd)(slots, count);
    best.take(slots, holds(slots, near));
  }
  return best.list();
}

function blocksBestFirst(
  ranking: Ranking,
  size: number,
  fromEnd: boolean,
): { block: number; bestRank: number }[] {
  const blocks = Array.from({ length: Math.ceil(size / blockSize) }, (_, block) => ({
    block,
    bestRank: ranking.bestOf(block, fromEnd),
  }));
  return blocks.sort((a, b) => (a.bestRank < b.bestRank ? -1 : Number(a.bestRank > b.bestRank)));
}

/** The first of many slots, in the order of a list or against it. */
class Best {
  /** Slots of a higher rank are not among the first; negated when it goes against the order. */
  limit = Number.POSITIVE_INFINITY;
  readonly #slots: Uint32Array;
  readonly #want: number;
  readonly #compare: (a: number, b: number) => number;
  readonly #rank: ((slot: number) => number) | null;
  readonly #side: 1 | -1;
  #count = 0;
  #last: number | null = null;

  constructor({ compare, first }: Order, want: number, fromEnd: boolean) {
    this.#slots = new Uint32Array(want * 2 + 512);
    this.#want = want;
    this.#compare = fromEnd ? (a, b) => compare(b, a) : compare;
    this.#rank = first.ranking?.rank ?? null;
    this.#side = fromEnd ? -1 : 1;
  }

  take(slots: Uint32Array, count: number): undefined {
    for (let at = 0; at < count; at++) {
      const slot = slots[at] as number; // at < count <= length
      if (this.#last !== null && this.#compare(slot, this.#last) > 0) continue;
      this.#slots[this.#count++] = slot;
      if (this.#count === this.#slots.length) this.#shorten();
    }
    if (this.#count > this.#want) this.#shorten();
  }

  list(): number[] {
    this.#shorten();
    return [...this.#slots.subarray(0, this.#count)];
  }

  #shorten(): void {
    this.#slots.subarray(0, this.#count).sort(this.#compare);
    this.#count = Math.min(this.#count, this.#want);
    if (this.#count < this.#want) return;
    this.#last = this.#slots[this.#want - 1] as number; // want <= length
    if (this.#rank) this.limit = this.#side * this.#rank(this.#last);
  }
}
