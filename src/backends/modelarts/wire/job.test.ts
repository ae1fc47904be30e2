import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { emptyCore, type JobReading } from "../../../domain/job.ts";
import { emptySpec } from "../../../domain/spec.ts";
import created from "../fixtures/create-training-job.response.json" with { type: "json" };
import autosearch from "../fixtures/job.autosearch.json" with { type: "json" };
import failed from "../fixtures/job.failed.json" with { type: "json" };
import hetero from "../fixtures/job.hetero.json" with { type: "json" };
import running from "../fixtures/job.running.json" with { type: "json" };
import list from "../fixtures/list-training-jobs.response.json" with { type: "json" };
import { parseJob, readJobId } from "./job.ts";

function read(document: unknown): JobReading {
  const reading = parseJob(document);
  if (typeof reading === "string") throw new Error(reading);
  return reading;
}

/** A running job with these members laid over it, one level deep. */
function readWith(changes: Record<string, object>): JobReading {
  const members = new Map<string, unknown>(Object.entries(running));
  for (const [key, change] of Object.entries(changes))
    members.set(key, Object.assign({}, members.get(key), change));
  return read(Object.fromEntries(members));
}

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

describe("fields that the samples lack", () => {
  test.each([
    ["S1-30", "job", "TRAINING"],
    ["S1-33", "mrs_job", "DATA_PROCESSING"],
    ["S1-34", "edge_job", "EDGE"],
    ["S1-291", "federated_pool_job", "TRAINING"],
    ["S1-292", "diag_job", "DIAGNOSTIC"],
    ["S1-293", "visualization_job", "VISUALIZATION"],
    ["S1-29", "brand_new_job", "UNKNOWN"],
  ])("kind $1 is $2", (row, nativeKind, kind) => {
    expect(read({ ...running, kind: nativeKind }).core).toMatchObject({ kind, nativeKind });
    covers(row);
  });

  test.each([
    [0.42, 0.42],
    [42, 0.42],
    [250, 1],
    ["17", 0.17],
  ])("fine-tuning at %s has made %s of its way", (train_process, fraction) => {
    const { core } = read({ ...running, ftjob_config: { ft_job_uuid: "x", train_process } });
    expect(core.kind).toBe("FINE_TUNING");
    expect(core.status.progress?.fraction).toBe(fraction);
    covers("S1-294", "S1-295");
  });

  test.each([
    [1641892655000, "2022-01-11T09:17:35.000Z"],
    ["1641892655000", "2022-01-11T09:17:35.000Z"],
    ["2022-01-11T17:17:35+08:00", "2022-01-11T09:17:35.000Z"],
    [0, null],
    ["", null],
    [null, null],
    [{}, null],
    [1e300, null],
  ])("start time %s is %s", (start_time, startedAt) => {
    expect(readWith({ status: { start_time } }).core.status.startedAt).toBe(startedAt);
    covers("S1-74");
  });

  test("the end is start and length where no runs are told", () => {
    const { core } = readWith({ status: { phase: "Completed", secondary_phase: "Completed" } });
    expect(core.status.endedAt).toBe("2022-01-11T09:22:03.000Z");
  });

  test("a subscription names its algorithm", () => {
    const algorithm = {
      id: "",
      name: "",
      subscription_id: "sub-1",
      item_version_id: "1.0.3",
      code_dir: "/x/",
    };
    expect(readWith({ algorithm }).detail?.algorithm).toMatchObject({
      form: "SUBSCRIBED",
      nativeId: "sub-1",
      subscriptionId: "sub-1",
      versionId: "1.0.3",
    });
    covers("S1-81", "S1-84", "S1-85");
  });

  test("a custom image is its own algorithm", () => {
    const algorithm = { command: "python /app/train.py", engine: { image_url: "swr/demo/train:1" } };
    const { detail, nativeId } = read({ ...running, algorithm });
    expect(detail?.algorithm).toMatchObject({
      form: "CUSTOM_IMAGE",
      nativeId,
      command: "python /app/train.py",
      engine: { nativeId: null, name: "swr/demo/train:1", imageUri: "swr/demo/train:1" },
    });
    covers("S1-299", "S1-90", "S1-157");
  });

  test("environments are a map or a list of maps", () => {
    const expected = [
      { key: "A", value: "1" },
      { key: "B", value: "" },
    ];
    for (const environments of [{ B: "", A: 1 }, [{ A: "1" }, { B: "" }]]) {
      expect(readWith({ algorithm: { environments } }).detail?.spec.environment).toEqual(expected);
    }
    covers("S1-96");
  });

  test("attributes of a constraint are text or maps", () => {
    const inputs = (attributes: unknown) => [
      { name: "in", remote_constraint: [{ data_type: "obs", attributes }] },
    ];
    const expected = [
      { attribute: "DATA_SEGMENTATION", nativeName: "data_segmentation", values: ["a", "b"] },
      { attribute: "UNKNOWN", nativeName: "other", values: ["c"] },
    ];
    const pairs = [
      { key: "data_segmentation", value: ["a", "b"] },
      { key: "other", value: "c" },
    ];
    for (const attributes of [pairs, JSON.stringify(pairs), { data_segmentation: ["a", "b"], other: "c" }]) {
      const [channel] = readWith({ algorithm: { inputs: inputs(attributes) } }).detail?.spec.inputs ?? [];
      expect(channel?.constraints).toEqual([{ dataType: "obs", attributes: expected }]);
    }
    covers("S1-144", "S1-146");
  });

  test("parameters and channels", () => {
    const parameter = {
      name: "optimizer",
      value: "adam",
      description: "which one",
      i18n_description: [{ language: "zh", description: "优化器" }],
      constraint: {
        type: "String",
        editable: "false",
        required: true,
        sensitive: false,
        valid_type: "Choice",
        valid_range: ["adam", "sgd"],
      },
    };
    const algorithm = {
      parameters: [parameter],
      inputs: [{ name: "data", access_method: "env", description: "images" }],
      outputs: [{ name: "model", description: "weights" }],
    };
    const { spec } = readWith({ algorithm }).detail ?? {};
    expect(spec?.parameters).toMatchObject([
      {
        name: "optimizer",
        value: "adam",
        description: "which one",
        descriptions: [{ language: "zh", text: "优化器" }],
        type: "TEXT",
        nativeType: "String",
        typedValue: "adam",
        constraint: {
          nativeType: "String",
          editable: false,
          required: true,
          sensitive: false,
          validType: "Choice",
          validRange: ["adam", "sgd"],
        },
      },
    ]);
    expect(spec?.inputs).toMatchObject([{ accessMethod: "env", description: "images" }]);
    expect(spec?.outputs).toMatchObject([{ description: "weights" }]);
    covers("S1-97..109", "S1-133", "S1-149", "S1-301");
  });

  test("a data set has a name, and its type is an attribute", () => {
    const dataset = { id: "ds-1", name: "flowers", service_type: "MODELARTS" };
    const attributes = { dataset_type: ["0"] };
    const input = {
      name: "in",
      remote: { dataset },
      remote_constraint: [{ data_type: "dataset", attributes }],
    };
    const { detail, native } = readWith({ algorithm: { inputs: [input] } });
    expect(detail?.spec.inputs[0]).toMatchObject({
      source: { dataset: { nativeId: "ds-1", versionId: null, name: "flowers" } },
      constraints: [{ attributes: [{ attribute: "DATASET_TYPE", values: ["0"] }] }],
    });
    expect(native).toMatchObject({ algorithm: { inputs: [input] } });
    covers("S1-147", "S1-302");
  });

  test("a node with neural processors, asked for at once", () => {
    const resource = {
      policy: "turbo",
      flavor_id: "npu.8",
      flavor_detail: {
        flavor_type: "Ascend",
        flavor_info: { npu: { unit_num: "8", product_name: "snt9", memory: "32GB" } },
      },
    };
    expect(read({ ...running, spec: { resource } }).detail?.spec.resource).toMatchObject({
      policy: "TURBO",
      flavor: {
        type: "NPU",
        nativeType: "Ascend",
        npu: { count: 8, product: "snt9", memory: "32GB", memoryBytes: 32 * GiB },
      },
    });
    covers("S1-218", "S1-227", "S1-240..243");
  });

  test("what has no place of its own stays in the native document", () => {
    const algorithm = {
      ...running.algorithm,
      local_code_dir: "/home/ma-user/code",
      working_dir: "/home/ma-user",
      summary: "demo",
      engine: { engine_id: "e", install_sys_packages: true, image_repo_id: "repo-1" },
    };
    const document = {
      ...running,
      algorithm,
      status: { ...running.status, retention_time: 3600 },
      spec: {
        ...running.spec,
        reserved_time: 60,
        custom_metrics: [{ http_get: {} }],
        output_model: { id: "m" },
      },
    };
    const { detail, native } = read(document);
    expect(native).toEqual(document);
    expect(detail?.algorithm?.native).toEqual(algorithm);
    covers("S1-298", "S1-300", "S1-303", "S1-309");
  });

  test("resource of a dedicated pool", () => {
    const resource = {
      policy: "regular",
      flavor_id: "modelarts.pool.visual.xlarge",
      node_count: 1,
      pool_id: "pool-1",
      pool_name: "mine",
      pool_group_id: "group-1",
      main_container_allocated_resources: {
        cpu_arch: "aarch64",
        cpu_core_num: 23.5,
        mem_size: 180.5,
        accelerator_num: 1,
        accelerator_type: "npu",
      },
    };
    const { core, detail } = read({ ...running, spec: { resource } });
    expect(core.flavor).toEqual({
      nativeId: "modelarts.pool.visual.xlarge",
      name: "modelarts.pool.visual.xlarge",
    });
    expect(detail?.flavor).toBeNull();
    expect(detail?.spec.resource).toMatchObject({
      flavor: { nativeId: "modelarts.pool.visual.xlarge", type: "UNKNOWN" },
      pool: { nativeId: "pool-1", name: "mine", groupId: "group-1" },
      allocated: {
        arch: "aarch64",
        cores: 23.5,
        memory: { value: 180.5, unit: "GB" },
        acceleratorCount: 1,
        acceleratorType: "npu",
      },
    });
    covers("S1-222", "S1-304", "S1-305");
  });

  test("volumes and log export", () => {
    const spec = {
      volumes: [
        { nfs: { nfs_server_path: "10.0.0.1:/share", local_path: "/mnt/sfs", read_only: true } },
        { obs: { obs_path: "obs://b/c/", local_path: "/mnt/obs" }, nfs: {} },
      ],
      log_export_path: { obs_url: "/b/log/", host_path: "/var/log" },
    };
    expect(readWith({ spec }).detail?.spec).toMatchObject({
      volumes: [
        { kind: "NfsVolume", serverPath: "10.0.0.1:/share", mountPath: "/mnt/sfs", readOnly: true },
        { kind: "OtherVolume", nativeKind: "obs", mountPath: "/mnt/obs", native: { obs_path: "obs://b/c/" } },
      ],
      logExport: { uri: "/b/log/", hostPath: "/var/log" },
    });
    covers("S1-250..257", "S1-312");
  });

  test("scheduling, automatic stop and model", () => {
    const spec = {
      schedule_policy: { priority: 3, preemptible: true, required_affinity: { affinity_type: "cabinet" } },
      auto_stop: { time_unit: "HOURS", duration: 2 },
      asset_model: { id: "m-1", name: "resnet", version: "7", location: "obs://b/m/" },
    };
    const { core, detail } = readWith({ spec });
    expect(detail?.spec.scheduling).toEqual({
      priority: 3,
      preemptible: true,
      affinity: { required_affinity: { affinity_type: "cabinet" } },
    });
    expect(core.deadlineAt).toBe("2022-01-11T11:17:35.000Z");
    expect(core.resultModel).toEqual({ nativeId: "m-1", versionId: "7", name: "resnet", url: "obs://b/m/" });
    covers("S1-306", "S1-307", "S1-310");
  });

  test("the experiment", () => {
    const training_experiment_reference = { id: "exp-1", name: "sweep", serial_number: 3 };
    expect(readWith({ metadata: { training_experiment_reference } }).core.experiment).toEqual({
      nativeId: "exp-1",
      name: "sweep",
    });
    covers("S1-296");
  });

  test("endpoints without their tokens", () => {
    const endpoints = {
      ssh: { key_pair_names: ["kp"], task_urls: [{ task: "worker-0", url: "ssh://host:31234" }] },
      jupyter_lab: { url: "https://host/lab?token=canary-1&x=1", token: "canary-2" },
      tensorboard: { url: "", token: "" },
    };
    const reading = read({ ...running, endpoints });
    expect(reading.core.services).toMatchObject([
      {
        name: "worker-0",
        type: "ssh",
        endpoint: "ssh://host:31234",
        properties: [{ key: "keyPairs", value: "kp" }],
      },
      { name: "jupyter_lab", type: "jupyter_lab", endpoint: "https://host/lab?token=***&x=1" },
    ]);
    expect(JSON.stringify(reading)).not.toContain("canary");
    covers("S1-311");
  });
});

describe("secrets", () => {
  const secretive = {
    ...running,
    endpoints: { mindstudio_insight: { url: "https://host/", token: "canary-1" } },
    algorithm: {
      ...running.algorithm,
      parameters: [
        { name: "level", value: "canary-2", constraint: { type: "String", sensitive: true } },
        { name: "licence_secret", value: "canary-3", constraint: { type: "String", sensitive: false } },
        { name: "pad_token", value: "<pad>", constraint: { type: "String", sensitive: false } },
      ],
      environments: {
        HF_TOKEN: "canary-4",
        AWS_SECRET_ACCESS_KEY: "canary-5",
        dbPassword: "canary-6",
        WANDB_API_KEY: "canary-7",
        TOKENIZERS_PARALLELISM: "false",
        KEYBOARD: "de",
      },
    },
    tasks: [{ role: "worker", algorithm: { code_dir: "/c/", environments: { GIT_TOKEN: "canary-8" } } }],
    ftjob_config: { task_env: { envs: [{ name: "MY_TOKEN", value: "canary-9" }] } },
  };

  test("are masked in every part of a reading", () => {
    const reading = read(secretive);
    expect(JSON.stringify(reading)).not.toContain("canary");
    expect(reading.detail?.spec.parameters.map(({ value }) => value)).toEqual(["***", "***", "<pad>"]);
    expect(reading.native).toMatchObject({ endpoints: { mindstudio_insight: { token: "***" } } });
    covers("S1-105");
  });

  test("what only sounds similar stays", () => {
    const environment = read(secretive).detail?.spec.environment ?? [];
    expect(Object.fromEntries(environment.map(({ key, value }) => [key, value]))).toMatchObject({
      HF_TOKEN: "***",
      TOKENIZERS_PARALLELISM: "false",
      KEYBOARD: "de",
    });
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
