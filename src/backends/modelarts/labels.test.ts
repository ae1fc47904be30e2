import { describe, expect, test } from "vitest";
import { listAll, readJob, type SimulatedBackend, simulateBackend } from "../../../test/support/backend.ts";
import type { Control } from "../../../test/support/control.ts";
import { covers } from "../../../test/support/covers.ts";
import { startWorld } from "../../../test/support/gateway.ts";
import { eventually, query } from "../../../test/support/graphql.ts";
import { hasty } from "../../../test/support/hasty.ts";
import { backendId } from "../../../test/support/observation.ts";
import { startReader } from "../../../test/support/reader.ts";
import type { JobReading } from "../../domain/job.ts";
import type { KeyValue } from "../../domain/spec.ts";
import { createVendorClient, systemTools } from "../../http/client.ts";
import type { BackendDefinition } from "../contract.ts";
import { modelartsConfig } from "./config.ts";
import { modelarts } from "./index.ts";
import { connectService } from "./service.ts";

const { signal } = new AbortController();
const { kind } = modelarts;
const queryPath = "*/resource-instances/filter";
const minuteMs = 60_000;
const ended = [{ native: "Completed", afterMs: 0 }];
const list = { cursor: null, pageSize: 50, since: null };

const team: KeyValue = { key: "team", value: "vision" };
const cost: KeyValue = { key: "cost", value: "low" };

async function tagQueries(control: Control): Promise<number> {
  const { items } = await control.requests(kind);
  return items.filter(({ path }) => path.endsWith("/resource-instances/filter")).length;
}

/** Tags a job as somebody else would, past the backend under test. */
async function addTag(entry: object, nativeId: string, tag: KeyValue): Promise<void> {
  const id = backendId("somebody");
  const service = connectService(modelartsConfig.parse(entry), {
    id,
    now: Date.now,
    connect: (protocol, options) => createVendorClient(protocol, systemTools(id), options),
  });
  await service.search(
    "tag",
    ["modelarts-training-job", nativeId, "tags", "create"],
    { tags: [tag] },
    signal,
  );
}

function labelsOf(readings: readonly JobReading[], nativeId: string) {
  const reading = readings.find((one) => one.nativeId === nativeId);
  if (!reading) throw new Error(`${nativeId} was not read`);
  return reading.labels;
}

function makeTagged(vendor: SimulatedBackend, tags: readonly KeyValue[], rest: object = {}): Promise<string> {
  return vendor.control.addJob(kind, [{ native: "Running", afterMs: 0 }], { tags, ...rest });
}

describe("labels", () => {
  test("come with every way to read a job, ordered by key", async () => {
    await using vendor = await simulateBackend(modelarts, { jobs: 3 });
    const tagged = await makeTagged(vendor, [team, cost]);
    const bare = await makeTagged(vendor, []);
    const backend = vendor.connect();
    const { readings: active = [] } = (await backend.activeJobs?.(signal)) ?? {};
    for (const readings of [active, await listAll(backend, 50)]) {
      expect(labelsOf(readings, tagged)).toEqual([cost, team]);
      expect(labelsOf(readings, bare)).toEqual([]);
    }
    expect(await readJob(backend, tagged)).toMatchObject({ labels: [cost, team] });
    covers("S1-275");
  });

  test("keys of the service's own are none, and a tag without a value has an empty one", async () => {
    await using vendor = await simulateBackend(modelarts, { jobs: 1 });
    const nativeId = await makeTagged(vendor, [
      { key: "_sys_enterprise", value: "0" },
      { key: "urgent", value: "" },
    ]);
    expect(await readJob(vendor.connect(), nativeId)).toMatchObject({
      labels: [{ key: "urgent", value: "" }],
    });
  });

  test("cost as many calls for 50 jobs as for 5, shared by those who ask together", async () => {
    const calls: number[] = [];
    for (const jobs of [5, 50]) {
      await using vendor = await simulateBackend(modelarts, { jobs });
      const backend = vendor.connect();
      const [readings] = await Promise.all([listAll(backend, 50), backend.activeJobs?.(signal)]);
      const ids = readings.map(({ nativeId }) => nativeId);
      expect(ids).toHaveLength(jobs);
      await backend.getJobs(ids.slice(0, 20), signal);
      calls.push(await tagQueries(vendor.control));
    }
    expect(calls).toEqual([1, 1]);
  });

  test("of more jobs than a page holds are all read", async () => {
    await using vendor = await simulateBackend(modelarts, { jobs: 1_500 });
    const oldest = await makeTagged(vendor, [team], { metadata: { create_time: 1 } });
    const backend = vendor.connect();
    const readings = await listAll(backend, 50);
    expect(readings.filter(({ labels }) => labels === undefined)).toEqual([]);
    expect(labelsOf(readings, oldest)).toEqual([team]);
    expect(readings.filter(({ labels }) => labels?.length).length).toBeGreaterThan(100);
    expect(await tagQueries(vendor.control)).toBe(2);
  });

  test("of each workspace are its own, and of one that is not asked for unknown", async () => {
    const workspace = "5f3c1f2a9d1e4b7f8a6c0d2e4b6a8c0e";
    await using vendor = await simulateBackend(modelarts, { jobs: 1 });
    const other = await makeTagged(vendor, [team], { metadata: { workspace_id: workspace } });
    const both = vendor.connect({ workspaces: ["0", workspace] });
    expect(labelsOf(await listAll(both, 50), other)).toEqual([team]);
    expect(await readJob(vendor.connect(), other)).not.toHaveProperty("labels");
  });

  test("that change are seen within a minute, and asked for no sooner", async () => {
    await using vendor = await simulateBackend(modelarts, { jobs: 5 });
    const nativeId = await makeTagged(vendor, [cost]);
    const backend = vendor.connect();
    expect(labelsOf(await listAll(backend, 50), nativeId)).toEqual([cost]);
    await addTag(vendor.config, nativeId, { ...cost, value: "high" });
    vendor.pass(minuteMs - 10_000);
    expect(labelsOf(await listAll(backend, 50), nativeId)).toEqual([cost]);
    vendor.pass(10_000);
    expect(labelsOf(await listAll(backend, 50), nativeId)).toEqual([{ ...cost, value: "high" }]);
  });

  test("of a job that is new are read at once", async () => {
    await using vendor = await simulateBackend(modelarts, { jobs: 5 });
    const backend = vendor.connect();
    await listAll(backend, 50);
    vendor.pass(5_000);
    const nativeId = await makeTagged(vendor, [team]);
    expect(labelsOf(await listAll(backend, 50), nativeId)).toEqual([team]);
  });

  test.each(["Running", "Completed"])(
    "that change on a %s job make one event of their own",
    async (native) => {
      await using vendor = await simulateBackend(modelarts, { jobs: 5 });
      const script = [{ native, afterMs: 0 }];
      const nativeId = await vendor.control.addJob(kind, script, { tags: [cost] });
      await using rig = await startReader({
        backend: vendor.connect(),
        definition: modelarts,
        now: Date.now,
      });
      await rig.reader.whole(rig.progress, signal);
      await addTag(vendor.config, nativeId, team);
      for (const passedMs of [0, minuteMs, 0, minuteMs]) {
        vendor.pass(passedMs);
        await rig.reader.active(rig.progress, signal);
      }
      expect(rig.jobOf(nativeId)?.labels).toEqual([cost, team]);
      expect(await rig.eventsOf(nativeId)).toMatchObject([
        { kind: "JobCreated" },
        { kind: "JobChanged", changedFields: ["labels"], before: { labels: [cost] } },
      ]);
    },
  );

  test("that change on many ended jobs cost few calls, and none once they are told", async () => {
    await using vendor = await simulateBackend(modelarts, { jobs: 5 });
    const ids = await vendor.control.addJobs(kind, ended, 25, { tags: [cost] });
    const backend = vendor.connect();
    await backend.activeJobs?.(signal);
    for (const nativeId of ids) await addTag(vendor.config, nativeId, team);
    vendor.pass(minuteMs);
    const { next } = await vendor.control.requests(kind);
    const { readings = [] } = (await backend.activeJobs?.(signal)) ?? {};
    for (const nativeId of ids) expect(labelsOf(readings, nativeId)).toContainEqual(team);
    // Two searches for active jobs, the tag query, and ten jobs a search.
    expect((await vendor.control.requests(kind, next)).items).toHaveLength(2 + 1 + 3);
    const again = (await backend.activeJobs?.(signal)) ?? { readings: [] };
    expect(again.readings.map(({ nativeId }) => nativeId)).not.toContain(ids[0]);
  });
});

describe("when labels cannot be read", () => {
  test.each([
    { type: "status", status: 404 },
    { type: "status", status: 400 },
    { type: "status", status: 403 },
    { type: "status", status: 500 },
    { type: "status", status: 429 },
    { type: "malformed" },
    { type: "half" },
    { type: "drop" },
  ])("%j costs no job, and they are absent until the next minute", async (fault) => {
    await using vendor = await simulateBackend(modelarts, { jobs: 12 });
    await vendor.control.addFault({ kind, match: { path: queryPath }, fault });
    const backend = vendor.connect();
    const readings = await listAll(backend, 5);
    expect(readings).toHaveLength(12);
    expect(readings.filter((reading) => "labels" in reading)).toEqual([]);
    const failed = await tagQueries(vendor.control);
    await backend.activeJobs?.(signal);
    await backend.getJobs([readings[0]?.nativeId ?? ""], signal);
    expect(await tagQueries(vendor.control)).toBe(failed);
  });

  test("nobody waits long for an answer that does not come", async () => {
    await using vendor = await simulateBackend(modelarts, { jobs: 3 });
    const fault = { type: "latency", ms: 600_000 };
    await vendor.control.addFault({ kind, match: { path: queryPath }, fault });
    const backend = vendor.connect();
    const leave = new AbortController();
    const first = backend.listJobs(list, leave.signal);
    await eventually(
      () => tagQueries(vendor.control),
      (count) => count === 1,
    );
    vendor.pass(5_000);
    const { readings } = await backend.listJobs(list, signal);
    expect(readings).toHaveLength(3);
    expect(readings.filter((reading) => "labels" in reading)).toEqual([]);
    leave.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
  });

  test("one workspace that nobody may ask about leaves the labels of the others", async () => {
    const workspace = "5f3c1f2a9d1e4b7f8a6c0d2e4b6a8c0e";
    await using vendor = await simulateBackend(modelarts, { jobs: 1 });
    const nativeId = await makeTagged(vendor, [team]);
    const fault = { type: "status", status: 403 };
    await vendor.control.addFault({ kind, match: { path: queryPath }, fault, times: 1 });
    const backend = vendor.connect({ workspaces: [workspace, "0"] });
    expect(labelsOf(await listAll(backend, 50), nativeId)).toEqual([team]);
  });
});

describe("labels in the gateway", () => {
  interface Answer {
    readonly jobs: { readonly nodes: readonly { readonly nativeId: string; readonly labels: KeyValue[] }[] };
  }

  const byLabel = `query ($labels: [LabelFilter!]!) {
    jobs(first: 50, filter: { labels: $labels }) { nodes { nativeId labels { key value } } }
  }`;

  /** The vendor with a clock that a test can set forward. */
  function clocked() {
    const [definition] = hasty.filter((one) => one.kind === kind);
    if (!definition) throw new Error(`${kind} is not registered.`);
    const clock = { passedMs: 0 };
    const now = () => Date.now() + clock.passedMs;
    const create: BackendDefinition["create"] = (config, tools) =>
      definition.create(config, { ...tools, now });
    return { clock, definitions: [{ ...definition, create }] };
  }

  test("find jobs and are shown, follow the vendor, and stay while it does not tell them", async () => {
    const { clock, definitions } = clocked();
    await using world = await startWorld({ jobs: 5, definitions });
    const nativeId = await world.control.addJob(kind, ended, { tags: [{ key: "run", value: "7" }] });
    await using gateway = await world.startGateway();
    const found = async (...labels: object[]) =>
      (await query<Answer>(gateway.url, byLabel, { labels })).jobs.nodes;
    const isThere = (nodes: readonly unknown[]) => nodes.length > 0;
    expect(await eventually(() => found({ key: "run", values: ["6", "7"] }), isThere)).toEqual([
      { nativeId, labels: [{ key: "run", value: "7" }] },
    ]);
    expect(await found({ key: "run", values: ["8"] })).toEqual([]);

    await addTag(world.vendor(kind).config, nativeId, { key: "run", value: "8" });
    clock.passedMs += minuteMs;
    await eventually(() => found({ key: "run", values: ["8"] }), isThere);

    const fault = { type: "status", status: 404 };
    await world.control.addFault({ kind, match: { path: queryPath }, fault });
    clock.passedMs += minuteMs;
    const { next } = await world.control.requests(kind);
    await world.control.changeJob(kind, nativeId, { native: "Running" });
    await eventually(
      async () => (await world.control.requests(kind, next)).items,
      (items) =>
        items.some(({ fault: met }) => met === "status") &&
        items.filter(({ path }) => path.endsWith("/training-job-searches")).length > 6,
    );
    expect(await found({ key: "run", values: ["8"] })).toEqual([
      { nativeId, labels: [{ key: "run", value: "8" }] },
    ]);
    expect(gateway.log).toEqual([]);
  });
});
