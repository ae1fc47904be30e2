import { randomUUID } from "node:crypto";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import type { GraphQLSchema } from "graphql";
import { createHub } from "../fanout/hub.ts";
import type { Federation } from "../federation/federation.ts";
import type { Hooks } from "../federation/hooks.ts";
import type { Context } from "../graphql/context.ts";
import type { OnBug } from "../graphql/errors.ts";
import { createPreparer } from "../graphql/operation.ts";
import { startApollo } from "./apollo.ts";
import { answerOf } from "./error-answer.ts";
import { serveGraphiql } from "./graphiql-routes.ts";
import { serveHealth } from "./health.ts";
import { serveHomePage } from "./home-page.ts";
import { serveHooks } from "./hooks.ts";
import { serveLogDownloads } from "./log-download.ts";
import { namesLoopback } from "./loopback.ts";
import { serveEventStreams } from "./sse.ts";
import { serveWebSocket } from "./ws.ts";

const mostBodyBytes = 1024 * 1024;
/** Time for a request to arrive whole. */
const requestTimeoutMs = 60_000;
/** Time in which every stream is given its last bookmark when the server stops. */
const drainMs = 1_000;
/** Who gives commands, as long as nobody proves who he is. */
const anonymous = "anonymous";
const foreignName =
  "Without auth in the configuration only requests to localhost are answered (auth: none opens it).";

export interface ServerTools {
  readonly schema: GraphQLSchema;
  readonly federation: Federation;
  readonly hooks: Hooks;
  /** Loopback only, unless the settings say `auth: none`. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Whether requests under any name of this host are answered; else only those that name it as loopback. */
  readonly isOpen: boolean;
  printSchema(): string;
  readonly onBug: OnBug;
}

/** Server that accepts connections; disposing drains it: requests under way get 10 s for their answers. */
export interface RunningServer extends AsyncDisposable {
  /** Address for people, without a slash at the end. */
  readonly url: string;
}

/** Starts the server: GraphQL over HTTP, WebSocket and server-sent events, GraphiQL, the first page, health. Rejects when the port is taken. */
export async function startServer(tools: ServerTools): Promise<RunningServer> {
  const { schema, federation, hooks, host, port, isOpen, printSchema, onBug } = tools;
  const app = Fastify({
    bodyLimit: mostBodyBytes,
    forceCloseConnections: "idle",
    requestTimeout: requestTimeoutMs,
    // What fastify refuses before it looks for a route, such as an address that cannot be decoded.
    frameworkErrors: ({ message }, _, reply: FastifyReply) =>
      reply.status(400).send(answerOf("BAD_REQUEST", message)),
  });
  if (!isOpen) {
    app.addHook("onRequest", async (request, reply) => {
      if (!namesLoopback(request.headers.host))
        return reply.status(403).send(answerOf("FORBIDDEN", foreignName));
    });
  }
  let isStopping = false;
  // What is answered while the server stops ends its connection: nothing waits for it to fall idle.
  app.addHook("onSend", async (_, reply) => {
    if (isStopping) reply.header("connection", "close");
  });
  const createContext = (signal: AbortSignal): Context => ({
    federation,
    loaders: federation.createLoaders(),
    actor: anonymous,
    signal,
  });
  const apollo = await startApollo(schema, app, onBug);
  app.route({
    url: "/graphql",
    method: ["GET", "POST"],
    handler: fastifyApolloHandler(apollo, { context: async (_, reply) => createContext(signalOf(reply)) }),
  });
  app.get("/schema.graphql", (_, reply) => reply.type("text/plain; charset=utf-8").send(printSchema()));
  serveHealth(app, federation);
  serveHooks(app, hooks);
  const downloads = serveLogDownloads(app, federation, onBug);
  serveGraphiql(app);
  serveHomePage(app);
  answerErrors(app, onBug);
  const hub = createHub({ bookmarkMs: federation.bookmarkMs });
  const operations = { prepare: createPreparer(schema), hub, createContext, onBug };
  const streams = serveEventStreams(app, operations);
  const sockets = serveWebSocket(app.server, { ...operations, isOpen });
  await app.listen({ host, port });
  return {
    url: addressOf(app, host),
    async [Symbol.asyncDispose]() {
      isStopping = true;
      downloads[Symbol.dispose]();
      await hub.drain(drainMs);
      await Promise.all([sockets[Symbol.asyncDispose](), streams[Symbol.asyncDispose]()]);
      await apollo.stop();
      await app.close();
    },
  };
}

/** Aborts when the client hangs up before the answer. */
function signalOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) gone.abort(new Error("The client has gone."));
  });
  return gone.signal;
}

/** Requests that never reach GraphQL are answered in its form all the same, so that clients read one kind of error. */
function answerErrors(app: FastifyInstance, onBug: OnBug): void {
  app.setNotFoundHandler(({ method, url }, reply) =>
    reply.status(404).send(answerOf("NOT_FOUND", `There is nothing at ${method} ${url.split("?")[0]}.`)),
  );
  app.setErrorHandler((error: { statusCode?: number; message: string }, _, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413)
      return reply.status(413).send(answerOf("LIMIT_EXCEEDED", `A body has at most ${mostBodyBytes} bytes.`));
    if (status === 415)
      return reply.status(415).send(answerOf("BAD_REQUEST", "The content-type has to be application/json."));
    if (status < 500) return reply.status(status).send(answerOf("BAD_REQUEST", error.message));
    const traceId = randomUUID();
    onBug(error, traceId);
    const message = `Internal error. It is logged with trace id ${traceId}.`;
    return reply.status(500).send(answerOf("INTERNAL", message, { traceId }));
  });
}

function addressOf(app: FastifyInstance, host: string): string {
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
