import { type Backend, type BackendTools, defineBackend } from "../contract.ts";
import { cancelJob, refusalToCancel } from "./cancel.ts";
import { getAlgorithms, listAlgorithms, listFlavors } from "./catalogue.ts";
import { updateJob } from "./change.ts";
import { changes, validateChange } from "./change-rules.ts";
import { type ModelartsConfig, modelartsConfig } from "./config.ts";
import { createJob, findCreated } from "./create.ts";
import { draftOf, refusalToRetry } from "./draft-of.ts";
import { nativeKeys } from "./filter-keys.ts";
import { createHookReceiver } from "./hook.ts";
import { readInstances } from "./instances.ts";
import { activeJobs, getJobs, listJobs, pageLimit } from "./jobs.ts";
import { createLabels } from "./labels.ts";
import { createLogReader, logSources, readLogs } from "./logs.ts";
import { readMetrics } from "./metrics.ts";
import { readQuotas } from "./quotas.ts";
import { deleteJob, deleteJobs, deleteLimit } from "./removal.ts";
import { connectService } from "./service.ts";
import { createStages } from "./stages.ts";
import { jobTemplate } from "./template.ts";
import { readTrials } from "./trials.ts";
import { validate } from "./validate.ts";
import { vocabulary } from "./wire/phases.ts";

/** Huawei Cloud ModelArts: training jobs of one project, REST API v2. */
export const modelarts = defineBackend<ModelartsConfig>({
  kind: "MODELARTS",
  title: "Huawei Cloud ModelArts",
  config: modelartsConfig,
  schema: new URL("./schema.graphql", import.meta.url),
  listing: { order: "newest", paging: "page", detail: "listed" },
  limits: {
    pageSize: pageLimit,
    batchSize: 20,
    concurrency: 8,
    // The vendor publishes no figures; its throttling messages speak of some 20 calls a second and user.
    callsPerMinute: 600,
    deleteBatch: deleteLimit,
    minPollMs: 2_000,
    minListMs: 60_000,
    maxJobLifetimeMs: null,
  },
  // Names are unique in a workspace: a second create of the same name is refused.
  createSafety: "byName",
  changes,
  instead: {
    rename: "Say it in the description, or make a copy under the other name with retryJob.",
    archive: "Label it, or delete it.",
    restore: "Nothing is hidden there.",
    share: "Who may see it goes by its workspace, which the vendor's console grants.",
  },
  refusal: (job, action) => refusalToCancel(job, action) ?? refusalToRetry(job, action),
  vocabulary,
  noise: [
    "status.duration",
    // Gets a sample now and then while the number of nodes stays.
    "status.node_count_metrics",
    "ft_detail.train_cost_time",
    "ft_detail.training_info",
    "ft_detail.update_time",
  ],
  nativeKeys,
  create: createModelartsBackend,
  simulator: async () => (await import("./simulator/index.ts")).simulator,
});

function createModelartsBackend(config: ModelartsConfig, tools: BackendTools): Backend {
  const { workspaces, assume } = config;
  const service = connectService(config, tools);
  const now = () => tools.now();
  const labels = createLabels({ service, workspaces, now });
  const jobs = { service, workspaces, unit: assume.offset, labels, stages: createStages(service, now) };
  const hooks = createHookReceiver(config, tools);
  const logs = createLogReader(service, assume.offset, assume.lineApi);
  return {
    listJobs: (query, signal) => listJobs(jobs, query, signal),
    getJobs: (nativeIds, signal) => getJobs(jobs, nativeIds, signal),
    activeJobs: (signal) => activeJobs(jobs, signal),
    logSources: async (job) => logSources(job),
    readLogs: (job, sourceId, query, signal) => readLogs(logs, job, sourceId, query, signal),
    metrics: (job, names, signal) => readMetrics(service, job, names, signal),
    trials: (job, signal) => readTrials(service, assume.offset, job, signal),
    taskInstances: (job, signal) => readInstances(service, job, signal),
    quotas: (signal) => readQuotas(service, signal),
    listFlavors: (signal) => listFlavors(service, signal),
    listAlgorithms: (signal) => listAlgorithms(service, workspaces, assume.offset, signal),
    getAlgorithms: (nativeIds, signal) => getAlgorithms(service, nativeIds, signal),
    validate: (draft, signal) => validate(service, workspaces, draft, signal),
    jobTemplate: (query, signal) => jobTemplate(service, workspaces, query, signal),
    createJob: (draft, signal) => createJob({ ...jobs, now }, draft, signal),
    findCreated: (name, _since, signal) => findCreated(jobs, name, signal),
    draftOf: (job, name, signal) => draftOf(service, job, name, signal),
    validateChange: (job, change, signal) => validateChange(service, job, change, signal),
    updateJob: (job, change, signal) => updateJob(jobs, job, change, signal),
    cancelJob: (job, signal) => cancelJob(jobs, job, signal),
    deleteJob: (job, signal) => deleteJob(service, job, signal),
    deleteJobs: (several, signal) => deleteJobs(service, several, signal),
    receiveHook: (request, signal) => hooks.receive(request, signal),
  };
}
