import { type Clock, LIFE_TOLERANCE_MS } from "./clock.ts";
import {
  type JobPlan,
  LONGEST_LIFE_MS,
  type Population,
  type SimulatedJob,
  type State,
  type Step,
} from "./contract.ts";

/** A step with the value of `clock.life` at which it holds. */
export interface DueStep {
  readonly due: number;
  readonly step: Step;
}

/** What is stored of a job that somebody made or changed, and derived in passing for all others. */
export interface JobRecord {
  readonly id: string;
  readonly serial: number;
  readonly seed: number;
  readonly type: string;
  readonly origin: SimulatedJob["origin"];
  readonly createdAt: number;
  readonly fields: Readonly<Record<string, unknown>>;
  /** When the fields last changed; 0 when they never did. */
  readonly changedAt: number;
  /** States that no longer depend on the clock. */
  readonly reached: readonly State[];
  /** Steps after those, by ascending `due`. */
  readonly coming: readonly DueStep[];
  /** Goes up with each change of `reached` and `coming`, so that what was scheduled before is known as out of date. */
  readonly version: number;
}

/** Places steps on the course of life, the first one counted from `from`. */
export function toDueSteps(steps: readonly Step[], from: number, stretch = 1): DueStep[] {
  let due = from;
  return steps.map((step) => {
    due += step.afterMs * stretch;
    return { due, step };
  });
}

/** Splits a record's states at the clock's now: what has been reached and what is to come. */
export function settle(
  record: JobRecord,
  clock: Clock,
): { reached: readonly State[]; coming: readonly DueStep[] } {
  const now = clock.now();
  const life = clock.life.valueAt(now) + LIFE_TOLERANCE_MS;
  const reached = [...record.reached];
  let passed = 0;
  for (const { due, step } of record.coming) {
    // The first state holds from creation, whatever rounding says.
    if (due > life && reached.length > 0) break;
    const earliest = reached.at(-1)?.at ?? record.createdAt;
    reached.push(toState(step, Math.max(earliest, Math.min(now, clock.life.reachedAt(due)))));
    passed++;
  }
  return { reached, coming: record.coming.slice(passed) };
}

export function toState(step: Omit<Step, "afterMs">, at: number): State {
  const { native, secondary = null, message = null, items = null } = step;
  return { native, secondary, message, items, at };
}

/** The job as it stands now. */
export function toJob(record: JobRecord, clock: Clock): SimulatedJob {
  const { id, serial, seed, type, origin, createdAt, fields, changedAt } = record;
  const history = settle(record, clock).reached;
  const state = history.at(-1);
  if (!state) throw new Error(`job ${id} has no state: its life cycle is empty`);
  const updatedAt = Math.max(state.at, changedAt);
  return { id, serial, seed, type, origin, createdAt, updatedAt, fields, history, state };
}

/** The mean length of planned life cycles, measured on a sample of jobs. */
export function meanLifeMs(population: Population, jobSeeds: readonly number[]): number {
  const lengths = jobSeeds.map((jobSeed) => lengthMs(population.plan(jobSeed)));
  return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
}

/** Throws when a vendor's plan breaks the rules that keep the population in balance. */
export function checkPlan(plan: JobPlan): void {
  if (plan.steps[0]?.afterMs !== 0)
    throw new Error(`the plan of a ${plan.type} job must begin with afterMs 0`);
  const length = lengthMs(plan);
  if (length > LONGEST_LIFE_MS) {
    throw new Error(`the plan of a ${plan.type} job lasts ${length} ms, more than ${LONGEST_LIFE_MS}`);
  }
}

function lengthMs(plan: JobPlan): number {
  return plan.steps.reduce((sum, step) => sum + step.afterMs, 0);
}
