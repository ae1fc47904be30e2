import type { ListColumn } from "./list-column.ts";

/** Most slots that conditions are given at a time. */
export const blockSize = 4096;

/**
 * Keeps those of the first `count` slots that meet the condition, in their order, at the front; returns how many.
 * Conditions live as long as one synchronous evaluation: they hold the arrays of the columns as they are now.
 */
export type Condition = (slots: Uint32Array, count: number) => number;

/** Code is among those that the mask marks with 1. */
export function codeAmong(codes: Uint32Array, mask: Uint8Array): Condition {
  return (slots, count) => {
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const slot = slots[at] as number; // at < count <= length, as in all loops here
      slots[kept] = slot;
      kept += mask[codes[slot] as number] as number; // the mask covers all codes
    }
    return kept;
  };
}

/** Like `codeAmong` for bytes: a loop that meets one kind of array runs several times faster. */
export function byteAmong(codes: Uint8Array, mask: Uint8Array): Condition {
  return (slots, count) => {
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const slot = slots[at] as number;
      slots[kept] = slot;
      kept += mask[codes[slot] as number] as number;
    }
    return kept;
  };
}

/** Number is from `low` to `high`, both included, or is NaN and that is kept. */
export function numberBetween(
  values: Float64Array,
  low: number,
  high: number,
  isNaNKept: boolean,
): Condition {
  return (slots, count) => {
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const slot = slots[at] as number;
      const value = values[slot] as number;
      slots[kept] = slot;
      if ((value >= low && value <= high) || (isNaNKept && Number.isNaN(value))) kept++;
    }
    return kept;
  };
}

/** Number is at least `from` and less than `to`; NaN is not. */
export function numberWithin(values: Float64Array, from: number, to: number): Condition {
  return (slots, count) => {
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const slot = slots[at] as number;
      const value = values[slot] as number;
      slots[kept] = slot;
      if (value >= from && value < to) kept++;
    }
    return kept;
  };
}

/** One of the slot's codes is among those that the mask marks with 1. */
export function listHolds(
  { items, starts, lengths }: ListColumn<Uint32Array<ArrayBuffer>>,
  mask: Uint8Array,
): Condition {
  return (slots, count) => {
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const slot = slots[at] as number;
      slots[kept] = slot;
      const start = starts[slot] as number;
      const end = start + (lengths[slot] as number);
      for (let index = start; index < end; index++) {
        if (mask[items[index] as number] === 0) continue;
        kept++;
        break;
      }
    }
    return kept;
  };
}

/** Slot passes a test. */
export function slotPasses(test: (slot: number) => boolean): Condition {
  return (slots, count) => {
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const slot = slots[at] as number;
      slots[kept] = slot;
      if (test(slot)) kept++;
    }
    return kept;
  };
}

/** All conditions hold. */
export function allOf(conditions: readonly Condition[]): Condition {
  return (slots, count) => {
    let kept = count;
    for (const condition of conditions) {
      if (kept === 0) break;
      kept = condition(slots, kept);
    }
    return kept;
  };
}

/** The condition does not hold. */
export function not(condition: Condition): Condition {
  const scratch = createScratch();
  return (slots, count) => {
    scratch.set(slots.subarray(0, count));
    closeKept(scratch, condition(scratch, count));
    let next = 0;
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const slot = slots[at] as number;
      const isHolding = Number(scratch[next] === slot);
      slots[kept] = slot;
      kept += 1 - isHolding;
      next += isHolding;
    }
    return kept;
  };
}

/** At least one condition holds. */
export function anyOf(conditions: readonly Condition[]): Condition {
  const scratch = createScratch();
  const marks = new Uint8Array(blockSize);
  return (slots, count) => {
    marks.fill(0, 0, count);
    for (const condition of conditions) markHolding(condition, slots, count, scratch, marks);
    let kept = 0;
    for (let at = 0; at < count; at++) {
      slots[kept] = slots[at] as number;
      kept += marks[at] as number;
    }
    return kept;
  };
}

/** Sets the mark of each of `count` slots that meets a condition; the slots stay as they are. */
export function markHolding(
  condition: Condition,
  slots: Uint32Array,
  count: number,
  scratch: Uint32Array,
  marks: Uint8Array,
): void {
  scratch.set(slots.subarray(0, count));
  closeKept(scratch, condition(scratch, count));
  let next = 0;
  for (let at = 0; at < count; at++) {
    const isHolding = Number(scratch[next] === slots[at]);
    marks[at] = (marks[at] as number) | isHolding;
    next += isHolding;
  }
}

/** Room for a block and the mark of its end. */
export function createScratch(): Uint32Array<ArrayBuffer> {
  return new Uint32Array(blockSize + 1);
}

/** Ends kept slots with what is no slot, so that a loop beside them needs no second test. */
function closeKept(slots: Uint32Array, count: number): void {
  slots[count] = 0xffff_ffff;
}
