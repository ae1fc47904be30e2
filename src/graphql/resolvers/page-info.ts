import type { PageOf } from "../../domain/page.ts";

/** What the page info says of a page whose items carry their cursors. */
export function toPageInfo({ items, hasNextPage, hasPreviousPage }: PageOf<{ readonly cursor: string }>) {
  return {
    hasNextPage,
    hasPreviousPage,
    startCursor: items[0]?.cursor ?? null,
    endCursor: items.at(-1)?.cursor ?? null,
  };
}
