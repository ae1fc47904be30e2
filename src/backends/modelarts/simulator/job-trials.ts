import type { SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import { ServiceError } from "./errors.ts";
import { runTimesOf } from "./job-status.ts";
import { integer } from "./search-request.ts";
import { listAt, textAt } from "./wire-document.ts";

const HEADER = [
  "",
  "done",
  "pid",
  "config",
  "trial_id",
  "training_iteration",
  "time_total_s",
  "worker_index",
  "reward_attr",
  "status",
  "acc",
  "loss",
  "best_reward",
];
/** Tries of a search whose algorithm does not say how many samples it takes. */
const TRIALS = 8;
const TRIAL_MS = 45_000;

/** Answers `…/autosearch-trials`: a table whose cells are text except `config`; a trial starts every 45 s of the run. */
export function trialPageOf(
  job: SimulatedJob,
  query: URLSearchParams,
  now: number,
  countsItems: boolean,
): object {
  const offset = integer(query.get("offset"), "offset", 0, Number.MAX_SAFE_INTEGER, 0);
  const limit = integer(query.get("limit"), "limit", 1, 50, 50);
  const rows = trialsOf(job, now);
  const skip = countsItems ? offset : offset * limit;
  const data = rows.slice(skip, skip + limit);
  const items = { header: HEADER, data };
  return { total: rows.length, count: data.length, limit, offset, group_by: "", items };
}

/** Answers `…/autosearch-trials/{trial_id}`: the table with this one row. */
export function trialOf(job: SimulatedJob, trialId: string, now: number): object {
  const row = trialsOf(job, now).find((cells) => cells[HEADER.indexOf("trial_id")] === trialId);
  if (!row) throw new ServiceError("2788", "trial_id");
  return { header: HEADER, data: [row] };
}

function trialsOf(job: SimulatedJob, now: number): readonly (readonly unknown[])[] {
  const { startedAt, endedAt } = runTimesOf(job);
  if (job.type !== "autosearch_job" || startedAt === null) return [];
  const runMs = (endedAt ?? now) - startedAt;
  const begun = Math.min(sampleCountOf(job), Math.floor(runMs / TRIAL_MS) + 1);
  let best = 0;
  return Array.from({ length: begun }, (_, index) => {
    const random = createRandom(job.seed, "trial", index);
    const done = endedAt !== null || runMs >= (index + 1) * TRIAL_MS;
    const config = { batch_size: random.pick([16, 32, 64]), learning_rate: random.next() / 10 };
    const accuracy = random.int(50, 990) / 1000;
    best = Math.max(best, accuracy);
    return [
      String(index),
      done ? "True" : "False",
      String(314 + index),
      { ...config, trial_index: index },
      random.int(0x10000000, 0xfffffff0).toString(16),
      String(random.int(1, 5)),
      String(random.int(3000, 45_000) / 1000),
      "",
      String(accuracy),
      done ? "TERMINATED" : "RUNNING",
      String(accuracy),
      String(random.int(10, 900) / 1000),
      String(best),
    ];
  });
}

/** What the control port has set as the search algorithm's `num_samples`. */
function sampleCountOf({ fields }: SimulatedJob): number {
  const [config] = listAt(fields, "algorithm", "policies", "auto_search", "algo_configs");
  const samples = listAt(config, "params").find((one) => textAt(one, "key") === "num_samples");
  return Number(textAt(samples, "value")) || TRIALS;
}
