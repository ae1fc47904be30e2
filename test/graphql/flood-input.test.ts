import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatEventCursor, parseEventCursor } from "../../src/domain/cursor.ts";
import { formatId } from "../../src/domain/id.ts";
import { type Bystanders, startBystanders } from "../support/bystanders.ts";
import { openEventStream } from "../support/event-stream.ts";
import type { TestGateway } from "../support/gateway.ts";
import { query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { type MovingWorld, startMovingWorld } from "../support/moving-world.ts";
import { openReadySocket } from "../support/socket.ts";

interface Facts {
  readonly job: string;
  readonly unknownJob: string;
  readonly cursor: string;
}

const transitions = `subscription ($after: String, $jobIds: [ID!], $filter: JobFilter) {
  statusTransitions(after: $after, jobIds: $jobIds, filter: $filter) { __typename cursor }
}`;
const events = `subscription ($after: String, $filter: JobFilter) {
  jobEvents(after: $after, filter: $filter) { __typename cursor }
}`;
const logs = `subscription ($jobId: ID!, $source: ID, $after: String, $tail: Int, $filter: LogFilter) {
  jobLogs(jobId: $jobId, source: $source, after: $after, tail: $tail, filter: $filter) { __typename cursor }
}`;

const otherEpoch = (cursor: string) =>
  formatEventCursor({ ...parseEventCursor(cursor), epoch: "0123456789abcdef" });
const otherHistory = (cursor: string) =>
  formatEventCursor({ ...parseEventCursor(cursor), check: "0badc0de" });

type Mistake = readonly [
  name: string,
  query: string,
  variables: (facts: Facts) => object,
  code: string,
  message: RegExp,
];
const mistakes: readonly Mistake[] = [
  ...[transitions, events].flatMap((text, index): Mistake[] => {
    const field = index === 0 ? "statusTransitions" : "jobEvents";
    return [
      [
        `${field} after a cursor that is none`,
        text,
        () => ({ after: "zz" }),
        "INVALID_CURSOR",
        /^after: got "zz"/,
      ],
      [
        `${field} after a cursor of another journal`,
        text,
        ({ cursor }) => ({ after: otherEpoch(cursor) }),
        "INVALID_CURSOR",
        /^after: .* of this journal/,
      ],
      [
        `${field} after a cursor of another history`,
        text,
        ({ cursor }) => ({ after: otherHistory(cursor) }),
        "INVALID_CURSOR",
        /^after: .* of this journal's history/,
      ],
      [
        `${field} of a backend that is not there`,
        text,
        () => ({ filter: { backends: ["nowhere"] } }),
        "INVALID_ID",
        /^filter\.backends\.0: got "nowhere"/,
      ],
    ];
  }),
  [
    "statusTransitions of a job that nobody knows",
    transitions,
    ({ unknownJob }) => ({ jobIds: [unknownJob] }),
    "INVALID_ID",
    /^jobIds\.0: .* the id of a known job/,
  ],
  ["the log of no id", logs, () => ({ jobId: "x" }), "INVALID_ID", /^jobId: got "x"/],
  [
    "the log of a job that nobody knows",
    logs,
    ({ unknownJob }) => ({ jobId: unknownJob }),
    "INVALID_ID",
    /^jobId: .* the id of a known job/,
  ],
  [
    "a source that the job does not have",
    logs,
    ({ job }) => ({ jobId: job, source: "nothing" }),
    "INVALID_ARGUMENT",
    /^source: got "nothing"/,
  ],
  [
    "a log cursor that is none",
    logs,
    ({ job }) => ({ jobId: job, after: "zz" }),
    "INVALID_CURSOR",
    /^after: got "zz"/,
  ],
  [
    "an event cursor for a log",
    logs,
    ({ job, cursor }) => ({ jobId: job, after: cursor }),
    "INVALID_CURSOR",
    /^after: /,
  ],
  ["a tail below 0", logs, ({ job }) => ({ jobId: job, tail: -1 }), "LIMIT_EXCEEDED", /^tail: got -1/],
  [
    "a pattern that is none",
    logs,
    ({ job }) => ({ jobId: job, filter: { matches: "(" } }),
    "INVALID_ARGUMENT",
    /^filter\.matches: got "\("/,
  ],
  [
    "a pattern that refers back",
    logs,
    ({ job }) => ({ jobId: job, filter: { matches: "(a)\\1" } }),
    "INVALID_ARGUMENT",
    /^filter\.matches: /,
  ],
  [
    "a pattern that unfolds to millions of steps",
    logs,
    ({ job }) => ({ jobId: job, filter: { matches: "((a{1,99}){1,99}){1,99}" } }),
    "INVALID_ARGUMENT",
    /^filter\.matches: /,
  ],
];

describe("what some ask wrongly", () => {
  const parts = new AsyncDisposableStack();
  let own: MovingWorld;
  let gateway: TestGateway;
  let facts: Facts;
  let bystanders: Bystanders;

  beforeAll(async () => {
    own = parts.use(await startMovingWorld({ seed: 1, speed: null, definitions: tireless }));
    gateway = parts.use(await own.world.startGateway());
    await own.shownBy(gateway.url, 20_000);
    const { jobs } = await query<{ jobs: { eventCursor: string } }>(
      gateway.url,
      "{ jobs(first: 1) { eventCursor } }",
    );
    const { jobId } = own.sentinel;
    const unknownJob = formatId("job", own.backendOf(own.kinds[0] ?? ""), "of-nobody");
    facts = { job: jobId, unknownJob, cursor: jobs.eventCursor };
    bystanders = await startBystanders(gateway.url, own);
  }, 30_000);
  afterAll(() => parts.disposeAsync());

  it.each(mistakes)("is said over WebSocket: %s", async (_, text, variables, code, message) => {
    using socket = await openReadySocket(gateway.url);
    socket.send({ id: "1", type: "subscribe", payload: { query: text, variables: variables(facts) } });
    const { payload } = await socket.next();
    const [error] = Array.isArray(payload) ? payload : (payload as { errors: unknown[] }).errors; // either form of graphql-ws
    expect(error).toMatchObject({ message: expect.stringMatching(message), extensions: { code } });
    await bystanders.stir();
  });

  it.each(mistakes)("is said over server-sent events: %s", async (_, text, variables, code, message) => {
    const operation = { query: text, variables: variables(facts) };
    using posted = await openEventStream(gateway.url, operation);
    const told = await posted.next();
    const errors = [
      { message: expect.stringMatching(message), extensions: expect.objectContaining({ code }) },
    ];
    expect(JSON.parse(told?.data ?? "")).toMatchObject({ errors });
    expect(await posted.next()).toMatchObject({ event: "complete" });
    expect(await posted.next()).toBe(null);
    // A browser comes back after anything but a status of an error.
    using got = await openEventStream(gateway.url, operation, { method: "GET" });
    expect(got.status).toBe(400);
    expect(JSON.parse(await got.text())).toMatchObject({ errors });
    await bystanders.stir();
  });

  it("may be a pattern that takes other engines forever, and not this one", async () => {
    const [kind = ""] = own.kinds;
    const nativeId = await own.world.control.addJob(kind, [{ native: "Running", afterMs: 0 }]);
    const lines = Array.from({ length: 50 }, () => `${"a".repeat(5_000)}!`);
    await own.world.control.writeLog(kind, nativeId, { lines: [...lines, "aaaa"] });
    own.jobs.push({ kind, nativeId });
    await own.shownBy(gateway.url, 20_000);
    using stream = await openEventStream(gateway.url, {
      query: `subscription ($jobId: ID!, $filter: LogFilter) {
        jobLogs(jobId: $jobId, filter: $filter) { __typename ... on LogBatch { entries { text } } }
      }`,
      variables: { jobId: formatId("job", own.backendOf(kind), nativeId), filter: { matches: "^(a+)+$" } },
    });
    const first = await stream.next();
    expect(JSON.parse(first?.data ?? "")).toEqual({
      data: { jobLogs: { __typename: "LogBatch", entries: [{ text: "aaaa" }] } },
    });
  });

  it("is nothing to the others: they have missed nothing", { timeout: 60_000 }, async () => {
    await bystanders.finish();
    expect(gateway.log).toEqual([]);
    await gateway[Symbol.asyncDispose]();
    expect(await bystanders.compare(join(own.world.folder, "journal.db"))).toEqual([]);
  });
});
