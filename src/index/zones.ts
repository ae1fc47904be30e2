import { blockSize } from "./condition.ts";

type Floats = Float64Array<ArrayBuffer>;

/**
 * Bounds of a column's numbers per block of slots. They only widen as jobs change, so a block may be looked at in vain
 * but is never passed over wrongly. Jobs that come one after the other have similar times, so most blocks are passed over.
 */
export class Zones {
  #low: Floats = new Float64Array(0);
  #high: Floats = new Float64Array(0);

  /** Makes room for so many slots. */
  reserve(slots: number): void {
    const count = Math.ceil(slots / blockSize);
    this.#low = extended(this.#low, count, Number.POSITIVE_INFINITY);
    this.#high = extended(this.#high, count, Number.NEGATIVE_INFINITY);
  }

  /** Takes in the number of a slot; NaN changes nothing. */
  widen(slot: number, value: number): void {
    const block = Math.floor(slot / blockSize);
    if (value < this.low(block)) this.#low[block] = value;
    if (value > this.high(block)) this.#high[block] = value;
  }

  /** No number of the block is lower; infinite when there is none. */
  low(block: number): number {
    return this.#low[block] as number; // within `reserve`, as below
  }

  /** No number of the block is higher; minus infinity when there is none. */
  high(block: number): number {
    return this.#high[block] as number;
  }
}

function extended(from: Floats, length: number, fill: number): Floats {
  const to = new Float64Array(Math.max(length, from.length)).fill(fill);
  to.set(from);
  return to;
}
