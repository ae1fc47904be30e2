import { describe, expect, test } from "vitest";
import {
  listAll,
  readJob,
  type SimulatedBackend,
  simulateBackend,
  toStoredJob,
} from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { epochMs } from "../../domain/instant.ts";
import type { Backend } from "../contract.ts";
import { modelarts } from "./index.ts";

const kind = "MODELARTS";
const { signal } = new AbortController();
const minuteMs = 60_000;
const running = [{ native: "Running", afterMs: 0 }];

const simulate = (jobs = 1) => simulateBackend(modelarts, { jobs });

async function jobOf(backend: Backend, nativeId: string) {
  return toStoredJob(await readJob(backend, nativeId));
}

async function callsOf({ control }: SimulatedBackend, end: string): Promise<number> {
  return (await control.requests(kind)).items.filter(({ path }) => path.endsWith(end)).length;
}

describe("trials", () => {
  test.each(["page", "item"])("are read from all pages, by offsets that count %ss", async (unit) => {
    await using vendor = await simulate();
    await vendor.control.assume(kind, "offsetUnit", unit);
    const params = [{ key: "num_samples", value: "120", type: "Integer" }];
    const policies = { auto_search: { algo_configs: [{ name: "tpe_search", params }] } };
    const fields = { kind: "autosearch_job", algorithm: { policies } };
    const nativeId = await vendor.control.addJob(kind, running, fields);
    await vendor.control.clock({ advanceMs: 120 * minuteMs });
    const backend = vendor.connect();
    const trials = (await backend.trials?.(await jobOf(backend, nativeId), signal)) ?? [];
    const numbers = trials.map(({ values }) => Number(values.find(({ key }) => key === "")?.value));
    expect(numbers).toEqual(Array.from({ length: 120 }, (_, index) => 119 - index));
    expect(trials.every(({ config }) => typeof config?.learning_rate === "number")).toBe(true);
    covers("S1-289");
  });

  test("an ordinary job that searches by a policy has them too", async () => {
    await using vendor = await simulate();
    const auto_search = { reward_attrs: [{ name: "acc", mode: "max", regex: "acc" }] };
    const fields = { kind: "job", algorithm: { policies: { auto_search } } };
    const nativeId = await vendor.control.addJob(kind, running, fields);
    const backend = vendor.connect();
    const job = await jobOf(backend, nativeId);
    expect(job.core.kind).toBe("TRAINING");
    expect(await backend.trials?.(job, signal)).toEqual([]);
    expect(await callsOf(vendor, "/autosearch-trials")).toBe(1);
  });
});

describe("instances", () => {
  test("of a job that was scheduled anew are those of the last time", async () => {
    await using vendor = await simulate();
    const again = ["Running", "Pending", "Running"].map((native, index) => ({
      native,
      afterMs: index * minuteMs,
    }));
    const fields = { kind: "job", spec: { resource: { node_count: 2 } } };
    const nativeId = await vendor.control.addJob(kind, again, fields);
    await vendor.control.clock({ advanceMs: 5 * minuteMs });
    const backend = vendor.connect();
    const instances = await backend.taskInstances?.(await jobOf(backend, nativeId), signal);
    expect(instances).toEqual(
      ["worker-0", "worker-1"].map((task) => ({
        task,
        ip: expect.stringMatching(/^172\.16\./),
        hostIp: expect.stringMatching(/^192\.168\./),
        scheduleCount: 2,
      })),
    );
    covers("S1-281");
  });
});

test("the quota of jobs counts those of the account", async () => {
  await using vendor = await simulate(7);
  const backend = vendor.connect();
  const [quota, ...others] = (await backend.quotas?.(signal)) ?? [];
  expect(quota).toMatchObject({ name: "job-num", used: 7, unit: null });
  expect(quota?.limit).toBeGreaterThan(7);
  expect(others).toEqual([]);
  await vendor.control.addJob(kind, running);
  expect((await backend.quotas?.(signal))?.[0]?.used).toBe(8);
  covers("S1-288");
});

describe("metrics", () => {
  const names = ["cpuUsage", "memUsage", "npuUtil", "npuMemUsage", "gpuUtil", "gpuMemUsage"];
  const twoNodes = { kind: "job", spec: { resource: { node_count: 2 } } };

  test("of the main task bear the vendor's names, those of others the task before it", async () => {
    await using vendor = await simulate();
    const nativeId = await vendor.control.addJob(kind, running, twoNodes);
    await vendor.control.clock({ advanceMs: 5 * minuteMs });
    const backend = vendor.connect();
    const job = await jobOf(backend, nativeId);
    const series = (await backend.metrics?.(job, null, signal)) ?? [];
    expect(series.map(({ name }) => name)).toEqual([...names, ...names.map((name) => `worker-1/${name}`)]);
    const values = series[0]?.points.map(({ value }) => value) ?? [];
    expect(values).toEqual([null, null, ...Array(3).fill(expect.any(Number))]);
    const times = series[0]?.points.map(({ at }) => (at === null ? null : epochMs(at)));
    const start = epochMs(job.core.status.startedAt ?? job.observedAt);
    expect(times).toEqual([0, 1, 2, 3, 4].map((minute) => start + minute * minuteMs));
    covers("S1-283");
  });

  test("are asked of those tasks alone whose series are named", async () => {
    await using vendor = await simulate();
    const nativeId = await vendor.control.addJob(kind, running, twoNodes);
    await vendor.control.clock({ advanceMs: 5 * minuteMs });
    const backend = vendor.connect();
    const job = await jobOf(backend, nativeId);
    const wanted = await backend.metrics?.(job, ["worker-1/cpuUsage"], signal);
    expect(wanted?.map(({ name }) => name)).toEqual(["worker-1/cpuUsage"]);
    expect([await callsOf(vendor, "/worker-0"), await callsOf(vendor, "/worker-1")]).toEqual([0, 1]);
  });

  test("are none before the first minute", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    const job = await jobOf(backend, await vendor.control.addJob(kind, running));
    expect(await backend.metrics?.(job, null, signal)).toEqual([]);
    expect(await callsOf(vendor, "/metrics/worker-0")).toBe(1);
    covers("S1-283");
  });
});

describe("stages", () => {
  const life = ["Creating", "Pending", "Running", "Completed"];
  const script = life.map((native, index) => ({ native, afterMs: index === 0 ? 0 : minuteMs }));

  test("tell when a job that is followed was queued, once for each run, to its end", async () => {
    await using vendor = await simulate();
    const nativeId = await vendor.control.addJob(kind, script);
    const backend = vendor.connect();
    const seen: (string | null)[] = [];
    for (const _ of life) {
      const [reading] = (await listAll(backend, 50)).filter((one) => one.nativeId === nativeId);
      seen.push(reading?.core.status.queuedAt ?? null);
      expect(reading?.omits ?? []).toEqual(seen.at(-1) === null ? ["status.queuedAt"] : []);
      await vendor.control.clock({ advanceMs: minuteMs });
    }
    const { core } = await readJob(backend, nativeId);
    const { queuedAt, startedAt, endedAt } = core.status;
    expect(seen).toEqual([null, queuedAt, queuedAt, queuedAt]);
    expect([core.createdAt, queuedAt, startedAt, endedAt]).toEqual(
      [core.createdAt, queuedAt, startedAt, endedAt].toSorted(),
    );
    expect(await callsOf(vendor, `/${nativeId}/stages`)).toBe(1);
    covers("S1-268");
  });

  test("are asked for again when a job runs again", async () => {
    await using vendor = await simulate();
    const again = ["Pending", "Running", "Pending", "Running"].map((native) => ({
      native,
      afterMs: minuteMs,
    }));
    const nativeId = await vendor.control.addJob(kind, again);
    const backend = vendor.connect();
    const seen = new Set<string | null>();
    for (let minute = 0; minute < 5; minute++) {
      await vendor.control.clock({ advanceMs: minuteMs });
      seen.add((await readJob(backend, nativeId)).core.status.queuedAt);
    }
    expect(seen.size).toBe(2);
    expect(seen).not.toContain(null);
    covers("S1-268");
  });

  test("of jobs that had ended before are not asked for, and of others no more than ten at a time", async () => {
    await using vendor = await simulate(0);
    await vendor.control.addJobs(kind, [{ native: "Completed", afterMs: 0 }], 5);
    await vendor.control.addJobs(kind, running, 15);
    const backend = vendor.connect();
    const known = async () => {
      const readings = await listAll(backend, 50);
      return readings.filter(({ core }) => core.status.queuedAt !== null).length;
    };
    expect([await known(), await known(), await known()]).toEqual([10, 15, 15]);
    expect(await callsOf(vendor, "/stages")).toBe(15);
  });

  test.each([404, 500])("that cannot be had (%i) cost no listing", async (status) => {
    await using vendor = await simulate(0);
    await vendor.control.addJobs(kind, running, 3);
    await vendor.control.addFault({ kind, fault: { type: "status", status }, match: { path: "*/stages" } });
    const backend = vendor.connect();
    for (const _ of [1, 2]) {
      const readings = await listAll(backend, 50);
      expect(readings.map(({ omits }) => omits)).toEqual(Array(3).fill(["status.queuedAt"]));
    }
  });
});

describe("fine-tuning", () => {
  const fields = {
    kind: "job",
    train_type: "LORA",
    ftjob_config: {
      model_type: "TextGeneration",
      task_env: { envs: [{ name: "HUB_TOKEN", value: "canary" }] },
    },
  };

  async function tuned() {
    await using stack = new AsyncDisposableStack();
    const vendor = stack.use(await simulate());
    const nativeId = await vendor.control.addJob(kind, running, fields);
    await vendor.control.clock({ advanceMs: 5 * minuteMs });
    const kept = stack.move();
    return { vendor, nativeId, [Symbol.asyncDispose]: () => kept.disposeAsync() };
  }

  test("detail and artifacts stand in the native document of a single read, and give the progress", async () => {
    await using started = await tuned();
    const { vendor, nativeId } = started;
    const reading = await readJob(vendor.connect(), nativeId);
    expect(reading.core).toMatchObject({ kind: "FINE_TUNING", status: { progress: { fraction: 0.5 } } });
    expect(reading.native).toMatchObject({
      ft_detail: { task_id: nativeId, train_type: "LORA", train_process: 0.5 },
      ft_artifacts: { total: 1, artifact_info: [{ artifact_id: "checkpoint-20" }] },
    });
    expect(reading.omits ?? []).toEqual([]);
    covers("S1-290");
  });

  test("a listing says what it leaves out", async () => {
    await using started = await tuned();
    const { vendor, nativeId } = started;
    const reading = (await listAll(vendor.connect(), 50)).find((one) => one.nativeId === nativeId);
    expect(reading?.omits).toEqual(["native.ft_detail", "native.ft_artifacts", "status.progress"]);
    expect(await callsOf(vendor, "/ft-detail")).toBe(0);
  });

  test("what is measured while training comes after what the machines do", async () => {
    await using started = await tuned();
    const { vendor, nativeId } = started;
    const backend = vendor.connect();
    const job = await jobOf(backend, nativeId);
    const [loss, ...others] = (await backend.metrics?.(job, ["train_loss"], signal)) ?? [];
    expect(others).toEqual([]);
    expect(loss?.points.map(({ step }) => step)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(loss?.points.every(({ value }) => value !== null)).toBe(true);
    covers("S1-290");
  });

  test("jobs of other kinds are not asked for it", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    const job = await jobOf(backend, await vendor.control.addJob(kind, running, { kind: "job" }));
    await backend.metrics?.(job, null, signal);
    for (const end of ["/ft-detail", "/ft-metrics", "/ft-artifacts"])
      expect(await callsOf(vendor, end)).toBe(0);
    covers("S1-290");
  });

  test("a region that refuses it shows the job without it", async () => {
    await using started = await tuned();
    const { vendor, nativeId } = started;
    await vendor.control.addFault({
      kind,
      fault: { type: "status", status: 404 },
      match: { path: "*/ft-*" },
    });
    const backend = vendor.connect();
    const reading = await readJob(backend, nativeId);
    expect(reading.native).not.toHaveProperty("ft_detail");
    expect(reading.omits).toEqual(["native.ft_detail", "native.ft_artifacts", "status.progress"]);
    expect(await backend.metrics?.(toStoredJob(reading), ["train_loss"], signal)).toEqual([]);
  });
});

test("a call that is throttled waits as long as it is told, and is told as such when that does not help", async () => {
  await using vendor = await simulate(3);
  const throttled = { type: "status", status: 429, retryAfterS: 3 };
  await vendor.control.addFault({ kind, fault: throttled, times: 1 });
  expect(await listAll(vendor.connect(), 50)).toHaveLength(3);
  expect(vendor.waits).toEqual([expect.any(Number)]);
  expect(vendor.waits[0]).toBeGreaterThanOrEqual(3_000);
  await vendor.control.addFault({ kind, fault: throttled });
  await expect(listAll(vendor.connect(), 50)).rejects.toMatchObject({
    kind: "RATE_LIMITED",
    retryable: true,
    retryAfterMs: 3_000,
    nativeCode: "ModelArts.2799",
  });
  covers("S1-316");
});
