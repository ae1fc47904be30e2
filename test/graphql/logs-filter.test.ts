import { expect, it } from "vitest";
import { startWorld } from "../support/gateway.ts";
import { ask, eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { wordFor } from "../support/words.ts";

interface Logs {
  readonly nodes: readonly { readonly text: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const text = `query ($id: String!, $backend: ID!, $first: Int, $after: String, $last: Int, $before: String, $filter: LogFilter) {
  jobByNativeId(backend: $backend, nativeId: $id) {
    logs(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      nodes { text } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}`;

/** A gateway over a job with these lines, and what asks for pages of its log. */
async function startLog(kind: string, lines: readonly string[]) {
  await using parts = new AsyncDisposableStack();
  const world = parts.use(await startWorld({ jobs: tireless.length, definitions: tireless }));
  const id = await world.control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
  await world.control.writeLog(kind, id, { lines });
  const gateway = parts.use(await world.startGateway());
  const variables = { backend: world.vendor(kind).config.id, id };
  const page = async (given: object) => {
    const answer = await query<{ jobByNativeId: { logs: Logs } }>(gateway.url, text, {
      ...variables,
      ...given,
    });
    return answer.jobByNativeId.logs;
  };
  await eventually(
    () => page({ last: 1 }),
    (logs) => logs?.nodes.length === 1,
  );
  const running = parts.move();
  return {
    page,
    refusal: async (given: object) =>
      (await ask(gateway.url, text, { ...variables, ...given })).errors?.[0]?.extensions,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const lines = Array.from(
  { length: 500 },
  (_, index) => `${index % 50 === 7 ? "ERROR" : "INFO"} step ${index}`,
);
const grave = lines.filter((line) => line.startsWith("ERROR"));

it("pages through the entries that match, both ways, each once", async () => {
  await using log = await startLog("AZURE_ML", lines);
  const filter = { minLevel: "WARNING" };
  const forward: string[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo } = await log.page({ first: 3, after, filter });
    forward.push(...nodes.map((node) => node.text));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  expect(forward).toEqual(grave);
  const backward: string[] = [];
  for (let before: string | null = null; ; ) {
    const { nodes, pageInfo } = await log.page({ last: 4, before, filter });
    backward.unshift(...nodes.map((node) => node.text));
    if (!pageInfo.hasPreviousPage) break;
    before = pageInfo.startCursor;
  }
  expect(backward).toEqual(grave);
});

it("examines so much for one page, and tells where to go on", async () => {
  const many = Array.from({ length: 12_000 }, (_, index) => `line ${index}`);
  await using log = await startLog("AZURE_ML", many);
  const filter = { matches: "^line 11999$" };
  const first = await log.page({ first: 5, filter });
  expect(first).toMatchObject({ nodes: [], pageInfo: { hasNextPage: true } });
  const second = await log.page({ first: 5, filter, after: first.pageInfo.endCursor });
  expect(second).toMatchObject({ nodes: [{ text: "line 11999" }], pageInfo: { hasNextPage: false } });
  const backward = await log.page({ last: 5, filter: { matches: "^line 1$" } });
  expect(backward).toMatchObject({ nodes: [], pageInfo: { hasPreviousPage: true } });
  const rest = await log.page({
    last: 5,
    filter: { matches: "^line 1$" },
    before: backward.pageInfo.startCursor,
  });
  expect(rest.nodes).toEqual([{ text: "line 1" }]);
});

it("selects records by item, by time and by level", async () => {
  await using log = await startLog("DATATURE", ["s3://a", "s3://b", "s3://c"]);
  const texts = async (filter: object) => (await log.page({ first: 10, filter })).nodes.length;
  expect(await texts({ items: ["s3://b", "s3://c", "s3://d"] })).toBe(2);
  expect(await texts({ since: "2000-01-01T00:00:00Z" })).toBe(3);
  expect(await texts({ until: "2000-01-01T00:00:00Z" })).toBe(0);
  expect(await texts({ levels: ["INFO"] })).toBe(3);
});

it("refuses an expression that is none, with path, value and what was expected", async () => {
  await using log = await startLog("MODELARTS", ["x"]);
  expect(await log.refusal({ filter: { matches: "(?<=a)b" } })).toMatchObject({
    code: "INVALID_ARGUMENT",
    argument: ["filter", "matches"],
    expected: expect.stringContaining("RE2"),
  });
});
