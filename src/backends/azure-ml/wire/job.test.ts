import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { emptyCore, type JobReading } from "../../../domain/job.ts";
import { emptySpec } from "../../../domain/spec.ts";
import { makeStatus } from "../../../domain/status.ts";
import created from "../fixtures/03-command-job-create.json" with { type: "json" };
import gets from "../fixtures/04-command-job-get-and-update.json" with { type: "json" };
import sweep from "../fixtures/05-sweep-job.json" with { type: "json" };
import pipeline from "../fixtures/06-pipeline-job.json" with { type: "json" };
import others from "../fixtures/07-other-job-types-create.json" with { type: "json" };
import list from "../fixtures/08-jobs-list-paged.json" with { type: "json" };
import details from "../fixtures/11-run-details-and-log-read.json" with { type: "json" };
import children from "../fixtures/12-run-and-children.json" with { type: "json" };
import { isStep, parseJob, type WorkspaceFacts } from "./job.ts";
import { parseRun, type RunReading } from "./run.ts";
import { toStep } from "./step.ts";

const path =
  "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/rg-ml-demo/providers/Microsoft.MachineLearningServices/workspaces/ws-demo";
const workspace: WorkspaceFacts = { path, name: "ws-demo", tenantId: "tenant-1" };

function read(document: unknown, run: RunReading | null = null): JobReading {
  const reading = parseJob(document, run, workspace);
  if (typeof reading === "string") throw new Error(reading);
  return reading;
}

/** A job of one type that asks for this. */
const job = (properties: object) => ({ name: "job_1", properties: { status: "Running", ...properties } });

function runOf(value: unknown): RunReading {
  const run = parseRun(value);
  if (run === null) throw new Error("no run");
  return run;
}

const queued = gets.exchanges[0]?.response.body;
const [runningDetails, failedDetails] = details.exchanges.map(({ response }) => response.body);
const compute = {
  type: "UNKNOWN",
  maxSelectableNodes: null,
  maxNodes: null,
  distributed: false,
  cpu: null,
  gpu: null,
  npu: null,
  memory: null,
  disk: null,
  billing: null,
  attributes: [],
  nativeId: "cpu-cluster",
  name: "cpu-cluster",
  nativeType: null,
};
const service = { port: null, status: null, errorMessage: null, properties: [] };
const channel = { accessMethod: null, description: null, localPath: null, source: null, target: null };
const codeId = `${path}/codes/53235a81-c8b2-47d1-89d9-e442d09f3ee0/versions/1`;
const environmentId = `${path}/environments/sklearn-env/versions/33`;
// biome-ignore lint/suspicious/noTemplateCurlyInString: the vendor's own placeholders
const command = "python train.py --data ${{inputs.table}} --lr ${{inputs.lr}}";

/** What the client was seen to send, without the null that the service fills in. */
const sparse = { name: "sparse", ...(created.exchanges[2]?.request.body as object) };

describe("documents of jobs", () => {
  test("reads a queued command job as a whole", () => {
    const name = "iris_589279419362";
    const studio = `https://ml.azure.com/runs/${name}?wsid=/subscriptions/00000000-1111-2222-3333-444444444444/resourcegroups/rg-ml-demo/workspaces/ws-demo`;
    const { native, ...reading } = read(queued);
    expect(reading).toEqual({
      nativeId: name,
      core: {
        ...emptyCore,
        kind: "COMMAND",
        nativeKind: "Command",
        name,
        displayName: "iris-train",
        description: "Train on the iris table",
        owner: { nativeId: null, name: "Demo User", email: null },
        properties: [
          { key: "ProcessInfoFile", value: "azureml-logs/process_info.json" },
          { key: "ProcessStatusFile", value: "azureml-logs/process_status.json" },
        ],
        createdAt: "2025-03-01T10:33:22.211Z",
        url: `${studio}&tid=tenant-1`,
        status: makeStatus({
          phase: "QUEUED",
          native: { value: "Queued", secondary: null, code: null, mapped: true },
        }),
        algorithm: { nativeId: name, name },
        flavor: { nativeId: "cpu-cluster", name: "cpu-cluster" },
        workspace: { nativeId: path, name: "ws-demo" },
        experiment: { nativeId: null, name: "iris" },
        creation: {
          createdBy: "Demo User",
          createdByType: "User",
          createdAt: "2025-03-01T10:33:22.211Z",
          modifiedBy: null,
          modifiedAt: null,
        },
        resourceId: `${path}/jobs/${name}`,
        services: [
          {
            ...service,
            name: "Tracking",
            type: "Tracking",
            endpoint: `azureml://eastus2.api.azureml.ms/mlflow/v1.0${path}?`,
          },
          { ...service, name: "Studio", type: "Studio", endpoint: studio },
        ],
      },
      labels: [{ key: "owner", value: "demo" }],
      detail: {
        spec: {
          ...emptySpec,
          topology: "SINGLE",
          inputs: [
            {
              ...channel,
              name: "table",
              source: {
                kind: "ObjectStorageSource",
                uri: "azureml://datastores/workspaceblobstore/paths/LocalUpload/0000/data/",
              },
              constraints: [{ dataType: "uri_folder", attributes: [] }],
              transfer: { mode: "ReadOnlyMount", periodMs: null },
            },
            {
              ...channel,
              name: "lr",
              source: { kind: "LiteralSource", value: "0.01" },
              constraints: [{ dataType: "literal", attributes: [] }],
              transfer: null,
            },
          ],
          outputs: [
            {
              ...channel,
              name: "default",
              target: {
                kind: "ObjectStorageSource",
                uri: `azureml://datastores/workspaceartifactstore/ExperimentRun/dcid.${name}`,
              },
              constraints: [{ dataType: "uri_folder", attributes: [] }],
              transfer: { mode: "ReadWriteMount", periodMs: null },
            },
          ],
          resource: { policy: null, flavor: compute, nodeCount: 1, pool: null, allocated: null },
          compute: { nativeId: `${path}/computes/cpu-cluster`, name: "cpu-cluster", serverless: false },
        },
        algorithm: {
          nativeId: name,
          form: "CUSTOM_CODE",
          name,
          description: null,
          subscriptionId: null,
          versionId: null,
          codeDir: codeId,
          bootFile: null,
          command,
          engine: {
            nativeId: environmentId,
            name: "sklearn-env",
            version: "33",
            imageUri: null,
            v1Compatible: null,
            runUser: null,
          },
          supportsContinualTraining: null,
          parameters: null,
          native: { codeId, command, environmentId },
        },
        flavor: compute,
      },
    });
    expect(native).toEqual(queued);
    covers("S4-1..6", "S4-8", "S4-9", "S4-11", "S4-21", "S4-22", "S4-25", "S4-26", "S4-58");
  });

  test.each([
    ...created.exchanges.slice(0, 2).map(({ name, response }) => [name, response.body] as const),
    ...gets.exchanges.map(({ name, response }) => [name, response.body] as const),
    ...sweep.exchanges.map(({ name, response }) => [name, response.body] as const),
    [pipeline.exchanges[0]?.name, pipeline.exchanges[0]?.response.body] as const,
    ...list.exchanges.flatMap(({ name, response }) =>
      response.body.value.map((item) => [name, item] as const),
    ),
  ])("reads the sample %s", (_name, document) => {
    const reading = read(document);
    expect(reading.core.status.native.mapped).toBe(true);
    expect(reading.core.kind).not.toBe("UNKNOWN");
    expect(reading.core.createdAt).not.toBeNull();
    expect(JSON.stringify(reading.labels)).not.toContain("_aml_system_");
  });

  test("reads a document that leaves out whatever is unset", () => {
    const { core, detail } = read(sparse);
    expect(core).toMatchObject({
      kind: "COMMAND",
      status: { phase: "UNKNOWN", native: { value: null, mapped: false } },
    });
    expect(detail?.algorithm?.command).toContain("python");
  });

  test("shows that a job is archived", () => {
    expect(read(gets.exchanges[1]?.response.body).core).toMatchObject({
      archived: true,
      status: { phase: "SUCCEEDED" },
    });
    covers("S4-44", "S4-51");
  });

  test.each([
    ["Command", "COMMAND"],
    ["Pipeline", "PIPELINE"],
    ["Sweep", "SEARCH"],
    ["AutoML", "AUTOML"],
    ["Spark", "DATA_PROCESSING"],
    ["FineTuning", "FINE_TUNING"],
    ["Labeling", "UNKNOWN"],
    ["Distillation", "UNKNOWN"],
    ["constructor", "UNKNOWN"],
  ])("the type %s is %s", (jobType, kind) => {
    expect(read(job({ jobType })).core).toMatchObject({ kind, nativeKind: jobType });
    covers("S4-10", "S4-26");
  });

  test("takes a job without an experiment for one of the service's own", () => {
    expect(read(job({ jobType: "Command" })).core.experiment).toEqual({ nativeId: null, name: "Default" });
    covers("S4-7");
  });

  test("hides the service's own keys and keeps where the code came from", () => {
    const tags = { team: "vision", _aml_system_x: "1", "azureml.y": "2", "_azureml.z": "3" };
    const properties = {
      "azureml.git.dirty": "True",
      "mlflow.source.git.commit": "abc",
      "azureml.runsource": "x",
      reviewed: "yes",
    };
    const reading = read(job({ jobType: "Command", tags, properties }));
    expect(reading.labels).toEqual([{ key: "team", value: "vision" }]);
    expect(reading.core.properties.map(({ key }) => key)).toEqual([
      "azureml.git.dirty",
      "mlflow.source.git.commit",
      "reviewed",
    ]);
    expect(reading.native).toMatchObject({ properties: { tags, properties } });
    covers("S4-4", "S4-5", "S4-58");
  });

  test("makes the address for people where the service gives none", () => {
    expect(read(job({ jobType: "Command" })).core.url).toBe(
      "https://ml.azure.com/runs/job_1?wsid=/subscriptions/00000000-1111-2222-3333-444444444444/resourcegroups/rg-ml-demo/workspaces/ws-demo&tid=tenant-1",
    );
    covers("S4-25");
  });

  test.each([
    [
      { createdBy: "Demo User", createdByType: "User" },
      { nativeId: null, name: "Demo User", email: null },
    ],
    [
      { createdBy: "demo@example.com" },
      { nativeId: null, name: "demo@example.com", email: "demo@example.com" },
    ],
    [
      { createdBy: "b3a9-57de", createdByType: "Application" },
      { nativeId: "b3a9-57de", name: "b3a9-57de", email: null },
    ],
    [{}, null],
  ])("the owner of a job made by %j is %j", (systemData, owner) => {
    expect(read({ ...job({ jobType: "Command" }), systemData }).core.owner).toEqual(owner);
    covers("S4-21");
  });

  test("addresses a service of the leader node", () => {
    const services = {
      lab: {
        jobServiceType: "JupyterLab",
        endpoint: "https://x/<nodeIndex>/lab",
        port: 8888,
        status: "Running",
        properties: { a: "b" },
      },
    };
    expect(read(job({ jobType: "Command", services })).core.services).toEqual([
      {
        name: "lab",
        type: "JupyterLab",
        endpoint: "https://x/0/lab",
        port: 8888,
        status: "Running",
        errorMessage: null,
        properties: [{ key: "a", value: "b" }],
      },
    ]);
    covers("S4-50");
  });

  test("a serverless job has a VM size and a queue tier", () => {
    const reading = read(created.exchanges[1]?.response.body);
    expect(reading.detail?.spec.compute).toMatchObject({ serverless: true, name: null });
    const asked = read(
      job({
        jobType: "Command",
        resources: { instanceType: "STANDARD_DS3_V2", instanceCount: 2 },
        queueSettings: { jobTier: "Spot", priority: 3 },
      }),
    );
    expect(asked.core.flavor).toEqual({ nativeId: "standard_ds3_v2", name: "STANDARD_DS3_V2" });
    expect(asked.detail?.spec).toMatchObject({
      topology: "DISTRIBUTED",
      resource: { policy: "ECONOMIC", nodeCount: 2 },
      scheduling: { priority: 3, preemptible: true },
    });
    covers("S4-8");
  });

  test("reads what a sweep searches", () => {
    expect(read(sweep.exchanges[0]?.response.body).detail).toMatchObject({
      spec: {
        topology: "SINGLE",
        policies: {
          search: {
            rewards: [{ name: "accuracy", goal: "MAXIMIZE" }],
            parameters: [
              { name: "lr", kind: "CONTINUOUS", lowerBound: 0.001, upperBound: 0.1 },
              { name: "conv_size", kind: "DISCRETE", discretePoints: 3, values: ["2", "5", "7"] },
              { name: "dropout_rate", kind: "CONTINUOUS", lowerBound: 0.1, upperBound: 0.5 },
            ],
            algorithms: [{ name: "Random", parameters: [{ key: "rule", value: "Random", type: null }] }],
          },
        },
      },
      algorithm: { form: "CUSTOM_CODE", engine: { name: "sklearn-env", version: "33" } },
    });
  });

  test("reads what Spark, AutoML and fine-tuning jobs ask for", () => {
    const [spark, automl, tuning] = others.exchanges.map(({ request }) => {
      const { core, detail } = read({ name: "job_1", ...request.body });
      return { ...detail, kind: core.kind, flavor: core.flavor?.nativeId };
    });
    expect(spark).toMatchObject({
      kind: "DATA_PROCESSING",
      flavor: "standard_e8s_v3",
      algorithm: { form: "CUSTOM_CODE", bootFile: "main.py", engine: { name: "Spark", version: "3.2" } },
      spec: { compute: { serverless: true } },
    });
    expect(spark?.spec?.parameters).toContainEqual(
      expect.objectContaining({ name: "spark.driver.memory", value: "2g" }),
    );
    expect(automl).toMatchObject({
      kind: "AUTOML",
      flavor: "cpu-cluster",
      algorithm: { form: "MANAGED", name: "Classification" },
      spec: { inputs: [{ name: "trainingData", transfer: { mode: "ReadOnlyMount" } }] },
    });
    expect(automl?.spec?.parameters).toContainEqual(
      expect.objectContaining({ name: "maxTrials", value: "40" }),
    );
    expect(tuning).toMatchObject({
      kind: "FINE_TUNING",
      flavor: "standard_nc24ads_a100_v4",
      spec: {
        baseModel: { url: "azureml://registries/azureml/models/some-base-model/versions/1" },
        inputs: [{ name: "trainingData" }],
        outputs: [
          { name: "registered_model", target: { kind: "DatasetSource", dataset: { name: "my-ft-model" } } },
        ],
        parameters: [{ name: "num_train_epochs", value: "1" }],
      },
    });
  });

  test("a job of a component runs what the catalogue knows by the same id", () => {
    const own = read(job({ jobType: "Pipeline", componentId: `${path}/components/train/versions/3` }));
    expect(own.core.algorithm).toEqual({ nativeId: "train:3", name: "train" });
    const shared = "azureml://registries/r/components/train/versions/3";
    expect(read(job({ jobType: "Command", componentId: shared })).core.algorithm).toEqual({
      nativeId: shared,
      name: "train",
    });
  });

  test.each([
    ["", "a job that is no JSON object"],
    [null, "a job that is no JSON object"],
    [[], "a job that is no JSON object"],
    [{}, "a job without a name"],
    [{ name: {}, properties: {} }, "a job without a name"],
    [{ name: "a" }, "a job without properties"],
    [{ name: "a", properties: [] }, "a job without properties"],
  ])("%j cannot be read: %s", (document, reason) => expect(parseJob(document, null, workspace)).toBe(reason));

  test("a step has no properties, absent or null", () => {
    expect(isStep(pipeline.exchanges[1]?.response.body)).toBe(true);
    expect(isStep({ name: "a", properties: null })).toBe(true);
    expect(isStep(queued)).toBe(false);
  });

  test("masks secrets everywhere, in what was asked for and in the document", () => {
    const reading = read(
      job({
        jobType: "Command",
        command: "python a.py --password hunter2",
        environmentVariables: { HF_TOKEN: "hf_secret1", MODE: "fast" },
        inputs: { api_key: { jobInputType: "literal", value: "secret2" } },
        tags: { note: "https://x.blob.core.windows.net/a?sig=secret3" },
        services: { tb: { endpoint: "https://x/?token=secret4" } },
      }),
    );
    expect(reading.detail?.spec.environment).toEqual([
      { key: "HF_TOKEN", value: "***" },
      { key: "MODE", value: "fast" },
    ]);
    expect(JSON.stringify(reading)).not.toMatch(/hunter2|secret[1-4]/);
  });
});

describe("runs beside documents", () => {
  test("the run tells times, cause and durations", () => {
    const { core, native } = read(list.exchanges[0]?.response.body.value[1], runOf(failedDetails));
    expect(core.status).toEqual(
      makeStatus({
        phase: "FAILED",
        native: { value: "Failed", secondary: null, code: null, mapped: true },
        message: "Execution failed. User process exited with status code 1.",
        error: {
          code: "UserError",
          message: "Execution failed. User process exited with status code 1.",
          details: null,
        },
        reason: { code: "USER_CODE", text: "UserTrainingScriptFailed" },
        startedAt: read(queued, runOf(runningDetails)).core.status.startedAt,
        endedAt: core.status.endedAt,
        durations: { queuedMs: 100_289, runningMs: null, totalMs: 67_600 },
      }),
    );
    expect(core.status).toMatchObject({
      startedAt: "2025-03-01T10:35:02.500Z",
      endedAt: "2025-03-01T10:36:10.100Z",
      outcome: "FAILURE",
    });
    expect(core.basePath).toBeNull();
    expect(native).toMatchObject({ run: { runId: "iris_2", status: "Failed" } });
    covers("S4-20", "S4-38");
  });

  test("the run was read later, so its word counts", () => {
    expect(read(queued, runOf(runningDetails)).core).toMatchObject({
      status: { phase: "RUNNING", startedAt: "2025-03-01T10:35:02.500Z", endedAt: null },
      owner: { nativeId: "b3a957de-450c-4ca7-b2aa-88dd98c87fef", name: "Demo User" },
      updatedAt: "2025-03-01T10:35:02.500Z",
      deadlineAt: "2025-03-01T12:35:02.500Z",
    });
  });

  test("a run that has not ended has no end, whatever is written there", () => {
    const run = runOf({ runId: "job_1", status: "Weird", endTimeUtc: "2025-03-01T10:36:10Z" });
    expect(read(job({ jobType: "Command" }), run).core.status).toMatchObject({
      phase: "UNKNOWN",
      outcome: null,
      endedAt: null,
      native: { value: "Weird", mapped: false },
    });
  });

  test("says why a job waits, and why one was cancelled", () => {
    const waiting = runOf({
      runId: "job_1",
      status: "Queued",
      queueingInfo: { message: "3 jobs before it" },
    });
    expect(read(job({ jobType: "Command" }), waiting).core.status).toMatchObject({
      stageDetail: "3 jobs before it",
      message: null,
    });
    const cancelled = runOf({ runId: "job_1", status: "Canceled", cancelationReason: "no budget" });
    expect(read(job({ jobType: "Command" }), cancelled).core.status).toMatchObject({
      phase: "CANCELLED",
      message: "no budget",
      reason: { code: "CANCEL_REQUESTED", text: "no budget" },
    });
  });

  test("keeps no token, no link and nothing of persons but name and object id", () => {
    const { native } = runOf({
      ...(runningDetails as object),
      token: "secret",
      createdBy: { userObjectId: "1", userName: "Demo", userPuId: "2", userIdp: "3", upn: "4" },
    });
    expect(native.createdBy).toEqual({ userObjectId: "1", userName: "Demo" });
    expect(Object.keys(native)).not.toContain("logFiles");
    expect(Object.keys(native)).not.toContain("token");
    expect(JSON.stringify(native)).not.toContain("userIss");
  });

  test("reads a step as a part of its pipeline", () => {
    const child = children.exchanges[0]?.response.body.value?.[0];
    const step = toStep(runOf(child), "314b2cbf-5bab-40de-984c-d551970107f1", workspace);
    expect(step).toMatchObject({
      nativeId: "314b2cbf-5bab-40de-984c-d551970107f1",
      partOf: "pipe_259228612667",
      core: {
        kind: "UNKNOWN",
        nativeKind: "azureml.StepRun",
        displayName: "step_1",
        creation: { createdBy: "Demo User" },
        status: {
          phase: "SUCCEEDED",
          startedAt: "2025-03-01T04:58:36.934Z",
          endedAt: "2025-03-01T04:58:37.032Z",
          durations: { runningMs: 97.715, totalMs: 97.715 },
        },
      },
      labels: [],
      detail: { spec: { compute: { nativeId: "cpu-cluster", serverless: false } } },
    });
    covers("S4-49");
  });
});
