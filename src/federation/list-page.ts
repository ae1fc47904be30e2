import { createHash } from "node:crypto";
import { formatListCursor, parseListCursor } from "../domain/cursor.ts";
import { canonicalJson } from "../domain/json.ts";
import type { PageOf, PageWindow } from "../domain/page.ts";

/** Sort key of an item, and its id where keys are equal. */
export interface ItemKey {
  readonly key: string;
  readonly id: string;
}

/** Names a list by what was asked for; cursors of another list are refused. */
export function listHash(...asked: readonly unknown[]): string {
  return createHash("sha256").update(canonicalJson(asked)).digest("base64url").slice(0, 11);
}

/** Cuts a page out of a list that is held whole; items are put in the order of their keys. */
export function pageOfList<T>(
  items: readonly T[],
  keyOf: (item: T) => ItemKey,
  window: PageWindow,
  list: string,
): PageOf<{ cursor: string; node: T }> {
  const keyed = items.map((node) => ({ node, at: keyOf(node) })).sort((a, b) => compare(a.at, b.at));
  const after = window.after === null ? null : keyAt(window.after, list, "after");
  const before = window.before === null ? null : keyAt(window.before, list, "before");
  const start = after === null ? 0 : countWhile(keyed, ({ at }) => compare(at, after) <= 0);
  const end = before === null ? keyed.length : countWhile(keyed, ({ at }) => compare(at, before) < 0);
  const from = window.fromEnd ? Math.max(start, end - window.size) : start;
  const to = window.fromEnd ? end : Math.min(end, start + window.size);
  const page = keyed.slice(from, to);
  return {
    items: page.map(({ node, at }) => ({
      node,
      cursor: formatListCursor({ list, keys: [at.key], tie: at.id }),
    })),
    hasPreviousPage: from > 0 && keyed.length > 0,
    hasNextPage: to < keyed.length,
  };
}

function keyAt(cursor: string, list: string, argument: "after" | "before"): ItemKey {
  const { keys, tie } = parseListCursor(cursor, list, [argument]);
  return { key: String(keys[0] ?? ""), id: String(tie) };
}

function compare(a: ItemKey, b: ItemKey): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function countWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  const end = items.findIndex((item) => !holds(item));
  return end === -1 ? items.length : end;
}
