import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { fromUuid, toUuid } from "../../../simulator/native-id.ts";
import { hash32 } from "../../../simulator/random.ts";
import { MOST_CHILDREN } from "./child-count.ts";
import { toJobName } from "./job-name.ts";

/** The ids of a job's children: a UUID for a step of a pipeline, the job's name with a number for a trial. */
export function childIdsOf(
  world: World,
  parent: SimulatedJob,
  isPipeline: boolean,
  count: number,
): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    isPipeline ? toUuid(stepSeed(world, index), parent.serial) : `${parent.id}_${index}`,
  );
}

/** The job that a child's id belongs to, if the child exists; null when the id cannot be a child's. */
export function parentOf(world: World, id: string): SimulatedJob | null {
  const trial = /^(.+)_\d{1,3}$/.exec(id)?.[1];
  if (trial !== undefined) return world.jobs.get(trial);
  for (let index = 0; index < MOST_CHILDREN; index++) {
    const serial = fromUuid(stepSeed(world, index), id);
    if (serial !== null) return jobOfSerial(world, serial);
  }
  return null;
}

function stepSeed(world: World, index: number): number {
  return hash32(world.seed, "step", index);
}

/** Jobs made by a PUT have names that say nothing of their serial, so these are looked through. */
function jobOfSerial(world: World, serial: number): SimulatedJob | null {
  const named = world.jobs.get(toJobName(world.seed, serial));
  if (named?.serial === serial) return named;
  for (const job of world.jobs.made()) if (job.serial === serial) return job;
  return null;
}
