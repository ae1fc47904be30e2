import { describe, expect, test } from "vitest";
import { failureOf, listAll, simulateBackend } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { draftOf } from "../../../test/support/drafts/contract.ts";
import { modelarts as drafts } from "../../../test/support/drafts/modelarts.ts";
import { startCommands } from "../../../test/support/modelarts-commands.ts";
import type { JobDraft } from "../../domain/draft.ts";
import type { Instant } from "../../domain/instant.ts";
import { toCreateBody } from "./create-body.ts";
import { rules } from "./draft.ts";
import { modelarts } from "./index.ts";

const { signal } = new AbortController();
const { kind } = modelarts;
const since = "2020-01-01T00:00:00.000Z" as Instant; // of the form that instants have
const list = { cursor: null, pageSize: 50, since: null };

const simple: JobDraft = draftOf("made-here", {
  kind: "JOB",
  algorithm: { code: { codeDir: "/bucket/code/", bootFile: "/bucket/code/train.py" } },
  resource: { flavorId: "modelarts.vm.cpu.8u", nodeCount: 1 },
});
const team = { key: "team", value: "vision" };
const cost = { key: "cost", value: "" };
const labelled: JobDraft = { ...simple, labels: [team, cost] };

const valid = await (async () => {
  await using vendor = await simulateBackend(modelarts, { jobs: 1 });
  return await drafts.valid(vendor.connect());
})();

const obs = (obs_url: string) => ({ obs: { obs_url } });
const engine = "pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64";
const task = (role: string, flavor_id: string) => ({
  role,
  algorithm: {
    code_dir: "obs://bucket/code/",
    boot_file: "obs://bucket/code/train.py",
    engine: { engine_name: "PyTorch", engine_version: engine },
    inputs: { name: "data_url", remote: obs("obs://bucket/data/") },
    outputs: { name: "train_url", remote: obs("obs://bucket/out/") },
  },
  task_resource: { flavor_id },
});

/** What the vendor's document has of a draft, by the vendor's page. */
const documents: Readonly<Record<string, object>> = {
  "code in object storage": {
    kind: "job",
    metadata: {
      name: "drafted-1",
      description: "x".repeat(256),
      workspace_id: "0",
      annotations: { "fault-tolerance/job-retry-num": "3" },
      training_experiment_reference: { name: "spring" },
    },
    algorithm: {
      code_dir: "obs://bucket/code/",
      boot_file: "obs://bucket/code/train.py",
      parameters: [{ name: "epochs", value: "3" }],
      environments: { NCCL_DEBUG: "INFO" },
      inputs: [
        { name: "data_url", remote: obs("obs://bucket/data/") },
        { name: "labels", description: "of 2026", remote: { dataset: { id: "d-1" } } },
      ],
      outputs: [{ name: "train_url", remote: obs("/bucket/out/") }],
      engine: { engine_id: engine },
    },
    spec: {
      resource: { flavor_id: "modelarts.vm.cpu.8u", node_count: 2 },
      volumes: [
        { nfs: { nfs_server_path: "10.0.0.1:/share", local_path: "/mnt/share", read_only: true } },
        { obs: { obs_path: "/bucket/cache", local_path: "/cache" } },
      ],
      log_export_path: { obs_url: "obs://bucket/log/" },
      auto_stop: { time_unit: "HOURS", duration: 2 },
      notification: {
        topic_urn: "urn:smn:cn-north-4:0123456789abcdef:training",
        events: ["JobFailed"],
      },
    },
  },
  tasks: {
    kind: "hetero_job",
    status: { tasks: ["learner-0", "worker-0"] },
    tasks: [task("learner", "modelarts.p3.large.public"), task("worker", "modelarts.vm.cpu.8u")],
  },
  "an image": {
    kind: "job",
    algorithm: { command: "python train.py", engine: { image_url: "org/image:1" } },
    spec: {
      resource: { pool_id: "pool-a7c3-train", flavor_id: "modelarts.pool.visual.2xlarge", node_count: 1 },
      schedule_policy: { priority: 3, preemptible: false },
    },
  },
  "a subscription": {
    kind: "autosearch_job",
    algorithm: {
      subscription_id: "s-1",
      item_version_id: "v-1",
      policies: {
        auto_search: {
          reward_attrs: [{ name: "acc", mode: "max", regex: "acc: ([0-9.]+)" }],
          search_params: [
            { name: "learning_rate", param_type: "continuous", lower_bound: "0.001", upper_bound: "0.1" },
          ],
          algo_configs: [{ name: "tpe_search", params: [] }],
        },
      },
    },
    spec: { resource: { pool_id: "pool-a7c3-train", node_count: 1 } },
  },
  "an algorithm": {
    algorithm: { name: "image-classification-resnet50" },
    spec: { resource: { flavor_id: "modelarts.p3.large.public" } },
  },
  "an algorithm with choices": { algorithm: { name: "object-detection-yolov5" } },
  "an algorithm with a required parameter": { algorithm: { name: "time-series-forecast" } },
  "an algorithm with a fixed parameter": { algorithm: { name: "tabular-boosting" } },
};

describe("a draft", () => {
  test.each(Object.keys(valid))("of %s is created as it says", async (title) => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    const draft = valid[title] ?? simple;
    const { nativeId, reading, problems } = await backend.createJob(draft, signal);
    expect(problems).toEqual([]);
    expect(await vendor.requests()).toContain("POST /training-jobs 201");
    const document = await vendor.document(nativeId);
    expect(documents[title]).toBeDefined();
    expect(document).toMatchObject({ metadata: { id: nativeId, name: draft.name }, ...documents[title] });
    const parameters = draft.job.parameters;
    for (const { key, value } of (Array.isArray(parameters) ? parameters : []) as typeof draft.labels)
      expect(document.algorithm).toMatchObject({
        parameters: expect.arrayContaining([expect.objectContaining({ name: key, value })]),
      });
    expect(await vendor.tags(nativeId)).toEqual(draft.labels);
    expect(reading).toMatchObject({ nativeId, core: { name: draft.name, status: { phase: "PENDING" } } });
    // The whole job is in the answer: nothing was read.
    expect((await vendor.requests()).filter((line) => line.startsWith("GET"))).toHaveLength(2);
    covers("S1-269");
  });

  test("leaves the state of its job to the vendor", async () => {
    for (const draft of Object.values(valid)) {
      const { job } = rules.check(draft);
      if (job === null) throw new Error("a valid draft breaks the rules");
      const body = toCreateBody(draft, job, "0");
      expect(Object.keys(body).sort()).toEqual(
        draft.job.tasks ? ["kind", "metadata", "tasks"] : ["algorithm", "kind", "metadata", "spec"],
      );
    }
    await using vendor = await startCommands();
    const { nativeId } = await vendor.connect().createJob(simple, signal);
    expect(await vendor.document(nativeId)).toMatchObject({ status: { phase: "Creating", start_time: 0 } });
    covers("S1-37");
  });

  test("goes to the workspace that it names, or to the first that is configured", async () => {
    await using vendor = await startCommands();
    const other = "5f3c1f2a9d1e4b7f8a6c0d2e4b6a8c0e";
    const backend = vendor.connect({ workspaces: [other, "0"] });
    const { nativeId: first } = await backend.createJob(simple, signal);
    const named = { ...simple, job: { ...simple.job, workspaceId: "0" } };
    const { nativeId: second } = await backend.createJob(named, signal);
    expect(await vendor.document(first)).toMatchObject({ metadata: { workspace_id: other } });
    expect(await vendor.document(second)).toMatchObject({ metadata: { workspace_id: "0" } });
    expect(await backend.findCreated("made-here", since, signal)).toHaveLength(2);
  });

  test("goes to no workspace that the gateway does not see", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect({ workspaces: ["5f3c1f2a9d1e4b7f8a6c0d2e4b6a8c0e"] });
    // The vendor takes no text for its own default.
    for (const workspaceId of ["", "0"])
      expect(
        await backend.validate({ ...simple, job: { ...simple.job, workspaceId } }, signal),
      ).toMatchObject([{ code: "INVALID", path: ["job", "modelarts", "workspaceId"] }]);
  });

  test("is surely not made where the project cannot be looked up", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect({ projectId: undefined });
    const match = { path: "/v3/projects" };
    await vendor.control.addFault({ kind, match, fault: { type: "drop" } });
    const error = await failureOf(backend.createJob(simple, signal));
    expect(error).toMatchObject({ kind: "UNAVAILABLE", undone: true });
    expect((await vendor.requests()).filter((line) => line.startsWith("POST"))).toEqual([]);
  });

  test("of a name that is taken is refused, and nothing is created", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    await backend.createJob(simple, signal);
    const error = await failureOf(backend.createJob(labelled, signal));
    expect(error).toMatchObject({ kind: "CONFLICT", nativeCode: "ModelArts.2751", undone: true });
    expect(await listAll(backend, 50)).toHaveLength(4);
    covers("S1-269");
  });

  test("that only the vendor finds wrong is refused with what the vendor says", async () => {
    await using vendor = await startCommands();
    const job = { ...simple.job, resource: { flavorId: "abacus", nodeCount: 1 } };
    const error = await failureOf(vendor.connect().createJob({ ...simple, job }, signal));
    expect(error).toMatchObject({ kind: "INVALID", nativeCode: "ModelArts.2781", undone: true });
  });
});

describe("an answer that is lost", () => {
  test.each([
    ["cut off after the vendor has acted", { type: "drop", after: true }, 1],
    ["half there", { type: "half" }, 1],
    ["none that can be read", { type: "malformed" }, 1],
    ["cut off before the vendor has acted", { type: "drop" }, 0],
  ])(
    "because it is %s leaves open what happened, and the job is found by its name",
    async (_, fault, made) => {
      await using vendor = await startCommands();
      const backend = vendor.connect();
      await vendor.control.addFault({
        kind,
        match: { method: "POST", path: "*/training-jobs" },
        fault,
        times: 1,
      });
      expect(await failureOf(backend.createJob(simple, signal))).toMatchObject({ undone: false });
      const creates = (await vendor.requests()).filter((line) => line.startsWith("POST /training-jobs "));
      expect(creates).toHaveLength(1);
      const found = await backend.findCreated("made-here", since, signal);
      expect(found).toHaveLength(made);
      for (const { nativeId, labels } of found) {
        expect(await vendor.document(nativeId)).toMatchObject({ metadata: { name: "made-here" } });
        expect(labels).toEqual([]);
      }
      covers("S1-269");
    },
  );

  test("is looked for under the exact name", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    for (const name of ["made-here-2", "not-made-here"]) await backend.createJob({ ...simple, name }, signal);
    expect(await backend.findCreated("made-here", since, signal)).toEqual([]);
  });

  test("that the service was too busy to take is sent again", async () => {
    await using vendor = await startCommands();
    const match = { method: "POST", path: "*/training-jobs" };
    await vendor.control.addFault({ kind, match, fault: { type: "status", status: 429 }, times: 1 });
    const { nativeId } = await vendor.connect().createJob(simple, signal);
    expect(await vendor.document(nativeId)).toMatchObject({ metadata: { name: "made-here" } });
  });
});

describe("labels of a new job", () => {
  test("are set when it is there, and shown by every reading from then on", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    // The labels of all jobs are known, and not read again for a minute.
    await backend.listJobs(list, signal);
    const { nativeId, reading } = await backend.createJob(labelled, signal);
    expect(await vendor.tags(nativeId)).toEqual([team, cost]);
    expect(reading?.labels).toEqual([cost, team]);
    const { readings } = await backend.listJobs(list, signal);
    expect(readings.find((one) => one.nativeId === nativeId)?.labels).toEqual([cost, team]);
    expect(await backend.findCreated("made-here", since, signal)).toMatchObject([{ labels: [cost, team] }]);
  });

  test.each([
    [{ type: "status", status: 403 }, "FORBIDDEN"],
    [{ type: "status", status: 500 }, "UNAVAILABLE"],
    [{ type: "status", status: 401 }, "UNAVAILABLE"],
  ])("that the vendor does not take with %j are a problem of a job that is there", async (fault, code) => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    await vendor.control.addFault({ kind, match: { path: "*/tags/create" }, fault });
    const { nativeId, reading, problems } = await backend.createJob(labelled, signal);
    expect(await vendor.document(nativeId)).toMatchObject({ metadata: { name: "made-here" } });
    expect(problems).toMatchObject([{ code, path: ["labels"], expected: null }]);
    expect(problems[0]?.fault?.message).toContain("tags/create");
    expect(reading).not.toHaveProperty("labels");
  });

  test("are not said to be missing when only the answer is", async () => {
    await using vendor = await startCommands();
    const backend = vendor.connect();
    const fault = { type: "drop", after: true } as const;
    await vendor.control.addFault({ kind, match: { path: "*/tags/create" }, fault });
    const { nativeId, problems } = await backend.createJob(labelled, signal);
    expect(await vendor.tags(nativeId)).toEqual([team, cost]);
    expect(problems).toMatchObject([{ message: expect.stringContaining("may lack its labels") }]);
  });
});
