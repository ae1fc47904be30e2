import type { UnreadableJob } from "../backends/contract.ts";
import type { Fault } from "../domain/fault.ts";

export type BackendState = "LIVE" | "STALE" | "UNREACHABLE" | "BACKFILLING";

/** What is known of the reads of one backend. Times are milliseconds of the gateway's clock. */
export interface ReadHistory {
  readonly startedMs: number;
  /** Begin of the last complete read; null before the first. */
  readonly completeMs: number | null;
  /** Last valid answer, of whatever call. */
  readonly answeredMs: number | null;
  /** Failure of the last read; null when it went well. */
  readonly failure: Fault | null;
  /** Documents of the last reads that could not be read, by native id. */
  readonly unreadable: ReadonlyMap<string, Fault>;
}

/** Time without a valid answer after which a backend counts as unreachable. */
export const unreachableAfterMs = 60_000;
const staleAfterIntervals = 3;
const namedDocuments = 5;

/** Judges how fresh the gateway's view of a backend is. */
export function stateOf(history: ReadHistory, intervalMs: number, nowMs: number): BackendState {
  if (nowMs - (history.answeredMs ?? history.startedMs) >= unreachableAfterMs && history.failure)
    return "UNREACHABLE";
  if (history.completeMs === null) return "BACKFILLING";
  const isOld = nowMs - history.completeMs > staleAfterIntervals * intervalMs;
  return history.failure || isOld ? "STALE" : "LIVE";
}

/** What is wrong with a backend: the failed read, else the documents that could not be read (at most five are named). */
export function faultOf(history: ReadHistory): Fault | null {
  if (history.failure) return history.failure;
  const [first] = history.unreadable.values();
  if (!first) return null;
  const ids = [...history.unreadable.keys()];
  const named = ids.slice(0, namedDocuments).join(", ");
  const more = ids.length > namedDocuments ? ` and ${ids.length - namedDocuments} more` : "";
  const message = `Could not read ${ids.length} job document(s): ${named}${more}. Their last good state is shown. ${first.message}`;
  return { ...first, message };
}

/** Names an unreadable document; one without an id is named as such. */
export function unreadableKey(unreadable: UnreadableJob): string {
  return unreadable.nativeId ?? "(no id)";
}
