import { slotState } from "./cells.ts";
import type { Columns } from "./columns.ts";
import { allOf, blockSize, type Condition } from "./condition.ts";

/** Jobs to look at, and what must hold for them. */
export interface Selection {
  /** The only slots that can match; null: any. */
  readonly candidates: Uint32Array | null;
  readonly conditions: readonly Condition[];
}

/** Adds a condition. */
export function narrowed(selection: Selection, condition: Condition): Selection {
  return { ...selection, conditions: [...selection.conditions, condition] };
}

/** Visits the slots that match, block by block, in order; ends early when `visit` returns false. */
export function eachBlock(
  selection: Selection,
  columns: Columns,
  visit: (slots: Uint32Array, count: number) => boolean | undefined,
): void {
  const { candidates } = selection;
  const slots = new Uint32Array(blockSize);
  const holds = allOf(selection.conditions);
  const total = candidates?.length ?? columns.size;
  for (let start = 0; start < total; start += blockSize) {
    const count = Math.min(blockSize, total - start);
    if (candidates === null) fillWithBlock(slots, start, count);
    else slots.set(candidates.subarray(start, start + count));
    if (visit(slots, holds(slots, count)) === false) return;
  }
}

/** Puts consecutive slots into an array. */
export function fillWithBlock(slots: Uint32Array, start: number, count: number): void {
  for (let at = 0; at < count; at++) slots[at] = start + at;
}

/** Number of slots that match. */
export function countSlots(selection: Selection, columns: Columns): number {
  let total = 0;
  eachBlock(selection, columns, (_slots, count) => {
    total += count;
    return undefined;
  });
  return total;
}

/** Tells whether any slot matches. */
export function isAnyMatch(selection: Selection, columns: Columns): boolean {
  let found = false;
  eachBlock(selection, columns, (_slots, count) => {
    found = count > 0;
    return !found;
  });
  return found;
}

/** Slots that match, at most `limit` and a block more. */
export function listSlots(
  selection: Selection,
  columns: Columns,
  limit = Number.POSITIVE_INFINITY,
): number[] {
  const found: number[] = [];
  eachBlock(selection, columns, (slots, count) => {
    for (let at = 0; at < count; at++) found.push(slots[at] as number); // at < count
    return found.length <= limit;
  });
  return found;
}

/** Mask over the states of slots: what is free never matches. */
export function stateMask(includeArchived: boolean): Uint8Array {
  const mask = new Uint8Array(Object.keys(slotState).length);
  mask[slotState.shown] = 1;
  mask[slotState.archived] = Number(includeArchived);
  return mask;
}
