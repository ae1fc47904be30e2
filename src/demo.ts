import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BackendDefinition } from "./backends/contract.ts";
import type { Settings } from "./config/settings.ts";
import { type Simulators, startSimulators } from "./simulator/start.ts";

const jobs = 200;
const seed = 1;

/** What runs without a configuration: all vendors simulated, a journal that goes with the process. */
export interface Demo extends AsyncDisposable {
  readonly settings: Settings;
  readonly simulators: Simulators;
}

/** Starts the simulators on free ports, with the same world each time, and makes the settings that lead to them. */
export async function startDemo(definitions: readonly BackendDefinition[], port: number): Promise<Demo> {
  await using parts = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), "jobgraph-"));
  parts.defer(() => rmSync(folder, { recursive: true, force: true }));
  const loaded = await Promise.all(definitions.map((definition) => definition.simulator()));
  const simulators = parts.use(await startSimulators({ definitions: loaded, jobs, seed, speed: 1 }));
  const backends = simulators.vendors.map(({ kind, config }) => {
    const definition = definitions.find((one) => one.kind === kind);
    if (!definition) throw new Error(`The simulator of ${kind} has no definition.`);
    return definition.config.parse(config);
  });
  const settings: Settings = {
    server: { host: "localhost", port },
    journal: { kind: "sqlite", path: join(folder, "journal.db") },
    auth: null,
    sync: {
      horizonDays: 90,
      intervals: { watchedMs: 2_000, activeMs: 10_000, idleMs: 60_000 },
      relistMs: 600_000,
    },
    backends,
  };
  const running = parts.move();
  return { settings, simulators, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
