import { describe, expect, test } from "vitest";
import { BackendError } from "../../domain/error.ts";
import { formatId } from "../../domain/id.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import type { LogPage } from "../../domain/log.ts";
import { createVendorClient } from "../../http/client.ts";
import { startSimulators } from "../../simulator/start.ts";
import type { Backend } from "../contract.ts";
import { datature } from "./index.ts";
import { testId } from "./scripted-vendor.ts";

const { signal } = new AbortController();

/** A simulator with 60 jobs whose clock stands still, and a way to connect to it. */
async function simulate() {
  const definitions = [await datature.simulator()];
  const simulators = await startSimulators({ definitions, jobs: 60, speed: 1, seed: 7 });
  const control = async (path: string, body: object, method = "POST") => {
    const response = await fetch(simulators.control + path, { method, body: JSON.stringify(body) });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  };
  await control("/clock", { paused: true });
  const config = datature.config.parse(simulators.vendors[0]?.config);
  const backend = datature.create(config, {
    id: testId,
    now: Date.now,
    connect: (protocol, options) => {
      const tools = { backend: testId, now: Date.now, random: () => 0, sleep: async () => {} };
      return createVendorClient(protocol, tools, options);
    },
  });
  return {
    backend,
    control,
    assume: (key: string, value: string | number) =>
      control("/assumptions", { kind: "DATATURE", key, value }),
    async add(native: string, fields: object = {}): Promise<string> {
      const script = [{ native, afterMs: 0 }];
      const answer = await control("/jobs", { kind: "DATATURE", count: 1, script, fields });
      const [id] = (answer as { ids: string[] }).ids; // the control port's answer to a new job
      if (id === undefined) throw new Error("The simulator made no job");
      return id;
    },
    [Symbol.asyncDispose]: () => simulators[Symbol.asyncDispose](),
  };
}

/** All jobs of a listing, and the cursor of its last page. */
async function walk(backend: Backend, pageSize = 25) {
  const readings: JobReading[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await backend.listJobs({ cursor, pageSize, since: null }, signal);
    expect(page.unreadable).toEqual([]);
    readings.push(...page.readings);
    if (page.next === null) return { readings, last: cursor };
    cursor = page.next;
  }
}

async function readOne(backend: Backend, nativeId: string): Promise<JobReading> {
  const [reading] = await backend.getJobs([nativeId], signal);
  if (reading === undefined || reading instanceof BackendError) throw reading;
  return reading;
}

const toJob = ({ nativeId, core, native, detail }: JobReading): Job => ({
  id: formatId("job", testId, nativeId),
  backend: testId,
  nativeId,
  core,
  labels: [],
  detail: detail ?? null,
  native,
  observedAt: "2026-11-21T00:00:00.000Z" as Job["observedAt"],
});

describe("against the simulator", () => {
  test.each(["absent", "null"])(
    "pages hold all jobs, oldest first (end: %s), as single reads do",
    async (end) => {
      await using vendor = await simulate();
      await vendor.assume("cursor", end);
      const { readings } = await walk(vendor.backend);
      expect(readings).toHaveLength(60);
      const created = readings.map(({ core }) => core.createdAt);
      expect(created).toEqual(created.toSorted());
      expect(readings.every(({ core }) => core.status.native.mapped)).toBe(true);
      expect(readings.every(({ core }) => (core.status.progress?.total ?? 0) > 0)).toBe(true);
      const ids = readings.map(({ nativeId }) => nativeId);
      expect(await vendor.backend.getJobs(ids.slice(-30), signal)).toEqual(readings.slice(-30));
    },
  );

  test("the last page's cursor leads to the jobs that came since", async () => {
    await using vendor = await simulate();
    const { last } = await walk(vendor.backend);
    await vendor.control("/clock", { advanceMs: 1000 });
    const added = [await vendor.add("Waiting"), await vendor.add("Waiting")];
    const { readings } = await vendor.backend.listJobs({ cursor: last, pageSize: 25, since: null }, signal);
    expect(readings.slice(-2).map(({ nativeId }) => nativeId)).toEqual(added);
  });

  test("a page that is clamped loses nothing", async () => {
    await using vendor = await simulate();
    const { readings } = await walk(vendor.backend);
    await vendor.assume("pageLimit", 7);
    expect((await walk(vendor.backend)).readings).toEqual(readings);
  });

  test.each([
    ["Waiting", "QUEUED", null],
    ["Running", "RUNNING", null],
    ["Reached", "SUCCEEDED", "SUCCESS"],
    ["Failed", "FAILED", "FAILURE"],
    ["Cancelled", "CANCELLED", "CANCELLED"],
    ["TimedOut", "FAILED", "TIMEOUT"],
    ["Paused", "UNKNOWN", null],
  ])("a job that is %s is %s with outcome %s", async (native, phase, outcome) => {
    await using vendor = await simulate();
    const { core } = await readOne(vendor.backend, await vendor.add(native));
    expect(core.status).toMatchObject({ phase, outcome });
  });

  test("a start that lies ahead is passed when the vendor's clock passes it", async () => {
    await using vendor = await simulate();
    const startAtTime = Date.now() + 3_600_000;
    const stopAtTime = startAtTime + 3_600_000;
    const id = await vendor.add("Waiting", { spec: { startAtTime, stopAtTime } });
    const phase = async () => (await readOne(vendor.backend, id)).core.status.phase;
    expect(await phase()).toBe("SCHEDULED");
    await vendor.control("/clock", { advanceMs: 3_700_000 });
    expect(await phase()).not.toBe("SCHEDULED");
  });

  test.each(["before", "both", "neither"])(
    "logs read the same both ways when %s belongs to a stretch of time",
    async (bounds) => {
      await using vendor = await simulate();
      await vendor.assume("logBounds", bounds);
      const id = await vendor.add("Running");
      for (const part of ["a", "b", "c"]) {
        await vendor.control("/clock", { advanceMs: 1 });
        const lines = [1, 2, 3].map((number) => `https://example.org/${part}${number}.jpg`);
        await vendor.control(`/logs/DATATURE/${id}`, { lines });
      }
      const job = toJob(await readOne(vendor.backend, id));
      const whole = await vendor.backend.readLogs?.(
        job,
        "items",
        { direction: "forward", position: null, limit: 100 },
        signal,
      );
      expect(whole?.entries.map(({ item }) => item?.at(-6))).toEqual([..."aaabbbccc"]);
      const found: unknown[] = [];
      for (let position: string | null = null; ; ) {
        const page: LogPage | undefined = await vendor.backend.readLogs?.(
          job,
          "items",
          { direction: "backward", position, limit: 2 },
          signal,
        );
        found.unshift(...(page?.entries ?? []));
        if (!page?.hasEarlier) break;
        position = page.entries[0]?.position ?? null;
      }
      expect(found).toEqual(whole?.entries);
    },
  );

  test("the logs of generated jobs tell of each item", async () => {
    await using vendor = await simulate();
    const { readings } = await walk(vendor.backend);
    const ended = readings.filter(({ core }) => core.status.phase === "SUCCEEDED").slice(0, 3);
    for (const reading of ended) {
      const query = { direction: "backward", position: null, limit: 1000 } as const;
      const page = await vendor.backend.readLogs?.(toJob(reading), "items", query, signal);
      expect(page?.entries.length).toBeGreaterThan(0);
      expect(page?.gaps).toEqual([]);
      for (const entry of page?.entries ?? []) expect(entry.itemStatus).not.toBe("UNKNOWN");
    }
  });

  test("algorithms and flavors of jobs are in the catalogue", async () => {
    await using vendor = await simulate();
    const algorithms = new Set(
      (await vendor.backend.listAlgorithms?.(signal))?.map(({ nativeId }) => nativeId),
    );
    const flavors = new Set((await vendor.backend.listFlavors?.(signal))?.map(({ nativeId }) => nativeId));
    const { readings } = await walk(vendor.backend);
    const ephemeral = readings.filter(({ core }) => core.algorithm !== null);
    expect(ephemeral.length).toBeGreaterThan(0);
    for (const { core } of ephemeral) {
      expect(algorithms).toContain(core.algorithm?.nativeId);
      expect(flavors).toContain(core.flavor?.nativeId);
    }
  });

  test("data sets that are out of order cost progress only", async () => {
    await using vendor = await simulate();
    const fault = { type: "status", status: 503 };
    await vendor.control("/faults", { kind: "DATATURE", match: { path: "*/datasets*" }, fault });
    const { readings } = await walk(vendor.backend);
    expect(readings).toHaveLength(60);
    expect(readings[0]?.core.status.progress?.total).toBeNull();
  });

  test("unknown ids and texts that are none are not found", async () => {
    await using vendor = await simulate();
    const unknown = ["batchjob_00000000-0000-4000-8000-00000000dead", "no id", "..", ""];
    for (const result of await vendor.backend.getJobs(unknown, signal))
      expect(result).toMatchObject({ kind: "NOT_FOUND", backend: testId });
  });
});
