import type { BackendConfig, BackendDefinition } from "./backends/contract.ts";
import { createFederation, type Federation } from "./federation/federation.ts";
import { logJobWatch } from "./federation/log-jobs.ts";
import { createVendorClient, systemTools } from "./http/client.ts";
import { followJournal, type IndexFollower } from "./index/follower.ts";
import { openIndex } from "./index/job-index.ts";
import type { Journal } from "./journal/contract.ts";
import { openSqliteJournal } from "./journal/sqlite.ts";
import type { SyncSettings } from "./sync/backend-sync.ts";
import { tailPaceOf } from "./sync/log-tail-pace.ts";
import { LogTails } from "./sync/log-tails.ts";
import { type ConnectedBackend, type Sync, startSync } from "./sync/sync.ts";

/** A gateway without its server: what resolvers call, and what is behind it. */
export interface Core extends AsyncDisposable {
  readonly journal: Journal;
  readonly follower: IndexFollower;
  readonly sync: Sync;
  readonly federation: Federation;
  /** Aborts when the core stops. */
  readonly signal: AbortSignal;
}

export interface CoreOptions {
  readonly connected: readonly ConnectedBackend[];
  /** File of the journal, in a folder that is there; the index lies beside it. */
  readonly file: string;
  readonly settings: SyncSettings;
  /** Time between two bookmarks of a subscription, in milliseconds. */
  readonly bookmarkMs: number;
  /** Aborts when the gateway begins to stop. */
  readonly leaving: AbortSignal;
  now(): number;
  random(): number;
  /** Told of failures that are ours. */
  onError(error: unknown): void;
}

/** Opens the journal, brings the index to it and starts to follow the vendors. Rejects with `JournalError`. */
export async function startCore(options: CoreOptions): Promise<Core> {
  const { connected, file, settings, bookmarkMs, leaving, now, random, onError } = options;
  await using parts = new AsyncDisposableStack();
  const stop = new AbortController();
  const { signal } = stop;
  const vendors = new Map(connected.map(({ id, definition }) => [id, definition]));
  const journal = parts.use(await openSqliteJournal(file));
  const index = parts.use(
    openIndex({
      file: `${file}.index`,
      kindOf: (id) => vendors.get(id)?.kind ?? "",
      nativeKeysOf: (id) => vendors.get(id)?.nativeKeys ?? {},
    }),
  );
  const follower = parts.use(await followJournal({ journal, index, onError }));
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
  parts.defer(() => stop.abort(new Error("The gateway has stopped.")));
  const asked = { signal, leaving, bookmarkMs, now, onError };
  const federation = parts.use(createFederation({ connected, journal, follower, sync, tails, ...asked }));
  const running = parts.move();
  return {
    journal,
    follower,
    sync,
    federation,
    signal,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Gives a backend its one way out, with the bounds that its vendor sets. `isFirstProcess`: no earlier one has called. */
export function connectBackend(
  config: BackendConfig,
  definition: BackendDefinition,
  { now, isFirstProcess }: { now(): number; readonly isFirstProcess: boolean },
): ConnectedBackend {
  const { id, title = definition.title } = config;
  const { concurrency, callsPerMinute } = definition.limits;
  const bounds = { concurrency, callsPerMinute, isFirstProcess };
  const backend = definition.create(config, {
    id,
    now,
    connect: (protocol, options) => createVendorClient(protocol, systemTools(id), { ...bounds, ...options }),
  });
  return { id, title, definition, backend };
}
