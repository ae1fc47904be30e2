import type { SimulatedJob, State } from "../../../simulator/contract.ts";

const FINAL = new Set(["Completed", "Failed", "Canceled"]);
/** Words that a run has only after its start. */
const STARTED = new Set(["Running", "Finalizing", "NotResponding", "Paused", "Pausing", "Completed"]);

/** Whether no other status follows. A run that does not respond or is paused may go on. */
export function isFinal(status: string): boolean {
  return FINAL.has(status);
}

/** When a run started and ended; null for what has not happened. */
export interface RunTimes {
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** Reads the times off the states; the end counts only while no state has followed it. */
export function runTimesOf(job: Pick<SimulatedJob, "history" | "state">): RunTimes {
  const started = job.history.find((state) => hasStarted(state));
  return {
    startedAt: started?.at ?? null,
    endedAt: isFinal(job.state.native) ? job.state.at : null,
  };
}

/** Whether this state says that the run has begun. */
export function hasStarted(state: State): boolean {
  return STARTED.has(state.native);
}
