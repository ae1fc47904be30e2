import type { JobDraft } from "../../../src/domain/draft.ts";
import type { JsonObject } from "../../../src/domain/json.ts";
import { draftOf, type VendorDrafts } from "./contract.ts";
import { broken } from "./modelarts-broken.ts";
import { brokenAlgorithms } from "./modelarts-broken-algorithms.ts";
import { code, engineId, resource, task } from "./modelarts-parts.ts";

const dedicated = { poolId: "pool-a7c3-train", nodeCount: 1 };

const ofCode: JobDraft = draftOf(
  "drafted-1",
  {
    kind: "JOB",
    workspaceId: "0",
    annotations: [{ key: "fault-tolerance/job-retry-num", value: "3" }],
    algorithm: { code },
    parameters: [{ key: "epochs", value: "3" }],
    environment: [{ key: "NCCL_DEBUG", value: "INFO" }],
    inputs: [
      { name: "data_url", remote: { obsUrl: "obs://bucket/data/" } },
      { name: "labels", description: "of 2026", remote: { dataset: { id: "d-1", versionId: null } } },
    ],
    outputs: [{ name: "train_url", obsUrl: "/bucket/out/" }],
    engine: { id: engineId },
    resource,
    volumes: [
      { nfs: { serverPath: "10.0.0.1:/share", localPath: "/mnt/share", readOnly: true } },
      { obs: { path: "/bucket/cache", localPath: "/cache" } },
    ],
    logExportUri: "obs://bucket/log/",
    autoStopHours: 2,
    notification: { topicUrn: "urn:smn:cn-north-4:0123456789abcdef:training", events: ["JobFailed"] },
    experiment: { name: "spring" },
  },
  { description: "x".repeat(256), labels: [{ key: "team", value: "" }] },
);

const ofTasks = draftOf("drafted-2", {
  kind: "HETERO_JOB",
  tasks: [task("LEARNER", "modelarts.p3.large.public"), task("WORKER", "modelarts.vm.cpu.8u")],
});

const ofImage = draftOf("drafted-3", {
  kind: "JOB",
  algorithm: { image: { command: "python train.py" } },
  engine: { imageUrl: "org/image:1" },
  resource: { ...dedicated, flavorId: "modelarts.pool.visual.2xlarge" },
  priority: 3,
  preemptible: false,
});

const ofSubscription = draftOf("drafted-4", {
  kind: "AUTOSEARCH_JOB",
  algorithm: { subscription: { subscriptionId: "s-1", itemVersionId: "v-1" } },
  searchPolicy: {
    reward_attrs: [{ name: "acc", mode: "max", regex: "acc: ([0-9.]+)" }],
    search_params: [
      { name: "learning_rate", param_type: "continuous", lower_bound: "0.001", upper_bound: "0.1" },
    ],
    algo_configs: [{ name: "tpe_search", params: [] }],
  },
  resource: dedicated,
});

/** A draft for each form of algorithm, and one for each documented rule. */
export const modelarts: VendorDrafts = {
  async valid(backend) {
    const { signal } = new AbortController();
    const algorithms = (await backend.listAlgorithms?.(signal)) ?? [];
    const idOf = (wanted: string) => algorithms.find(({ name }) => name === wanted)?.nativeId ?? wanted;
    const managed = (name: string, algorithm: string, parameters: readonly JsonObject[], flavorId: string) =>
      draftOf(name, {
        kind: "JOB",
        algorithm: { id: idOf(algorithm) },
        parameters,
        resource: { flavorId, nodeCount: 1 },
      });
    const cpu = "modelarts.vm.cpu.8u";
    const rate = { key: "learning_rate", value: "0.1" };
    const ofGpu = managed("drafted-5", "image-classification-resnet50", [rate], "modelarts.p3.large.public");
    const size = [{ key: "image_size", value: "640" }];
    return {
      "code in object storage": ofCode,
      tasks: ofTasks,
      "an image": ofImage,
      "a subscription": ofSubscription,
      "an algorithm": ofGpu,
      "an algorithm with choices": managed(
        "drafted-6",
        "object-detection-yolov5",
        size,
        "modelarts.p3.large.public",
      ),
      "an algorithm with a required parameter": managed("drafted-7", "time-series-forecast", [], cpu),
      "an algorithm with a fixed parameter": managed(
        "drafted-8",
        "tabular-boosting",
        [{ key: "eta", value: "0.3" }],
        cpu,
      ),
    };
  },
  broken: [...broken, ...brokenAlgorithms],
};
