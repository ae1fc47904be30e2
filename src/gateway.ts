import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Logger } from "pino";
import type { BackendConfig, BackendDefinition } from "./backends/contract.ts";
import type { Settings } from "./config/settings.ts";
import { createFederation } from "./federation/federation.ts";
import { createHooks } from "./federation/hooks.ts";
import { logJobWatch } from "./federation/log-jobs.ts";
import { buildSchema, printClientSchema, readTypeDefinitions } from "./graphql/schema.ts";
import { createVendorClient, systemTools } from "./http/client.ts";
import { followJournal } from "./index/follower.ts";
import { openIndex } from "./index/job-index.ts";
import { trimOld, usualRetention } from "./journal/retention.ts";
import { openSqliteJournal } from "./journal/sqlite.ts";
import { startServer } from "./server/server.ts";
import { tailPaceOf } from "./sync/log-tail-pace.ts";
import { LogTails } from "./sync/log-tails.ts";
import { type ConnectedBackend, startSync } from "./sync/sync.ts";

const bookmarkMs = 15_000;
const trimMs = 10 * 60_000;

export interface GatewayOptions {
  /** Every vendor that may be configured; the schema shows them all. */
  readonly definitions: readonly BackendDefinition[];
  readonly settings: Settings;
  readonly log: Logger;
}

/** A gateway that serves; disposing stops it cleanly. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
}

/** Wires and starts a gateway. Rejects when the journal cannot be opened or the port is taken. */
export async function createGateway({ definitions, settings, log }: GatewayOptions): Promise<Gateway> {
  await using parts = new AsyncDisposableStack();
  const { now } = Date;
  const onError = (error: unknown) => log.error({ err: error }, "internal error");
  const onBug = (error: unknown, traceId: string = randomUUID()) =>
    log.error({ err: error, traceId }, "internal error");
  const stop = new AbortController();
  const leaving = new AbortController();

  const typeDefinitions = readTypeDefinitions(definitions.map(({ schema }) => schema));
  const schema = buildSchema(typeDefinitions);
  const { path } = settings.journal;
  // No vendor is called before the journal is there: without one, no earlier process has spent of a call budget.
  const isFirstProcess = !existsSync(path);
  const connected = settings.backends.map((config) => connect(config, definitions, isFirstProcess));
  mkdirSync(dirname(path), { recursive: true });
  const journal = parts.use(await openSqliteJournal(path));
  const vendors = new Map(connected.map(({ id, definition }) => [id, definition]));
  const index = parts.use(
    openIndex({
      file: `${path}.index`,
      kindOf: (id) => vendors.get(id)?.kind ?? "",
      nativeKeysOf: (id) => vendors.get(id)?.nativeKeys ?? {},
    }),
  );
  const follower = parts.use(await followJournal({ journal, index, onError }));

  const trimming = setInterval(() => void trimOld(journal, usualRetention, now()).catch(onError), trimMs);
  parts.defer(() => clearInterval(trimming));

  const sync = parts.use(
    await startSync(connected, {
      settings: settings.sync,
      journal,
      follower,
      now,
      random: Math.random,
      onError,
    }),
  );
  const tails = parts.use(
    new LogTails({
      interest: sync.interest,
      pace: tailPaceOf(settings.sync.intervals),
      now,
      onError,
      watch: logJobWatch({ follower, sync, now }),
    }),
  );
  parts.defer(() => stop.abort(new Error("The gateway has stopped.")));
  const federation = parts.use(
    createFederation({
      connected,
      journal,
      follower,
      sync,
      tails,
      signal: stop.signal,
      leaving: leaving.signal,
      bookmarkMs,
      now,
      onError,
    }),
  );

  const hooks = createHooks({
    connected,
    sync,
    signal: stop.signal,
    now,
    onRefused: ({ backend, error, refused }) =>
      log.warn({ backend, kind: error.kind, reason: error.message, refused }, "a push was refused"),
  });

  const { host, port } = settings.server;
  const printSchema = () => printClientSchema(typeDefinitions);
  const server = parts.use(
    await startServer({
      schema,
      federation,
      hooks,
      host,
      port,
      isOpen: settings.auth === "none",
      printSchema,
      onBug,
    }),
  );
  // Disposed first: what waits for a job is answered before the server waits for its answers.
  parts.defer(() => leaving.abort(new Error("The gateway is stopping.")));

  const running = parts.move();
  return { url: server.url, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Gives a backend its one way out, with the bounds that its vendor sets. */
function connect(
  config: BackendConfig,
  definitions: readonly BackendDefinition[],
  isFirstProcess: boolean,
): ConnectedBackend {
  const definition = definitions.find(({ kind }) => kind === config.kind);
  if (!definition) throw new Error(`No vendor is registered as ${config.kind}.`);
  const { id, title = definition.title } = config;
  const { concurrency, callsPerMinute } = definition.limits;
  const backend = definition.create(config, {
    id,
    now: Date.now,
    connect: (protocol, options) =>
      createVendorClient(protocol, systemTools(id), {
        concurrency,
        callsPerMinute,
        isFirstProcess,
        ...options,
      }),
  });
  return { id, title, definition, backend };
}
