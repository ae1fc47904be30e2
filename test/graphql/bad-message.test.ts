import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { formatEventCursor, parseEventCursor } from "../../src/domain/cursor.ts";
import { formatId, isBackendId } from "../../src/domain/id.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { eventually, follow, query, type Subscribed } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { openReadySocket, openSocket, type Socket } from "../support/socket.ts";
import { wordFor } from "../support/words.ts";

interface Facts {
  readonly job: string;
  readonly unknownJob: string;
  readonly algorithm: string;
  readonly jobCursor: string;
  readonly eventCursor: string;
}
interface Payload {
  readonly query: unknown;
  readonly variables?: object;
  readonly operationName?: string;
}

const subscription = `subscription ($after: String, $jobIds: [ID!], $filter: JobFilter) {
  statusTransitions(after: $after, jobIds: $jobIds, filter: $filter) { __typename cursor }
}`;
const subscribe = (variables: (facts: Facts) => object) => (facts: Facts) => ({
  query: subscription,
  variables: variables(facts),
});

const operations: readonly (readonly [string, (facts: Facts) => Payload, string, RegExp])[] = [
  ["malformed GraphQL", () => ({ query: "subscription {" }), "GRAPHQL_PARSE_FAILED", /^Syntax Error/],
  [
    "a field that is none",
    () => ({ query: "subscription { jobz { id } }" }),
    "GRAPHQL_VALIDATION_FAILED",
    /"jobz" on type "Subscription"/,
  ],
  [
    "a document of 11,000 tokens",
    () => ({ query: `{ ${"__typename ".repeat(11_000)} }` }),
    "GRAPHQL_PARSE_FAILED",
    /10000 tokens/,
  ],
  [
    "a document nested without end",
    () => ({ query: `{ jobs(filter: ${"{not: ".repeat(2_400)}{}${"}".repeat(2_400)}) { totalCount } }` }),
    "TOO_COMPLEX",
    /nested too deeply/,
  ],
  [
    "an operation that the document lacks",
    () => ({ query: "query A { __typename }", operationName: "B" }),
    "OPERATION_RESOLUTION_FAILURE",
    /Unknown operation named "B"/,
  ],
  [
    "an enum value that is none",
    subscribe(() => ({ filter: { phases: ["RUNING"] } })),
    "BAD_USER_INPUT",
    /at "filter\.phases\[0\]"; Value "RUNING" does not exist/,
  ],
  [
    "a backend in a filter that is not configured",
    subscribe(() => ({ filter: { backends: ["nowhere"] } })),
    "INVALID_ID",
    /^filter\.backends\.0: got "nowhere"/,
  ],
  ["a cursor that is none", subscribe(() => ({ after: "zz" })), "INVALID_CURSOR", /^after: got "zz"/],
  [
    "a cursor of a list",
    subscribe(({ jobCursor }) => ({ after: jobCursor })),
    "INVALID_CURSOR",
    /^after: .* an event cursor/,
  ],
  [
    "a cursor of another journal",
    subscribe(({ eventCursor }) => ({
      after: formatEventCursor({ ...parseEventCursor(eventCursor), epoch: "0123456789abcdef" }),
    })),
    "INVALID_CURSOR",
    /^after: .* of this journal/,
  ],
  [
    "a cursor of another history of this journal",
    subscribe(({ eventCursor }) => ({
      after: formatEventCursor({ ...parseEventCursor(eventCursor), check: "0badc0de" }),
    })),
    "INVALID_CURSOR",
    /^after: .* of this journal's history/,
  ],
  [
    "an id that is none",
    subscribe(({ job }) => ({ jobIds: [job, "x"] })),
    "INVALID_ID",
    /^jobIds\.1: got "x"/,
  ],
  [
    "an id of another type",
    subscribe(({ algorithm }) => ({ jobIds: [algorithm] })),
    "INVALID_ID",
    /^jobIds\.0: .* type job, not algorithm$/,
  ],
  [
    "a job that nobody knows",
    subscribe(({ job, unknownJob }) => ({ jobIds: [job, unknownJob] })),
    "INVALID_ID",
    /^jobIds\.1: .* expected the id of a known job$/,
  ],
  [
    "first: 0 in a query",
    () => ({ query: "{ jobs(first: 0) { totalCount } }" }),
    "LIMIT_EXCEEDED",
    /^first: got 0/,
  ],
];

const init = { type: "connection_init" };
const harmless = { id: "1", type: "subscribe", payload: { query: subscription } };
const connections: readonly (readonly [string, readonly (object | string | Buffer)[], number])[] = [
  ["a message that is not JSON", [init, "{nope"], 4400],
  ["a message of bytes", [init, Buffer.from([0xff, 0x00])], 4400],
  ["a message of a type that is none", [init, { type: "start", id: "1" }], 4400],
  ["a subscription without a document", [init, { ...harmless, payload: {} }], 4400],
  ["a subscription before the greeting", [harmless], 4401],
  ["a second greeting", [init, init], 4429],
  ["a second subscription of one id", [init, harmless, harmless], 4409],
  ["a message of 2 MB", [init, " ".repeat(2 ** 21)], 1009],
];

describe("a wrong message over WebSocket", () => {
  const parts = new AsyncDisposableStack();
  let world: SimulatedWorld;
  let gateway: TestGateway;
  let facts: Facts;
  let running: { readonly kind: string; readonly nativeId: string };
  let others: Subscribed<{ statusTransitions: { readonly __typename: string } }>;
  let socket: Socket;

  beforeAll(async () => {
    world = parts.use(await startWorld({ jobs: 10, definitions: tireless }));
    const kind = definitions[0]?.kind ?? "";
    const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
    running = { kind, nativeId };
    gateway = parts.use(await world.startGateway());
    const text = `{ jobs(first: 1) {
      eventCursor sources { state } edges { cursor node { id backend { id } } }
    } }`;
    const read = () => query<Seen>(gateway.url, text);
    const { jobs } = await eventually(read, (now) => now.jobs.sources.every(({ state }) => state === "LIVE"));
    const [edge] = jobs.edges;
    if (!edge || !isBackendId(edge.node.backend.id)) throw new Error("The world has no job.");
    facts = {
      job: edge.node.id,
      unknownJob: formatId("job", edge.node.backend.id, "of-nobody"),
      algorithm: formatId("algorithm", edge.node.backend.id, "1"),
      jobCursor: edge.cursor,
      eventCursor: jobs.eventCursor,
    };
    others = parts.use(follow(gateway.url, subscription, { after: jobs.eventCursor }));
    socket = parts.use(await openReadySocket(gateway.url));
  });
  afterAll(() => parts.disposeAsync());

  it.each(operations)("%s ends its own operation alone", async (name, payloadOf, code, expected) => {
    socket.send({ id: name, type: "subscribe", payload: payloadOf(facts) });
    const answer = await socket.next();
    expect(answer.id).toBe(name);
    const errors = errorsOf(answer.payload);
    expect(errors[0]).toMatchObject({ message: expect.stringMatching(expected), extensions: { code } });
    expect(JSON.stringify(answer)).not.toMatch(/\\n\s*at |node_modules|file:|\.[jt]s:\d/);
    if (answer.type === "next") expect(await socket.next()).toEqual({ id: name, type: "complete" });
    else expect(answer.type).toBe("error");
    socket.send({ id: "after", type: "subscribe", payload: { query: "{ __typename }" } });
    expect(await socket.next()).toMatchObject({ id: "after", payload: { data: { __typename: "Query" } } });
    expect(await socket.next()).toEqual({ id: "after", type: "complete" });
  });

  it.each(connections)("%s closes its own connection alone", async (_, messages, code) => {
    using own = await openSocket(gateway.url);
    for (const [index, message] of messages.entries()) {
      own.send(message);
      if (index === 0 && message === init) await own.next();
    }
    expect(await own.closed()).toBe(code);
  });

  it("a client of another protocol is told so", async () => {
    using own = await openSocket(gateway.url, [], {});
    expect(await own.closed()).toBe(4406);
  });

  it.each([
    ["a page of another site", "/graphql", { origin: "http://elsewhere.example" }, 403],
    ["a page without an origin of its own", "/graphql", { origin: "null" }, 403],
    ["another path", "/nowhere", {}, 404],
    ["an address that is none", "//", {}, 404],
  ])("%s gets no socket", async (_, path, headers, status) => {
    const [response] = await upgrade(gateway.url, path, headers);
    expect(response.statusCode).toBe(status);
  });

  it("our own page gets a socket", async () => {
    using own = await openSocket(gateway.url, "graphql-transport-ws", { origin: gateway.url });
    own.send(init);
    expect(await own.next()).toEqual({ type: "connection_ack" });
  });

  it("has left the others as they were", async () => {
    const { kind, nativeId } = running;
    await world.control.changeJob(kind, nativeId, { native: wordFor(kind, "SUCCEEDED") });
    const { statusTransitions } = await others.next();
    expect(statusTransitions.__typename).toBe("StatusTransition");
    expect(gateway.log).toEqual([]);
  });
});

/** Errors of a message of type `error`, or of a result. */
function errorsOf(payload: unknown): readonly unknown[] {
  if (Array.isArray(payload)) return payload;
  const isResult = typeof payload === "object" && payload !== null && "errors" in payload;
  return isResult && Array.isArray(payload.errors) ? payload.errors : [];
}

function upgrade(url: string, path: string, headers: Readonly<Record<string, string>>) {
  const { hostname, port } = new URL(url);
  const handshake = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-protocol": "graphql-transport-ws",
  };
  const asked: ClientRequest = request({ hostname, port, path, headers: { ...handshake, ...headers } });
  asked.end();
  return once(asked, "response") as Promise<[IncomingMessage]>;
}

interface Seen {
  readonly jobs: {
    readonly eventCursor: string;
    readonly sources: readonly { readonly state: string }[];
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { readonly id: string; readonly backend: { readonly id: string } };
    }[];
  };
}
