import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { isAssumed } from "./assumptions.ts";
import { isFinal } from "./job-words.ts";
import { toTimestamp } from "./timestamps.ts";
import type { WireDocument } from "./wire-document.ts";

/** The five times of a job, whatever set its states; a time that has not come is left out. */
export function timesOf(world: World, { createdAt, history, state }: SimulatedJob): WireDocument {
  const created = { creation_time: toTimestamp(createdAt) };
  if (isAssumed(world, "times", "creation")) return created;
  // A job that went back to the queue starts once more.
  const startedAt = history[history.findLastIndex(({ native }) => native === "CREATED") + 1]?.at;
  return {
    ...created,
    queued_time: toTimestamp(createdAt),
    ...(startedAt !== undefined && { start_time: toTimestamp(startedAt) }),
    ...(isFinal(state.native) && { completion_time: toTimestamp(state.at) }),
    last_updated_time: toTimestamp(state.at),
  };
}

/** How often a device was given to the job, at least once. */
export function attemptsOf({ history }: SimulatedJob): number {
  return Math.max(1, history.filter(({ native }) => native === "PROVISIONING_DEVICE").length);
}
