import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import { CREDENTIALS, nameInId, REGION, WORKSPACE_ID } from "./account.ts";
import { findCluster } from "./computes.ts";
import { creatorOf } from "./creator.ts";
import { nest } from "./errors.ts";
import { experimentIdOf } from "./experiments.ts";
import { propertiesOf } from "./job-document.ts";
import type { Run } from "./runs.ts";
import { stableGuid } from "./stable-guid.ts";
import { runTimesOf } from "./statuses.ts";
import { toTime, toTimeSpan } from "./timestamps.ts";
import { at, documentAt, textAt, type WireDocument } from "./wire-document.ts";

/** The run as run history's lists and single reads show it. `status` wins over the run's own. */
export function toRun(world: World, run: Run, status: string | null = null): WireDocument {
  const { job, parent, label } = run;
  const told = toldOf(world, run);
  return {
    ...timesAndState(world, run, status),
    runNumber: Math.floor(job.createdAt / 1000),
    createdUtc: toTime(job.createdAt),
    token: null,
    tokenExpiryTimeUtc: null,
    cancelationReason: null,
    currentAttemptId: null,
    experimentId: experimentIdOf(told.experiment),
    scheduleId: null,
    displayName: told.displayName,
    name: parent ? label : null,
    dataContainerId: `dcid.${job.id}`,
    description: told.description,
    hidden: told.hidden,
    runType: told.runType,
    runTypeV2: runTypeOf(told.runType),
    actionUris: { Cancel: cancelUri(world, job) },
    cancelUri: cancelUri(world, job),
    completeUri: null,
    diagnosticsUri: null,
    scriptName: null,
    uniqueChildRunComputeTargets: [],
    jobSpecification: null,
    primaryMetricName: null,
    createdFrom: null,
    retainForLifetimeOfWorkspace: null,
    queueingInfo: queueingOf(job),
  };
}

/** The run as its details show it: with the links to its log files. */
export function toRunDetails(
  world: World,
  run: Run,
  logFiles: Readonly<Record<string, string>>,
  status: string | null = null,
): WireDocument {
  const { runType } = toldOf(world, run);
  return {
    ...timesAndState(world, run, status),
    createdTimeUtc: toTime(run.job.createdAt),
    runNumber: Math.floor(run.job.createdAt / 1000),
    logFiles,
    jobCost: {
      chargedCpuCoreSeconds: null,
      chargedCpuMemoryMegabyteSeconds: null,
      chargedGpuSeconds: null,
      chargedNodeUtilizationSeconds: null,
    },
    runTypeV2: runTypeOf(runType),
    hasVirtualParent: false,
  };
}

/** What both forms share. */
function timesAndState(world: World, run: Run, status: string | null): WireDocument {
  const { job, parent } = run;
  const told = toldOf(world, run);
  const { startedAt, endedAt } = runTimesOf(job);
  const started = startedAt === null ? null : toTime(startedAt);
  const duration = startedAt === null || endedAt === null ? null : toTimeSpan(endedAt - startedAt);
  const user = userOf(parent ?? job);
  return {
    runId: job.id,
    runUuid: stableGuid("run", job.id),
    parentRunId: parent?.id ?? null,
    parentRunUuid: parent && stableGuid("run", parent.id),
    rootRunId: parent?.id ?? job.id,
    rootRunUuid: stableGuid("run", parent?.id ?? job.id),
    target: told.target,
    status: status ?? told.status,
    startTimeUtc: started,
    endTimeUtc: endedAt === null ? null : toTime(endedAt),
    lastStartTimeUtc: started,
    effectiveStartTimeUtc: endedAt === null ? started : null,
    lastModifiedUtc: toTime(job.updatedAt),
    currentComputeTime: endedAt === null ? "00:00:00" : null,
    duration,
    computeDuration: duration,
    error: errorOf(job),
    warnings: endedAt === null ? null : [],
    revision: job.history.length + Object.keys(job.fields).length,
    statusRevision: job.history.length - 1,
    tags: told.tags,
    properties: told.properties,
    parameters: {},
    settings: {},
    services: {},
    inputDatasets: [],
    outputDatasets: [],
    runDefinition: null,
    computeRequest: { nodeCount: told.nodes, gpuCount: 0 },
    compute: computeOf(told.target, told.nodes),
    createdBy: user,
    lastModifiedBy: user,
    userId: user.userObjectId,
    inputs: null,
    outputs: null,
  };
}

/** What the run's user and its type say of it. */
function toldOf(world: World, run: Run) {
  const { job, parent, label } = run;
  const shown = propertiesOf(parent ?? job, world.origin);
  const resources = parent ? at(shown, "trial", "resources") : shown.resources;
  const common = {
    experiment: textAt(shown, "experimentName") || "Default",
    target: nameInId(shown.computeId) || (parent && shown.jobType === "Pipeline" ? "cpu-cluster" : null),
    nodes: Number(textAt(resources, "instanceCount") || 1),
    hidden: shown.isArchived === true,
  };
  if (!parent) {
    return {
      ...common,
      status: textAt(shown, "status"),
      displayName: shown.displayName ?? null,
      description: shown.description ?? null,
      runType: RUN_TYPES[textAt(shown, "jobType")] ?? "azureml.scriptrun",
      tags: documentAt(shown, "tags"),
      properties: documentAt(shown, "properties"),
    };
  }
  const isStep = job.type === "Step";
  return {
    ...common,
    status: job.state.native,
    displayName: label,
    description: null,
    runType: isStep ? "azureml.StepRun" : "azureml.scriptrun",
    tags: isStep ? { "azureml.pipeline": parent.id } : { hyperparameters: drawnSettings(job) },
    properties: isStep
      ? {
          "azureml.runsource": "azureml.StepRun",
          StepType: "PythonScriptStep",
          ComputeTargetType: "AmlCompute",
          "azureml.pipelinerunid": parent.id,
        }
      : { "_azureml.ComputeTargetType": "amlctrain", "azureml.runsource": "azureml.scriptrun" },
  };
}

/** What a sweep has drawn for a trial. */
function drawnSettings({ seed }: SimulatedJob): string {
  const random = createRandom(seed, "hyperparameters");
  const lr = Number((0.001 + 0.099 * random.next()).toPrecision(3));
  return JSON.stringify({ lr, conv_size: random.pick([2, 5, 7]) });
}

const RUN_TYPES: Readonly<Record<string, string>> = {
  Command: "azureml.scriptrun",
  Sweep: "hyperdrive",
  Pipeline: "azureml.PipelineRun",
  AutoML: "automl",
  Spark: "azureml.spark",
  FineTuning: "azureml.finetune",
};

function errorOf(job: SimulatedJob): WireDocument | null {
  const { native, message, secondary, at: failedAt } = job.state;
  if (native !== "Failed" && message === null) return null;
  return {
    error: {
      code: "UserError",
      severity: null,
      message: message ?? "Execution failed. User process exited with status code 1.",
      messageParameters: {},
      details: [],
      innerError: nest([secondary ?? "UserTrainingScriptFailed"]),
    },
    correlation: null,
    environment: REGION,
    location: REGION,
    time: toTime(failedAt),
    componentName: null,
  };
}

function computeOf(target: string | null, nodes: number): WireDocument | null {
  const cluster = findCluster(target ?? "");
  if (!cluster) return null;
  return {
    target: cluster.name,
    targetType: cluster.computeType,
    vmSize: cluster.vmSize,
    instanceCount: nodes,
    gpuCount: cluster.gpusPerNode * nodes,
    priority: cluster.vmPriority,
    region: null,
  };
}

function queueingOf(job: SimulatedJob): WireDocument | null {
  if (job.state.native !== "Queued") return null;
  const message = "The job waits for nodes of its compute target.";
  return { code: "WaitingForNodes", message, lastRefreshTimestamp: toTime(job.state.at) };
}

function runTypeOf(runType: string): WireDocument {
  return { orchestrator: "Execution", traits: [runType], attribution: "Unknown", computeType: null };
}

function userOf(job: SimulatedJob) {
  const { name, objectId } = creatorOf(job);
  return {
    userObjectId: objectId,
    userPuId: null,
    userIdp: null,
    userAltSecId: null,
    userIss: `https://sts.windows.net/${CREDENTIALS.tenantId}/`,
    userTenantId: CREDENTIALS.tenantId,
    userName: name,
    upn: null,
  };
}

function cancelUri(world: World, job: SimulatedJob): string {
  return `${world.origin}/history/v1.0${WORKSPACE_ID}/runs/${job.id}/cancel`;
}
