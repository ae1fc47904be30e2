import { LRUCache } from "lru-cache";
import type { BackendId } from "../domain/id.ts";

const freshMs = 5 * 60_000;

/** What a vendor offers, by native id, in the vendor's order. */
export type Catalogue<T> = ReadonlyMap<string, T>;

/**
 * Holds catalogues (flavors, algorithms) of all backends for five minutes; calls for one that is being read share
 * the read. A failure is not kept.
 */
export class CatalogueCache<T extends { readonly nativeId: string }> {
  readonly #cache: LRUCache<BackendId, Catalogue<T>>;

  /** `read` lists everything that a backend offers. */
  constructor(mostBackends: number, read: (backend: BackendId) => Promise<readonly T[]>) {
    this.#cache = new LRUCache<BackendId, Catalogue<T>>({
      max: Math.max(1, mostBackends),
      ttl: freshMs,
      fetchMethod: async (backend) => new Map((await read(backend)).map((item) => [item.nativeId, item])),
    });
  }

  /** Rejects with `BackendError`. */
  of(backend: BackendId): Promise<Catalogue<T>> {
    return this.#cache.forceFetch(backend);
  }
}
