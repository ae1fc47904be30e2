import { z } from "zod";
import type { Progress, ProgressStepName } from "../../../domain/status.ts";
import { wireCount } from "./scalar.ts";

/** Stages of an item in their order, each with the counters of those that passed and of those that failed. */
const stages = [
  { step: "GATHER", done: "Gathered", failed: "FailedGather" },
  { step: "PREPROCESS", done: "Preprocessed", failed: "FailedProcess" },
  { step: "PREDICT", done: "Predicted", failed: "FailedPredict" },
  { step: "DELIVER", done: "Delivered", failed: "FailedDeliver" },
] as const satisfies readonly { readonly step: ProgressStepName; done: string; failed: string }[];

const counter = wireCount.transform((count) => count ?? 0);

/** `status.items`: counters that are left out while they are 0. A key in another case is none of them. */
export const wireCounters = z
  .object({
    Gathered: counter,
    FailedGather: counter,
    Preprocessed: counter,
    FailedProcess: counter,
    Predicted: counter,
    FailedPredict: counter,
    Delivered: counter,
    FailedDeliver: counter,
  })
  .nullish()
  .transform((counters) => counters ?? noCounters);

/** How many items have come through, or failed in, each stage. Cumulative: an item counts in each stage it passed. */
export type Counters = Readonly<
  Record<(typeof stages)[number]["done"] | (typeof stages)[number]["failed"], number>
>;

const noCounters: Counters = {
  Gathered: 0,
  FailedGather: 0,
  Preprocessed: 0,
  FailedProcess: 0,
  Predicted: 0,
  FailedPredict: 0,
  Delivered: 0,
  FailedDeliver: 0,
};

/**
 * Tells whether the service works on the items. Gathering alone is no sign of it: the vendor's own sample of a job
 * that waits has gathered its items.
 */
export function hasBegun({ Preprocessed, Predicted, Delivered }: Counters): boolean {
  return Preprocessed + Predicted + Delivered > 0;
}

/** Tells whether an item failed in any stage. */
export function hasFailedItems(counters: Counters): boolean {
  return stages.some(({ failed }) => counters[failed] > 0);
}

/**
 * Makes the progress of a job. `itemCount` is that of its data set, null until it is known; the stages after the
 * first get what was gathered. A failure is delivered too, so the last stage alone tells how far the job is.
 */
export function toProgress(counters: Counters, itemCount: number | null, isReached: boolean): Progress {
  const done = counters.Delivered + counters.FailedDeliver;
  return {
    fraction: isReached ? 1 : fractionOf(done, itemCount),
    done,
    total: itemCount,
    counters: stages.flatMap((stage) => [
      { name: stage.done, value: counters[stage.done] },
      { name: stage.failed, value: counters[stage.failed] },
    ]),
    steps: stages.map((stage) => {
      const [passed, failed] = [counters[stage.done], counters[stage.failed]];
      const total = stage.step === "GATHER" ? itemCount : Math.max(counters.Gathered, passed + failed);
      return { name: stage.step, done: passed, failed, total };
    }),
  };
}

function fractionOf(done: number, total: number | null): number | null {
  return total === null || total === 0 ? null : Math.min(1, done / total);
}
