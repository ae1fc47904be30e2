import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { covers } from "../support/covers.ts";
import { startWorld, type TestGateway } from "../support/gateway.ts";
import { eventually, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { openSearch, type SearchedJob, searchAll, type VendorSearch } from "../support/modelarts-search.ts";

interface Page {
  readonly totalCount: number;
  readonly unfilteredCount: number;
  readonly pageSize: number;
  readonly offset: number;
  readonly appliedOrder: readonly object[];
  readonly nodes: readonly { readonly nativeId: string }[];
  readonly sources: readonly { readonly state: string }[];
}
interface Group {
  readonly value: string | null;
  readonly count: number;
}
interface Groups {
  readonly jobGroups: { readonly by: string; readonly totalCount: number; readonly groups: readonly Group[] };
}

const kind = "MODELARTS";
const page = `query ($first: Int, $after: String, $offset: Int, $filter: JobFilter, $orderBy: [JobOrder!]) {
  jobs(first: $first, after: $after, offset: $offset, filter: $filter, orderBy: $orderBy) {
    totalCount unfilteredCount pageSize offset
    appliedOrder { field nativeField direction }
    nodes { nativeId }
    sources { state }
  }
}`;
/** What documents tell in some regions, or of some requests. */
const told = {
  metadata: { user_id: "04f258c8fb00d42a1f65c00df88bf2d9" },
  status: { task_ips: [{ task: "worker-0", ip: "172.16.0.9", host_ip: "10.0.0.9" }] },
};
const idsOf = (jobs: readonly SearchedJob[]) => jobs.map(({ metadata }) => metadata.id);

// What one vendor's search can do, asked of the gateway and of the vendor itself.
describe("lists of one backend agree with what its vendor answers", () => {
  const parts = new AsyncDisposableStack();
  let gateway: TestGateway;
  let search: VendorSearch;
  let all: readonly SearchedJob[];
  let monthAgo: string;

  async function list(variables: {
    readonly filter?: object;
    readonly [name: string]: unknown;
  }): Promise<Page> {
    const filter = { ...variables.filter, backendKinds: [kind] };
    return (await query<{ jobs: Page }>(gateway.url, page, { ...variables, filter })).jobs;
  }
  async function listIds(filter: object, orderBy?: readonly object[]): Promise<string[]> {
    const { nodes, totalCount } = await list({ first: 100, filter, orderBy });
    expect(nodes).toHaveLength(totalCount);
    return nodes.map(({ nativeId }) => nativeId);
  }

  beforeAll(async () => {
    const world = parts.use(await startWorld({ jobs: 60 * tireless.length, definitions: tireless }));
    const add = async (fields: object, native = "Running") => {
      await world.control.clock({ advanceMs: 1_000 });
      return world.control.addJob(kind, [{ native, afterMs: 0 }], fields);
    };
    for (let number = 0; number < 17; number++) await add({ metadata: { name: `my-trainjob-${number}` } });
    await add({ spec: { runtime_type: "NPU-2" }, ftjob_config: { model_type: "TextGeneration" } });
    await add({
      tags: [
        { key: "team", value: "speech" },
        { key: "release", value: "candidate" },
      ],
    });
    await add({ tags: [{ key: "team", value: "speech" }] }, "Pending");
    await add(told);
    const { now } = await world.control.clock({ advanceMs: 1_000 });
    monthAgo = new Date(Date.parse(now) - 31 * 24 * 3_600_000).toISOString();
    search = await openSearch(world.vendor(kind));
    all = await searchAll(search);
    gateway = parts.use(await world.startGateway());
    await eventually(
      () => list({ first: 1 }),
      ({ sources, totalCount }) =>
        totalCount === all.length && sources.every(({ state }) => state === "LIVE"),
    );
  });
  afterAll(() => parts.disposeAsync());

  it("skip ten, take five, oldest first, named like trainjob, and echo all of that", async () => {
    const filters = [{ key: "name", operator: "like", value: ["trainjob"] }];
    const answer = await search({ offset: 2, limit: 5, sort_by: "create_time", order: "asc", filters });
    const orderBy = [{ field: "CREATED_AT", direction: "ASC" }];
    const shown = await list({ first: 5, offset: 10, orderBy, filter: { nameContains: "trainjob" } });
    expect(answer.items).toHaveLength(5);
    expect(shown.nodes.map(({ nativeId }) => nativeId)).toEqual(idsOf(answer.items));
    expect(shown).toMatchObject({
      totalCount: answer.count,
      unfilteredCount: answer.total,
      pageSize: 5,
      offset: 10,
      appliedOrder: [{ field: "CREATED_AT", nativeField: null, direction: "ASC" }],
    });
    expect(answer.count).toBe(17);
    expect(answer.total).toBe(all.length);
    covers("S1-262", "S1-6", "S1-8", "S1-19..24");
  });

  it.each([
    ["nothing is said", undefined, "desc"],
    ["a field is named without a direction", [{ field: "CREATED_AT" }], "desc"],
    ["the vendor's own key is named", [{ nativeField: "create_time" }], "desc"],
    ["ascending is asked for", [{ nativeField: "create_time", direction: "ASC" }], "asc"],
    ["a path is named", [{ nativeField: "metadata.create_time", direction: "ASC" }], "asc"],
  ])("come by creation when %s", async (_, orderBy, order) => {
    expect(await listIds({}, orderBy)).toEqual(idsOf(await searchAll(search, { order })));
    const { appliedOrder } = await list({ first: 1, orderBy });
    expect(appliedOrder).toMatchObject([{ direction: order.toUpperCase() }]);
    covers("S1-6", "S1-7", order === "asc" ? "S1-8" : "S1-9", "S1-23", "S1-24");
  });

  const day = (text: string) => text.slice(0, 10);
  const someOf = (values: readonly (string | undefined)[]) =>
    [...new Set(values)].filter((value) => value !== undefined).slice(0, 2);

  it.each<[key: string, operator: string | null, values: () => string[], rows: string]>([
    ["id", "IN", () => idsOf(all).slice(3, 7), "S1-15"],
    ["id", "NOT", () => idsOf(all).slice(3, 7), "S1-16"],
    ["name", "LIKE", () => ["trainjob", "resnet"], "S1-14"],
    ["name", null, () => all.slice(0, 2).map(({ metadata }) => metadata.name), "S1-13"],
    ["kind", "IN", () => ["autosearch_job", "hetero_job"], "S1-15"],
    ["kind", "NOT", () => ["job"], "S1-16"],
    ["phase", null, () => ["Running", "Pending"], "S1-13"],
    ["phase", "NOT", () => ["Running", "Completed"], "S1-16"],
    ["algorithm_id", "IN", () => someOf(all.map(({ algorithm }) => algorithm.id)), "S1-15"],
    ["algorithm_name", "LIKE", () => someOf(all.map(({ algorithm }) => algorithm.name)), "S1-14"],
    ["create_time", "BETWEEN", () => spanOf(all, (ms) => String(ms)), "S1-17"],
    ["create_time", "BETWEEN", () => spanOf(all, (ms) => new Date(ms).toISOString()), "S1-17"],
    ["create_time", "BETWEEN", () => spanOf(all, inChina), "S1-17"],
    ["pool_id", "IN", () => someOf(all.map(({ spec }) => spec?.resource.pool_id)), "S1-15"],
    ["training_experiment_id", "IN", () => someOf(all.map(experimentIdOf)), "S1-15"],
    ["training_experiment_id", "NOT", () => someOf(all.map(experimentIdOf)), "S1-16"],
    ["runtime_type", "LIKE", () => ["NPU"], "S1-14"],
    ["priority", "IN", () => ["1", "2"], "S1-15"],
    ["priority", "IN", () => ["", ""], "S1-18"],
  ])("are narrowed by %s, %s", async (key, operator, valuesOf, row) => {
    const values = valuesOf();
    expect(values.length).toBeGreaterThan(0);
    const filters = [{ key, ...(operator !== null && { operator: operator.toLowerCase() }), value: values }];
    const found = idsOf(await searchAll(search, { filters }));
    const native = [{ key, ...(operator !== null && { operator }), values }];
    expect(await listIds({ native })).toEqual(found);
    expect(found.length).toBeGreaterThan(0);
    if (values.some((value) => value !== "")) expect(found.length).toBeLessThan(all.length);
    covers("S1-11", "S1-12", "S1-18", "S1-280", row);
  });

  it("meet all of several conditions", async () => {
    const conditions: [string, string, string[]][] = [
      ["name", "like", ["trainjob", "resnet", "bert"]],
      ["phase", "not", ["Completed"]],
      ["create_time", "between", spanOf(all, String)],
    ];
    const filters = conditions.map(([key, operator, value]) => ({ key, operator, value }));
    const native = conditions.map(([key, operator, values]) => ({
      key,
      operator: operator.toUpperCase(),
      values,
    }));
    const found = idsOf(await searchAll(search, { filters }));
    expect(await listIds({ native })).toEqual(found);
    expect(found.length).toBeGreaterThan(0);
    covers("S1-11", "S1-14", "S1-16", "S1-17");
  });

  it("take a key that is none of the vendor's for a path into its document", async () => {
    const named = all.filter(({ metadata }) => metadata.name.startsWith("bert"));
    const native = [{ key: "metadata.name", operator: "LIKE", values: ["bert"] }];
    expect(await listIds({ native })).toEqual(idsOf(named));
    const byUser = { key: "user_id", values: [told.metadata.user_id] };
    const byHost = { key: "status.task_ips.host_ip", values: ["10.0.0.9"] };
    for (const condition of [byUser, byHost])
      expect(await listIds({ native: [condition] })).toEqual([all[0]?.metadata.id]);
    covers("S1-277", "S1-280");
  });

  it("are narrowed by the gateway's own words to the same jobs", async () => {
    const [from = "", to = ""] = spanOf(all, (ms) => new Date(ms).toISOString());
    const pairs: [own: object, filters: object[]][] = [
      [{ nativeStates: ["Running", "Failed"] }, [{ key: "phase", value: ["Running", "Failed"] }]],
      [{ not: { nativeStates: ["Running"] } }, [{ key: "phase", operator: "not", value: ["Running"] }]],
      [{ nameContains: "unet" }, [{ key: "name", operator: "like", value: ["unet"] }]],
      [{ kinds: ["SEARCH"] }, [{ key: "kind", value: ["autosearch_job"] }]],
      [
        // The gateway's ranges leave their end out, the vendor's have it.
        { createdAt: { from, to: new Date(Date.parse(to) + 1).toISOString() } },
        [{ key: "create_time", operator: "between", value: [from, to] }],
      ],
    ];
    for (const [own, filters] of pairs) {
      const found = idsOf(await searchAll(search, { filters }));
      expect(found.length).toBeGreaterThan(0);
      expect(await listIds(own), JSON.stringify(own)).toEqual(found);
    }
    covers("S1-14..17");
  });

  it.each([
    [[{ key: "team", values: ["speech", "vision"] }]],
    [[{ key: "team", values: ["speech"] }, { key: "release" }]],
    [[{ key: "release" }]],
  ])("have labels %j", async (tags) => {
    const found = idsOf(await searchAll(search, { tags }));
    expect(found.length).toBeGreaterThan(0);
    // Without a span the vendor looks at the last 31 days.
    expect(await listIds({ labels: tags, createdAt: { from: monthAgo } })).toEqual(found);
    covers("S1-276");
  });

  it("run on the host that the vendor tells of them, which it does when it is asked", async () => {
    const running = all.filter(({ status }) => status.phase === "Running").slice(0, 3);
    const text = `query ($filter: JobFilter) {
      jobs(filter: $filter) { nodes { nativeId status { tasks { name ip hostIp scheduleCount } } } }
    }`;
    interface Tasks {
      readonly jobs: { readonly nodes: readonly { nativeId: string; status: { tasks: readonly Task[] } }[] };
    }
    type Task = { name: string; ip: string; hostIp: string; scheduleCount: number };
    const filter = { backendKinds: [kind], nativeIds: idsOf(running) };
    const { jobs } = await query<Tasks>(gateway.url, text, { filter });
    expect(jobs.nodes).toHaveLength(3);
    for (const { nativeId, status } of jobs.nodes) {
      const hosts = status.tasks.map(({ hostIp }) => hostIp);
      const found = await searchAll(search, { host_ips: hosts.slice(0, 10) });
      const told = found.find(({ metadata }) => metadata.id === nativeId)?.status.task_ips;
      expect(status.tasks).toEqual(
        told?.map(({ task, ip, host_ip }) => ({ name: task, ip, hostIp: host_ip, scheduleCount: 1 })),
      );
    }
    covers("S1-277", "S1-281");
  });

  it("are fine-tuning jobs or others", async () => {
    const tuned = idsOf(await searchAll(search, { train_type: "ftjob" }));
    expect(tuned).toHaveLength(1);
    expect(await listIds({ kinds: ["FINE_TUNING"] })).toEqual(tuned);
    const others = idsOf(await searchAll(search, { train_type: "job" }));
    expect(await listIds({ not: { kinds: ["FINE_TUNING"] } })).toEqual(others);
    covers("S1-279");
  });

  it.each<[by: string, valueIn: (job: SearchedJob) => string | null]>([
    ["EXPERIMENT", ({ metadata }) => metadata.training_experiment_reference?.name ?? null],
    ["CREATED_DAY", ({ metadata }) => day(new Date(metadata.create_time).toISOString())],
  ])("fall into the groups by %s that the vendor's jobs make", async (by, valueIn) => {
    const text = `query ($by: JobGroupKey!, $filter: JobFilter) {
      jobGroups(by: $by, filter: $filter, first: 100) { by totalCount groups { value count } }
    }`;
    const { jobGroups } = await query<Groups>(gateway.url, text, { by, filter: { backendKinds: [kind] } });
    const tally = Map.groupBy(all, valueIn);
    expect(new Map(jobGroups.groups.map(({ value, count }) => [value, count]))).toEqual(
      new Map([...tally].map(([value, jobs]) => [value, jobs.length])),
    );
    expect(jobGroups).toMatchObject({ by, totalCount: all.length });
    covers("S1-10", "S1-25");
  });
});

/** From the tenth newest job to the third newest, both ends included. */
function spanOf(jobs: readonly SearchedJob[], format: (ms: number) => string): string[] {
  return [jobs[9], jobs[2]].map((job) => format(job?.metadata.create_time ?? 0));
}

function inChina(ms: number): string {
  return `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
}

function experimentIdOf({ metadata }: SearchedJob): string | undefined {
  return metadata.training_experiment_reference?.id;
}
