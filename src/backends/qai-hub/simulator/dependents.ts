import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { isFinal } from "./job-words.ts";

/** Jobs that cannot begin before others have ended. */
export interface Dependents {
  /** Runs once: when all producers have succeeded or one has failed, which may be now. */
  readonly whenMade: (producers: readonly SimulatedJob[], run: (hasFailed: boolean) => void) => void;
  readonly stop: () => void;
}

/** Builds the waiting room of a world. */
export function createDependents(world: World): Dependents {
  const undoing = new Set<() => void>();
  return {
    whenMade(producers, run) {
      const waiting = new Set(producers.filter(({ state }) => !isFinal(state.native)).map(({ id }) => id));
      if (producers.some(({ state }) => state.native === "FAILED")) return run(true);
      if (waiting.size === 0) return run(false);
      const undo = world.onState((job, state) => {
        if (!waiting.has(job.id) || !isFinal(state.native)) return;
        waiting.delete(job.id);
        if (waiting.size > 0 && state.native === "SUCCESS") return;
        undo();
        undoing.delete(undo);
        run(state.native === "FAILED");
      });
      undoing.add(undo);
    },
    stop: () => {
      for (const undo of undoing) undo();
    },
  };
}
