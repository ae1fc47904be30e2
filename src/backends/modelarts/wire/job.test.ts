import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { emptyCore } from "../../../domain/job.ts";
import { emptySpec } from "../../../domain/spec.ts";
import created from "../fixtures/create-training-job.response.json" with { type: "json" };
import autosearch from "../fixtures/job.autosearch.json" with { type: "json" };
import failed from "../fixtures/job.failed.json" with { type: "json" };
import hetero from "../fixtures/job.hetero.json" with { type: "json" };
import running from "../fixtures/job.running.json" with { type: "json" };
import list from "../fixtures/list-training-jobs.response.json" with { type: "json" };
import { parseJob, readJobId } from "./job.ts";
import { read, readWith } from "./job-samples.ts";

const GiB = 2 ** 30;

const failedFlavor = {
  nativeId: "modelarts.p3.large.public.free",
  name: "Computing GPU(Vnt1) instance",
  type: "GPU",
  nativeType: "GPU",
  maxSelectableNodes: 2,
  maxNodes: null,
  distributed: true,
  cpu: { arch: "x86", cores: 8 },
  gpu: { count: 1, product: "GP-Vnt1", memory: "32GB", memoryBytes: 32 * GiB },
  npu: null,
  memory: { value: 64, unit: "GB", bytes: 64 * GiB },
  disk: null,
  billing: { code: "modelarts.vm.gpu.free", units: 1 },
  attributes: [],
};

const noChannel = {
  accessMethod: null,
  description: null,
  source: null,
  target: null,
  constraints: [],
  transfer: null,
};

describe("golden documents", () => {
  test("the failed job", () => {
    const jobId = "5bd61eea-9de2-4864-a0f7-5fae966171b5";
    const message =
      "The training process exited with code 137. The memory limit of the container may have been exceeded.";
    const algorithm = {
      nativeId: jobId,
      form: "CUSTOM_CODE",
      name: "/example-bucket/resnet/code/train.py",
      description: null,
      subscriptionId: null,
      versionId: null,
      codeDir: "/example-bucket/resnet/code/",
      bootFile: "/example-bucket/resnet/code/train.py",
      command: null,
      engine: {
        nativeId: "pytorch-cp36-1.4.0-v2",
        name: "PyTorch",
        version: "PyTorch-1.4.0-python3.6-v2",
        imageUri: null,
        v1Compatible: null,
        runUser: null,
      },
      supportsContinualTraining: null,
      parameters: null,
      native: failed.algorithm,
    };
    expect(read(failed)).toEqual({
      nativeId: jobId,
      core: {
        ...emptyCore,
        kind: "TRAINING",
        nativeKind: "job",
        name: "resnet50-2node",
        description: "two GPU nodes, worker-1 runs out of memory",
        owner: { nativeId: null, name: "demo-user", email: null },
        annotations: [
          { key: "fault-tolerance/job-retry-num", value: "1" },
          { key: "job_template", value: "Template DL" },
          { key: "key_task", value: "worker" },
        ],
        createdAt: "2022-11-26T08:01:36.964Z",
        status: {
          phase: "FAILED",
          phaseClass: "TERMINAL",
          phaseSource: "NATIVE",
          outcome: "FAILURE",
          stage: null,
          stageDetail: null,
          reason: { code: "USER_CODE", text: message },
          message,
          error: { code: null, message, details: null },
          exitCode: 137,
          native: { value: "Failed", secondary: "Failed", code: null, mapped: true },
          progress: null,
          durations: { queuedMs: 32_036, runningMs: 92_000, totalMs: 124_036 },
          updatedAt: null,
          queuedAt: null,
          startedAt: "2022-11-26T08:02:09.000Z",
          endedAt: "2022-11-26T08:03:41.000Z",
          cancelRequestedAt: null,
          executor: null,
          nodeCountHistory: [
            { at: "2022-11-26T08:01:39.000Z", count: 0 },
            { at: "2022-11-26T08:02:09.000Z", count: 2 },
            { at: "2022-11-26T08:03:10.000Z", count: 2 },
            { at: "2022-11-26T08:03:41.000Z", count: 0 },
          ],
          tasks: [
            { name: "worker-0", exitCode: null, message: null },
            { name: "worker-1", exitCode: 137, message },
          ],
          attempts: [
            {
              startedAt: "2022-11-26T08:02:09.000Z",
              endedAt: "2022-11-26T08:02:41.000Z",
              startType: "init_or_rescheduled",
              endReason: "exit with 137",
              endTask: "worker-1",
              recovery: "job_reschedule",
            },
            {
              startedAt: "2022-11-26T08:02:50.000Z",
              endedAt: "2022-11-26T08:03:41.000Z",
              startType: "init_or_rescheduled",
              endReason: "exit with 137",
              endTask: "worker-1",
              recovery: null,
            },
          ],
        },
        algorithm: { nativeId: jobId, name: "/example-bucket/resnet/code/train.py" },
        flavor: { nativeId: "modelarts.p3.large.public.free", name: "Computing GPU(Vnt1) instance" },
        project: { nativeId: "default-ai-project", name: null },
        workspace: { nativeId: "0", name: null },
      },
      detail: {
        spec: {
          ...emptySpec,
          topology: "DISTRIBUTED",
          paradigm: "DEEP_LEARNING",
          parameters: [
            {
              nativeId: null,
              name: "batch_size",
              label: null,
              description: null,
              descriptions: [],
              value: "512",
              typedValue: 512,
              defaultValue: null,
              type: "INT",
              nativeType: "Integer",
              constraint: {
                nativeType: "Integer",
                editable: true,
                required: true,
                sensitive: false,
                validType: "None",
                validRange: [],
              },
              createdAt: null,
              updatedAt: null,
            },
          ],
          environment: [
            { key: "NCCL_DEBUG", value: "INFO" },
            { key: "NCCL_IB_DISABLE", value: "0" },
          ],
          inputs: [
            {
              ...noChannel,
              name: "data_url",
              localPath: "/home/ma-user/modelarts/inputs/data_url_0",
              source: { kind: "ObjectStorageSource", uri: "/example-bucket/resnet/data/" },
            },
          ],
          outputs: [
            {
              ...noChannel,
              name: "train_url",
              localPath: "/home/ma-user/modelarts/outputs/train_url_0",
              target: { kind: "ObjectStorageSource", uri: "/example-bucket/resnet/out/" },
              transfer: { mode: "upload_periodically", periodMs: 30_000 },
            },
          ],
          resource: { policy: "REGULAR", flavor: failedFlavor, nodeCount: 2, pool: null, allocated: null },
        },
        algorithm,
        flavor: failedFlavor,
      },
      native: failed,
    });
    covers("S1-26", "S1-27", "S1-35", "S1-36", "S1-38", "S1-40..47", "S1-49", "S1-50", "S1-71..78", "S1-297");
    covers("S1-82", "S1-86", "S1-87", "S1-91", "S1-93..98", "S1-102..104", "S1-106", "S1-132", "S1-134");
    covers("S1-135", "S1-138", "S1-142", "S1-148", "S1-150..156", "S1-213", "S1-215", "S1-216");
    covers("S1-219..221", "S1-223", "S1-224", "S1-226", "S1-228..239", "S1-244..246");
  });

  test("the running job", () => {
    const { core, detail, native } = read(running);
    expect(core.status).toMatchObject({
      phase: "RUNNING",
      outcome: null,
      startedAt: "2022-01-11T09:17:35.000Z",
      endedAt: null,
      durations: { queuedMs: 12_375, runningMs: 268_000, totalMs: null },
      tasks: [{ name: "worker-0", exitCode: null, message: null }],
      reason: null,
      error: null,
    });
    expect(core.algorithm).toEqual({ nativeId: running.algorithm.id, name: "test-pytorch-cpu" });
    expect(detail?.algorithm).toMatchObject({
      form: "MANAGED",
      engine: { v1Compatible: false, runUser: "1102" },
      native: running.algorithm,
    });
    expect(detail?.spec).toMatchObject({
      topology: "SINGLE",
      logExport: { uri: "/example-bucket/pytorch/fast_example/log/", hostPath: null },
    });
    expect(detail?.spec.parameters.map(({ name, typedValue }) => [name, typedValue])).toEqual([
      ["dist", false],
      ["world_size", 1],
    ]);
    expect(detail?.flavor?.disk).toEqual({ value: 50, unit: "GB", bytes: 50 * GiB });
    expect(native).toEqual(running);
    covers("S1-79", "S1-80", "S1-83", "S1-247..249", "S1-255", "S1-256");
  });

  test("the job that was just created has neither started nor ended", () => {
    expect(read(created).core.status).toMatchObject({
      phase: "PENDING",
      startedAt: null,
      endedAt: null,
      durations: { queuedMs: null, runningMs: null, totalMs: null },
      nodeCountHistory: [],
    });
  });

  test("the heterogeneous job", () => {
    const { core, detail } = read(hetero);
    expect(core).toMatchObject({ kind: "TRAINING", nativeKind: "hetero_job", algorithm: null, flavor: null });
    expect(detail).toMatchObject({ algorithm: null, flavor: null });
    expect(detail?.spec).toMatchObject({
      topology: "HETEROGENEOUS",
      paradigm: "REINFORCEMENT_LEARNING",
      resource: null,
      logExport: null,
    });
    const [learner, worker] = detail?.spec.tasks ?? [];
    expect(detail?.spec.tasks).toHaveLength(2);
    expect(learner).toMatchObject({
      role: "LEARNER",
      nodeCount: 1,
      flavor: { nativeId: "modelarts.p3.large.public.free", maxNodes: 2, maxSelectableNodes: 2, type: "GPU" },
      algorithm: {
        nativeId: `${hetero.metadata.id}/learner`,
        form: "CUSTOM_CODE",
        codeDir: "/example-bucket/rl/code/",
        bootFile: "/example-bucket/rl/code/learner.py",
        engine: {
          nativeId: "tensorflow_2.1.0-cuda_10.1-py_3.7-ubuntu_18.04-x86_64",
          name: "TensorFlow",
          version: "tensorflow_2.1.0-cuda_10.1-py_3.7-ubuntu_18.04-x86_64",
          v1Compatible: false,
          runUser: "1102",
        },
      },
    });
    expect(learner?.inputs).toMatchObject([
      {
        name: "data_url",
        localPath: "/home/ma-user/modelarts/inputs/data_url_0",
        source: { kind: "ObjectStorageSource", uri: "/example-bucket/rl/data/" },
        target: null,
      },
    ]);
    expect(learner?.outputs).toMatchObject([
      {
        name: "train_url",
        localPath: "/home/ma-user/modelarts/outputs/train_url_0",
        target: { kind: "ObjectStorageSource", uri: "/example-bucket/rl/out/" },
        transfer: { mode: "upload_periodically", periodMs: 30_000 },
      },
    ]);
    expect(worker).toMatchObject({ role: "WORKER", nodeCount: 2, flavor: { type: "CPU" } });
    covers("S1-225", "S1-31", "S1-39", "S1-48", "S1-159..185");
  });

  test("the search job", () => {
    const { core, detail } = read(autosearch);
    expect(core.kind).toBe("SEARCH");
    expect(core.status).toMatchObject({ phase: "SUCCEEDED", endedAt: "2021-11-11T03:25:45.000Z" });
    expect(detail?.spec.policies?.search).toEqual({
      configUri: "obs://example-bucket/autosearch/config/Bayes.yaml",
      frameworkUri: "obs://example-bucket/autosearch/framework/",
      rewards: [{ name: "acc", goal: "MAXIMIZE", logPattern: "acc: ([0-9.]+)" }],
      parameters: [
        {
          name: "learning_rate",
          kind: "CONTINUOUS",
          lowerBound: 0.001,
          upperBound: 0.1,
          discretePoints: null,
          values: [],
        },
        {
          name: "batch_size",
          kind: "DISCRETE",
          lowerBound: null,
          upperBound: null,
          discretePoints: null,
          values: ["16", "32", "64"],
        },
      ],
      algorithms: [
        {
          name: "bayes_opt_search",
          parameters: [
            { key: "kind", value: "ucb", type: "String" },
            { key: "kappa", value: "2.5", type: "Float" },
            { key: "xi", value: "0.0", type: "Float" },
            { key: "num_samples", value: "8", type: "Integer" },
            { key: "seed", value: "1", type: "Integer" },
          ],
        },
      ],
    });
    covers("S1-32", "S1-88", "S1-89", "S1-92", "S1-110..114", "S1-116..123", "S1-125..131");
    expect(detail?.spec.parameters[0]).toMatchObject({
      type: "FLOAT",
      typedValue: 0.01,
      constraint: { validType: "Range", validRange: ["0.001", "0.1"] },
    });
    expect(detail?.spec.inputs[0]).toMatchObject({
      source: {
        kind: "DatasetSource",
        dataset: { nativeId: "fxCFl5QAJ6GZbQ7vZbM", versionId: "h7sfQ1xQ1Rk8VXhO9Yx", name: null },
        resolvedUri: "/example-bucket/dataset/",
      },
      constraints: [
        {
          dataType: "modelarts_dataset",
          attributes: [{ attribute: "DATA_FORMAT", nativeName: "data_format", values: ["Default"] }],
        },
      ],
    });
    covers("S1-136", "S1-137", "S1-139..141", "S1-143..145");
  });

  test("a search that minimizes, in discrete points", () => {
    const auto_search = {
      reward_attrs: [{ name: "loss", mode: "min" }],
      search_params: [{ name: "rate", param_type: "continuous", discrete_points_num: "5" }],
    };
    const { detail } = readWith({ algorithm: { policies: { auto_search } } });
    expect(detail?.spec.policies?.search).toMatchObject({
      rewards: [{ name: "loss", goal: "MINIMIZE", logPattern: null }],
      parameters: [{ kind: "CONTINUOUS", discretePoints: 5 }],
    });
    covers("S1-115", "S1-124");
  });

  test("the job that could not be created", () => {
    const { core, detail } = read(list.items[2]);
    expect(core).toMatchObject({ project: null, annotations: [], description: null });
    expect(core.status).toMatchObject({
      phase: "FAILED",
      outcome: "FAILURE",
      stage: "CREATE_FAILED",
      reason: { code: "CREATE_FAILED", text: null },
      native: { value: "Abnormal", secondary: "CreateFailed", mapped: true },
      startedAt: null,
      endedAt: null,
    });
    expect(detail?.spec.resource?.policy).toBe("ECONOMIC");
    covers("S1-217", "S1-263");
  });

  test("every listed job is read like the job itself", () => {
    expect(list.items.map(read).slice(0, 2)).toEqual([read(failed), read(running)]);
  });
});

describe("unreadable documents", () => {
  test.each([
    [null],
    ["text"],
    [[]],
    [{}],
    [{ ...running, metadata: {} }],
    [{ ...running, status: "Running" }],
  ])("%j is told as such", (document) => {
    expect(parseJob(document)).toBeTypeOf("string");
  });

  test("keep their id where there is one", () => {
    expect(readJobId({ metadata: { id: "x" }, status: 7 })).toBe("x");
    expect(readJobId({ metadata: [] })).toBeNull();
  });
});
