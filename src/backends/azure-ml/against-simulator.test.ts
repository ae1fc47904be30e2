import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import { createVendorClient } from "../../http/client.ts";
import { startSimulators } from "../../simulator/start.ts";
import type { Backend } from "../contract.ts";
import { azureMl } from "./index.ts";

const id = "azure-test" as BackendId;
const { signal } = new AbortController();
const kind = "AZURE_ML";

/** A simulator with so many jobs whose clock stands still, and a backend that is connected to it. */
async function simulate(jobs = 120) {
  const simulators = await startSimulators({
    definitions: [await azureMl.simulator()],
    jobs,
    speed: 1,
    seed: 7,
  });
  const send = async (method: string, path: string, body: object): Promise<unknown> => {
    const response = await fetch(simulators.control + path, { method, body: JSON.stringify(body) });
    expect(response.ok).toBe(true);
    return response.json();
  };
  await send("POST", "/clock", { paused: true });
  const config = azureMl.config.parse(simulators.vendors[0]?.config);
  const tools = { backend: id, now: Date.now, random: () => 0, sleep: async () => {} };
  const backend = azureMl.create(config, {
    id,
    now: Date.now,
    connect: (protocol, options) => createVendorClient(protocol, tools, options),
  });
  return {
    backend,
    control: (path: string, body: object) => send("POST", path, body),
    patch: (nativeId: string, body: object) => send("PATCH", `/jobs/${kind}/${nativeId}`, body),
    /** Makes one job that does nothing by itself. */
    async make(native: string, fields: object = {}): Promise<string> {
      const made = await send("POST", "/jobs", { kind, script: [{ native, afterMs: 0 }], fields });
      return (made as { ids: [string] }).ids[0];
    },
    [Symbol.asyncDispose]: () => simulators[Symbol.asyncDispose](),
  };
}

async function readWhole(backend: Backend): Promise<JobReading[]> {
  const readings: JobReading[] = [];
  let cursor: string | null = null;
  do {
    const page = await backend.listJobs({ cursor, pageSize: 1_000, since: null }, signal);
    expect(page.unreadable).toEqual([]);
    readings.push(...page.readings);
    cursor = page.next;
  } while (cursor !== null);
  return readings;
}

async function readOne(backend: Backend, nativeId: string): Promise<JobReading> {
  const [reading] = await backend.getJobs([nativeId], signal);
  if (reading === undefined || reading instanceof BackendError) throw reading ?? new Error("no reading");
  return reading;
}

const storedOf = ({ nativeId, core, native }: JobReading) =>
  ({ nativeId, core, native, labels: [], detail: null }) as unknown as Job; // lacks only what no read below looks at

describe("against the simulator", () => {
  test("a walk through all pages meets every job once and agrees with single reads", async () => {
    await using vendor = await simulate();
    const readings = await readWhole(vendor.backend);
    expect(new Set(readings.map(({ nativeId }) => nativeId)).size).toBe(120);
    expect(readings.every(({ core }) => core.status.native.mapped && core.kind !== "UNKNOWN")).toBe(true);
    const ids = readings.slice(0, 20).map(({ nativeId }) => nativeId);
    expect(await vendor.backend.getJobs(ids, signal)).toEqual(readings.slice(0, 20));
  });

  test("a job that fails tells when and why", async () => {
    await using vendor = await simulate(0);
    const name = await vendor.make("Running");
    expect((await readOne(vendor.backend, name)).core.status).toMatchObject({
      phase: "RUNNING",
      endedAt: null,
    });
    await vendor.patch(name, {
      native: "Failed",
      secondary: "UserTrainingScriptFailed",
      message: "No such file.",
    });
    const { status } = (await readOne(vendor.backend, name)).core;
    expect(status).toMatchObject({
      phase: "FAILED",
      message: "No such file.",
      reason: { text: "UserTrainingScriptFailed" },
    });
    expect(status.startedAt).not.toBeNull();
    expect(status.endedAt).not.toBeNull();
    covers("S4-38");
  });

  test.each(azureMl.vocabulary.map(({ nativeValue, phase }) => [nativeValue, phase] as const))(
    "the word %s is %s",
    async (native, phase) => {
      await using vendor = await simulate(0);
      const name = await vendor.make("Running");
      await vendor.patch(name, { native });
      expect((await readOne(vendor.backend, name)).core.status.phase).toBe(phase);
    },
  );

  test("a status word that nobody knows ends no job", async () => {
    await using vendor = await simulate(10);
    await vendor.control("/faults", { kind, fault: { type: "unknownStatus", word: "Suspended" } });
    const readings = await readWhole(vendor.backend);
    expect(new Set(readings.map(({ core }) => core.status.phase))).toEqual(new Set(["UNKNOWN"]));
    covers("S4-43");
  });

  test("unknown names are not found", async () => {
    await using vendor = await simulate(3);
    expect(await vendor.backend.getJobs(["nope", "no name"], signal)).toMatchObject([
      { kind: "NOT_FOUND", backend: id },
      { kind: "NOT_FOUND", backend: id },
    ]);
  });

  test("steps of a pipeline are related to it, refetchable and in no list", async () => {
    await using vendor = await simulate(3);
    const name = await vendor.make("Running", { jobType: "Pipeline" });
    const pipeline = await readOne(vendor.backend, name);
    const steps = (await vendor.backend.relatedJobs?.(storedOf(pipeline), signal)) ?? [];
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.every(({ partOf }) => partOf === name)).toBe(true);
    const stepIds = steps.map(({ nativeId }) => nativeId);
    expect(await vendor.backend.getJobs(stepIds, signal)).toEqual(steps);
    const listed = (await readWhole(vendor.backend)).map(({ nativeId }) => nativeId);
    expect(listed).toContain(name);
    expect(listed.filter((nativeId) => stepIds.includes(nativeId))).toEqual([]);
    covers("S4-49");
  });

  test("logs are read by range, and on from a position", async () => {
    await using vendor = await simulate(0);
    const name = await vendor.make("Running");
    const log = `/logs/${kind}/${name}`;
    await vendor.control(log, { source: "user_logs/std_log.txt", lines: ["one", "two"] });
    const job = storedOf(await readOne(vendor.backend, name));
    const sources = await vendor.backend.logSources?.(job, signal);
    expect(sources?.find(({ main }) => main)?.nativeId).toBe("user_logs/std_log.txt");
    const read = (position: string | null) =>
      vendor.backend.readLogs?.(
        job,
        "user_logs/std_log.txt",
        { direction: "forward", position, limit: 10 },
        signal,
      );
    const first = await read(null);
    expect(first?.entries.map(({ text }) => text)).toEqual(["one", "two"]);
    const position = first?.entries[1]?.position ?? null;
    expect((await read(position))?.entries).toEqual([]);
    await vendor.control(log, { source: "user_logs/std_log.txt", lines: ["three"] });
    expect((await read(position))?.entries.map(({ text }) => text)).toEqual(["three"]);
    await vendor.control(log, { source: "user_logs/std_log.txt", rotate: true });
    await vendor.control(log, { source: "user_logs/std_log.txt", lines: ["new"] });
    const rotated = await read(position);
    expect(rotated?.gaps).toMatchObject([{ reason: "ROTATION" }]);
    expect(rotated?.entries.map(({ text }) => text)).toEqual(["new"]);
  });

  test("an empty log file has an empty page", async () => {
    await using vendor = await simulate(0);
    const name = await vendor.make("Running");
    await vendor.control(`/logs/${kind}/${name}`, { source: "user_logs/std_log.txt", lines: [] });
    const job = storedOf(await readOne(vendor.backend, name));
    for (const direction of ["forward", "backward"] as const) {
      const query = { direction, position: null, limit: 10 };
      const page = await vendor.backend.readLogs?.(job, "user_logs/std_log.txt", query, signal);
      expect(page).toMatchObject({ entries: [], hasEarlier: false, hasLater: false });
    }
  });

  test("tokens that have expired are renewed without anybody noticing", async () => {
    await using vendor = await simulate(3);
    expect(await readWhole(vendor.backend)).toHaveLength(3);
    await vendor.control("/faults", { kind, fault: { type: "expireTokens" }, times: 1 });
    expect(await readWhole(vendor.backend)).toHaveLength(3);
  });

  test("clusters, sizes and components are offered, and jobs refer to them by the same ids", async () => {
    await using vendor = await simulate(60);
    const flavors = (await vendor.backend.listFlavors?.(signal)) ?? [];
    const offered = new Set(flavors.map(({ nativeId }) => nativeId));
    const used = (await readWhole(vendor.backend)).flatMap(({ core }) => core.flavor?.nativeId ?? []);
    expect([...new Set(used)].filter((nativeId) => !offered.has(nativeId))).toEqual([]);
    const algorithms = (await vendor.backend.listAlgorithms?.(signal)) ?? [];
    const found = await vendor.backend.getAlgorithms?.(
      algorithms.map(({ nativeId }) => nativeId),
      signal,
    );
    expect(found?.map((algorithm) => "nativeId" in algorithm && algorithm.nativeId)).toEqual(
      algorithms.map(({ nativeId }) => nativeId),
    );
  });

  test("metrics of a job have values, oldest first", async () => {
    await using vendor = await simulate(60);
    for (const reading of await readWhole(vendor.backend)) {
      const series = (await vendor.backend.metrics?.(storedOf(reading), null, signal)) ?? [];
      for (const { points } of series) {
        const steps = points.map(({ step }) => step ?? 0);
        expect(steps).toEqual(steps.toSorted((a, b) => a - b));
      }
      if (series.length > 0) return;
    }
    expect.unreachable("no job has metrics");
  });
});
