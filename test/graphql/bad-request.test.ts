import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatEventCursor, parseEventCursor } from "../../src/domain/cursor.ts";
import { formatId, isBackendId } from "../../src/domain/id.ts";
import { startWorld, type TestGateway } from "../support/gateway.ts";
import { eventually, type GraphQLAnswer, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";

/** Things of a running gateway that a wrong request may misuse. */
interface Facts {
  readonly job: string;
  readonly jobCursor: string;
  readonly eventCursor: string;
  readonly algorithm: string;
  readonly backends: readonly string[];
}

/** A request, by the facts, and what is wrong with it: status, code, and what the message says. */
type Case = readonly [
  name: string,
  request: (facts: Facts) => readonly [path: string, init?: RequestInit],
  status: number,
  code: string,
  message: RegExp,
];

const json = { "content-type": "application/json" };
const send = (body: string): [string, RequestInit] => ["/graphql", { method: "POST", headers: json, body }];
const post = (text: string, variables: object = {}) => send(JSON.stringify({ query: text, variables }));
const get = (text: string, headers = {}): [string, RequestInit] => [
  `/graphql?${new URLSearchParams({ query: text })}`,
  { headers },
];
const jobs = (args: string) => () => post(`{ jobs(${args}) { totalCount } }`);
const jobsBy = (filter: (facts: Facts) => object) => (facts: Facts) =>
  post("query ($filter: JobFilter) { jobs(filter: $filter) { totalCount } }", { filter: filter(facts) });
const jobsAfter =
  (after: (facts: Facts) => string, more: object = {}) =>
  (facts: Facts) =>
    post(
      `query ($after: String, $offset: Int, $filter: JobFilter) {
      jobs(after: $after, offset: $offset, filter: $filter) { totalCount }
    }`,
      { after: after(facts), ...more },
    );
const jobsAtLeast = (atLeast: (facts: Facts) => string) => (facts: Facts) =>
  post("query ($atLeast: String) { jobs(atLeast: $atLeast) { totalCount } }", { atLeast: atLeast(facts) });
const jobBy = (id: (facts: Facts) => string) => (facts: Facts) =>
  post("query ($id: ID!) { job(id: $id) { id } }", { id: id(facts) });
const nested = (levels: number) => `${"{not: ".repeat(levels)}{}${"}".repeat(levels)}`;
const simple = (type: string): [string, RequestInit] => [
  "/graphql",
  { method: "POST", headers: { "content-type": type }, body: '{"query":"{ __typename }"}' },
];

const mistakes: readonly Case[] = [
  ["an id that is none", jobBy(() => "nope"), 200, "INVALID_ID", /^id: got "nope", expected an id/],
  ["an id with garbage behind it", jobBy(({ job }) => `${job}=`), 200, "INVALID_ID", /^id: got/],
  [
    "an id of another type",
    jobBy(({ algorithm }) => algorithm),
    200,
    "INVALID_ID",
    /type job, not algorithm/,
  ],
  ["a node id that is none", () => post('{ node(id: "é") { id } }'), 200, "INVALID_ID", /^id: got "é"/],
  [
    "one bad id among several",
    ({ job }) => post("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: [job, "x"] }),
    200,
    "INVALID_ID",
    /^ids\.1: got "x"/,
  ],
  [
    "too many ids",
    ({ job }) => post("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: Array(101).fill(job) }),
    200,
    "LIMIT_EXCEEDED",
    /^ids: got 101, expected at most 100/,
  ],
  [
    "a backend that is not configured",
    () => post('{ jobByNativeId(backend: "nowhere", nativeId: "1") { id } }'),
    200,
    "INVALID_ID",
    /^backend: got "nowhere", expected the id of a configured backend \(/,
  ],
  [
    "an empty native id",
    ({ backends }) =>
      post('query ($b: ID!) { jobByNativeId(backend: $b, nativeId: "") { id } }', { b: backends[0] }),
    200,
    "INVALID_ARGUMENT",
    /^nativeId: got ""/,
  ],
  ["first: 0", jobs("first: 0"), 200, "LIMIT_EXCEEDED", /^first: got 0, expected 1 to 100$/],
  ["first: 1000", jobs("first: 1000"), 200, "LIMIT_EXCEEDED", /^first: got 1000, expected 1 to 100$/],
  ["last: -1", jobs("last: -1"), 200, "LIMIT_EXCEEDED", /^last: got -1, expected 1 to 100$/],
  ["first with last", jobs("first: 1, last: 1"), 200, "INVALID_ARGUMENT", /^last: got 1, expected only one/],
  ["a negative offset", jobs("offset: -1"), 200, "LIMIT_EXCEEDED", /^offset: got -1, expected 0 to 10000$/],
  ["an offset too far", jobs("offset: 10001"), 200, "LIMIT_EXCEEDED", /^offset: got 10001, expected 0 to/],
  [
    "offset with last",
    jobs("offset: 1, last: 1"),
    200,
    "INVALID_ARGUMENT",
    /^offset: got 1, expected no last/,
  ],
  [
    "offset with after",
    jobsAfter(({ jobCursor }) => jobCursor, { offset: 1 }),
    200,
    "INVALID_ARGUMENT",
    /^offset: got 1, expected no last, after or before/,
  ],
  [
    "no groups",
    () => post("{ jobGroups(by: PHASE, first: 0) { by } }"),
    200,
    "LIMIT_EXCEEDED",
    /^first: got 0/,
  ],
  [
    "a cursor that is none",
    jobsAfter(() => "zzz"),
    200,
    "INVALID_CURSOR",
    /^after: got "zzz", expected a cursor/,
  ],
  [
    "a cursor of the event stream",
    jobsAfter(({ eventCursor }) => eventCursor),
    200,
    "INVALID_CURSOR",
    /^after: got/,
  ],
  [
    "a cursor of a list with another filter",
    jobsAfter(({ jobCursor }) => jobCursor, { filter: { phases: ["FAILED"] } }),
    200,
    "INVALID_CURSOR",
    /^after: .* same filter and order$/,
  ],
  [
    "a cursor of another list",
    ({ jobCursor }) =>
      post("query ($before: String) { algorithms(before: $before) { totalCount } }", { before: jobCursor }),
    200,
    "INVALID_CURSOR",
    /^before: got/,
  ],
  [
    "an atLeast that is none",
    jobsAtLeast(() => "zz"),
    200,
    "INVALID_CURSOR",
    /^atLeast: got "zz", expected an event/,
  ],
  [
    "an atLeast of another journal",
    jobsAtLeast(({ eventCursor }) =>
      formatEventCursor({ ...parseEventCursor(eventCursor), epoch: "0123456789abcdef" }),
    ),
    200,
    "INVALID_CURSOR",
    /^atLeast: .* of this journal$/,
  ],
  [
    "an atLeast that has not come",
    jobsAtLeast(({ eventCursor }) =>
      formatEventCursor({ ...parseEventCursor(eventCursor), position: 1_000_000 }),
    ),
    200,
    "INVALID_CURSOR",
    /^atLeast: .* within 5 s$/,
  ],
  [
    "an enum value that is none, in the document",
    jobs("filter: { phases: [RUNING] }"),
    400,
    "GRAPHQL_VALIDATION_FAILED",
    /"RUNING" does not exist in "JobPhase".* "RUNNING"/,
  ],
  [
    "an enum value that is none, in a variable",
    jobsBy(() => ({ any: [{ phases: ["RUNING"] }] })),
    400,
    "BAD_USER_INPUT",
    /at "filter\.any\[0\]\.phases\[0\]"; Value "RUNING" does not exist in "JobPhase"/,
  ],
  [
    "a filter field that is none",
    jobs("filter: { phase: RUNNING }"),
    400,
    "GRAPHQL_VALIDATION_FAILED",
    /"phase" is not defined by type "JobFilter"/,
  ],
  [
    "an instant that is none",
    jobsBy(() => ({ createdAt: { from: "yesterday" } })),
    400,
    "BAD_USER_INPUT",
    /at "filter\.createdAt\.from"; DateTime cannot represent "yesterday": expected an ISO 8601 instant/,
  ],
  [
    "a negative length of time",
    jobs("maxStalenessMs: -1"),
    400,
    "GRAPHQL_VALIDATION_FAILED",
    /Milliseconds cannot represent -1: expected a number from 0/,
  ],
  [
    "a filter nested too deep",
    jobs(`filter: ${nested(4)}`),
    200,
    "LIMIT_EXCEEDED",
    /^filter\.not\.not\.not\.not: .* at most 3 deep$/,
  ],
  [
    "a filter nested without end",
    () =>
      send(
        `{"query":"query ($f: JobFilter) { jobs(filter: $f) { totalCount } }","variables":{"f":${'{"not":'.repeat(5_000)}{}${"}".repeat(5_000)}}}`,
      ),
    200,
    "LIMIT_EXCEEDED",
    /at most 3 deep$/,
  ],
  [
    "a document nested without end",
    jobs(`filter: ${nested(2_400)}`),
    400,
    "TOO_COMPLEX",
    /nested too deeply/,
  ],
  [
    "more than ten alternatives",
    jobsBy(() => ({ any: Array(11).fill({ phases: ["FAILED"] }) })),
    200,
    "LIMIT_EXCEEDED",
    /^filter\.any: got 11, expected at most 10 alternatives$/,
  ],
  [
    "includeArchived inside",
    jobs("filter: { not: { includeArchived: true } }"),
    200,
    "INVALID_ARGUMENT",
    /^filter\.not\.includeArchived: got true, expected .* outermost filter only$/,
  ],
  [
    "a backend in a filter that is not configured",
    jobsBy(({ backends }) => ({ any: [{ backends: [backends[0], "nowhere"] }] })),
    200,
    "INVALID_ID",
    /^filter\.any\.0\.backends\.1: got "nowhere", expected the id of a configured backend/,
  ],
  [
    "an id of another type in a filter",
    jobsBy(({ job }) => ({ flavorIds: [job] })),
    200,
    "INVALID_ID",
    /^filter\.flavorIds\.0: .* type flavor, not job$/,
  ],
  [
    "an order by two things at once",
    jobs('orderBy: [{ field: NAME }, { field: NAME, nativeField: "x" }]'),
    200,
    "INVALID_ARGUMENT",
    /^orderBy\.1: got .* expected either field or nativeField$/,
  ],
  [
    "a reference of a type that is no entity",
    () =>
      post("query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }", {
        r: [{ __typename: "Query", id: "x" }],
      }),
    200,
    "INVALID_ARGUMENT",
    /^representations\.0\.__typename: got "Query", expected one of/,
  ],
  [
    "a reference without an id",
    () =>
      post("query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }", {
        r: [{ __typename: "Job" }],
      }),
    200,
    "INVALID_ID",
    /^representations\.0\.id: got undefined/,
  ],
  ["malformed GraphQL", () => post("{ jobs("), 400, "GRAPHQL_PARSE_FAILED", /^Syntax Error/],
  [
    "a field that is none",
    () => post("{ jobz { id } }"),
    400,
    "GRAPHQL_VALIDATION_FAILED",
    /"jobz" on type "Query"/,
  ],
  [
    "a document of 11,000 tokens",
    () => post(`{ ${"__typename ".repeat(11_000)} }`),
    400,
    "GRAPHQL_PARSE_FAILED",
    /more tha[nt] 10000 tokens/,
  ],
  ["a body of 2 MB", () => post(" ".repeat(2 ** 21)), 413, "LIMIT_EXCEEDED", /at most 1048576 bytes/],
  ["a body that is no JSON", () => send("{nope"), 400, "BAD_REQUEST", /not valid JSON/],
  ["an empty body", () => send(""), 400, "BAD_REQUEST", /cannot be empty/],
  ["a body without a query", () => send("{}"), 400, "BAD_REQUEST", /POST body missing/],
  ["a batch", () => send('[{"query":"{ __typename }"}]'), 400, "BAD_REQUEST", /batching/],
  [
    "variables as text",
    () => send('{"query":"{ __typename }","variables":"{}"}'),
    400,
    "BAD_REQUEST",
    /object/,
  ],
  [
    "an operation that the document lacks",
    () => send('{"query":"query A { __typename }","operationName":"B"}'),
    400,
    "OPERATION_RESOLUTION_FAILURE",
    /Unknown operation named "B"/,
  ],
  [
    "a subscription over HTTP",
    () => post("subscription { statusTransitions { cursor } }"),
    400,
    "BAD_REQUEST",
    /go over WebSocket/,
  ],
  [
    "a mutation that there is not",
    () => post("mutation { x }"),
    400,
    "GRAPHQL_VALIDATION_FAILED",
    /Cannot query field "x" on type "Mutation"/,
  ],
  [
    "a mutation by GET",
    () => get("mutation { __typename }", { "apollo-require-preflight": "1" }),
    405,
    "BAD_REQUEST",
    /GET requests only support query operations/,
  ],
  [
    "a GET that any page may send",
    () => get("{ __typename }"),
    400,
    "BAD_REQUEST",
    /Cross-Site Request Forgery/,
  ],
  [
    "a POST that any page may send",
    () => simple("text/plain"),
    400,
    "BAD_REQUEST",
    /Cross-Site Request Forgery/,
  ],
  ["a form", () => simple("application/x-www-form-urlencoded"), 415, "BAD_REQUEST", /application\/json/],
  ["a body of another type", () => simple("application/xml"), 415, "BAD_REQUEST", /application\/json/],
  ["a path that is none", () => ["/nowhere?x=1"], 404, "NOT_FOUND", /nothing at GET \/nowhere\.$/],
  ["a path below GraphQL's", () => ["/graphql/x"], 404, "NOT_FOUND", /nothing at GET \/graphql\/x\.$/],
  ["a path out of our files", () => ["/home/%2e%2e/server.ts"], 404, "NOT_FOUND", /nothing at GET/],
  ["a path that cannot be decoded", () => ["/%zz"], 400, "BAD_REQUEST", /not a valid url/],
];

describe("a wrong request", () => {
  const parts = new AsyncDisposableStack();
  let gateway: TestGateway;
  let facts: Facts;

  beforeAll(async () => {
    const world = parts.use(await startWorld({ jobs: 10, definitions: tireless }));
    gateway = parts.use(await world.startGateway());
    const text = `{
      backends { id source { state } }
      jobs(first: 1) { eventCursor edges { cursor node { id nativeId backend { id } } } }
    }`;
    const read = () => query<Seen>(gateway.url, text);
    const { backends, jobs } = await eventually(read, (now) =>
      now.backends.every(({ source }) => source.state === "LIVE"),
    );
    const [edge] = jobs.edges;
    if (!edge || !isBackendId(edge.node.backend.id)) throw new Error("The world has no job.");
    facts = {
      job: edge.node.id,
      jobCursor: edge.cursor,
      eventCursor: jobs.eventCursor,
      algorithm: formatId("algorithm", edge.node.backend.id, "1"),
      backends: backends.map(({ id }) => id),
    };
  });
  afterAll(() => parts.disposeAsync());

  it.each(mistakes)(
    "%s is told as what it is",
    { timeout: 10_000 },
    async (_, request, status, code, message) => {
      const [path, init] = request(facts);
      const began = Date.now();
      const response = await fetch(`${gateway.url}${path}`, init);
      const text = await response.text();
      expect(response.status, text).toBe(status);
      const { data, errors = [] } = JSON.parse(text) as GraphQLAnswer<Readonly<Record<string, unknown>>>;
      expect(errors.length).toBeGreaterThan(0);
      expect(errors[0]?.message).toMatch(message);
      for (const { extensions } of errors) expect(extensions.code).toBe(code);
      for (const value of Object.values(data ?? {})) expect([value].flat()).toContain(null);
      expect(text).not.toMatch(/ {4}at |\\n\s*at |node_modules|file:|\.[jt]s:\d|\/src\//);
      expect(Date.now() - began).toBeLessThan(7_000);
    },
  );

  it("is not held for a mistake of ours, and leaves the gateway as it was", async () => {
    expect(gateway.log).toEqual([]);
    const { jobs } = await query<{ jobs: { totalCount: number } }>(gateway.url, "{ jobs { totalCount } }");
    expect(jobs.totalCount).toBe(10);
  });
});

interface Seen {
  readonly backends: readonly { readonly id: string; readonly source: { readonly state: string } }[];
  readonly jobs: {
    readonly eventCursor: string;
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { readonly id: string; readonly backend: { readonly id: string } };
    }[];
  };
}
