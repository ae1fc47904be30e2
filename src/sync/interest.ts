import type { BackendId } from "../domain/id.ts";

/** Counts who follows which backend live; watched backends are polled more often. */
export class Interest {
  readonly #counts = new Map<BackendId, number>();
  readonly #listeners = new Set<(backend: BackendId) => void>();

  isWatched(backend: BackendId): boolean {
    return (this.#counts.get(backend) ?? 0) > 0;
  }

  /** Follows these backends until the returned function is called (once). */
  follow(backends: readonly BackendId[]): () => void {
    for (const backend of backends) this.#add(backend, 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      for (const backend of backends) this.#add(backend, -1);
    };
  }

  /** Calls back when a backend gains its first follower; returns what ends it. */
  onFirst(listener: (backend: BackendId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #add(backend: BackendId, change: number): void {
    const before = this.#counts.get(backend) ?? 0;
    this.#counts.set(backend, before + change);
    if (before === 0 && change > 0) for (const listener of this.#listeners) listener(backend);
  }
}
