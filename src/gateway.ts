import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Logger } from "pino";
import type { BackendDefinition } from "./backends/contract.ts";
import type { Settings } from "./config/settings.ts";
import { connectBackend, startCore } from "./core.ts";
import { createHooks } from "./federation/hooks.ts";
import { buildSchema, printClientSchema, readTypeDefinitions } from "./graphql/schema.ts";
import { trimOld, usualRetention } from "./journal/retention.ts";
import { startServer } from "./server/server.ts";

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
  const leaving = new AbortController();

  const typeDefinitions = readTypeDefinitions(definitions.map(({ schema }) => schema));
  const schema = buildSchema(typeDefinitions);
  const { path } = settings.journal;
  // No vendor is called before the journal is there: without one, no earlier process has spent of a call budget.
  const isFirstProcess = !existsSync(path);
  const connected = settings.backends.map((config) => {
    const definition = definitions.find(({ kind }) => kind === config.kind);
    if (!definition) throw new Error(`No vendor is registered as ${config.kind}.`);
    return connectBackend(config, definition, { now, isFirstProcess });
  });
  mkdirSync(dirname(path), { recursive: true });
  const core = parts.use(
    await startCore({
      connected,
      file: path,
      settings: settings.sync,
      bookmarkMs,
      leaving: leaving.signal,
      now,
      random: Math.random,
      onError,
    }),
  );
  const { journal, sync, federation, signal } = core;

  const trimming = setInterval(() => void trimOld(journal, usualRetention, now()).catch(onError), trimMs);
  parts.defer(() => clearInterval(trimming));

  const hooks = createHooks({
    connected,
    sync,
    signal,
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
