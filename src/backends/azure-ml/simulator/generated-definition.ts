import type { SimulatedJob } from "../../../simulator/contract.ts";
import type { Random } from "../../../simulator/random.ts";
import { toResourceId } from "./account.ts";
import { generatedChildCount } from "./child-count.ts";
import type { WireDocument } from "./wire-document.ts";

const TOPICS = ["iris", "resnet50", "bert-base", "churn", "demand", "segmentation"];

export function randomTopic(random: Random): string {
  return random.pick(TOPICS);
}

const ENVIRONMENTS = ["sklearn-env", "pytorch-env", "tensorflow-env"];

/** The part of a generated job's properties that its type decides; for types it does not know, none. */
export function generateDefinition(
  job: SimulatedJob,
  topic: string,
  isServerless: boolean,
  random: Random,
): WireDocument {
  const queueSettings = isServerless ? { jobTier: random.pick(["Spot", "Standard"]), priority: null } : null;
  switch (job.type) {
    case "Command":
      return { ...trialOf(topic, "inputs", random), ...commandExtras(topic, random), queueSettings };
    case "Sweep":
      return { ...sweepOf(job, topic, random), queueSettings };
    case "Pipeline":
      return pipelineOf(job, topic, random);
    case "AutoML":
      return { ...autoMlOf(job, topic, random), queueSettings };
    case "Spark":
      return sparkOf(topic, random);
    case "FineTuning":
      return { ...fineTuningOf(topic, random), queueSettings };
    default:
      return {};
  }
}

function trialOf(topic: string, values: "inputs" | "search_space", random: Random): WireDocument {
  const isDistributed = random.chance(0.2);
  return {
    codeId: random.chance(0.8) ? toResourceId("codes", guid(random), "versions", "1") : null,
    command: `python train.py --task ${topic} --lr \${{${values}.lr}}`,
    environmentId: toResourceId(
      "environments",
      random.pick(ENVIRONMENTS),
      "versions",
      String(random.int(1, 40)),
    ),
    environmentVariables: random.chance(0.3) ? { NCCL_DEBUG: "INFO" } : {},
    distribution: isDistributed ? { distributionType: "PyTorch", processCountPerInstance: 2 } : null,
    resources: resourcesOf(isDistributed ? random.int(2, 4) : 1),
  };
}

function commandExtras(topic: string, random: Random): WireDocument {
  return {
    inputs: { table: folderInput(`${topic}/train`), lr: literal(random.pick(["0.01", "0.001"])) },
    outputs: random.chance(0.4) ? { model: output("mlflow_model") } : {},
    limits: random.chance(0.6) ? { jobLimitsType: "Command", timeout: `PT${random.int(1, 12)}H` } : null,
    parameters: {},
  };
}

function sweepOf(job: SimulatedJob, topic: string, random: Random): WireDocument {
  return {
    searchSpace: { lr: ["uniform", [0.001, 0.1]], conv_size: ["choice", [[2, 5, 7]]] },
    samplingAlgorithm: random.chance(0.7)
      ? { samplingAlgorithmType: "Random", seed: null, rule: "Random" }
      : { samplingAlgorithmType: "Bayesian" },
    limits: {
      jobLimitsType: "Sweep",
      maxTotalTrials: generatedChildCount("Sweep", job.seed),
      maxConcurrentTrials: random.int(1, 4),
      timeout: "PT2H",
      trialTimeout: null,
    },
    earlyTermination: random.chance(0.3)
      ? { policyType: "MedianStopping", delayEvaluation: 5, evaluationInterval: 1 }
      : null,
    objective: { primaryMetric: "accuracy", goal: "Maximize" },
    trial: trialOf(topic, "search_space", random),
    inputs: { table: folderInput(`${topic}/train`) },
    outputs: {},
  };
}

function pipelineOf(job: SimulatedJob, topic: string, random: Random): WireDocument {
  const names = ["prepare", "train", "score", "evaluate", "register"];
  const steps = names.slice(0, generatedChildCount("Pipeline", job.seed)).map((name) => [
    name,
    {
      name,
      type: "command",
      _source: "YAML.JOB",
      componentId: toResourceId("components", "azureml_anonymous", "versions", guid(random)),
    },
  ]);
  return {
    settings: { _source: "YAML.JOB", default_compute: "cpu-cluster", continue_on_step_failure: false },
    jobs: Object.fromEntries(steps),
    inputs: { table: folderInput(topic) },
    outputs: { scores: output("uri_folder") },
    sourceJobId: null,
  };
}

function autoMlOf(job: SimulatedJob, topic: string, random: Random): WireDocument {
  const isRegression = random.chance(0.4);
  return {
    environmentId: null,
    environmentVariables: {},
    outputs: {},
    resources: resourcesOf(1),
    taskDetails: {
      taskType: isRegression ? "Regression" : "Classification",
      logVerbosity: "Info",
      primaryMetric: isRegression ? "NormalizedRootMeanSquaredError" : "Accuracy",
      targetColumnName: "y",
      trainingData: {
        description: null,
        jobInputType: "mltable",
        mode: "ReadOnlyMount",
        uri: `azureml://datastores/workspaceblobstore/paths/${topic}/train/`,
      },
      limitSettings: {
        timeout: "PT3H",
        trialTimeout: "PT20M",
        maxTrials: generatedChildCount("AutoML", job.seed),
        maxConcurrentTrials: 2,
        enableEarlyTermination: true,
      },
    },
  };
}

function sparkOf(topic: string, random: Random): WireDocument {
  return {
    codeId: toResourceId("codes", guid(random), "versions", "1"),
    entry: { sparkJobEntryType: "SparkJobPythonEntry", file: "main.py" },
    conf: {
      "spark.driver.cores": "1",
      "spark.driver.memory": "2g",
      "spark.executor.cores": "2",
      "spark.executor.memory": "2g",
      "spark.executor.instances": String(random.int(1, 4)),
    },
    args: `--topic ${topic}`,
    archives: null,
    files: null,
    jars: null,
    pyFiles: null,
    environmentId: null,
    environmentVariables: null,
    inputs: { table: folderInput(topic) },
    outputs: {},
    resources: { instanceType: "standard_e8s_v3", runtimeVersion: "3.4" },
    queueSettings: null,
  };
}

function fineTuningOf(topic: string, random: Random): WireDocument {
  return {
    fineTuningDetails: {
      modelProvider: "Custom",
      taskType: "ChatCompletion",
      model: {
        description: null,
        jobInputType: "mlflow_model",
        mode: "ReadOnlyMount",
        uri: "azureml://registries/azureml/models/some-base-model/versions/1",
      },
      trainingData: {
        description: null,
        jobInputType: "uri_file",
        mode: "ReadOnlyMount",
        uri: `azureml://datastores/workspaceblobstore/paths/${topic}/train.jsonl`,
      },
      validationData: null,
      hyperParameters: { num_train_epochs: String(random.int(1, 4)) },
    },
    outputs: { registered_model: { ...output("mlflow_model"), assetName: `${topic}-tuned` } },
    resources: { instanceTypes: ["Standard_NC24ads_A100_v4"] },
  };
}

function resourcesOf(instanceCount: number): WireDocument {
  return { instanceCount, instanceType: null, properties: null, shmSize: "2g", dockerArgs: null };
}

function folderInput(path: string): WireDocument {
  const uri = `azureml://datastores/workspaceblobstore/paths/${path}/`;
  return { description: null, uri, mode: "ReadOnlyMount", jobInputType: "uri_folder" };
}

function literal(value: string): WireDocument {
  return { description: null, value, jobInputType: "literal" };
}

function output(jobOutputType: string): WireDocument {
  return { description: null, uri: null, mode: "ReadWriteMount", jobOutputType };
}

function guid(random: Random): string {
  const hex = (length: number) =>
    random
      .int(0, 16 ** length - 1)
      .toString(16)
      .padStart(length, "0");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`;
}
