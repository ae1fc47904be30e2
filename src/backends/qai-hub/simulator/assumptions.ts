import type { Assumption, AssumptionValue, World } from "../../../simulator/contract.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * What nobody outside knows of the service, as switches; the first choice is the default. What is assumed without a
 * switch: lists are newest first and count their matches before paging; every person has a project of their own, which
 * is on all they make; a creator is found by the whole address in any case; any valid address can be shared with, and
 * who received a job reads what belongs to it; only who made a thing changes it; a filter by profile means inference
 * jobs with profiling; the type of a target model follows `--target_runtime`; outputs of models are any bytes, and
 * those of inference jobs are the inputs; a job on a model that is not made yet waits for it.
 */
export const ASSUMPTIONS = [
  choice("createStatus", [201, 200], "status of a POST that creates"),
  choice("changeAnswer", ["id", "empty"], "content of the answer to PATCH, DELETE and sharing"),
  amount("pageSize", 50, "items on a page without limit"),
  amount("pageLimit", 100, "most items on a page; a larger limit is cut to it"),
  choice(
    "invalidQuery",
    ["refuse", "ignore"],
    "offset, limit, state or type that make no sense: 400, or as not sent",
  ),
  choice("errorForm", ["json", "message"], "a 400 about a field: JSON detail, or a CreateUpdateResponse"),
  choice("refusedCreate", ["400", "status"], "a create that is refused: 400, or 2xx with the text in status"),
  choice("authStatus", [401, 403], "status without or with a wrong token"),
  choice("missingBody", ["detail", "empty"], "body of a 404: JSON detail, or nothing"),
  choice("foreignChange", [403, 404], "status of a change to what somebody else made"),
  choice("deleteStatus", [405, 404], "status of a DELETE of a job, which does not exist"),
  amount("nameLength", 250, "longest name of a job, in characters"),
  choice(
    "artifacts",
    ["page", "hubLog", "none"],
    "what ended jobs have: the rule of the page, HUB_LOG only, nothing",
  ),
  choice("earlyLogs", [false, true], "whether logs can be read before the end"),
  choice("projects", ["default", "absent"], "whether jobs, models and datasets carry a project id"),
  text("hubVersion", "aihub-2026.11.09.0", "hub_version of all jobs"),
  amount("jobTimeoutMs", 8 * HOUR_MS, "age at which a job made by a client fails; 0: never"),
  choice("rateLimits", [false, true], "whether requests are counted by minute and token"),
  amount("createsPerMinute", 30, "POST requests before 429, where they are counted"),
  amount("readsPerMinute", 600, "other requests before 429, where they are counted"),
  text("lowestClientVersion", "", "clients that say a lower Client-Version get 426; empty: nobody does"),
  amount("linkLifetimeMs", HOUR_MS, "age at which storage refuses a link"),
  amount(
    "datasetLifetimeMs",
    30 * 24 * HOUR_MS,
    "age at which a dataset that is not permanent expires (410)",
  ),
  amount("partSizeBytes", 8 * 2 ** 20, "size of a part of a model upload"),
  choice("deviceRetry", [false, true], "whether jobs made by clients lose their device once"),
  choice("times", ["all", "creation"], "which times are filled: all five, or creation_time alone"),
  choice("failureTypes", [true, false], "whether failure_type is filled"),
  choice(
    "profileForm",
    ["byVersion", "inference", "profile"],
    "form of profiled jobs; profile: the one before 0.56",
  ),
  choice(
    "seededTarget",
    ["asked", "always", "never"],
    "when a target model is there before the job has succeeded",
  ),
] as const satisfies readonly Assumption[];

type AssumptionKey = (typeof ASSUMPTIONS)[number]["key"];

/** Tells whether a switch stands at this value. */
export function isAssumed(world: World, key: AssumptionKey, value: AssumptionValue): boolean {
  return world.assumption(key) === value;
}

/** Reads a switch that holds a number. */
export function assumedNumber(world: World, key: AssumptionKey): number {
  return Number(world.assumption(key));
}

/** Reads a switch that holds a text. */
export function assumedText(world: World, key: AssumptionKey): string {
  return String(world.assumption(key));
}

function choice<const K extends string>(
  key: K,
  choices: readonly [AssumptionValue, ...AssumptionValue[]],
  meaning: string,
) {
  return { key, default: choices[0], choices, meaning };
}

function amount<const K extends string>(key: K, value: number, meaning: string) {
  return { key, default: value, meaning };
}

function text<const K extends string>(key: K, value: string, meaning: string) {
  return { key, default: value, meaning };
}
