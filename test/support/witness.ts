import type { BackendDefinition } from "../../src/backends/contract.ts";
import type { Jobs, SimulatorDefinition, World } from "../../src/simulator/contract.ts";

/** Vendors whose simulated world can be looked into, past every adapter. */
export interface Witness {
  readonly definitions: readonly BackendDefinition[];
  /** The jobs of a vendor as they are. */
  jobsOf(kind: string): Jobs;
}

/** Keeps the worlds that simulators are given. */
export function witness(definitions: readonly BackendDefinition[]): Witness {
  const worlds = new Map<string, World>();
  return {
    definitions: definitions.map((definition) => ({
      ...definition,
      simulator: async () => keeping(await definition.simulator(), worlds),
    })),
    jobsOf(kind) {
      const world = worlds.get(kind);
      if (!world) throw new Error(`The simulator of ${kind} has not been started.`);
      return world.jobs;
    },
  };
}

function keeping(simulator: SimulatorDefinition, worlds: Map<string, World>): SimulatorDefinition {
  return {
    ...simulator,
    create(world) {
      worlds.set(simulator.kind, world);
      return simulator.create(world);
    },
  };
}
