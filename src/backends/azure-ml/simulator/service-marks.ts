import type { SimulatedJob } from "../../../simulator/contract.ts";
import { textAt, type WireDocument } from "./wire-document.ts";

/** What the service writes into the tag and property maps of a job, beside what users put there. */
export interface ServiceMarks {
  readonly tags: WireDocument;
  readonly properties: WireDocument;
}

/** Derives the marks from the job's type and from how far it has come. */
export function serviceMarksOf(job: SimulatedJob, defined: WireDocument): ServiceMarks {
  switch (defined.jobType) {
    case "Command":
      return commandMarks(job, defined);
    case "Sweep":
      return sweepMarks(job, defined);
    case "Pipeline":
      return { tags: {}, properties: PIPELINE_PROPERTIES };
    case "AutoML":
      return { tags: {}, properties: AUTO_ML_PROPERTIES };
    case "FineTuning":
      return { tags: {}, properties: { "azureml.runsource": "finetune", runTemplate: "FineTuning" } };
    default:
      return { tags: {}, properties: {} };
  }
}

/** Whether a key is one that the service writes. */
export function isServiceKey(key: string): boolean {
  return /^(_aml_system_|_?azureml\.)/.test(key);
}

const PIPELINE_PROPERTIES = {
  "azureml.DevPlatv2": "true",
  "azureml.runsource": "azureml.PipelineRun",
  runSource: "MFE",
  runType: "HTTP",
  "azureml.parameters": "{}",
  "azureml.continue_on_step_failure": "False",
  "azureml.continue_on_failed_optional_input": "True",
  "azureml.defaultComputeName": "cpu-cluster",
  "azureml.defaultDataStoreName": "workspaceblobstore",
  "azureml.pipelineComponent": "pipelinerun",
};

const AUTO_ML_PROPERTIES = {
  runTemplate: "AutoML",
  "azureml.runsource": "automl",
  "azureml.ModelName": "",
  num_cross_validation: "",
};

function commandMarks(job: SimulatedJob, defined: WireDocument): ServiceMarks {
  const waits = job.history.some(({ native }) => native !== "NotStarted" && native !== "Starting");
  const status = {
    AllocationState: "steady",
    PreparingNodeCount: 0,
    RunningNodeCount: 1,
    CurrentNodeCount: 1,
  };
  const isOnCluster = defined.computeId !== null && defined.computeId !== undefined;
  return {
    tags: waits && isOnCluster ? { _aml_system_ComputeTargetStatus: JSON.stringify(status) } : {},
    properties: {
      "_azureml.ComputeTargetType": "amlctrain",
      ...(waits && {
        ProcessInfoFile: "azureml-logs/process_info.json",
        ProcessStatusFile: "azureml-logs/process_status.json",
      }),
    },
  };
}

function sweepMarks(job: SimulatedJob, defined: WireDocument): ServiceMarks {
  const name = textAt(defined, "objective", "primaryMetric");
  const metric = JSON.stringify({ name, goal: textAt(defined, "objective", "goal").toLowerCase() });
  const isDone = job.state.native === "Completed";
  return {
    tags: {
      _aml_system_max_concurrent_jobs: textAt(defined, "limits", "maxConcurrentTrials"),
      _aml_system_max_total_jobs: textAt(defined, "limits", "maxTotalTrials"),
      _aml_system_primary_metric_config: metric,
      _aml_system_policy_config: '{"name":"Default","properties":{}}',
      _aml_system_all_jobs_generated: String(isDone),
      _aml_system_cancellation_requested: String(job.state.native.startsWith("Cancel")),
    },
    properties: {
      primary_metric_config: metric,
      resume_from: "null",
      runTemplate: "HyperDrive",
      "azureml.runsource": "hyperdrive",
      platform: "AML",
      ContentSnapshotId: "d6588597-0000-4000-8000-f95112915cad",
      ...(isDone && { best_child_run_id: `${job.id}_0`, score: "0.97" }),
    },
  };
}
