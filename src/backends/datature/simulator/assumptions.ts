import type { Assumption, World } from "../../../simulator/contract.ts";

/**
 * What nobody outside knows of the service, as switches; the first choice is the default. What is assumed without a
 * switch: error bodies are `{code, message}`; an unknown id is 404 and a malformed one 400; all stages of the pipeline
 * move together; a stop time that passes fails the job; log documents carry the UUID of their job; a failed item is
 * delivered too, without predictions, so that deliveries reach the item count.
 */
export const ASSUMPTIONS = [
  choice("okStatus", [200, 201], "status of every success"),
  choice(
    "authErrors",
    ["split", "401", "403"],
    "status without key (split: 401) and with a wrong one (split: 403)",
  ),
  amount("rateLimit", 0, "requests a minute before 429 with Retry-After; 0: no limit"),
  choice("cursor", ["absent", "null"], "how a page without neighbour says so"),
  amount("pageLimit", 1000, "the largest page; a larger limit is clamped to it"),
  choice("listOrder", ["createdAsc", "createdDesc"], "order of cursor pages"),
  choice("defaultStart", ["created", "absent"], "startAtTime of a job that was given none"),
  amount(
    "defaultStopMs",
    259_200_000,
    "time from start to stop of a job that was given no stop; 0: it has none",
  ),
  choice("sparseItems", [true, false], "whether counters of zero are left out, as they mostly are"),
  amount("cancelLatencyMs", 0, "time from a cancel to its effect; at 0 the answer shows it"),
  amount("cancelMarginMs", 2000, "a stop time up to this far ahead of the server's clock is a cancel"),
  choice(
    "patchTerminal",
    ["reject", "ignore"],
    "answer to a PATCH of an ended job: 400, or 200 without effect",
  ),
  choice("deleteActive", ["allow", "reject"], "whether a job that has not ended can be deleted"),
  choice("deletionId", ["shown", "absent"], "whether the answer to a delete names the job"),
  choice(
    "logBounds",
    ["before", "both", "neither"],
    "which of beforeTime and afterTime includes entries of that very millisecond",
  ),
  amount("logLimit", 1000, "most log entries in an answer, also by default"),
  choice("signature", ["timestamped", "none"], "headers on deliveries: HMAC over time and body, or none"),
  amount(
    "deliveryBackoffMs",
    1000,
    "wait before the first repeat of a delivery, doubled for each further one",
  ),
  choice("unknownReference", [404, 400], "status of a create that names something unknown"),
  choice(
    "templateReplicas",
    ["replicas", "scaling"],
    "how the answer's template writes the number of replicas",
  ),
  amount("maxDestinations", 1, "most destinations a job may have"),
] as const satisfies readonly Assumption[];

type AssumptionKey = (typeof ASSUMPTIONS)[number]["key"];

/** Tells whether a switch stands at this value. */
export function isAssumed(world: World, key: AssumptionKey, value: string | number | boolean): boolean {
  return world.assumption(key) === value;
}

/** Reads a switch that holds a number. */
export function assumedNumber(world: World, key: AssumptionKey): number {
  return Number(world.assumption(key));
}

function choice<const K extends string>(
  key: K,
  choices: readonly [Assumption["default"], ...Assumption["default"][]],
  meaning: string,
) {
  return { key, default: choices[0], choices, meaning };
}

function amount<const K extends string>(key: K, value: number, meaning: string) {
  return { key, default: value, meaning };
}
