import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { serialInName } from "./generated-job.ts";
import { documentOf } from "./job-document.ts";
import { workspaceOf } from "./job-search.ts";
import { createPopulation } from "./population.ts";
import { textAt } from "./wire-document.ts";

/** Tells whether a job of the workspace has this name, without looking at every generated job. */
export function isNameTaken(world: World, name: string, workspaceId: string): boolean {
  const hasName = (job: SimulatedJob) =>
    workspaceOf(job) === workspaceId && textAt(documentOf(job, world.now()), "metadata", "name") === name;
  for (const job of world.jobs.made()) if (hasName(job)) return true;
  const serial = serialInName(name);
  if (serial === null || serial >= 2 ** 32) return false;
  const namesake = world.jobs.get(createPopulation(world.seed).idOf(serial));
  return namesake !== null && hasName(namesake);
}
