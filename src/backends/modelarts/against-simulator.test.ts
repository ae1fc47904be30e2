import { describe, expect, test } from "vitest";
import { z } from "zod";
import { covers } from "../../../test/support/covers.ts";
import type { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import { formatId } from "../../domain/id.ts";
import { instantOf } from "../../domain/instant.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import type { LogPage } from "../../domain/log.ts";
import { createVendorClient } from "../../http/client.ts";
import { startSimulators } from "../../simulator/start.ts";
import type { Backend, BackendCapabilities } from "../contract.ts";
import { modelarts } from "./index.ts";

const id = "modelarts-test" as BackendId;
const { signal } = new AbortController();

const controlAnswer = z.looseObject({
  ids: z.array(z.string()).default([]),
  items: z
    .array(z.object({ method: z.string(), path: z.string(), status: z.number().nullable() }))
    .default([]),
});

type ModelartsBackend = Backend & BackendCapabilities;

/** A simulator whose clock stands still, and ways to connect to it and to see what it was asked. */
async function simulate(jobs = 60) {
  const simulators = await startSimulators({
    definitions: [await modelarts.simulator()],
    jobs,
    speed: 1,
    seed: 7,
  });
  const [vendor] = simulators.vendors;
  if (vendor === undefined) throw new Error("no vendor was started");
  const control = async (path: string, body?: object, method = body ? "POST" : "GET") => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(simulators.control + path, init);
    expect(response.ok).toBe(true);
    return controlAnswer.parse(await response.json());
  };
  await control("/clock", { paused: true });
  const clock = { now: Date.now() };
  const connect = (settings: object = {}): ModelartsBackend => {
    const config = modelarts.config.parse({ ...vendor.config, ...settings });
    const backend = modelarts.create(config, {
      id,
      now: () => clock.now,
      connect: (protocol, options) => {
        const tools = { backend: id, now: Date.now, random: () => 0, sleep: async () => {} };
        return createVendorClient(protocol, tools, options);
      },
    });
    return backend as ModelartsBackend;
  };
  const requests = async (): Promise<string[]> => {
    const { items } = await control("/requests?kind=MODELARTS");
    return items.map(({ method, path, status }) => `${status} ${method} ${path}`);
  };
  return {
    clock,
    connect,
    control,
    requests,
    credentials: vendor.credentials,
    assume: (key: string, value: string | boolean | number) =>
      control("/assumptions", { kind: "MODELARTS", key, value }),
    fail: (fault: object, rest: object = {}) => control("/faults", { kind: "MODELARTS", fault, ...rest }),
    create: async (native: string, fields: object = {}): Promise<string> => {
      const script = [{ native, afterMs: 0 }];
      const { ids } = await control("/jobs", { kind: "MODELARTS", script, fields });
      return ids[0] ?? "";
    },
    [Symbol.asyncDispose]: () => simulators[Symbol.asyncDispose](),
  };
}

async function listAll(backend: Backend, pageSize = 50): Promise<JobReading[]> {
  const readings: JobReading[] = [];
  let cursor: string | null = null;
  do {
    const page = await backend.listJobs({ cursor, pageSize, since: null }, signal);
    expect(page.unreadable).toEqual([]);
    readings.push(...page.readings);
    cursor = page.next;
  } while (cursor !== null);
  return readings;
}

const idsOf = (readings: readonly JobReading[]) => readings.map(({ nativeId }) => nativeId);

function jobOf(reading: JobReading | BackendError | undefined): Job {
  if (reading === undefined || reading instanceof Error) throw new Error("the job cannot be read");
  const { nativeId, core, detail = null, native } = reading;
  const observedAt = instantOf(0);
  if (observedAt === null) throw new Error("there is no such instant");
  return {
    id: formatId("job", id, nativeId),
    backend: id,
    nativeId,
    core,
    labels: [],
    detail,
    native,
    observedAt,
  };
}

async function jobById(backend: Backend, nativeId: string): Promise<Job> {
  const [reading] = await backend.getJobs([nativeId], signal);
  return jobOf(reading);
}

async function readAllLog(
  backend: ModelartsBackend,
  job: Job,
  source: string,
  limit: number,
): Promise<string[]> {
  const texts: string[] = [];
  let position: string | null = null;
  let page: LogPage;
  do {
    page = await backend.readLogs(job, source, { direction: "forward", position, limit }, signal);
    texts.push(...page.entries.map(({ text }) => text));
    position = page.entries.at(-1)?.position ?? position;
  } while (page.hasLater);
  return texts;
}

function splitBy<T>(values: readonly T[], isFirst: (value: T) => boolean): [T[], T[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `${index} größer als ${index - 1}`);

describe("jobs", () => {
  test("the list holds all jobs, newest first, and agrees with single reads", async () => {
    await using vendor = await simulate(120);
    const backend = vendor.connect();
    const readings = await listAll(backend);
    expect(new Set(idsOf(readings)).size).toBe(120);
    const created = readings.map(({ core }) => core.createdAt);
    expect(created).toEqual(created.toSorted().reverse());
    const [stages, others] = splitBy(await vendor.requests(), (line) => line.endsWith("/stages"));
    // Three pages, and the labels of all; of each page at most ten jobs that have not ended are asked for their stages.
    expect(others).toHaveLength(4);
    expect(stages.length).toBeLessThanOrEqual(30);
    expect(readings.filter(({ core }) => !core.status.native.mapped)).toEqual([]);
    // The second time more stages are known.
    const { readings: again } = await backend.listJobs({ cursor: null, pageSize: 50, since: null }, signal);
    const some = idsOf(again).slice(0, 20);
    expect(await backend.getJobs(some, signal)).toEqual(again.slice(0, 20));
    covers("S1-1", "S1-28", "S1-270");
  });

  test.each(["page", "item"])("offsets that count %ss give the same jobs", async (unit) => {
    await using vendor = await simulate(23);
    await vendor.assume("offsetUnit", unit);
    const ids = idsOf(await listAll(vendor.connect(), 5));
    expect(ids).toHaveLength(23);
    expect(new Set(ids).size).toBe(23);
    covers("S1-4", "S1-5");
  });

  test("jobs deleted by others while paging cost none of the rest", async () => {
    await using vendor = await simulate(30);
    const backend = vendor.connect();
    const all = idsOf(await listAll(backend));
    const first = await backend.listJobs({ cursor: null, pageSize: 10, since: null }, signal);
    const gone = all.slice(2, 6);
    for (const nativeId of gone) await vendor.control(`/jobs/MODELARTS/${nativeId}`, undefined, "DELETE");
    const met = new Set(idsOf(first.readings));
    for (let { next } = first; next !== null; ) {
      const page = await backend.listJobs({ cursor: next, pageSize: 10, since: null }, signal);
      for (const nativeId of idsOf(page.readings)) met.add(nativeId);
      next = page.next;
    }
    expect([...met].sort()).toEqual(all.sort());
  });

  test("the jobs of several workspaces are merged newest first", async () => {
    await using vendor = await simulate(12);
    const workspace = "5f3c1f2a9d1e4b7f8a6c0d2e4b6a8c0e";
    const other = await vendor.create("Running", { metadata: { workspace_id: workspace } });
    const backend = vendor.connect({ workspaces: ["0", workspace] });
    const readings = await listAll(backend, 5);
    expect(readings).toHaveLength(13);
    expect(idsOf(readings)).toContain(other);
    const created = readings.map(({ core }) => core.createdAt);
    expect(created).toEqual(created.toSorted().reverse());
    expect(idsOf((await backend.activeJobs(signal)).readings)).toContain(other);
    covers("S1-26", "S1-278");
  });

  test("active jobs are those of the list that have not ended, jobs that may come back included", async () => {
    await using vendor = await simulate(40);
    const made = await Promise.all(
      ["Creating", "Pending", "Running", "Terminating", "Abnormal"].map((native) => vendor.create(native)),
    );
    for (const [index, secondary] of [
      [4, "Lost"],
      [2, null],
    ] as const) {
      const native = index === 4 ? "Abnormal" : "Completed";
      await vendor.control(`/jobs/MODELARTS/${made[index]}`, { native, secondary }, "PATCH");
    }
    const backend = vendor.connect();
    const readings = await listAll(backend);
    const active = await backend.activeJobs(signal);
    expect(active.unreadable).toEqual([]);
    const expected = readings.filter(({ core }) => core.status.phaseClass !== "TERMINAL");
    expect(idsOf(active.readings).sort()).toEqual(idsOf(expected).sort());
    expect(idsOf(active.readings)).toContain(made[4]);
    expect(idsOf(active.readings)).not.toContain(made[2]);
  });

  test.each([400, 404])("a job that is gone is told in its place, with status %i", async (status) => {
    await using vendor = await simulate(5);
    await vendor.assume("missingJobStatus", status);
    const backend = vendor.connect();
    const [reading] = await listAll(backend);
    const there = reading?.nativeId ?? "";
    const read = await backend.getJobs(["3faf5c03-aaa1-4cbe-879d-24b05d997347", there, "..", "a/b"], signal);
    expect(read).toMatchObject([
      { kind: "NOT_FOUND" },
      { nativeId: there },
      { kind: "NOT_FOUND" },
      { kind: "NOT_FOUND" },
    ]);
    covers("S1-313");
  });

  test("a failed job tells its task, exit code and message", async () => {
    await using vendor = await simulate(1);
    const nativeId = await vendor.create("Running");
    await vendor.control(
      `/jobs/MODELARTS/${nativeId}`,
      { native: "Failed", message: "out of memory" },
      "PATCH",
    );
    const { core } = await jobById(vendor.connect(), nativeId);
    expect(core.status).toMatchObject({
      phase: "FAILED",
      message: "out of memory",
      reason: { code: "USER_CODE", text: "out of memory" },
      tasks: [{ message: "out of memory" }],
    });
    expect(core.status.exitCode).not.toBeNull();
    expect(core.status.endedAt).not.toBeNull();
    covers("S1-76..78");
  });

  test("an unknown status word ends no job and keeps the page", async () => {
    await using vendor = await simulate(20);
    await vendor.fail({ type: "unknownStatus", word: "Exploding" });
    const readings = await listAll(vendor.connect());
    expect(readings).toHaveLength(20);
    expect(new Set(readings.map(({ core }) => core.status.phase))).toEqual(new Set(["UNKNOWN"]));
    expect(readings[0]?.core.status.native).toMatchObject({ value: "Exploding", mapped: false });
  });

  test("one document that cannot be read is named and costs nobody else", async () => {
    await using vendor = await simulate(3);
    await vendor.create("Running", { metadata: { id: "" } });
    const page = await vendor.connect().listJobs({ cursor: null, pageSize: 50, since: null }, signal);
    expect(page.readings).toHaveLength(3);
    expect(page.unreadable).toMatchObject([{ nativeId: null, error: { kind: "MALFORMED" } }]);
  });

  test.each([
    [{ type: "status", status: 500 }, "UNAVAILABLE"],
    [{ type: "status", status: 429 }, "RATE_LIMITED"],
    [{ type: "malformed" }, "MALFORMED"],
    [{ type: "half" }, "UNAVAILABLE"],
    [{ type: "drop" }, "UNAVAILABLE"],
  ])("%j rejects a listing with %s", async (fault, kind) => {
    await using vendor = await simulate(3);
    await vendor.fail(fault);
    const backend = vendor.connect();
    await expect(backend.listJobs({ cursor: null, pageSize: 50, since: null }, signal)).rejects.toMatchObject(
      { kind },
    );
    await expect(backend.activeJobs(signal)).rejects.toMatchObject({ kind });
  });

  test("a single job whose answer cannot be read is told in its place", async () => {
    await using vendor = await simulate(2);
    const backend = vendor.connect();
    const [first = "", second = ""] = idsOf(await listAll(backend));
    await vendor.fail({ type: "malformed" }, { match: { path: `*/training-jobs/${first}` } });
    expect(await backend.getJobs([first, second], signal)).toMatchObject([
      { kind: "MALFORMED" },
      { nativeId: second },
    ]);
  });
});

describe("credentials", () => {
  test("a wrong key is refused once and never tried again", async () => {
    await using vendor = await simulate(3);
    const backend = vendor.connect({ credentials: { accessKey: "WRONG", secretKey: "canary" } });
    const error: BackendError = await backend
      .listJobs({ cursor: null, pageSize: 5, since: null }, signal)
      .then(
        () => expect.unreachable(),
        (reason) => reason,
      );
    expect(error).toMatchObject({ kind: "UNAUTHENTICATED", retryable: false });
    expect(error.requestId).not.toBeNull();
    expect(error.message).not.toContain("canary");
    expect(await vendor.requests()).toHaveLength(1);
    covers("S1-315");
  });

  test("the project is looked up once by the name of the region", async () => {
    await using vendor = await simulate(3);
    const backend = vendor.connect({ projectId: undefined });
    await Promise.all([listAll(backend), backend.listFlavors(signal)]);
    await listAll(backend);
    const asked = await vendor.requests();
    expect(asked.filter((line) => line.endsWith("GET /v3/projects"))).toHaveLength(1);
    covers("S1-317");
  });

  test("a token is fetched once for calls that start together, and once more when it is refused", async () => {
    await using vendor = await simulate(3);
    const { domain, userName, password } = vendor.credentials;
    const backend = vendor.connect({ credentials: { domain, userName, password } });
    const tokens = async () =>
      (await vendor.requests()).filter((line) => line.endsWith("POST /v3/auth/tokens")).length;
    await Promise.all([listAll(backend), backend.listFlavors(signal), backend.listAlgorithms(signal)]);
    expect(await tokens()).toBe(1);
    vendor.clock.now += 60_000;
    await vendor.fail({ type: "expireTokens" }, { times: 1 });
    await Promise.all([listAll(backend), backend.listFlavors(signal)]);
    expect(await tokens()).toBe(2);
    vendor.clock.now += 24 * 3_600_000;
    await backend.listFlavors(signal);
    expect(await tokens()).toBe(3);
  });

  test("a wrong password is told and not repeated", async () => {
    await using vendor = await simulate(3);
    const { domain, userName } = vendor.credentials;
    const backend = vendor.connect({ credentials: { domain, userName, password: "canary" } });
    await expect(listAll(backend)).rejects.toMatchObject({
      kind: "UNAUTHENTICATED",
      message: expect.not.stringContaining("canary"),
    });
    expect(await vendor.requests()).toHaveLength(1);
  });
});

describe("catalogues", () => {
  test("flavors come in one call", async () => {
    await using vendor = await simulate(3);
    const flavors = await vendor.connect().listFlavors(signal);
    expect(new Set(flavors.map(({ type }) => type))).toEqual(new Set(["CPU", "GPU", "NPU"]));
    expect(await vendor.requests()).toHaveLength(1);
    covers("S1-284");
  });

  test.each(["page", "item"])("all algorithms by offsets that count %ss", async (unit) => {
    await using vendor = await simulate(3);
    await vendor.assume("algorithmOffsetUnit", unit);
    const backend = vendor.connect();
    const algorithms = await backend.listAlgorithms(signal);
    const ids = algorithms.map(({ nativeId }) => nativeId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(0);
    expect(await backend.getAlgorithms([ids[0] ?? "", "nobody"], signal)).toMatchObject([
      { nativeId: ids[0], form: "MANAGED" },
      { kind: "NOT_FOUND", nativeCode: "ModelArts.2755" },
    ]);
    covers("S1-286");
  });
});

describe("logs", () => {
  test.each([
    [true, true],
    [true, false],
    [false, false],
  ])("with line API %s (base included: %s) pages give every line once, both ways", async (hasLines, base) => {
    await using vendor = await simulate(1);
    await vendor.assume("lineApi", hasLines);
    await vendor.assume("lineApiIncludesBase", base);
    const nativeId = await vendor.create("Running");
    await vendor.control(`/logs/MODELARTS/${nativeId}`, { source: "worker-0", lines: lines(57) });
    const backend = vendor.connect();
    const job = await jobById(backend, nativeId);
    expect(await readAllLog(backend, job, "worker-0", 10)).toEqual(lines(57));
    const end = await backend.readLogs(
      job,
      "worker-0",
      { direction: "backward", position: null, limit: 5 },
      signal,
    );
    expect(end.entries.map(({ text }) => text)).toEqual(lines(57).slice(52));
    const position = end.entries[2]?.position ?? null;
    const back = await backend.readLogs(
      job,
      "worker-0",
      { direction: "backward", position, limit: 50 },
      signal,
    );
    expect(back.entries.map(({ text }) => text)).toEqual(lines(57).slice(4, 54));
    expect(back).toMatchObject({ hasEarlier: true, hasLater: true });
    const probes = (await vendor.requests()).filter((line) => line.startsWith("404"));
    expect(probes).toHaveLength(hasLines ? 0 : 1);
    covers("S1-266", "S1-282");
  });

  test("a follower that began by lines goes on after the job has ended", async () => {
    await using vendor = await simulate(1);
    const nativeId = await vendor.create("Running");
    await vendor.control(`/logs/MODELARTS/${nativeId}`, { source: "worker-0", lines: ["one"] });
    const backend = vendor.connect();
    const before = await jobById(backend, nativeId);
    const start = await backend.readLogs(
      before,
      "worker-0",
      { direction: "forward", position: null, limit: 9 },
      signal,
    );
    await vendor.control(`/logs/MODELARTS/${nativeId}`, { source: "worker-0", lines: ["two"] });
    await vendor.control(`/jobs/MODELARTS/${nativeId}`, { native: "Completed" }, "PATCH");
    const job = await jobById(backend, nativeId);
    const position = start.entries.at(-1)?.position ?? null;
    const rest = await backend.readLogs(
      job,
      "worker-0",
      { direction: "forward", position, limit: 9 },
      signal,
    );
    expect(rest.entries.map(({ text }) => text)).toEqual(["two"]);
    expect(await readAllLog(backend, job, "worker-0", 9)).toEqual(["one", "two"]);
  });

  test.each([
    [true, 204],
    [false, 204],
    [false, 400],
  ])("before the first line the log is empty (line API %s, status %i)", async (lineApi, status) => {
    await using vendor = await simulate(1);
    await vendor.assume("lineApi", lineApi);
    await vendor.assume("noLogStatus", status);
    const nativeId = await vendor.create("Creating");
    const backend = vendor.connect();
    const job = await jobById(backend, nativeId);
    const [source] = await backend.logSources(job, signal);
    expect(source).toMatchObject({ nativeId: "worker-0", main: true, kind: "TASK", live: true });
    const page = await backend.readLogs(
      job,
      "worker-0",
      { direction: "forward", position: null, limit: 9 },
      signal,
    );
    expect(page).toEqual({ entries: [], hasEarlier: false, hasLater: false, totalCount: null, gaps: [] });
    covers("S1-318");
  });

  test("events of the platform that say the same in one second are all there", async () => {
    await using vendor = await simulate(1);
    const script = ["Creating", "Running", "Pending", "Running"].map((native) => ({ native, afterMs: 0 }));
    const body = { kind: "MODELARTS", count: 1, script };
    const { ids } = await vendor.control("/jobs", body);
    const backend = vendor.connect();
    const job = await jobById(backend, ids?.[0] ?? "");
    const query = { direction: "forward", position: null, limit: 100 } as const;
    const { entries } = await backend.readLogs(job, "events", query, signal);
    expect(entries.filter(({ text }) => text === "Training job is running.")).toHaveLength(2);
  });

  test("events of the platform, oldest first, from any place", async () => {
    await using vendor = await simulate(40);
    const backend = vendor.connect();
    const ended = (await listAll(backend)).find(({ core }) => core.status.phase === "SUCCEEDED");
    const job = jobOf(ended);
    const sources = await backend.logSources(job, signal);
    expect(sources.filter(({ main }) => main)).toHaveLength(1);
    const source = sources.find(({ kind }) => kind === "PLATFORM_EVENTS")?.nativeId ?? "";
    const read = (direction: "forward" | "backward", position: string | null, limit: number) =>
      backend.readLogs(job, source, { direction, position, limit }, signal);
    const all = await read("forward", null, 1000);
    expect(all.entries.length).toBeGreaterThan(3);
    expect(all.totalCount).toBe(all.entries.length);
    const times = all.entries.map(({ occurredAt }) => occurredAt);
    expect(times).toEqual(times.toSorted());
    expect(all.entries.every(({ kind, level }) => kind === "PLATFORM_EVENT" && level !== "UNKNOWN")).toBe(
      true,
    );
    const third = all.entries[2]?.position ?? null;
    expect((await read("forward", third, 1)).entries).toEqual(all.entries.slice(3, 4));
    expect((await read("backward", third, 1)).entries).toEqual(all.entries.slice(1, 2));
    covers("S1-267");
  });

  test("a source or a position of another log is refused", async () => {
    await using vendor = await simulate(1);
    const backend = vendor.connect();
    const job = await jobById(backend, await vendor.create("Running"));
    const query = { direction: "forward", limit: 9 } as const;
    await expect(
      backend.readLogs(job, "worker-77", { ...query, position: null }, signal),
    ).rejects.toMatchObject({
      kind: "NOT_FOUND",
    });
    await expect(
      backend.readLogs(job, "worker-0", { ...query, position: "e:000000001" }, signal),
    ).rejects.toMatchObject({ kind: "INVALID" });
  });
});
