import type { JobPlan, Population, Step } from "../../../simulator/contract.ts";
import { fromUuid, toUuid } from "../../../simulator/native-id.ts";
import { createRandom, type Random } from "../../../simulator/random.ts";

/** The words of the service, lower case as they are sent. */
export const JOB_TYPES: readonly string[] = ["training", "validation", "conversion"];
export const STATUSES: readonly string[] = ["waiting", "started", "finished", "error"];

/** Exception texts as agents leave them in `status_message`. */
export const FAILURES = [
  "CUDA out of memory",
  "index 3 is out of bounds for dimension 0 with size 3",
  "No such file or directory: 'train.csv'",
  "Expected more than 1 value per channel when training",
  "HTTPSConnectionPool(host='api.seeme.ai', port=443): Read timed out.",
];

/** Rules for generated jobs: a plan's type is the wire's `job_type`. */
export function createPopulation(seed: number): Population {
  return {
    idOf: (serial) => toUuid(seed, serial),
    serialOf: (id) => fromUuid(seed, id),
    plan(jobSeed, wish): JobPlan {
      const random = createRandom(jobSeed, "plan");
      const drawn = random.pick(TYPE_SHARES);
      const wished = wish?.fields?.job_type;
      const type = typeof wished === "string" ? wished : drawn;
      return { type, steps: drawLife(type, random) };
    },
  };
}

/** The life of a job whose reference leads nowhere: picked up, and given up at once. */
export function failingLife(message: string): readonly Step[] {
  return [...PICKED_UP, { native: "error", afterMs: 2_000, message }];
}

/** The life of a job that a client creates; an agent looks for work every two seconds. */
export const LIFE_OF_CREATED_JOB: readonly Step[] = [
  { native: "waiting", afterMs: 0 },
  { native: "started", afterMs: 1_700 },
  { native: "finished", afterMs: 60_000 },
];

const PICKED_UP = LIFE_OF_CREATED_JOB.slice(0, 2);

const TYPE_SHARES = ["training", "training", "training", "training", "training", "validation", "conversion"];

/** Shortest and longest run in seconds. */
const RUN_SECONDS: Readonly<Record<string, readonly [number, number]>> = {
  training: [240, 700],
  validation: [60, 240],
  conversion: [30, 150],
};

function drawLife(type: string, random: Random): readonly Step[] {
  const [shortest, longest] = RUN_SECONDS[type] ?? [60, 240];
  const waiting = { native: "waiting", afterMs: 0 };
  const started = { native: "started", afterMs: random.int(1_000, 90_000) };
  const runMs = random.int(shortest * 1000, longest * 1000);
  if (!random.chance(0.15)) return [waiting, started, { native: "finished", afterMs: runMs }];
  const failsAfterMs = Math.round(runMs * random.next());
  return [waiting, started, { native: "error", afterMs: failsAfterMs, message: random.pick(FAILURES) }];
}
