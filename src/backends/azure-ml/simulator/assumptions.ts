import type { Assumption, AssumptionValue, World } from "../../../simulator/contract.ts";

/** What the vendor's page marks as assumed or leaves open, with the value that its better sources suggest. */
export const ASSUMPTIONS = [
  { key: "tokenLifetimeS", default: 3599, meaning: "seconds that an access token is good for" },
  {
    key: "revokedChallenge",
    default: "insufficient_claims",
    choices: ["insufficient_claims", "invalid_token"],
    meaning: "what the challenge to a revoked token says; only the first makes azure-core ask for a new one",
  },
  { key: "pageSize", default: 50, meaning: "items on a page of a listing, at most 50" },
  {
    key: "listOrder",
    default: "mixed",
    choices: ["mixed", "newest", "oldest"],
    meaning: "order of the job listing, of which the vendor says nothing",
  },
  {
    key: "lastNextLink",
    default: "null",
    choices: ["null", "empty", "absent"],
    meaning: "nextLink of the last page",
  },
  { key: "nextLinkOrigin", default: "", meaning: "origin put into nextLink; empty: the simulator's own" },
  { key: "locationOrigin", default: "", meaning: "origin put into Location; empty: the simulator's own" },
  {
    key: "discoveryOrigin",
    default: "",
    meaning: "origin of discoveryUrl and of the data plane in it; empty: the simulator's own",
  },
  { key: "cancelLatencyMs", default: 3000, meaning: "time from CancelRequested to Canceled" },
  {
    key: "cancelFinishedStatus",
    default: 200,
    choices: [200, 202, 400],
    meaning: "answer to the cancellation of a job that has ended",
  },
  { key: "deleteLatencyMs", default: 3000, meaning: "time until a deleted job has vanished" },
  {
    key: "deleteRunningStatus",
    default: 202,
    choices: [202, 400, 409],
    meaning: "answer to the deletion of a job that has not ended",
  },
  {
    key: "operationRetryAfterS",
    default: 0,
    meaning: "Retry-After on operations under way; 0: none, as recorded",
  },
  {
    key: "immutableStatus",
    default: 400,
    choices: [400, 409],
    meaning: "answer to a PUT that changes what cannot be changed (another job under a taken name)",
  },
  {
    key: "putTags",
    default: "replace",
    choices: ["replace", "merge"],
    meaning: "whether the tag map of a PUT takes the place of the stored one",
  },
  {
    key: "checksTypeVersion",
    default: true,
    meaning: "whether a PUT is refused when the api-version does not know the job type",
  },
  {
    key: "pipelineNeedsToken",
    default: false,
    meaning: "whether the PUT of a pipeline is refused without x-azureml-token",
  },
  { key: "throttles", default: false, meaning: "whether reads and writes beyond the hourly limits get 429" },
  { key: "readsPerHour", default: 12_000, meaning: "what the rate-limit header of reads counts down from" },
  { key: "writesPerHour", default: 1_200, meaning: "what the rate-limit header of writes counts down from" },
  { key: "linkLifetimeS", default: 29_400, meaning: "seconds that a link to a log file is good for" },
  {
    key: "statusEvents",
    default: "all",
    choices: ["all", "failed"],
    meaning: "which status changes raise RunStatusChanged",
  },
  {
    key: "statusEventCase",
    default: "lower",
    choices: ["lower", "native"],
    meaning: "letter case of runStatus in events",
  },
  {
    key: "eventSchema",
    default: "EventGrid",
    choices: ["EventGrid", "CloudEvents"],
    meaning: "form of pushed events and of the handshake",
  },
  { key: "eventCopies", default: 1, meaning: "how often each event is delivered (at least once)" },
] as const satisfies readonly Assumption[];

export type AssumptionKey = (typeof ASSUMPTIONS)[number]["key"];

/** Tells whether a switch stands at this value. */
export function isAssumed(world: World, key: AssumptionKey, value: AssumptionValue): boolean {
  return world.assumption(key) === value;
}

/** Reads a switch that holds a number. */
export function assumedNumber(world: World, key: AssumptionKey): number {
  return Number(world.assumption(key));
}

/** Reads an origin switch; the simulator's own when it is empty. */
export function assumedOrigin(
  world: World,
  key: "nextLinkOrigin" | "locationOrigin" | "discoveryOrigin",
): string {
  return String(world.assumption(key)) || world.origin;
}
