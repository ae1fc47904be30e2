import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { BackendConfig, BackendDefinition } from "../../src/backends/contract.ts";
import { definitions as registered } from "../../src/backends/registry.ts";
import type { Settings, SyncSettings } from "../../src/config/settings.ts";
import { createGateway, type Gateway } from "../../src/gateway.ts";
import { type SimulatedVendor, startSimulators } from "../../src/simulator/start.ts";
import { Control } from "./control.ts";

/** Polls that a test need not wait for. */
export const fastSync: SyncSettings = {
  horizonDays: 90,
  intervals: { watchedMs: 100, activeMs: 100, idleMs: 100 },
  relistMs: 600_000,
};

export interface WorldOptions {
  readonly jobs?: number;
  readonly seed?: number;
  readonly definitions?: readonly BackendDefinition[];
}

/** Simulated vendors with their control port, and as many gateways over them as a test wants. */
export interface SimulatedWorld extends AsyncDisposable {
  readonly control: Control;
  readonly vendors: readonly SimulatedVendor[];
  /** Folder that goes with the world. */
  readonly folder: string;
  vendor(kind: string): SimulatedVendor;
  /** Starts a gateway over these vendors; the same `journal` name continues the same journal. */
  startGateway(options?: GatewayStart): Promise<TestGateway>;
}

export interface GatewayStart {
  readonly journal?: string;
  readonly sync?: Partial<SyncSettings>;
  /** Changes each entry of `backends:` before it is checked; null leaves it out. */
  readonly configure?: (config: Readonly<Record<string, unknown>>) => Record<string, unknown> | null;
}

/** A running gateway and everything that it has logged. */
export interface TestGateway extends Gateway {
  readonly log: readonly string[];
}

/** Starts the simulators with a paused clock: nothing moves but what a test turns. */
export async function startWorld(options: WorldOptions = {}): Promise<SimulatedWorld> {
  const { jobs = 40, seed = 1, definitions = registered } = options;
  await using parts = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), "jobgraph-test-"));
  parts.defer(() => rmSync(folder, { recursive: true, force: true }));
  const simulated = await Promise.all(definitions.map((definition) => definition.simulator()));
  const simulators = parts.use(await startSimulators({ definitions: simulated, jobs, seed, speed: 1 }));
  const control = new Control(simulators.control);
  await control.clock({ paused: true });
  const { vendors } = simulators;
  const running = parts.move();
  return {
    control,
    vendors,
    folder,
    vendor: (kind) =>
      found(
        vendors.find((vendor) => vendor.kind === kind),
        kind,
      ),
    async startGateway({
      journal = "journal",
      sync = {},
      configure = (config: Readonly<Record<string, unknown>>) => ({ ...config }),
    } = {}) {
      const configs = vendors.map(({ config }) => configure(config)).filter((config) => config !== null);
      const settings: Settings = {
        server: { host: "127.0.0.1", port: 0 },
        journal: { kind: "sqlite", path: join(folder, `${journal}.db`) },
        auth: null,
        sync: { ...fastSync, ...sync },
        backends: configs.map((config) => parseConfig(config, definitions)),
      };
      const log: string[] = [];
      const logger = pino({ level: "debug" }, { write: (line: string) => void log.push(line) });
      const gateway = await createGateway({ definitions, settings, log: logger });
      return { url: gateway.url, log, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() };
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function parseConfig(
  config: Record<string, unknown>,
  definitions: readonly BackendDefinition[],
): BackendConfig {
  const kind = String(config.kind);
  return found(
    definitions.find((definition) => definition.kind === kind),
    kind,
  ).config.parse(config);
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`There is no ${name} in this world.`);
  return value;
}
