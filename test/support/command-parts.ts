import { join } from "node:path";
import type { BackendDefinition } from "../../src/backends/contract.ts";
import { createFederation, type Federation } from "../../src/federation/federation.ts";
import { logJobWatch } from "../../src/federation/log-jobs.ts";
import { createVendorClient, systemTools } from "../../src/http/client.ts";
import { followJournal, type IndexFollower } from "../../src/index/follower.ts";
import { openIndex } from "../../src/index/job-index.ts";
import type { Journal } from "../../src/journal/contract.ts";
import { openSqliteJournal } from "../../src/journal/sqlite.ts";
import type { SyncSettings } from "../../src/sync/backend-sync.ts";
import { tailPaceOf } from "../../src/sync/log-tail-pace.ts";
import { LogTails } from "../../src/sync/log-tails.ts";
import { type ConnectedBackend, type Sync, startSync } from "../../src/sync/sync.ts";
import { fastSync, type SimulatedWorld } from "./gateway.ts";
import { backendId } from "./observation.ts";

/** A gateway without its server: what resolvers call, and what is behind it. */
export interface CommandParts extends AsyncDisposable {
  readonly federation: Federation;
  readonly journal: Journal;
  readonly follower: IndexFollower;
  readonly sync: Sync;
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
  await using parts = new AsyncDisposableStack();
  let passedMs = 0;
  const now = () => Date.now() + passedMs;
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const settings = { ...fastSync, ...wanted };
  const connected = definitions.map((definition): ConnectedBackend => {
    const { config } = world.vendor(definition.kind);
    const id = backendId(String(config.id));
    const { concurrency, callsPerMinute } = definition.limits;
    const backend = definition.create(definition.config.parse(config), {
      id,
      now,
      connect: (protocol, asked) =>
        createVendorClient(protocol, systemTools(id), { concurrency, callsPerMinute, ...asked }),
    });
    return { id, title: definition.title, definition, backend };
  });
  const file = join(world.folder, `${name}.db`);
  const journal = parts.use(await openSqliteJournal(file));
  const kinds = new Map(connected.map(({ id, definition }) => [id, definition.kind]));
  const index = parts.use(
    openIndex({ file: `${file}.index`, kindOf: (id) => kinds.get(id) ?? "", nativeKeysOf: () => ({}) }),
  );
  const follower = parts.use(await followJournal({ journal, index, onError }));
  const random = Math.random;
  const sync = parts.use(await startSync(connected, { settings, journal, follower, now, random, onError }));
  const tails = parts.use(
    new LogTails({
      interest: sync.interest,
      pace: tailPaceOf(settings.intervals),
      now,
      onError,
      watch: logJobWatch({ follower, sync, now }),
    }),
  );
  const stop = new AbortController();
  parts.defer(() => stop.abort(new Error("The test has ended.")));
  const { signal } = stop;
  const federation = parts.use(
    createFederation({
      connected,
      journal,
      follower,
      sync,
      tails,
      signal,
      leaving: signal,
      bookmarkMs: 15_000,
      now,
      onError,
    }),
  );
  const running = parts.move();
  return {
    federation,
    journal,
    follower,
    sync,
    errors,
    pass(ms) {
      passedMs += ms;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
