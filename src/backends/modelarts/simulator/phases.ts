/** Words of `status.phase` after which a job does not go on. The field is open text: any other word may come up. */
const ENDED: readonly string[] = ["Completed", "Failed", "Terminated", "Abnormal"];
const STOPPABLE: readonly string[] = ["Creating", "Pending", "Running"];

/** Tells whether a job in this phase will not go on. */
export function isEnded(phase: string): boolean {
  return ENDED.includes(phase);
}

/** Tells whether the service accepts `terminate` in this phase. */
export function isStoppable(phase: string): boolean {
  return STOPPABLE.includes(phase);
}

/** The secondary phase that goes with a phase when nothing else is said. */
export function usualSecondary(phase: string, hasRun: boolean): string {
  if (phase === "Pending") return "Queuing";
  if (phase === "Abnormal") return hasRun ? "Unknown" : "CreateFailed";
  return phase;
}
