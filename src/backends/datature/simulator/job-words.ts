import type { SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";

/**
 * The words of a job's state. The service itself shows three, `Waiting`, `Reached` and `Failed`; the others tell apart
 * what they cover, and any further word is shown as it is.
 */
const OVERVIEWS: Readonly<Record<string, string>> = {
  Running: "Waiting",
  Cancelled: "Failed",
  TimedOut: "Failed",
};

/** The service's word for a state. */
export function overviewOf(native: string): string {
  return OVERVIEWS[native] ?? native;
}

/** Tells whether a job has ended. */
export function hasEnded({ state }: SimulatedJob): boolean {
  return ["Reached", "Failed"].includes(overviewOf(state.native));
}

/** When a job was cancelled; null when it was not. A cancel through the service says when by the client's clock. */
export function cancelledAt({ state }: SimulatedJob): number | null {
  if (state.native !== "Cancelled") return null;
  const sent = Number(state.secondary ?? Number.NaN);
  return Number.isInteger(sent) ? sent : Math.floor(state.at);
}

/** `status.message`, and `status.reason` where there is one. A message from outside is also the reason of a failure. */
export function textsOf(job: SimulatedJob): { message: string; reason: string | null } {
  const { native, message } = job.state;
  const usual = MESSAGES[overviewOf(native)] ?? native;
  if (native === "Cancelled") {
    const reason = `${STOPPED} due to requested cancellation at ${cancelledAt(job)}`;
    return { message: message ?? "Batch job cancelled", reason };
  }
  if (native === "TimedOut") return { message: message ?? usual, reason: STOPPED };
  if (native !== "Failed") return { message: message ?? usual, reason: null };
  return { message: message ?? usual, reason: message ?? createRandom(job.seed, "failure").pick(FAILURES) };
}

const STOPPED = "BatchJob not completed before defined stop time";

const MESSAGES: Readonly<Record<string, string>> = {
  Waiting: "Waiting",
  Reached: "Finished",
  Failed: "Batch job failed",
};

const FAILURES = [
  "Deployment could not be started: no capacity in the region",
  "Dataset could not be read",
  "Deployment stopped answering",
  "Model could not be loaded",
];
