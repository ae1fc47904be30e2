import type { Position } from "../domain/event.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Entry } from "../journal/contract.ts";

/** How much of the journal's end is kept parsed. */
export interface RecentBounds {
  readonly entries: number;
  /** Text of the entries, in characters. */
  readonly characters: number;
}

const usualBounds: RecentBounds = { entries: 10_000, characters: 8_000_000 };

/** The newest entries that the index shows, parsed once for all who follow them. */
export interface RecentEntries {
  /** Entries after a position up to another, at most `limit`; null when the first of them is not kept. */
  between(after: Position, to: Position, limit: number): readonly Entry[] | null;
  /** Check bits of an entry; null when it is not kept. */
  checkAt(position: Position): string | null;
}

/** Keeps what the index applies from now on. Who listens to the follower after this finds the news here. */
export function keepRecent(follower: IndexFollower, bounds: RecentBounds = usualBounds): RecentEntries {
  const kept: Entry[] = [];
  const sizes: number[] = [];
  let characters = 0;
  /** Position before the oldest kept entry. */
  let start = follower.index.version;

  function drop(count: number): void {
    kept.splice(0, count);
    for (const size of sizes.splice(0, count)) characters -= size;
    start += count;
  }

  function surplus(): number {
    let count = 0;
    let left = characters;
    while (kept.length - count > bounds.entries || left > bounds.characters) left -= sizes[count++] ?? left;
    return count;
  }

  follower.onApplied((entries) => {
    const before = (entries[0]?.position ?? 0) - 1;
    // The follower itself was overtaken by the trimming: what is kept ends before what it has missed.
    if (before !== start + kept.length) {
      drop(kept.length);
      start = before;
    }
    for (const entry of entries) {
      const size = JSON.stringify(entry).length;
      kept.push(entry);
      sizes.push(size);
      characters += size;
    }
    drop(surplus());
  });

  return {
    between(after, to, limit) {
      if (after < start) return null;
      return kept.slice(after - start, Math.max(after, Math.min(to, after + limit)) - start);
    },
    checkAt: (position) => kept[position - start - 1]?.check ?? null,
  };
}
