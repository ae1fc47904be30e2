import type { TimeWindow, VendorRequest, World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { type Cursor, formatCursor, parseCursor } from "./cursor.ts";
import { invalid } from "./errors.ts";
import { readInteger } from "./query.ts";

/** Anything that a cursor can point at; `createdAt` is in ms, unique among its kind and may have a fraction. */
export interface Listed {
  readonly createdAt: number;
}

/** A list that can be read from any instant in both directions. */
export interface Listing<T extends Listed> {
  readonly newestFirst: (window?: TimeWindow) => Iterable<T>;
  readonly oldestFirst: (window?: TimeWindow) => Iterable<T>;
}

const DEFAULT_LIMIT = 100;

/** Answers `limit` and `page`: a page in the order of the list, with cursors to its neighbours. Throws a 400. */
export function pageOf<T extends Listed>(
  world: World,
  request: VendorRequest,
  listing: Listing<T>,
  toDocument: (item: T) => unknown,
) {
  const limit = readLimit(world, request);
  const page = request.search.get("page") ?? "";
  const cursor = page === "" ? null : parseCursor(page);
  const isReversed = isAssumed(world, "listOrder", "createdDesc");
  const walk = (direction: Cursor["direction"], from: number | null) =>
    walkListing(listing, (direction === "forward") !== isReversed, from);

  const items: T[] = [];
  for (const item of walk(cursor?.direction ?? "forward", cursor?.microseconds ?? null)) {
    items.push(item);
    if (items.length === limit) break;
  }
  if (cursor?.direction === "back") items.reverse();

  const neighbour = (direction: Cursor["direction"], item: T | undefined) => {
    const border = item ? toMicroseconds(item) : cursor?.microseconds;
    if (border === undefined || isEmpty(walk(direction, border))) return null;
    return formatCursor({ direction, microseconds: border });
  };
  const [nextPage, prevPage] = [neighbour("forward", items.at(-1)), neighbour("back", items[0])];
  const showsNull = isAssumed(world, "cursor", "null");
  return {
    ...((nextPage !== null || showsNull) && { nextPage }),
    ...((prevPage !== null || showsNull) && { prevPage }),
    data: items.map(toDocument),
  };
}

/** Lists items that are held in order of creation. */
export function listingOf<T extends Listed>(items: readonly T[]): Listing<T> {
  const within = ({ from = 0, to = Number.POSITIVE_INFINITY }: TimeWindow = {}) =>
    items.filter(({ createdAt }) => createdAt >= from && createdAt <= to);
  return { oldestFirst: within, newestFirst: (window) => within(window).reverse() };
}

/** Items on one side of a border, which is left out, beginning with the nearest. Without a border it is the whole list. */
function* walkListing<T extends Listed>(
  listing: Listing<T>,
  toNewer: boolean,
  border: number | null,
): Generator<T> {
  if (border === null) {
    yield* toNewer ? listing.oldestFirst() : listing.newestFirst();
    return;
  }
  // A microsecond of slack: a creation time and its cursor may be rounded apart.
  const items = toNewer
    ? listing.oldestFirst({ from: (border - 1) / 1000 })
    : listing.newestFirst({ to: (border + 1) / 1000 });
  for (const item of items) {
    const place = toMicroseconds(item);
    if (toNewer ? place > border : place < border) yield item;
  }
}

function toMicroseconds({ createdAt }: Listed): number {
  return Math.round(createdAt * 1000);
}

function isEmpty(items: Iterable<unknown>): boolean {
  for (const _item of items) return false;
  return true;
}

function readLimit(world: World, request: VendorRequest): number {
  const limit = readInteger(request, "limit") ?? DEFAULT_LIMIT;
  if (limit < 1) throw invalid("limit", "must be at least 1");
  return Math.min(limit, Math.max(1, assumedNumber(world, "pageLimit")));
}
