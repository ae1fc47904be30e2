import type { Place } from "../fanout/contract.ts";

/**
 * Place of a reader in a log that is followed: where the vendor is asked to go on, and the ordinal in the ring of the
 * tail that tells apart what has the same position before and after a rotation.
 */
export interface LogPlace {
  /** Null for a reader who has not met the ring. */
  readonly ordinal: number | null;
  /** Native position; empty before the first entry. */
  readonly position: string;
}

export function formatPlace({ ordinal, position }: LogPlace): Place {
  return `${ordinal ?? ""}|${position}`;
}

/** Reads a place that `formatPlace` has made. */
export function parsePlace(place: Place): LogPlace {
  const text = String(place);
  const bar = text.indexOf("|");
  return { ordinal: bar > 0 ? Number(text.slice(0, bar)) : null, position: text.slice(bar + 1) };
}
