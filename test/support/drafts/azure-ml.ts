import { draftOf, type VendorDrafts } from "./contract.ts";

const long = (length: number) => "x".repeat(length);
const many = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: "" }));
const command = {
  command: "python train.py --lr 0.01",
  environmentId: "azureml:sklearn-env:33",
  environmentVariables: [{ key: "SEED", value: "" }],
  instanceCount: 2,
  timeoutMs: 7_200_000,
};
const sweep = {
  jobType: "Sweep",
  objective: { goal: "Maximize", primaryMetric: "auc" },
  samplingAlgorithm: { samplingAlgorithmType: "Random" },
  searchSpace: { lr: ["uniform", [0.001, 0.1]] },
  trial: { command: "python train.py", environmentId: "azureml:sklearn-env:33" },
};
const component = "azureml:prepare:1";
const pipeline = { jobType: "Pipeline", jobs: { prepare: { type: "command", componentId: component } } };
const spark = {
  jobType: "Spark",
  codeId: "azureml:word-count:1",
  entry: { sparkJobEntryType: "SparkJobPythonEntry", file: "main.py" },
  conf: { "spark.driver.cores": "1" },
};
const autoMl = {
  jobType: "AutoML",
  taskDetails: {
    taskType: "Classification",
    primaryMetric: "Accuracy",
    targetColumnName: "y",
    trainingData: { jobInputType: "mltable", uri: "azureml://datastores/workspaceblobstore/paths/bank/" },
  },
};
const common = {
  displayName: "iris-train",
  description: "Train on the iris table",
  labels: [{ key: "owner", value: "demo" }],
};

/** A command as in the vendor's recorded example, and other types of jobs as the service documents them. */
export const azureMl: VendorDrafts = {
  valid: async () => ({
    "a command on a cluster": draftOf(
      "Iris_589279419362",
      {
        experimentName: "iris",
        computeId: "cpu-cluster",
        properties: [{ key: "team", value: "" }],
        definition: { command },
        extra: { queueSettings: { jobTier: "Spot" }, resources: { shmSize: "4g" } },
      },
      common,
    ),
    "a serverless command by whole ids": draftOf(long(255), {
      definition: {
        command: {
          command: "python train.py",
          environmentId: "azureml://registries/azureml/environments/sklearn-1.5/versions/12",
          codeId: "/subscriptions/s/resourceGroups/g/providers/p/workspaces/w/codes/53235a81/versions/1",
        },
      },
    }),
    "a sweep as the service has it": draftOf("sweep-1", { definition: { native: sweep } }, common),
    "a pipeline on a cluster": draftOf("pipe-1", {
      computeId: "cpu-cluster",
      definition: { native: pipeline },
      extra: { settings: { continue_on_step_failure: false } },
    }),
    "a Spark job": draftOf("spark-1", { experimentName: "words", definition: { native: spark } }),
    "an AutoML job": draftOf("automl-1", { computeId: "cpu-cluster", definition: { native: autoMl } }),
  }),
  broken: [
    {
      title: "an empty name",
      put: { name: "" },
      code: "INVALID",
      at: "name",
      says: "1 to 255 of A-Z a-z 0-9 _ -",
    },
    {
      title: "a name of 256 characters",
      put: { name: long(256) },
      code: "INVALID",
      at: "name",
      says: "1 to 255",
    },
    {
      title: "a name that begins with _",
      put: { name: "_iris" },
      code: "INVALID",
      at: "name",
      says: '"_iris"',
    },
    {
      title: "a display name of 257 characters",
      put: { displayName: long(257) },
      code: "INVALID",
      at: "displayName",
      says: "1 to 256 characters",
    },
    {
      title: "a description of 5,001 characters",
      put: { description: long(5_001) },
      code: "INVALID",
      at: "description",
      says: "at most 5000 characters",
    },
    { title: "51 labels", put: { labels: many }, code: "INVALID", at: "labels", says: "at most 50" },
    {
      title: "a label with a key of 101 characters",
      put: { "labels.0.key": long(101) },
      code: "INVALID",
      at: "labels.0.key",
      says: "1 to 100 characters",
    },
    {
      title: "a label with a value of 1,001 characters",
      put: { "labels.0.value": long(1_001) },
      code: "INVALID",
      at: "labels.0.value",
      says: "at most 1000 characters",
    },
    {
      title: "a label that is there twice",
      put: { "labels.1": { key: "owner", value: "" } },
      code: "INVALID",
      at: "labels.1.key",
      says: "each key once",
    },
    {
      title: "a schedule",
      put: { schedule: { startAt: "2027-01-01T00:00:00.000Z", stopAt: null } },
      code: "UNSUPPORTED",
      at: "schedule.startAt",
      says: "2027",
    },
    {
      title: "an experiment of 257 characters",
      put: { "job.experimentName": long(257) },
      code: "INVALID",
      at: "job.experimentName",
      says: "1 to 256 characters",
    },
    {
      title: "51 properties",
      put: { "job.properties": many },
      code: "INVALID",
      at: "job.properties",
      says: "at most 50",
    },
    {
      title: "a compute that is not there",
      put: { "job.computeId": "no-cluster" },
      code: "NOT_FOUND",
      at: "job.computeId",
      says: 'compute "no-cluster" is not there',
      rows: "S4-56",
    },
    {
      title: "more nodes than the compute has",
      put: { "job.definition.command.instanceCount": 9 },
      code: "INVALID",
      at: "job.definition.command.instanceCount",
      says: "1 to 8, the nodes of compute cpu-cluster",
    },
    {
      title: "two forms of definition",
      put: { "job.definition.native": sweep },
      code: "INVALID",
      at: "job.definition",
      says: "exactly one of command, native",
    },
    {
      title: "a command without a letter",
      put: { "job.definition.command.command": "--" },
      code: "INVALID",
      at: "job.definition.command.command",
      says: "at least one letter",
    },
    {
      title: "an environment without a version",
      put: { "job.definition.command.environmentId": "sklearn-env" },
      code: "INVALID",
      at: "job.definition.command.environmentId",
      says: "azureml:name:version",
    },
    {
      title: "an environment that is not there",
      put: { "job.definition.command.environmentId": "azureml:sklearn-env:99" },
      code: "NOT_FOUND",
      at: "job.definition.command.environmentId",
      says: "sklearn-env:99",
    },
    {
      title: "a folder as code",
      put: { "job.definition.command.codeId": "./src" },
      code: "INVALID",
      at: "job.definition.command.codeId",
      says: "/codes/{name}/versions/{version}",
    },
    {
      title: "a variable without a name",
      put: { "job.definition.command.environmentVariables.0.key": "" },
      code: "INVALID",
      at: "job.definition.command.environmentVariables.0.key",
      says: "the name of a variable",
    },
    {
      title: "no node",
      put: { "job.definition.command.instanceCount": 0 },
      code: "INVALID",
      at: "job.definition.command.instanceCount",
      says: "at least 1",
    },
    {
      title: "a part of a second",
      put: { "job.definition.command.timeoutMs": 1_500 },
      code: "INVALID",
      at: "job.definition.command.timeoutMs",
      says: "whole seconds",
    },
    {
      title: "a definition without a type",
      of: "a sweep as the service has it",
      put: { "job.definition.native": { objective: {} } },
      code: "INVALID",
      at: "job.definition.native.jobType",
      says: "the type of a job",
    },
    {
      title: "another type of job beside the definition",
      put: { "job.extra": { jobType: "Sweep" } },
      code: "INVALID",
      at: "job.extra.jobType",
      says: "nothing",
    },
    {
      title: "a command beside the command",
      put: { "job.extra": { command: "python other.py" } },
      code: "INVALID",
      at: "job.extra.command",
      says: "the definition says it",
    },
    {
      title: "nodes beside the nodes",
      put: { "job.extra.resources.instanceCount": 1 },
      code: "INVALID",
      at: "job.extra.resources.instanceCount",
      says: "the definition says it",
    },
    {
      title: "a member beside the same in the definition",
      of: "a sweep as the service has it",
      put: { "job.extra.trial": {} },
      code: "INVALID",
      at: "job.extra.trial",
      says: "the definition says it",
    },
  ],
};
