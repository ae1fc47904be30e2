import { hash } from "node:crypto";
import { formatListCursor, parseListCursor } from "../domain/cursor.ts";
import type { JobFilter } from "../domain/filter.ts";
import { canonicalJson } from "../domain/json.ts";
import type { PageWindow } from "../domain/page.ts";
import type { Columns } from "./columns.ts";
import { type Condition, slotPasses } from "./condition.ts";
import type { JobOrder } from "./contract.ts";
import { type Bound, beyond, type Order } from "./order.ts";
import { countSlots, isAnyMatch, narrowed, type Selection } from "./selection.ts";
import { takeSlots } from "./take.ts";

/** Page of a list as slots, with the cursor of each. */
export interface SlotPage {
  readonly items: readonly { readonly slot: number; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Hash of filter and order: which list a cursor belongs to. */
export function listHash(filter: JobFilter, order: readonly JobOrder[]): string {
  return hash("sha1", canonicalJson([filter, order])).slice(0, 16);
}

/** Cuts a page out of what is selected; throws `InvalidCursor` for cursors of other lists. */
export function cutPage(
  selection: Selection,
  order: Order,
  columns: Columns,
  { list, window }: { readonly list: string; readonly window: PageWindow },
): SlotPage {
  const bound = (name: "after" | "before") => boundOf(window[name], list, order, name);
  const after = bound("after");
  const before = bound("before");
  const { size, offset, fromEnd } = window;
  const between = within(within(selection, after, 1), before, -1);
  const taken = takeSlots({ selection: between, order, after, before }, columns, offset + size + 1, fromEnd);
  const shown = taken.slice(offset, offset + size);
  if (fromEnd) shown.reverse();
  const isCut = taken.length > offset + size;
  const isAnyAtOrBefore = () =>
    after !== null && isAnyMatch(narrowed(selection, atOrBeyond(after, -1)), columns);
  const isAnyAtOrAfter = () =>
    before !== null && isAnyMatch(narrowed(selection, atOrBeyond(before, 1)), columns);
  return {
    items: shown.map((slot) => ({ slot, cursor: formatListCursor({ list, ...order.cursorOf(slot) }) })),
    hasNextPage: (!fromEnd && isCut) || isAnyAtOrAfter(),
    hasPreviousPage: (fromEnd && isCut) || (offset > 0 && taken.length > 0) || isAnyAtOrBefore(),
  };
}

/** Jobs before a page of a list; for an empty page those before the place where it would begin. */
export function countBefore(
  selection: Selection,
  order: Order,
  columns: Columns,
  {
    list,
    window,
    cursor,
  }: { readonly list: string; readonly window: PageWindow; readonly cursor: string | null },
): number {
  const first = boundOf(cursor, list, order, "after");
  if (first) return countSlots(narrowed(selection, beyond(first, -1)), columns);
  const after = boundOf(window.after, list, order, "after");
  if (after) return countSlots(narrowed(selection, atOrBeyond(after, -1)), columns);
  return window.offset > 0 ? Math.min(window.offset, countSlots(selection, columns)) : 0;
}

function boundOf(
  cursor: string | null,
  list: string,
  order: Order,
  argument: "after" | "before",
): Bound | null {
  return cursor === null ? null : order.boundOf(parseListCursor(cursor, list, [argument]), [argument]);
}

/** Keeps the place itself, or what would be there, and what lies on one side of it: after it (1) or before it (-1). */
function atOrBeyond({ place }: Bound, side: 1 | -1): Condition {
  return slotPasses((slot) => place(slot) * side >= 0);
}

function within(selection: Selection, bound: Bound | null, side: 1 | -1): Selection {
  return bound ? narrowed(selection, beyond(bound, side)) : selection;
}
