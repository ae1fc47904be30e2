import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { emptyCore } from "../../../domain/job.ts";
import { emptySpec } from "../../../domain/spec.ts";
import { makeStatus } from "../../../domain/status.ts";
import created from "../fixtures/03-command-job-create.json" with { type: "json" };
import gets from "../fixtures/04-command-job-get-and-update.json" with { type: "json" };
import sweep from "../fixtures/05-sweep-job.json" with { type: "json" };
import pipeline from "../fixtures/06-pipeline-job.json" with { type: "json" };
import list from "../fixtures/08-jobs-list-paged.json" with { type: "json" };
import { isStep, parseJob } from "./job.ts";
import { job, path, queued, read, workspace } from "./sample-jobs.ts";

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
