import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { childPlanOf } from "./child-count.ts";
import { childIdsOf, parentOf } from "./child-ids.ts";
import { toChild } from "./children.ts";
import { propertiesOf } from "./job-document.ts";
import { documentAt } from "./wire-document.ts";

/** A run of run history: a job, or a child of one, which is derived from it and stored nowhere. */
export interface Run {
  /** The job; for a child a job made up of the child's own id and states. */
  readonly job: SimulatedJob;
  /** The job that it is a child of; null for a job. */
  readonly parent: SimulatedJob | null;
  /** A child's name below its parent; `""` for a job. */
  readonly label: string;
}

/** Finds a run by its id; null when there is none. */
export function findRun(world: World, id: string): Run | null {
  const job = world.jobs.get(id);
  if (job) return { job, parent: null, label: "" };
  const parent = parentOf(world, id);
  return parent && (childrenOf(world, parent).find((child) => child.job.id === id) ?? null);
}

/** The children of a job that exist by now, first to last: all steps of a pipeline, the trials begun of others. */
export function childrenOf(world: World, parent: SimulatedJob): readonly Run[] {
  const properties = propertiesOf(parent, world.origin);
  const plan = childPlanOf(properties);
  const isPipeline = properties.jobType === "Pipeline";
  const steps = isPipeline ? Object.keys(documentAt(properties, "jobs")) : [];
  return childIdsOf(world, parent, isPipeline, plan.count).flatMap((id, index) => {
    const job = toChild(parent, { id, index, together: plan.together, isStep: isPipeline });
    return job ? [{ job, parent, label: steps[index] ?? id }] : [];
  });
}
