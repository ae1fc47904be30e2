import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
  subscribe,
} from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import type { Context } from "../graphql/context.ts";
import { formatError, type OnBug } from "../graphql/errors.ts";
import { mostTokens } from "./apollo.ts";

const path = "/graphql";
const mostMessageBytes = 1024 * 1024;
const keepAliveMs = 12_000;

export interface WebSocketTools {
  readonly schema: GraphQLSchema;
  createContext(signal: AbortSignal): Context;
  readonly onBug: OnBug;
}

/** Serves operations over WebSocket (subprotocol `graphql-transport-ws`) beside HTTP at the same path. */
export function serveWebSocket(
  server: Server,
  { schema, createContext, onBug }: WebSocketTools,
): AsyncDisposable {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostMessageBytes });
  const leaving = new WeakMap<object, AbortController>();
  const protocol = useServer(
    {
      schema,
      isProd: true,
      parse: (source, options) => parse(source, { ...options, maxTokens: mostTokens }),
      context: ({ extra }) => {
        const { signal } = leaving.get(extra.socket) ?? new AbortController();
        return { ...createContext(signal) };
      },
      subscribe: (args: ExecutionArgs) => subscribeSafely(args),
      onNext: (_context, _id, _payload, _args, result) => {
        const { data = null, errors, extensions } = result;
        if (!errors) return;
        const shown = errors.map((error) => formatError(error.toJSON(), error, onBug));
        return { data, errors: shown, ...(extensions && { extensions }) };
      },
      onError: (_context, _id, _payload, errors) =>
        errors.map((error) => formatError(error.toJSON(), error, onBug)),
    },
    sockets,
    keepAliveMs,
  );
  sockets.on("connection", (socket) => {
    const gone = new AbortController();
    leaving.set(socket, gone);
    socket.once("close", () => gone.abort(new Error("The client has gone.")));
  });

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (new URL(request.url ?? "/", "http://host").pathname !== path) return refuse(socket, "404 Not Found");
    if (!isSameOrigin(request)) return refuse(socket, "403 Forbidden");
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit("connection", client, request));
  };
  server.on("upgrade", onUpgrade);
  return {
    async [Symbol.asyncDispose]() {
      server.off("upgrade", onUpgrade);
      await protocol.dispose();
    },
  };
}

/** Starts a subscription whose failure in mid-stream becomes a last message, so that the connection stays up. */
async function subscribeSafely(
  args: ExecutionArgs,
): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
  const results = await subscribe(args);
  return Symbol.asyncIterator in results ? endingWithError(results) : results;
}

function endingWithError(
  results: AsyncGenerator<ExecutionResult, void, void>,
): AsyncIterableIterator<ExecutionResult> {
  let hasFailed = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (hasFailed) return { done: true, value: undefined };
      try {
        return await results.next();
      } catch (error) {
        hasFailed = true;
        const originalError = error instanceof Error ? error : new Error(String(error));
        return {
          done: false,
          value: { errors: [new GraphQLError(originalError.message, { originalError })] },
        };
      }
    },
    async return() {
      await results.return();
      return { done: true, value: undefined };
    },
  };
}

/** Pages of other sites may not open sockets in a visitor's name; programs send no Origin. */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
