import type { Assumption, World } from "../../../simulator/contract.ts";

/** What the vendor's page marks as assumed, with the value that its better sources suggest. */
export const ASSUMPTIONS = [
  {
    key: "offsetUnit",
    default: "page",
    choices: ["page", "item"],
    meaning: "what offset counts in job searches, events, trials and experiments",
  },
  {
    key: "algorithmOffsetUnit",
    default: "item",
    choices: ["page", "item"],
    meaning: "what offset counts in the list of algorithms",
  },
  { key: "stopStatus", default: 202, choices: [200, 202], meaning: "status of a stop's answer" },
  { key: "cancelLatencyMs", default: 3000, meaning: "time from Terminating to Terminated" },
  { key: "deleteLatencyMs", default: 3000, meaning: "time until a deleted job has vanished" },
  {
    key: "changesBesideDescription",
    default: "taken",
    choices: ["taken", "ignored", "refused"],
    meaning: "what a region does with what a change holds beside the description; refused with code 2788",
  },
  { key: "lineApi", default: true, meaning: "whether the region has logs/{task}; 404 when not" },
  {
    key: "lineApiIncludesBase",
    default: false,
    meaning: "whether a page of lines begins with base_line itself",
  },
  {
    key: "noLogStatus",
    default: 204,
    choices: [204, 400],
    meaning: "status of a log preview before the first line; 400 comes with code 2818",
  },
  {
    key: "missingJobStatus",
    default: 400,
    choices: [400, 404],
    meaning: "status of code 2775 for a job that does not exist",
  },
  {
    key: "reschedulePhase",
    default: "Pending",
    choices: ["Pending", "Running"],
    meaning: "phase shown while a job that has run waits to run again",
  },
  {
    key: "notificationText",
    default: "id",
    choices: ["id", "name"],
    meaning: "what the text of a notification tells of its job",
  },
  { key: "notificationCopies", default: 1, meaning: "how often each notification is delivered" },
] as const satisfies readonly Assumption[];

export type AssumptionKey = (typeof ASSUMPTIONS)[number]["key"];

/** Tells whether a switch stands at this value. */
export function isAssumed(world: World, key: AssumptionKey, value: string | number | boolean): boolean {
  return world.assumption(key) === value;
}

/** Reads a switch that holds a number. */
export function assumedNumber(world: World, key: AssumptionKey): number {
  return Number(world.assumption(key));
}
