import { invalid, unknownResource } from "./errors.ts";
import { type IdPrefix, isWellFormed } from "./identifiers.ts";

/** Something that the service keeps besides jobs. */
export interface Kept {
  readonly id: string;
  /** ms, unique on its shelf. */
  readonly createdAt: number;
}

/** The things of one sort, by creation. */
export interface Shelf<T extends Kept> {
  /** Oldest first. */
  readonly all: () => readonly T[];
  readonly find: (id: string) => T | undefined;
  /** Throws a 400 for a malformed id and a 404 for an unknown one. */
  readonly get: (id: string) => T;
  /** Adds a new thing, which must be the newest, or puts it in the place of the old one. */
  readonly put: (item: T) => void;
  /** Throws as `get` does. Returns the answer to a delete. */
  readonly remove: (id: string) => { id: string; deleted: true };
  /** When a thing that is made now was created: unique, so a microsecond after another one of this moment. */
  readonly createdAt: (now: number) => number;
}

/** Fills a shelf with things by ascending creation. */
export function createShelf<T extends Kept>(prefix: IdPrefix, items: readonly T[]): Shelf<T> {
  const kept = new Map(items.map((item) => [item.id, item]));
  let newest = items.at(-1)?.createdAt ?? 0;
  const get = (id: string) => {
    if (!isWellFormed(prefix, id)) throw invalid("id", `${id} is no ${prefix} id`);
    const item = kept.get(id);
    if (!item) throw unknownResource();
    return item;
  };
  return {
    all: () => [...kept.values()],
    find: (id) => kept.get(id),
    get,
    put: (item) => {
      kept.set(item.id, item);
      newest = Math.max(newest, item.createdAt);
    },
    remove: (id) => {
      kept.delete(get(id).id);
      return { id, deleted: true };
    },
    createdAt: (now) => Math.max(now, newest + 0.001),
  };
}
