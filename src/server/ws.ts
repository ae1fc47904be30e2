import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  subscribe,
  validate,
} from "graphql";
import { handleProtocols, makeServer, type SubscribePayload } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import type { Context } from "../graphql/context.ts";
import { formatError, type OnBug } from "../graphql/errors.ts";
import { mostTokens } from "./apollo.ts";
import { namesLoopback } from "./loopback.ts";
import { type Connection, serveSocket } from "./ws-connection.ts";

const path = "/graphql";
const mostMessageBytes = 1024 * 1024;
/** Operations under way of one connection, and bytes that wait for its client to read them. */
const mostOperations = 250;
const mostWaitingBytes = 16 * 1024 * 1024;
/** Time that clients get to close when the server stops. */
const drainMs = 1000;
const closeCodes = { restart: 1012, limit: 4429 };

export interface WebSocketTools {
  readonly schema: GraphQLSchema;
  /** Whether requests under any name of this host are answered. */
  readonly isOpen: boolean;
  createContext(signal: AbortSignal): Context;
  readonly onBug: OnBug;
}

/**
 * Serves operations over WebSocket (subprotocol `graphql-transport-ws`) beside HTTP at the same path. Disposing closes
 * every socket with 1012, and breaks those that do not close within a second.
 */
export function serveWebSocket(
  server: Server,
  { schema, isOpen, createContext, onBug }: WebSocketTools,
): AsyncDisposable {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostMessageBytes, handleProtocols });
  const protocol = makeServer<Record<string, unknown>, Connection>({
    onSubscribe: ({ extra, subscriptions }, _id, payload) =>
      refuseExcess(extra.socket, Object.keys(subscriptions).length) ?? prepare(schema, payload),
    context: ({ extra }) => ({ ...createContext(extra.signal) }),
    subscribe: (args: ExecutionArgs) => subscribeSafely(args),
    onNext: (_context, _id, _payload, _args, result) => {
      const { data = null, errors, extensions } = result;
      if (!errors) return;
      const shown = errors.map((error) => formatError(error.toJSON(), error, onBug));
      return { data, errors: shown, ...(extensions && { extensions }) };
    },
    onError: (_context, _id, _payload, errors) =>
      errors.map((error) => formatError(error.toJSON(), error, onBug)),
  });

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (URL.parse(request.url ?? "/", "http://host")?.pathname !== path)
      return refuse(socket, "404 Not Found");
    if (!isSameOrigin(request) || !(isOpen || namesLoopback(request.headers.host)))
      return refuse(socket, "403 Forbidden");
    sockets.handleUpgrade(request, socket, head, (client) => serveSocket(protocol, client, onBug));
  };
  server.on("upgrade", onUpgrade);
  return {
    async [Symbol.asyncDispose]() {
      server.off("upgrade", onUpgrade);
      for (const client of sockets.clients) client.close(closeCodes.restart, "The server stops.");
      const patience = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, drainMs);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(patience);
    },
  };
}

/** Lets go of a client that asks for more than it reads: what waits for it lies in our memory. */
function refuseExcess(socket: WebSocket, operations: number): GraphQLError[] | null {
  if (operations <= mostOperations && socket.bufferedAmount <= mostWaitingBytes) return null;
  const message = `A connection has at most ${mostOperations} operations and ${mostWaitingBytes} unread bytes.`;
  socket.close(closeCodes.limit, message);
  return [withCode(new GraphQLError(message), "LIMIT_EXCEEDED")];
}

/** Reads and checks a document; what is wrong with it ends this one operation, not the connection. */
function prepare(
  schema: GraphQLSchema,
  { query, variables, operationName }: SubscribePayload,
): ExecutionArgs | GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: mostTokens });
    const mistakes = validate(schema, document);
    if (mistakes.length > 0) return mistakes.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED"));
    if (getOperationAST(document, operationName))
      return { schema, document, variableValues: variables ?? null, operationName: operationName ?? null };
    const message = operationName
      ? `Unknown operation named "${operationName}".`
      : "One operation is expected.";
    return [withCode(new GraphQLError(message), "OPERATION_RESOLUTION_FAILURE")];
  } catch (error) {
    if (error instanceof GraphQLError) return [withCode(error, "GRAPHQL_PARSE_FAILED")];
    const originalError = error instanceof Error ? error : new Error(String(error));
    return [new GraphQLError(originalError.message, { originalError })];
  }
}

/** The code that the same mistake has over HTTP. */
function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes = null, source = null, positions = null } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
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
  // The HTTP server has let go of this socket: nobody else hears that the client hung up.
  socket.once("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
