import type { Instant } from "../domain/instant.ts";
import type { LogItem } from "../domain/log.ts";

/** Entry or gap with the place right after it. */
export interface RingItem {
  readonly item: LogItem;
  /** Native position to go on reading after; that of a gap is the one before it, so that it is told again. */
  readonly position: string;
  readonly observedAt: Instant;
}

export interface RingBounds {
  readonly entries: number;
  readonly bytes: number;
}

/** What an item weighs beside its text, roughly: objects, the position, the entry of the index. */
const itemBytes = 400;

/**
 * The newest items of a log. A place in it is an ordinal: the number of items that lie before it since the tail began.
 * Ordinals never change, so that places outlive what the ring lets go of.
 */
export class LogRing {
  readonly #bounds: RingBounds;
  /** Items that were let go of stay at the front of the array until there are many. */
  #items: RingItem[] = [];
  #gone = 0;
  #start = 0;
  #bytes = 0;
  /** Position before the first item; empty for the beginning of the log. */
  #base: string;
  /** The item before the first was a gap: whoever stands at its position has not been told of it. */
  #isGapGone = false;
  readonly #ordinals = new Map<string, number>();

  constructor(base: string, bounds: RingBounds) {
    this.#base = base;
    this.#bounds = bounds;
  }

  /** Ordinal before the first item. */
  get start(): number {
    return this.#start;
  }

  /** Ordinal after the last item. */
  get end(): number {
    return this.#start + this.#items.length - this.#gone;
  }

  get bytes(): number {
    return this.#bytes;
  }

  append(items: readonly LogItem[], observedAt: Instant): void {
    for (const item of items) {
      const position = item.kind === "entry" ? item.entry.position : this.positionAt(this.end);
      this.#items.push({ item, position, observedAt });
      this.#bytes += weightOf(item);
      if (item.kind === "entry") this.#ordinals.set(position, this.end);
    }
    while (this.end - this.#start > this.#bounds.entries || this.#bytes > this.#bounds.bytes) {
      if (this.end - this.#start <= 1) break;
      this.#dropFirst();
    }
  }

  /** Position of a place in the ring: where the vendor is asked to go on. */
  positionAt(ordinal: number): string {
    return ordinal === this.#start ? this.#base : (this.#at(ordinal - 1)?.position ?? this.#base);
  }

  /** The place after an entry, or at the start of the ring; null when the ring does not hold it. */
  find(position: string): number | null {
    const isAtStart = position === this.#base && !this.#isGapGone;
    return this.#ordinals.get(position) ?? (isAtStart ? this.#start : null);
  }

  has(ordinal: number): boolean {
    return ordinal >= this.#start && ordinal <= this.end;
  }

  /** Items between two places of the ring. */
  slice(from: number, to: number): readonly RingItem[] {
    const offset = this.#gone - this.#start;
    return this.#items.slice(Math.max(from, this.#start) + offset, to + offset);
  }

  /** The last item; null in an empty ring. */
  get last(): RingItem | null {
    return this.#at(this.end - 1);
  }

  #at(ordinal: number): RingItem | null {
    return ordinal < this.#start ? null : (this.#items[ordinal - this.#start + this.#gone] ?? null);
  }

  #dropFirst(): void {
    const first = this.#items[this.#gone];
    if (!first) return;
    this.#start += 1;
    this.#gone += 1;
    this.#bytes -= weightOf(first.item);
    this.#base = first.position;
    this.#isGapGone = first.item.kind === "gap";
    if (this.#ordinals.get(first.position) === this.#start) this.#ordinals.delete(first.position);
    if (this.#gone > this.#bounds.entries / 4) {
      this.#items = this.#items.slice(this.#gone);
      this.#gone = 0;
    }
  }
}

function weightOf(item: LogItem): number {
  return itemBytes + (item.kind === "entry" ? 2 * item.entry.text.length : 0);
}
