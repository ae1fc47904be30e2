import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { shareOf } from "./item-counters.ts";
import { requestOf } from "./job-document.ts";
import { hasEnded } from "./job-words.ts";
import { LIFE_OF_CREATED_JOB } from "./population.ts";

/** Lets a waiting job run when its start time comes, unless somebody else has taken it over by then. */
export function runAt(world: World, job: SimulatedJob, instant: number): void {
  const known = job.history.length;
  world.at(instant, () => {
    const current = world.jobs.get(job.id);
    if (current && !hasEnded(current) && current.history.length === known) {
      world.jobs.follow(job.id, LIFE_OF_CREATED_JOB.slice(1));
    }
  });
}

/** Fails a job that has not ended when its stop time comes; a stop time that was moved since does not count. */
export function stopAt(world: World, job: SimulatedJob, instant: number): void {
  const known = job.history.length;
  world.at(instant, () => {
    const current = world.jobs.get(job.id);
    if (!current || hasEnded(current)) return;
    // The control port sets states without a share; such a job does what it was told.
    const isTakenOver = current.history.slice(known).some((state) => shareOf(state) === null);
    const { stopAtTime } = requestOf(world, current).spec;
    if (!isTakenOver && stopAtTime === instant) {
      world.jobs.follow(job.id, [{ native: "TimedOut", afterMs: 0 }]);
    }
  });
}
