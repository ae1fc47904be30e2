import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { startWorld, type TestGateway } from "../support/gateway.ts";
import { eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly status: { readonly phase: string; readonly endedAt: string | null };
}
interface Jobs {
  readonly jobs: {
    readonly totalCount: number;
    readonly unfilteredCount: number;
    readonly pageSize: number;
    readonly offset: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly startCursor: string;
      readonly endCursor: string;
    };
    readonly appliedOrder: readonly { readonly field: string; readonly direction: string }[];
    readonly nodes: readonly Row[];
    readonly facets: readonly Facet[];
    readonly sources: readonly { readonly state: string }[];
  };
}
interface Value {
  readonly value: string | null;
  readonly label: string;
  readonly count: number;
}
interface Facet {
  readonly key: string;
  readonly values: readonly Value[];
}
interface Groups {
  readonly jobGroups: {
    readonly groupCount: number;
    readonly totalCount: number;
    readonly groups: readonly (Value & { readonly jobs: Jobs["jobs"] })[];
  };
}

const count = 90;
const fields = `
  totalCount unfilteredCount pageSize offset
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  appliedOrder { field direction }
  nodes { id name createdAt status { phase endedAt } }`;
const page = `query (
  $first: Int, $after: String, $last: Int, $before: String, $offset: Int, $filter: JobFilter, $orderBy: [JobOrder!]
) {
  jobs(
    first: $first, after: $after, last: $last, before: $before, offset: $offset, filter: $filter, orderBy: $orderBy
  ) { ${fields} }
}`;

describe("lists of jobs", () => {
  const parts = new AsyncDisposableStack();
  let gateway: TestGateway;
  let all: readonly Row[];
  const list = async (variables: object) => (await query<Jobs>(gateway.url, page, variables)).jobs;

  beforeAll(async () => {
    const world = parts.use(await startWorld({ jobs: count, definitions: tireless }));
    gateway = parts.use(await world.startGateway());
    const states = () => query<Jobs>(gateway.url, "{ jobs(first: 1) { sources { state } } }");
    await eventually(states, ({ jobs }) => jobs.sources.every(({ state }) => state === "LIVE"));
    all = (await list({ first: 100 })).nodes;
    expect(all).toHaveLength(count);
  });
  afterAll(() => parts.disposeAsync());

  it("give a part by first and after, by last and before, and by offset alike", async () => {
    const start = await list({ first: 10 });
    expect(start).toMatchObject({ totalCount: count, pageSize: 10, offset: 0 });
    expect(start.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(start.nodes).toEqual(all.slice(0, 10));

    const next = await list({ first: 15, after: start.pageInfo.endCursor });
    expect(next.nodes).toEqual(all.slice(10, 25));
    expect(next).toMatchObject({ offset: 10, pageInfo: { hasNextPage: true, hasPreviousPage: true } });

    const back = await list({ last: 4, before: next.pageInfo.startCursor });
    expect(back.nodes).toEqual(all.slice(6, 10));
    expect(back).toMatchObject({ offset: 6, pageInfo: { hasNextPage: true, hasPreviousPage: true } });

    const end = await list({ last: 7 });
    expect(end.nodes).toEqual(all.slice(-7));
    expect(end).toMatchObject({ offset: count - 7, pageInfo: { hasNextPage: false, hasPreviousPage: true } });

    const skipped = await list({ first: 10, offset: 10 });
    expect(skipped.nodes).toEqual(all.slice(10, 20));
    expect(skipped.offset).toBe(10);
    const between = await list({
      first: 50,
      after: start.pageInfo.endCursor,
      before: end.pageInfo.startCursor,
    });
    expect(between.nodes).toEqual(all.slice(10, 60));
    expect((await list({ offset: count })).nodes).toEqual([]);
    expect(await list({})).toMatchObject({
      pageSize: 50,
      appliedOrder: [{ field: "CREATED_AT", direction: "DESC" }],
    });
  });

  it("are ordered by two fields, the second among equals of the first", async () => {
    const orderBy = [
      { field: "PHASE", direction: "ASC" },
      { field: "NAME", direction: "DESC" },
    ];
    const { nodes, appliedOrder } = await list({ first: 100, orderBy });
    expect(appliedOrder).toEqual(orderBy);
    expect(idsOf(nodes).toSorted()).toEqual(idsOf(all).toSorted());
    const runs = runsOf(nodes, ({ status }) => status.phase);
    expect(new Set(runs.map(([first]) => first?.status.phase)).size).toBe(runs.length);
    expect(runs.length).toBeGreaterThan(2);
    for (const run of runs) {
      const names = run.map(({ name }) => name);
      expect(names).toEqual(names.toSorted().toReversed());
    }
    const walked: Row[] = [];
    for (let after: string | null = null; walked.length < count; ) {
      const part: Jobs["jobs"] = await list({ first: 17, after, orderBy });
      walked.push(...part.nodes);
      after = part.pageInfo.endCursor;
    }
    expect(walked).toEqual(nodes);
  });

  it.each(["ASC", "DESC"])("put jobs without the value last, %s too", async (direction) => {
    const { nodes } = await list({ first: 100, orderBy: [{ field: "ENDED_AT", direction }] });
    const ends = nodes.map(({ status }) => status.endedAt);
    const known = ends.filter((end) => end !== null);
    expect(known.length).toBeGreaterThan(0);
    expect(known.length).toBeLessThan(count);
    const sorted = direction === "ASC" ? known.toSorted() : known.toSorted().toReversed();
    expect(ends).toEqual([...sorted, ...Array(count - known.length).fill(null)]);
  });

  const filters: Readonly<Record<string, (value: string) => object>> = {
    BACKEND: (value) => ({ backends: [value] }),
    BACKEND_KIND: (value) => ({ backendKinds: [value] }),
    KIND: (value) => ({ kinds: [value] }),
    PHASE: (value) => ({ phases: [value] }),
    PHASE_CLASS: (value) => ({ phaseClasses: [value] }),
    OUTCOME: (value) => ({ outcomes: [value] }),
    OWNER: (value) => ({ owners: [value] }),
    PROJECT: (value) => ({ projectIds: [value] }),
    WORKSPACE: (value) => ({ workspaceIds: [value] }),
    EXPERIMENT: (value) => ({ experimentNames: [value] }),
    ALGORITHM: (value) => ({ algorithmIds: [value] }),
    FLAVOR: (value) => ({ flavorIds: [value] }),
    CREATED_DAY: (value) => ({
      createdAt: {
        from: `${value}T00:00:00Z`,
        to: new Date(Date.parse(`${value}T00:00:00Z`) + 86_400_000).toISOString(),
      },
    }),
  };

  it.each(Object.keys(filters))(
    "fall into groups by %s whose own jobs are as many as they say",
    async (by) => {
      const filter = { not: { phases: ["CANCELLED"] } };
      const text = `query ($by: JobGroupKey!, $filter: JobFilter) {
      jobGroups(by: $by, filter: $filter, first: 100) {
        groupCount totalCount groups { value label count jobs(first: 100) { totalCount nodes { id } } }
      }
      jobs(filter: $filter) { totalCount unfilteredCount }
    }`;
      const { jobGroups, jobs } = await query<Groups & Jobs>(gateway.url, text, { by, filter });
      const { groups } = jobGroups;
      expect(jobGroups).toMatchObject({ groupCount: groups.length, totalCount: jobs.totalCount });
      expect(jobs.unfilteredCount).toBe(count);
      expect(groups.length).toBeGreaterThan(0);
      const counts = groups.map((group) => group.count);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      // A filter finds owners by id, name or address: it may find more than the group that bears the name.
      const isExact = by !== "OWNER";
      const met = groups.flatMap((group) => idsOf(group.jobs.nodes));
      expect(new Set(met).size).toBe(jobs.totalCount);
      if (isExact) expect(met).toHaveLength(jobs.totalCount);
      for (const { value, count: size, jobs: own } of groups) {
        if (isExact) expect(own.totalCount).toBe(size);
        else expect(own.totalCount).toBeGreaterThanOrEqual(size);
        if (value === null) continue;
        const same = await list({ first: 100, filter: { ...filter, ...filters[by]?.(value) } });
        expect(idsOf(same.nodes)).toEqual(idsOf(own.nodes));
      }
    },
  );

  it("count the values of several keys, each without the filter's own choice of that key", async () => {
    const text = `query ($filter: JobFilter, $keys: [JobGroupKey!]!) {
      jobs(filter: $filter) { totalCount facets(keys: $keys) { key values { value label count } } }
    }`;
    const filter = { phases: ["SUCCEEDED"] };
    const keys = ["PHASE", "OWNER", "BACKEND"];
    const { jobs } = await query<Jobs>(gateway.url, text, { filter, keys });
    expect(jobs.facets.map(({ key }) => key)).toEqual(keys);
    const [phases, owners, backends] = jobs.facets;
    const sum = (facet: Facet | undefined) => facet?.values.reduce((total, value) => total + value.count, 0);
    expect(sum(phases)).toBe(count);
    expect(sum(owners)).toBe(jobs.totalCount);
    expect(backends?.values).toHaveLength(definitions.length);
    for (const { value, count: size } of backends?.values ?? []) {
      expect((await list({ filter: { ...filter, backends: [value] } })).totalCount).toBe(size);
    }
  });
});

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

/** Neighbours with the same key. */
function runsOf(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const runs: Row[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.[0] && keyOf(last[0]) === keyOf(row)) last.push(row);
    else runs.push([row]);
  }
  return runs;
}
