import type { JobPage } from "../backends/contract.ts";
import type { BackendError } from "../domain/error.ts";
import { type Fault, toFault } from "../domain/fault.ts";
import { epochMs } from "../domain/instant.ts";
import { type ReadHistory, unreadableKey } from "./health.ts";

/** Keeps the history that the health of one backend is judged by. */
export interface HistoryKeeper {
  readonly history: ReadHistory;
  /** Takes a valid answer: what could be read in it, and what could not. */
  answered(page: Pick<JobPage, "readings" | "unreadable">): void;
  /** Takes a complete read, which makes up for what has failed before. */
  completed(beganMs: number): void;
  failed(error: BackendError): void;
  /** Forgets documents that could not be read and that a reading begun since did not meet again. */
  forgetUnreadable(beganMs: number): void;
}

/** Begins the history now. */
export function keepHistory(now: () => number): HistoryKeeper {
  const unreadable = new Map<string, Fault>();
  let history: ReadHistory = {
    startedMs: now(),
    completeMs: null,
    answeredMs: null,
    failure: null,
    unreadable,
  };
  return {
    get history() {
      return history;
    },
    answered(page) {
      history = { ...history, answeredMs: now() };
      for (const { nativeId } of page.readings) unreadable.delete(nativeId);
      for (const document of page.unreadable)
        unreadable.set(unreadableKey(document), toFault(document.error, now()));
    },
    completed(beganMs) {
      history = { ...history, completeMs: beganMs, failure: null };
    },
    failed(error) {
      history = { ...history, failure: toFault(error, now()) };
    },
    forgetUnreadable(beganMs) {
      for (const [key, { at }] of unreadable) if (epochMs(at) < beganMs) unreadable.delete(key);
    },
  };
}
