import { promisify } from "node:util";
import { makeExecutableSchema } from "@graphql-tools/schema";
import Fastify from "fastify";
import { GraphQLError } from "graphql";
import { createHub, type Hub, type HubOptions } from "../../src/fanout/hub.ts";
import { asStream } from "../../src/fanout/stream.ts";
import { createPreparer } from "../../src/graphql/operation.ts";
import type { PulseOptions } from "../../src/server/pulse.ts";
import { serveEventStreams } from "../../src/server/sse.ts";
import { serveWebSocket } from "../../src/server/ws.ts";
import { type NumberMessage, Numbers } from "./number-feed.ts";

const typeDefs = `
  type Query { hello: String! nested: Nested! }
  type Nested { nested: Nested! }
  type Mutation { append(count: Int!): Int! }
  interface Message { cursor: String! }
  type Number implements Message { cursor: String! value(of: Int): Int! padding(bytes: Int!): String! broken: Int! }
  type Bookmark implements Message { cursor: String! }
  type Gap implements Message { cursor: String! }
  type Notice implements Message { cursor: String! value: Int! }
  type Subscription {
    numbers(after: String, tail: Int, feed: String): Message!
    broken: Message!
  }
`;

/** The transports over a schema of numbers, without a gateway. */
export interface NumberServer extends AsyncDisposable {
  readonly url: string;
  readonly numbers: Numbers;
  readonly hub: Hub;
  /** Messages that were executed, by their cursors. */
  readonly executed: readonly string[];
  /** What was told as an error of ours. */
  readonly bugs: readonly unknown[];
  /** Connections of clients. */
  connections(): Promise<number>;
  /** Ends every stream as the server does when it stops. */
  stop(): Promise<void>;
}

export interface NumberServerOptions extends Partial<HubOptions> {
  readonly pulse?: PulseOptions;
  readonly mostStreams?: number;
  readonly mostConnections?: number;
  readonly port?: number;
  readonly numbers?: Numbers;
  /** Waited for before each subscription begins. */
  readonly beforeFollow?: () => Promise<void>;
  /** Waited for before each read. */
  readonly beforeRead?: () => Promise<void>;
}

/** Starts the server on any port, or on that of one before. */
export async function startNumberServer({
  pulse = {},
  mostStreams = 100,
  mostConnections = 100,
  port = 0,
  numbers = new Numbers(),
  beforeFollow = async () => {},
  beforeRead = async () => {},
  bookmarkMs = 2 ** 30,
  ...options
}: NumberServerOptions = {}): Promise<NumberServer> {
  const executed: string[] = [];
  const bugs: unknown[] = [];
  const follow = (after: string | null | undefined, tail: number | null | undefined, key: string) => {
    if (after && !/^\d+$/.test(after)) throw new GraphQLError(`after: got "${after}", expected a number`);
    return numbers.follow(after ? Number(after) : numbers.head - (tail ?? 0), { key, beforeRead });
  };
  const schema = makeExecutableSchema({
    typeDefs,
    resolvers: {
      Query: { hello: () => "world", nested: () => ({}) },
      Nested: { nested: () => ({}) },
      Mutation: {
        append(_: unknown, { count }: { count: number }) {
          numbers.append(count);
          return numbers.head;
        },
      },
      Message: { __resolveType: ({ type }: NumberMessage) => type },
      Number: {
        padding: (_: NumberMessage, { bytes }: { bytes: number }) => "x".repeat(bytes),
        broken() {
          throw new Error("secret");
        },
      },
      Subscription: {
        numbers: {
          async subscribe(_: unknown, { after, tail, feed }: Record<string, never>) {
            await beforeFollow();
            return asStream(follow(after, tail, feed ?? "numbers"), { bookmarkMs });
          },
          resolve(message: NumberMessage) {
            executed.push(message.cursor);
            return message;
          },
        },
        broken: {
          subscribe() {
            throw new Error("secret");
          },
        },
      },
    },
  });
  const app = Fastify({ forceCloseConnections: true });
  const hub = createHub({ bookmarkMs, ...options });
  const tools = {
    prepare: createPreparer(schema),
    hub,
    createContext: () => ({}),
    onBug: (error: unknown) => void bugs.push(error),
    pulse,
  };
  const streams = serveEventStreams(app, { ...tools, mostStreams });
  const sockets = serveWebSocket(app.server, { ...tools, isOpen: false, mostConnections });
  const url = await app.listen({ host: "127.0.0.1", port });
  let stopped: Promise<void> | null = null;
  const end = async () => {
    await hub.drain(500);
    await Promise.all([streams[Symbol.asyncDispose](), sockets[Symbol.asyncDispose]()]);
    await app.close();
  };
  const stop = () => {
    stopped ??= end();
    return stopped;
  };
  const connections = () => promisify(app.server.getConnections.bind(app.server))();
  return { url, numbers, hub, executed, bugs, connections, stop, [Symbol.asyncDispose]: stop };
}
