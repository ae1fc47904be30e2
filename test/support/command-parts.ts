import { join } from "node:path";
import type { BackendDefinition } from "../../src/backends/contract.ts";
import { type Core, connectBackend, startCore } from "../../src/core.ts";
import type { SyncSettings } from "../../src/sync/backend-sync.ts";
import { fastSync, type SimulatedWorld } from "./gateway.ts";

/** A gateway without its server, with a clock that can be turned. */
export interface CommandParts extends Core {
  /** What went wrong in the background. */
  readonly errors: readonly unknown[];
  /** Lets time go by for the gateway's clock alone. */
  pass(ms: number): void;
}

export interface CommandPartsOptions {
  readonly definitions: readonly BackendDefinition[];
  readonly sync?: Partial<SyncSettings>;
  /** The same name goes on with the same journal. */
  readonly journal?: string;
}

/** Starts the parts over the vendors of a world as `createGateway` does, with a clock that can be turned. */
export async function startParts(world: SimulatedWorld, options: CommandPartsOptions): Promise<CommandParts> {
  const { definitions, sync: wanted = {}, journal: name = "parts" } = options;
  let passedMs = 0;
  const now = () => Date.now() + passedMs;
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const settings = { ...fastSync, ...wanted };
  const connected = definitions.map((definition) => {
    const { config } = world.vendor(definition.kind);
    return connectBackend(definition.config.parse(config), definition, { now, isFirstProcess: true });
  });
  const core = await startCore({
    connected,
    file: join(world.folder, `${name}.db`),
    settings,
    bookmarkMs: 15_000,
    leaving: new AbortController().signal,
    now,
    random: Math.random,
    onError,
  });
  return {
    ...core,
    errors,
    pass(ms) {
      passedMs += ms;
    },
  };
}
