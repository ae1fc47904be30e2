import type { SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";

/** Where an item can fail, in the order of the pipeline. */
export const FAILURE_STAGES = ["FailedGather", "FailedProcess", "FailedPredict", "FailedDeliver"] as const;
export type FailureStage = (typeof FAILURE_STAGES)[number];

/** Which items of a job fail: of each `period` items the one at the stage's place, so that they can be counted fast. */
export interface ItemFaults {
  readonly period: number;
  readonly places: Readonly<Partial<Record<FailureStage, number>>>;
}

export const NO_FAULTS: ItemFaults = { period: 1, places: {} };

/** What goes wrong in a generated job. Jobs made through the service end well. */
export function faultsOf(job: SimulatedJob): ItemFaults {
  const random = createRandom(job.seed, "faults");
  if (job.origin === "vendor" || random.chance(0.45)) return NO_FAULTS;
  const period = random.int(8, 45);
  const places: Partial<Record<FailureStage, number>> = {};
  FAILURE_STAGES.forEach((stage, at) => {
    // Places two apart: no item fails twice.
    if (random.chance(0.5)) places[stage] = 2 * at + random.int(0, 1);
  });
  return { period, places };
}

/** The outcome of one item, by its place in the data set. */
export function outcomeOf(faults: ItemFaults, index: number): FailureStage | "Delivered" {
  const place = index % faults.period;
  return FAILURE_STAGES.find((stage) => faults.places[stage] === place) ?? "Delivered";
}

/** How many of the first `count` items fail at a stage. */
export function failuresAmong(faults: ItemFaults, stage: FailureStage, count: number): number {
  const place = faults.places[stage];
  if (place === undefined || count <= place) return 0;
  return Math.floor((count - 1 - place) / faults.period) + 1;
}
