import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { definitionOf } from "./job-document.ts";
import { stableGuid } from "./stable-guid.ts";
import { textAt } from "./wire-document.ts";

/** The id of the experiment with this name. */
export function experimentIdOf(name: string): string {
  return stableGuid("experiment", name);
}

/** The jobs of an experiment, newest first; it may be named or given by its id. */
export function* jobsOfExperiment(
  world: World,
  experiment: { readonly name?: string; readonly id?: string },
): Generator<SimulatedJob> {
  for (const job of world.jobs.newestFirst()) {
    const name = experimentNameOf(job);
    if (name === experiment.name || experimentIdOf(name) === experiment.id) yield job;
  }
}

export function experimentNameOf(job: SimulatedJob): string {
  return textAt(definitionOf(job), "experimentName") || "Default";
}
