import type { SimulatedJob, State } from "../../../simulator/contract.ts";
import { toRegionTime } from "./job-events.ts";
import { isEnded } from "./phases.ts";

type StageName = "scheduling" | "preparing" | "running" | "end";

interface Stage {
  readonly name: StageName;
  readonly startedAt: number;
  readonly endedAt: number | null;
}

const ORDER: readonly StageName[] = ["scheduling", "preparing", "running", "end"];
const TEXTS: Readonly<Record<StageName, readonly [english: string, chinese: string]>> = {
  scheduling: ["Scheduling", "调度"],
  preparing: ["Preparing", "准备"],
  running: ["Running", "运行"],
  end: ["End", "结束"],
};

/** Of the time before a run, the last ms go to the preparation of its containers. */
const PREPARING_MS = 2_000;

/** Answers `…/stages`: one record per run, the newest with the highest order; all times are text. */
export function stagesOf(job: SimulatedJob): object {
  const records = runsOf(job.history).map((states, index) => ({
    record_order: index + 1,
    stages: stagesOfRun(states).map((stage) => toWire(job, stage)),
  }));
  return { total_count: records.length, running_records: records };
}

/** Splits the history before each state that waits again after a run. */
function runsOf(history: readonly State[]): readonly (readonly State[])[] {
  const runs: State[][] = [[]];
  for (const state of history) {
    const current = runs.at(-1);
    const hasRun = current?.some((one) => one.native === "Running");
    const waits = state.native === "Pending" || state.native === "Creating";
    if (waits && hasRun) runs.push([state]);
    else current?.push(state);
  }
  return runs;
}

function stagesOfRun(states: readonly State[]): readonly Stage[] {
  const first = states[0];
  if (!first) return [];
  const running = states.find((state) => state.native === "Running");
  const end = states.find((state) => isEnded(state.native));
  if (!running) {
    const scheduling = { name: "scheduling" as const, startedAt: first.at, endedAt: end?.at ?? null };
    return end ? [scheduling, endStage(end)] : [scheduling];
  }
  const preparedFrom = Math.max(first.at, running.at - PREPARING_MS);
  return [
    { name: "scheduling", startedAt: first.at, endedAt: preparedFrom },
    { name: "preparing", startedAt: preparedFrom, endedAt: running.at },
    { name: "running", startedAt: running.at, endedAt: end?.at ?? null },
    ...(end ? [endStage(end)] : []),
  ];
}

function endStage(end: State): Stage {
  return { name: "end", startedAt: end.at, endedAt: end.at };
}

function toWire(job: SimulatedJob, { name, startedAt, endedAt }: Stage): object {
  const [english, chinese] = TEXTS[name];
  return {
    job_id: job.id,
    name,
    en_message: english,
    zh_message: chinese,
    start_time: toRegionTime(startedAt),
    end_time: endedAt === null ? "" : toRegionTime(endedAt),
    stage_order: ORDER.indexOf(name) + 1,
    sub_stages: [],
  };
}
