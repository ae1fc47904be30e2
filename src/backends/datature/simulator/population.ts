import type { JobPlan, Population, Step } from "../../../simulator/contract.ts";
import { fromUuid, toUuid } from "../../../simulator/native-id.ts";
import { createRandom, type Random } from "../../../simulator/random.ts";

/** Plan type of jobs whose start lies hours after their creation; the generated ones are cancelled before it. */
export const SCHEDULED = "scheduled";
/** Plan type of all others. */
export const BATCH = "batch";

const PREFIX = "batchjob_";
/** Steps of a run: at each the counters move on. */
const STAGES = 8;

/** The rules for generated jobs. */
export function createPopulation(seed: number): Population {
  return {
    idOf: (serial) => PREFIX + toUuid(seed, serial),
    serialOf: (id) => (id.startsWith(PREFIX) ? fromUuid(seed, id.slice(PREFIX.length)) : null),
    plan(jobSeed, wish): JobPlan {
      const random = createRandom(jobSeed, "plan");
      const share = random.next();
      // A scheduled job could not do what a script says.
      if (share < 0.05 && !wish) {
        const cancelled = { native: "Cancelled", afterMs: random.int(60, 400) * 1000 };
        return { type: SCHEDULED, steps: [WAITING, cancelled] };
      }
      if (share < 0.1) return { type: BATCH, steps: [WAITING, { native: "Failed", afterMs: 40_000 }] };
      return { type: BATCH, steps: drawRun(random) };
    },
  };
}

/** What a job that somebody makes goes through once it starts: short, and it ends well. */
export const LIFE_OF_CREATED_JOB: readonly Step[] = [
  { native: "Waiting", afterMs: 0 },
  ...run(STAGES, 2_000, 3_000),
  { native: "Reached", afterMs: 2_000, secondary: "1" },
];

/** The first step of every job. */
export const WAITING: Step = { native: "Waiting", afterMs: 0 };

function drawRun(random: Random): readonly Step[] {
  const pauseMs = random.int(5, 60) * 1000;
  const stageMs = random.int(15, 70) * 1000;
  const share = random.next();
  if (share < 0.72) {
    const reached = { native: "Reached", afterMs: stageMs, secondary: "1" };
    return [WAITING, ...run(STAGES, stageMs, pauseMs), reached];
  }
  const native = share < 0.83 ? "Cancelled" : share < 0.91 ? "TimedOut" : "Failed";
  return [WAITING, ...run(random.int(1, STAGES), stageMs, pauseMs), { native, afterMs: stageMs }];
}

/** The first stages of a run. The share of items behind it goes with each step, for the size of the data set is not known here. */
function run(stages: number, stageMs: number, pauseMs: number): readonly Step[] {
  return Array.from({ length: stages }, (_, at) => ({
    native: "Running",
    afterMs: at === 0 ? pauseMs : stageMs,
    secondary: String(at / STAGES),
  }));
}
