import { expect, test } from "vitest";
import { readJob, simulateBackend, toStoredJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import type { Job } from "../../domain/job.ts";
import sweepSample from "./fixtures/05-sweep-job.json" with { type: "json" };
import { azureMl } from "./index.ts";
import { type Script, startVendor, workspacePath } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const historyPath = `/history/v1.0${workspacePath}`;
const [sample] = sweepSample.exchanges;
if (!sample) throw new Error("There is no sample.");
const { name, properties } = sample.response.body;

const stored = (native: object, kind = "SEARCH") =>
  ({ nativeId: name, core: { kind, status: { phaseClass: "ACTIVE" } }, native }) as unknown as Job; // trials look at id, kind and document
const withBest = (id: string) =>
  stored({ properties: { ...properties, properties: { ...properties.properties, best_child_run_id: id } } });

const child = (id: string, second: number, rest: object = {}) => ({
  runId: id,
  parentRunId: name,
  status: "Completed",
  createdUtc: `2025-03-01T10:40:0${second}.0000000+00:00`,
  tags: { hyperparameters: '{"lr":0.01,"conv_size":5}' },
  ...rest,
});

/** A sweep with three trials on two pages; the first has logged three values, the second none, the third is unknown to metrics. */
const script: Script = ({ path, query, body }) => {
  if (path === `${historyPath}/runs/${name}/children`) {
    if (query.get("$continuationtoken") === "2")
      return { json: { value: [child("t_2", 2, { status: "Running", tags: { hyperparameters: "{" } })] } };
    return { json: { value: [child("t_0", 0), child("t_1", 1, { tags: null })], continuationToken: "2" } };
  }
  const [, id] = /\/runs\/(t_\d)\/sample$/.exec(path) ?? [];
  if (id === undefined || id === "t_2") return undefined;
  expect(JSON.parse(body)).toEqual({ metricName: "accuracy", metricNamespace: null });
  const values = id === "t_0" ? [0.5, 0.9, 0.8] : [];
  return { json: { value: values.map((accuracy, step) => ({ step, data: { accuracy } })) } };
};

test("are the children of a sweep, newest first, with their settings, primary metric and the best one marked", async () => {
  await using vendor = await startVendor(script);
  expect(await vendor.backend.trials?.(withBest("t_0"), signal)).toEqual([
    { nativeId: "t_2", status: "Running", values: [], config: null },
    { nativeId: "t_1", status: "Completed", values: [], config: null },
    {
      nativeId: "t_0",
      status: "Completed",
      values: [
        { key: "accuracy", value: "0.9" },
        { key: "best", value: "true" },
      ],
      config: { lr: 0.01, conv_size: 5 },
    },
  ]);
  covers("S4-54");
});

test.each([
  ["Minimize", "0.5"],
  ["maximize", "0.9"],
  ["Tune", "0.8"],
])("with the goal %s have %s of several values", async (goal, value) => {
  await using vendor = await startVendor(script);
  const objective = { primaryMetric: "accuracy", goal };
  const trials = await vendor.backend.trials?.(stored({ properties: { ...properties, objective } }), signal);
  expect(trials?.at(-1)?.values).toEqual([{ key: "accuracy", value }]);
});

test("of a sweep without an objective have no metric, and nobody asks for one", async () => {
  await using vendor = await startVendor(script);
  const trials = await vendor.backend.trials?.(stored({ properties: {} }), signal);
  expect(trials?.map(({ values }) => values)).toEqual([[], [], []]);
  expect(vendor.callsTo("/sample")).toEqual([]);
});

test("are none of another job, and cost no call", async () => {
  await using vendor = await startVendor(script);
  expect(await vendor.backend.trials?.(stored({ properties }, "PIPELINE"), signal)).toEqual([]);
  expect(vendor.calls).toEqual([]);
});

test("of a simulated sweep include the one that the job calls the best", async () => {
  await using vendor = await simulateBackend(azureMl, { jobs: 0 });
  const steps = [
    { native: "Running", afterMs: 0 },
    { native: "Completed", afterMs: 600_000 },
  ];
  const nativeId = await vendor.control.addJob("AZURE_ML", steps, { jobType: "Sweep" });
  await vendor.control.clock({ advanceMs: 700_000 });
  const backend = vendor.connect();
  const job = toStoredJob(await readJob(backend, nativeId));
  const best = job.core.properties.find(({ key }) => key === "best_child_run_id")?.value;
  const trials = (await backend.trials?.(job, signal)) ?? [];
  expect(trials.find((trial) => trial.nativeId === best)?.values).toEqual([
    { key: "accuracy", value: expect.stringMatching(/^0\.\d+$/) },
    { key: "best", value: "true" },
  ]);
  for (const { config } of trials)
    expect(config).toEqual({ lr: expect.any(Number), conv_size: expect.any(Number) });
  covers("S4-54");
});
