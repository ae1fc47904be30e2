import type { SimulatedJob, State } from "../../../simulator/contract.ts";
import { toUuid } from "../../../simulator/native-id.ts";
import { createRandom } from "../../../simulator/random.ts";
import { type Fields, readText } from "./fields.ts";
import { MODEL_SEED, VERSION_SEED } from "./identity.ts";
import { FAILURES } from "./population.ts";
import { toAgentTime } from "./timestamps.ts";

/** The fields that an agent writes. */
export const AGENT_FIELDS = [
  "cpu_start_time",
  "cpu_end_time",
  "gpu_start_time",
  "gpu_end_time",
  "agent_name",
  "model_id",
  "model_version_id",
] as const;

/** What an agent has written into the job so far. `basis` is the document without that. */
export function readRun(job: SimulatedJob, basis: Fields): Fields {
  const { state } = job;
  const run = currentRun(job.history);
  const [first, last] = [run[0], run.at(-1)];
  const hasEnded = last !== undefined && isEnd(last);
  const random = createRandom(job.seed, "run");
  const processor = random.chance(0.7) ? "gpu" : "cpu";
  const agent = random.pick(["t1", "t2", "t3"]);
  const makesModel = hasEnded && last.native === "finished" && readText(basis, "job_type") === "training";
  return {
    status: state.native,
    status_message: state.message ?? usualMessage(job),
    ...(first && { [`${processor}_start_time`]: toAgentTime(first.at), agent_name: agent }),
    ...(hasEnded && { [`${processor}_end_time`]: toAgentTime(firstEnd(run)) }),
    ...(makesModel && {
      model_id: readText(basis, "model_id") || toUuid(MODEL_SEED, job.serial),
      model_version_id: toUuid(VERSION_SEED, job.serial),
    }),
  };
}

/** The states since an agent last took the job; a job that ended without having started is a run of that moment. */
function currentRun(history: readonly State[]): readonly State[] {
  const waitingAt = history.findLastIndex((state) => state.native === "waiting");
  const since = history.slice(waitingAt + 1);
  const startAt = since.findIndex((state) => state.native === "started" || isEnd(state));
  return startAt < 0 ? [] : since.slice(startAt);
}

/** When the last unbroken row of end states began. */
function firstEnd(run: readonly State[]): number {
  const lastActive = run.findLastIndex((state) => !isEnd(state));
  return run[lastActive + 1]?.at ?? 0;
}

function isEnd(state: State): boolean {
  return state.native === "finished" || state.native === "error";
}

function usualMessage({ seed, state }: SimulatedJob): string {
  if (state.native === "started" || state.native === "finished")
    return `updating training request: ${state.native}`;
  return state.native === "error" ? createRandom(seed, "failure").pick(FAILURES) : "";
}
