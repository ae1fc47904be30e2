import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type ExecutionArgs, type ExecutionResult, GraphQLError } from "graphql";
import { CloseCode, handleProtocols, makeServer, type SubscribePayload } from "graphql-ws";
import { WebSocketServer } from "ws";
import type { Hub } from "../fanout/hub.ts";
import { formatError } from "../graphql/errors.ts";
import type { PrepareOperation } from "../graphql/operation.ts";
import {
  type Asked,
  answerOf,
  createAnswers,
  type ExecutionTools,
  openFollowing,
} from "../graphql/subscription.ts";
import { namesLoopback } from "./loopback.ts";
import { isSameOrigin } from "./origin.ts";
import type { PulseOptions } from "./pulse.ts";
import { type Connection, limitCode, serveSocket } from "./ws-connection.ts";
import { createSocketSink, ServedByHub } from "./ws-sink.ts";

const path = "/graphql";
const mostMessageBytes = 1024 * 1024;
/** Operations under way of one connection, and bytes of the messages that asked for them: they are kept as long. */
const mostOperations = 250;
const mostKeptBytes = 4 * 1024 * 1024;
/** Time that clients get to close when the server stops. */
const closeMs = 1000;
const restartCode = 1012;

export interface WebSocketTools extends ExecutionTools {
  readonly prepare: PrepareOperation;
  readonly hub: Hub;
  /** Whether requests under any name of this host are answered. */
  readonly isOpen: boolean;
  /** Sockets of this process at a time; 20,000 when absent. */
  readonly mostConnections?: number;
  readonly pulse?: PulseOptions;
}

/** What `onSubscribe` hands over to `subscribe`, and what graphql-js executes when it is no subscription. */
interface SocketOperation extends ExecutionArgs {
  readonly asked: Asked;
  readonly connection: Connection;
  readonly id: string;
}

/**
 * Serves operations over WebSocket (subprotocol `graphql-transport-ws`) beside HTTP at the same path. Disposing closes
 * every socket with 1012, and breaks those that do not close within a second.
 */
export function serveWebSocket(server: Server, tools: WebSocketTools): AsyncDisposable {
  const { isOpen, createContext, onBug, mostConnections = 20_000, pulse = {} } = tools;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: mostMessageBytes,
    handleProtocols,
    // One message at a time, each in a turn of its own: what a client ends is ended before it uses the id again.
    allowSynchronousEvents: false,
  });
  const protocol = makeServer<Record<string, unknown>, Connection>({
    onSubscribe: ({ extra }, id, payload) => refuseExcess(extra, id) ?? prepare(tools, extra, id, payload),
    onComplete: ({ extra }, id) => void extra.operations.delete(id),
    context: ({ extra }) => ({ ...createContext(extra.signal) }),
    subscribe: (args: ExecutionArgs) => subscribe(args as SocketOperation, tools), // `prepare` made them
    onNext: (_context, _id, _payload, _args, result) => answerOf(result, onBug),
    onError: (_context, _id, _payload, errors) =>
      errors.map((error) => formatError(error.toJSON(), error, onBug)),
  });

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (URL.parse(request.url ?? "/", "http://host")?.pathname !== path)
      return refuse(socket, "404 Not Found");
    if (!isSameOrigin(request) || !(isOpen || namesLoopback(request.headers.host)))
      return refuse(socket, "403 Forbidden");
    if (sockets.clients.size >= mostConnections) return refuse(socket, "503 Service Unavailable");
    sockets.handleUpgrade(request, socket, head, (client) =>
      serveSocket(protocol, client, request.socket, { onBug, pulse }),
    );
  };
  server.on("upgrade", onUpgrade);
  return {
    async [Symbol.asyncDispose]() {
      server.off("upgrade", onUpgrade);
      for (const client of sockets.clients) client.close(restartCode, "The server stops.");
      const patience = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, closeMs);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(patience);
    },
  };
}

/** Lets go of a client that asks for too much at a time, or for two things under one id. */
function refuseExcess({ socket, operations, messageBytes }: Connection, id: string): GraphQLError[] | null {
  const refuse = (code: number, message: string) => {
    socket.close(code, message);
    return [new GraphQLError(message, { extensions: { code: "LIMIT_EXCEEDED" } })];
  };
  // The protocol forgets an id that the client has ended, even while what it asked for is yet to begin.
  if (operations.has(id)) return refuse(CloseCode.SubscriberAlreadyExists, "This id is still in use.");
  let keptBytes = messageBytes;
  for (const bytes of operations.values()) keptBytes += bytes;
  if (operations.size < mostOperations && keptBytes <= mostKeptBytes) return null;
  const message = `A connection has at most ${mostOperations} operations of ${mostKeptBytes} bytes together.`;
  return refuse(limitCode, message);
}

/** Reads and checks a document; what is wrong with it ends this one operation, not the connection. */
function prepare(
  { prepare }: WebSocketTools,
  connection: Connection,
  id: string,
  { query, variables, operationName }: SubscribePayload,
): SocketOperation | readonly GraphQLError[] {
  const operation = prepare({ query, operationName });
  if (!("document" in operation)) return operation;
  connection.operations.set(id, connection.messageBytes);
  const { schema, document } = operation;
  return {
    schema,
    document,
    variableValues: variables ?? null,
    operationName: operationName ?? null,
    asked: { operation, variables },
    connection,
    id,
  };
}

/** Starts a subscription: the hub writes its messages, the protocol says when it has ended. */
async function subscribe(
  { asked, connection, id }: SocketOperation,
  tools: WebSocketTools,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await openFollowing(asked, tools, connection.signal);
  if (!("feed" in source)) return source;
  return new ServedByHub((complete) =>
    tools.hub.join(source, createAnswers(asked, tools), createSocketSink(connection, id, complete)),
  );
}

function refuse(socket: Duplex, status: string): void {
  // The HTTP server has let go of this socket: nobody else hears that the client hung up.
  socket.once("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
