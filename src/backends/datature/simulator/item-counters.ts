import type { State } from "../../../simulator/contract.ts";
import { FAILURE_STAGES, failuresAmong, type ItemFaults, NO_FAULTS } from "./item-faults.ts";
import type { WireDocument } from "./wire-document.ts";

/** The counters of `status.items`, which are no partition: an item counts in every stage that it has passed. */
export const COUNTERS = [
  "Gathered",
  "FailedGather",
  "Preprocessed",
  "FailedProcess",
  "Predicted",
  "FailedPredict",
  "Delivered",
  "FailedDeliver",
] as const;

/** Part of the items that a job has delivered when somebody else says that it runs. */
const USUAL_SHARE = 0.4;

/**
 * The counters after these states. A state of a planned life cycle says by its share how far the job has come; the
 * control port either gives the counters or leaves them to the word. Values given there may be anything.
 */
export function countersAfter(states: readonly State[], faults: ItemFaults, itemCount: number): WireDocument {
  let counters: WireDocument = {};
  for (const state of states) {
    const share = shareOf(state);
    if (state.items) counters = state.items;
    else if (share !== null) counters = countersAt(faults, itemCount, deliveredAt(share, itemCount));
    else if (state.native === "Reached") counters = completed(counters, itemCount);
    else if (state.native === "Running" && !COUNTERS.some((name) => countOf(counters, name) > 0))
      counters = countersAt(NO_FAULTS, itemCount, deliveredAt(USUAL_SHARE, itemCount));
  }
  return counters;
}

/** The part of the items that a planned state has behind it; null when the state was not planned. */
export function shareOf({ native, secondary }: State): number | null {
  if (native !== "Running" && native !== "Reached") return null;
  const share = Number.parseFloat(secondary ?? "");
  return share >= 0 && share <= 1 ? share : null;
}

/** Items that have come out of the pipeline, delivered or given up, at a share of the whole. */
export function deliveredAt(share: number, itemCount: number): number {
  // A sum of fractions may fall short by a hair.
  return Math.floor(share * itemCount + 1e-9);
}

/** Items that have come out of the pipeline. */
export function settledIn(counters: WireDocument): number {
  return countOf(counters, "Delivered") + countOf(counters, "FailedDeliver");
}

/** Reads a counter; 0 when it is missing or no number. */
export function countOf(counters: WireDocument, name: (typeof COUNTERS)[number]): number {
  const value = counters[name];
  return typeof value === "number" ? value : 0;
}

/** The pipeline when the first `delivered` items are through; the stages before are some items ahead. */
function countersAt(faults: ItemFaults, itemCount: number, delivered: number): WireDocument {
  const lead = delivered >= itemCount ? 0 : Math.max(1, Math.ceil(itemCount / 6));
  const upTo = (ahead: number) => Math.min(itemCount, delivered + ahead);
  const reach = [upTo(lead), upTo(Math.ceil(lead / 2)), upTo(Math.ceil(lead / 4))];
  const [gathered = 0, processed = 0, predicted = 0] = reach;
  const failed = (stages: number, count: number) =>
    FAILURE_STAGES.slice(0, stages).reduce((sum, stage) => sum + failuresAmong(faults, stage, count), 0);
  const failedDeliver = failuresAmong(faults, "FailedDeliver", delivered);
  return {
    Gathered: gathered - failed(1, gathered),
    FailedGather: failuresAmong(faults, "FailedGather", gathered),
    Preprocessed: processed - failed(2, processed),
    FailedProcess: failuresAmong(faults, "FailedProcess", processed),
    Predicted: predicted - failed(3, predicted),
    FailedPredict: failuresAmong(faults, "FailedPredict", predicted),
    // What failed on the way is delivered as a failure.
    Delivered: delivered - failedDeliver,
    FailedDeliver: failedDeliver,
  };
}

/** All items through, the failures so far kept. */
function completed(counters: WireDocument, itemCount: number): WireDocument {
  const failed = (name: (typeof COUNTERS)[number]) => Math.min(itemCount, countOf(counters, name));
  const gathered = itemCount - failed("FailedGather");
  const processed = Math.max(0, gathered - failed("FailedProcess"));
  return {
    Gathered: gathered,
    FailedGather: failed("FailedGather"),
    Preprocessed: processed,
    FailedProcess: failed("FailedProcess"),
    Predicted: Math.max(0, processed - failed("FailedPredict")),
    FailedPredict: failed("FailedPredict"),
    Delivered: itemCount - failed("FailedDeliver"),
    FailedDeliver: failed("FailedDeliver"),
  };
}
