import { randomUUID } from "node:crypto";
import { pipeline, Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { BackendError, InputError, InvalidId } from "../domain/error.ts";
import { parseIdOf } from "../domain/id.ts";
import { asStream } from "../fanout/stream.ts";
import type { Federation } from "../federation/federation.ts";
import type { LogMessage } from "../federation/log-messages.ts";
import { formatError, type OnBug } from "../graphql/errors.ts";
import { answerOf } from "./error-answer.ts";
import { type LogFormat, logFormats } from "./log-format.ts";
import { isSameOrigin } from "./origin.ts";

interface Wanted {
  readonly format: LogFormat;
  readonly follow: boolean;
  readonly source: string | null;
  readonly after: string | null;
}

type Request = FastifyRequest<{ Params: { id: string }; Querystring: Record<string, unknown> }>;

/**
 * Serves `/jobs/{id}/logs`: a whole log, or the rest of it after a cursor, at the pace at which the client reads; with
 * `follow=1` on and on until the log is complete. An answer that fails in its middle is broken off without the last
 * chunk, so that nobody takes it for the whole. Disposing breaks off those that follow.
 */
export function serveLogDownloads(app: FastifyInstance, federation: Federation, onBug: OnBug): Disposable {
  const stopping = new AbortController();
  app.get<{ Params: { id: string }; Querystring: Record<string, unknown> }>(
    "/jobs/:id/logs",
    { exposeHeadRoute: false },
    async (request, reply) => {
      if (!isSameOrigin(request.raw))
        return reply.status(403).send(answerOf("FORBIDDEN", "Pages of other sites may not read logs."));
      const leaving = leavingOf(reply);
      try {
        const wanted = parseWanted(request);
        const messages = await open(federation, request.params.id, wanted, leaving);
        const ending = wanted.follow ? AbortSignal.any([leaving, stopping.signal]) : leaving;
        send(reply, request.params.id, wanted, messages, ending, onBug);
        return reply;
      } catch (error) {
        // Nobody is there to be told.
        return leaving.aborted ? reply.hijack() : refuse(reply, error, onBug);
      }
    },
  );
  return { [Symbol.dispose]: () => stopping.abort(new Error("The server stops.")) };
}

async function open(
  federation: Federation,
  jobId: string,
  { follow, source, after }: Wanted,
  signal: AbortSignal,
): Promise<AsyncIterableIterator<LogMessage>> {
  const { logs } = federation;
  const loaders = federation.createLoaders();
  const request = { jobId, source, after };
  if (!follow) return logs.readAll(request, loaders, signal);
  return asStream(await logs.follow(request, loaders, signal), federation);
}

function send(
  reply: FastifyReply,
  jobId: string,
  { format, source }: Wanted,
  messages: AsyncIterableIterator<LogMessage>,
  ending: AbortSignal,
  onBug: OnBug,
): void {
  const { contentType, extension, write } = format;
  const body = Readable.from(chunksOf(messages, write), { objectMode: false });
  const end = () => {
    // A generator that waits for its next value takes no notice of anything else.
    void messages.return?.();
    body.destroy(ending.reason);
  };
  if (ending.aborted) end();
  else ending.addEventListener("abort", end, { once: true });
  const { nativeId } = parseIdOf("job", jobId);
  reply.hijack();
  reply.raw.writeHead(200, {
    "content-type": contentType,
    "content-disposition": `attachment; filename="${fileName([nativeId, source], extension)}"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  // A log that is quiet has no first chunk to go with.
  reply.raw.flushHeaders();
  pipeline(body, reply.raw, (error) => {
    const isOurs = error && !(error instanceof BackendError) && !ending.aborted;
    if (isOurs) onBug(error, randomUUID());
  });
}

async function* chunksOf(messages: AsyncIterable<LogMessage>, write: LogFormat["write"]) {
  for await (const message of messages) {
    const chunk = write(message);
    if (chunk !== "") yield Buffer.from(chunk);
  }
}

/** A name that means nothing else to any file system or header. */
function fileName(parts: readonly (string | null)[], extension: string): string {
  const name = parts
    .filter((part) => part !== null)
    .join("-")
    .replace(/[^\w.-]+/g, "_")
    .replace(/^\.+/, "_");
  return `${name.slice(0, 100)}.${extension}`;
}

function parseWanted({ query, headers }: Request): Wanted {
  const text = (name: string): string | null => {
    const value = query[name];
    if (value === undefined) return null;
    if (typeof value === "string") return value;
    throw new InputError("INVALID_ARGUMENT", [name], value, "one value");
  };
  const follow = text("follow") ?? "0";
  if (follow !== "0" && follow !== "1")
    throw new InputError("INVALID_ARGUMENT", ["follow"], follow, "0 or 1");
  const name =
    text("format") ?? (/\bapplication\/(x-ndjson|jsonl)\b/.test(headers.accept ?? "") ? "ndjson" : "text");
  const format = Object.hasOwn(logFormats, name) ? logFormats[name] : undefined;
  if (!format) throw new InputError("INVALID_ARGUMENT", ["format"], name, "text or ndjson");
  return { format, follow: follow === "1", source: text("source"), after: text("after") };
}

/** Aborts when the client hangs up before the end of the answer. */
function leavingOf({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) left.abort(new Error("The client has left."));
  });
  return left.signal;
}

function refuse(reply: FastifyReply, error: unknown, onBug: OnBug) {
  const { message, extensions } = formatError({ message: "" }, error, onBug);
  return reply.status(statusOf(error)).send({ errors: [{ message, extensions }] });
}

function statusOf(error: unknown): number {
  if (error instanceof InvalidId) return 404;
  if (error instanceof InputError) return 400;
  if (!(error instanceof BackendError)) return 500;
  return error.kind === "NOT_FOUND" || error.kind === "UNSUPPORTED" ? 404 : 502;
}
