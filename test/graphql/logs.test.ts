import { describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { type SimulatedWorld, startWorld } from "../support/gateway.ts";
import { eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { wordFor } from "../support/words.ts";

interface Log {
  readonly source: { readonly nativeId: string; readonly main: boolean };
  readonly nodes: readonly { readonly text: string }[];
  readonly gaps: readonly object[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}
interface Answer {
  readonly jobByNativeId: {
    readonly logs: Log | null;
    readonly logSources: readonly { readonly main: boolean; readonly live: boolean }[];
  };
}

const text = `query ($backend: ID!, $id: String!, $first: Int, $after: String, $last: Int, $before: String) {
  jobByNativeId(backend: $backend, nativeId: $id) {
    logSources { main live }
    logs(first: $first, after: $after, last: $last, before: $before) {
      source { nativeId main } nodes { text } gaps { reason }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}`;
const kinds = definitions.map(({ kind }) => kind);
const lines = Array.from({ length: 23 }, (_, index) => `line ${index}: ${"é".repeat(index * 7)} end`);

/** A job that has begun and has written these lines; null when its vendor has no logs. */
async function startJob(
  { control }: SimulatedWorld,
  kind: string,
): Promise<{ id: string; hasLogs: boolean }> {
  const id = await control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
  const written = control.writeLog(kind, id, { lines });
  const hasLogs = await written.then(
    () => true,
    () => false,
  );
  return { id, hasLogs };
}

describe("logs of a job", () => {
  it.each(kinds)("of %s page forward and backward through what the job wrote", async (kind) => {
    await using world = await startWorld({ jobs: kinds.length, definitions: tireless });
    const { id, hasLogs } = await startJob(world, kind);
    await using gateway = await world.startGateway();
    const variables = { backend: world.vendor(kind).config.id, id };
    const ask = async (page: object) =>
      (await query<Answer>(gateway.url, text, { ...variables, ...page })).jobByNativeId;
    const { logSources } = await ask({});
    const isLive = logSources.some(({ main, live }) => main && live);
    // Some vendors show a log only when the job has ended.
    if (hasLogs && !isLive) await world.control.changeJob(kind, id, { native: wordFor(kind, "SUCCEEDED") });
    const whole = await eventually(
      () => ask({ first: 1000 }),
      (job) => !hasLogs || (job.logs?.nodes.length ?? 0) >= lines.length,
    );
    if (!hasLogs) return expect(whole).toEqual({ logs: null, logSources: [] });
    expect(whole.logs).toMatchObject({
      source: { main: true },
      gaps: [],
      pageInfo: { hasPreviousPage: false },
    });
    expect(whole.logSources.filter(({ main }) => main)).toHaveLength(1);
    const written = whole.logs?.nodes.map((node) => node.text) ?? [];
    // Where a vendor's logs are records, the line is one of the texts of a record.
    expect(written).toEqual(lines.map((line) => expect.stringContaining(line)));

    const forward: string[] = [];
    for (let after: string | null = null; ; ) {
      const { logs }: Answer["jobByNativeId"] = await ask({ first: 5, after });
      forward.push(...(logs?.nodes.map((node) => node.text) ?? []));
      expect(logs?.nodes.length).toBeLessThanOrEqual(5);
      if (!logs?.pageInfo.hasNextPage) break;
      after = logs.pageInfo.endCursor;
    }
    expect(forward).toEqual(written);

    const backward: string[] = [];
    for (let before: string | null = null; ; ) {
      const { logs }: Answer["jobByNativeId"] = await ask({ last: 4, before });
      backward.unshift(...(logs?.nodes.map((node) => node.text) ?? []));
      if (!logs?.pageInfo.hasPreviousPage) break;
      before = logs.pageInfo.startCursor;
    }
    expect(backward).toEqual(written);

    if (!isLive) return;
    const end = await ask({ last: 1 });
    await world.control.writeLog(kind, id, { lines: ["one more", "and another"] });
    const more = await eventually(
      () => ask({ first: 10, after: end.logs?.pageInfo.endCursor }),
      ({ logs }) => logs?.nodes.length === 2,
    );
    const added = ["one more", "and another"].map((line) => expect.stringContaining(line));
    expect(more.logs?.nodes.map((node) => node.text)).toEqual(added);
  });
});
