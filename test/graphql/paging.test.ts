import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import type { BackendId } from "../../src/domain/id.ts";
import { createVendorClient, systemTools } from "../../src/http/client.ts";
import { type SimulatedWorld, startWorld } from "../support/gateway.ts";
import { eventually, query } from "../support/graphql.ts";
import { wordFor } from "../support/words.ts";

interface Page {
  readonly jobs: {
    readonly totalCount: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly startCursor: string | null;
      readonly endCursor: string | null;
    };
    readonly sources: readonly { readonly state: string }[];
    readonly nodes: readonly Row[];
  };
}
interface Row {
  readonly nativeId: string;
  readonly createdAt: string;
  readonly backend: { readonly id: string };
}

const pageOf = `query ($first: Int, $after: String, $last: Int, $before: String) {
  jobs(first: $first, after: $after, last: $last, before: $before, filter: { includeArchived: true }) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    sources { state }
    nodes { nativeId createdAt backend { id } }
  }
}`;

/** Walks the whole list; `between` runs between two pages. */
async function walkForward(url: string, first: number, between = async () => {}): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const { jobs }: Page = await query<Page>(url, pageOf, { first, after });
    rows.push(...jobs.nodes);
    if (!jobs.pageInfo.hasNextPage) return rows;
    after = jobs.pageInfo.endCursor;
    await between();
  }
}

async function walkBackward(url: string, last: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (let before: string | null = null; ; ) {
    const { jobs }: Page = await query<Page>(url, pageOf, { last, before });
    rows.unshift(...jobs.nodes);
    if (!jobs.pageInfo.hasPreviousPage) return rows;
    before = jobs.pageInfo.startCursor;
  }
}

const key = ({ backend, nativeId }: Row) => `${backend.id} ${nativeId}`;

async function isLive(url: string): Promise<void> {
  const read = () => query<Page>(url, pageOf, { first: 1 });
  await eventually(read, ({ jobs }) => jobs.sources.every(({ state }) => state === "LIVE"));
}

/** What the vendors' own APIs list, asked without the gateway: every page of every vendor. */
async function listedByVendors({ vendors }: SimulatedWorld): Promise<string[]> {
  const keys: string[] = [];
  for (const { kind, config } of vendors) {
    const definition = definitions.find((one) => one.kind === kind);
    if (!definition) throw new Error(kind);
    const parsed = definition.config.parse(config);
    const id = parsed.id as BackendId; // checked by the definition
    const tools = systemTools(id);
    const connect = (protocol: Parameters<typeof createVendorClient>[0]) =>
      createVendorClient(protocol, tools);
    const backend = definition.create(parsed, { id, now: Date.now, connect });
    for (let cursor: string | null = null; ; ) {
      const { pageSize } = definition.limits;
      const page = await backend.listJobs({ cursor, pageSize, since: null }, AbortSignal.timeout(10_000));
      keys.push(...page.readings.map(({ nativeId }) => `${id} ${nativeId}`));
      if (page.next === null) break;
      cursor = page.next;
    }
  }
  return [...new Set(keys)];
}

describe("jobs", () => {
  it("pages forward and backward through exactly what the vendors list, newest first, each once", async () => {
    await using world = await startWorld({ jobs: 300 });
    await using gateway = await world.startGateway();
    await isLive(gateway.url);
    const expected = await listedByVendors(world);
    const forward = await walkForward(gateway.url, 37);
    const backward = await walkBackward(gateway.url, 41);
    // The world holds as many as it was told to make; no clock turned since.
    expect(forward).toHaveLength(300);
    expect(forward.map(key).toSorted()).toEqual(expected.toSorted());
    expect(backward).toEqual(forward);
    const times = forward.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it("meets every job that was there before the walk exactly once while new jobs arrive", {
    timeout: 60_000,
  }, async () => {
    await using world = await startWorld({ jobs: 120 });
    await using gateway = await world.startGateway();
    await isLive(gateway.url);
    const kinds = definitions.map(({ kind }) => kind);
    const arrivals = fc.array(fc.constantFrom(...kinds), { maxLength: 4 });
    const walks = fc.record({
      first: fc.integer({ min: 5, max: 60 }),
      batches: fc.array(arrivals, { maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(walks, async ({ first, batches }) => {
        const before = (await walkForward(gateway.url, 100)).map(key);
        const left = [...batches];
        const met = await walkForward(gateway.url, first, async () => {
          const batch = left.shift() ?? [];
          for (const kind of batch) {
            await world.control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
          }
        });
        const counts = Map.groupBy(met.map(key), (one) => one);
        expect([...counts.values()].every(({ length }) => length === 1)).toBe(true);
        expect(before.filter((one) => !counts.has(one))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
