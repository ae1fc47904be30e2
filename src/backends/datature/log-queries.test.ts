import { expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { startWorld } from "../../../test/support/gateway.ts";
import { eventually, follow, query } from "../../../test/support/graphql.ts";
import { datature } from "./index.ts";

interface Logs {
  readonly totalCount: number | null;
  readonly job: { readonly project: { readonly nativeId: string } | null };
  readonly nodes: readonly { readonly item: string; readonly level: string; readonly occurredAt: string }[];
}

const text = `query ($backend: ID!, $id: String!, $first: Int, $last: Int, $filter: LogFilter) {
  jobByNativeId(backend: $backend, nativeId: $id) {
    id
    logs(first: $first, last: $last, filter: $filter) {
      totalCount
      job { project { nativeId } }
      nodes { item level occurredAt }
    }
  }
}`;
const jobLogs = `subscription ($jobId: ID!, $filter: LogFilter) {
  jobLogs(jobId: $jobId, filter: $filter) { ... on LogBatch { entries { item } } }
}`;

const recordsOf = (items: readonly string[], facts: object = {}) => items.map((item) => ({ item, ...facts }));

/** A running job with entries of both levels of the vendor, at two times, and what asks for its log. */
async function startLog() {
  await using parts = new AsyncDisposableStack();
  const world = parts.use(await startWorld({ jobs: 1, definitions: [datature] }));
  const { control } = world;
  const id = await control.addJob("DATATURE", [{ native: "Processing", afterMs: 0 }]);
  await control.writeLog("DATATURE", id, { lines: recordsOf(["a", "b"]) });
  await control.clock({ advanceMs: 60_000 });
  await control.writeLog("DATATURE", id, {
    lines: recordsOf(["c"], { level: "Error", status: "FailedGather" }),
  });
  await control.writeLog("DATATURE", id, { lines: recordsOf(["d"]) });
  const gateway = parts.use(await world.startGateway());
  const backend = world.vendor("DATATURE").config.id;
  type Answer = { jobByNativeId: { id: string; logs: Logs } };
  const ask = async (given: object) =>
    (await query<Answer>(gateway.url, text, { backend, id, ...given })).jobByNativeId;
  await eventually(
    () => ask({ last: 1 }),
    (job) => job?.logs.nodes.length === 1,
  );
  const running = parts.move();
  return { ask, url: gateway.url, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

const itemsOf = ({ nodes }: Logs) => nodes.map(({ item }) => item);

test("the log of a job is read whole, after a time and from its end, as the vendor's client reads it", async () => {
  await using log = await startLog();
  const { logs } = await log.ask({ first: 1000 });
  expect(itemsOf(logs)).toEqual(["a", "b", "c", "d"]);
  expect(logs.totalCount).toBe(4);
  covers("S2-75", "S2-76", "S2-87");
  expect(logs.job.project?.nativeId).toMatch(/^proj_/);
  covers("S2-82");

  const [, before, since] = logs.nodes.map(({ occurredAt }) => occurredAt);
  const after = await log.ask({ filter: { since } });
  expect(itemsOf(after.logs)).toEqual(["c", "d"]);
  expect(itemsOf((await log.ask({ last: 1 })).logs)).toEqual(["d"]);
  covers("S2-77", "S2-78", "S2-79", "S2-84");

  expect(itemsOf((await log.ask({ filter: { until: since } })).logs)).toEqual(["a", "b"]);
  expect(itemsOf((await log.ask({ filter: { since: before, until: since } })).logs)).toEqual(["a", "b"]);
  covers("S2-103");
});

test.each([
  ["DEBUG", ["a", "b", "c", "d"]],
  ["INFO", ["a", "b", "c", "d"]],
  ["WARNING", ["c"]],
  ["ERROR", ["c"]],
])("entries of at least %s are %j, in pages and in streams", async (minLevel, items) => {
  await using log = await startLog();
  const { id, logs } = await log.ask({ filter: { minLevel } });
  expect(itemsOf(logs)).toEqual(items);
  covers("S2-104");
  await using following = follow<{ jobLogs: { entries: { item: string }[] } }>(log.url, jobLogs, {
    jobId: id,
    filter: { minLevel },
  });
  const { jobLogs: batch } = await following.next();
  expect(batch.entries.map(({ item }) => item)).toEqual(items);
  covers("S2-76", "S2-86");
});
