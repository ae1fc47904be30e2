import { type Backend, type BackendTools, defineBackend } from "../contract.ts";
import { getAlgorithms, listAlgorithms, listFlavors } from "./catalogue.ts";
import { archiveJob, updateJob } from "./change.ts";
import { validateChange } from "./change-rules.ts";
import { createSecretCredential } from "./client-secret.ts";
import { type AzureMlConfig, azureMlConfig } from "./config.ts";
import { createJob, findCreated } from "./create.ts";
import { cancelJob, deleteJob } from "./end.ts";
import { receiveHook } from "./hook.ts";
import { getJobs, listJobs } from "./jobs.ts";
import { createLogReader } from "./logs.ts";
import { readMetrics } from "./metrics.ts";
import { loginProtocol } from "./protocol.ts";
import { listQuotas } from "./quotas.ts";
import { relatedJobs } from "./related.ts";
import { draftOf, refusal } from "./retry-draft.ts";
import { listRunFiles } from "./run-files.ts";
import { connectService } from "./service.ts";
import { jobTemplate } from "./template.ts";
import type { TokenCredential } from "./token.ts";
import { listTrials } from "./trials.ts";
import { validate } from "./validate.ts";
import { vocabulary } from "./wire/phases.ts";

const dayMs = 86_400_000;

/** Azure Machine Learning: jobs of one workspace, from Azure Resource Manager and the run history of its region. */
export const azureMl = defineBackend<AzureMlConfig>({
  kind: "AZURE_ML",
  title: "Azure Machine Learning",
  config: azureMlConfig,
  schema: new URL("./schema.graphql", import.meta.url),
  // Pages come in no order that is documented, and whole documents in them. Their runs are read page by page.
  listing: { order: "unordered", paging: "cursor", detail: "listed" },
  limits: {
    // The server decides and says no figure.
    pageSize: 1_000,
    batchSize: 20,
    concurrency: 8,
    // Azure Resource Manager fills its bucket of reads with some 25 a second, for all clients of a principal together.
    callsPerMinute: 600,
    minPollMs: 5_000,
    minListMs: 60_000,
    // 21 days in one line of the vendor's page of limits, 30 in another.
    maxJobLifetimeMs: 30 * dayMs,
  },
  // The caller chooses the name, and the same document sent again makes no second job.
  createSafety: "byName",
  changes: ["displayName", "description", "properties", "labels"],
  instead: {
    rename: "Its name is its id; set its displayName.",
    share: "Who has access to the workspace sees all of its jobs: give people a role there, in Azure.",
  },
  refusal,
  vocabulary,
  noise: [
    // Elapsed times, and what is touched with them; `updatedAt` of the job carries the last of them.
    "run.duration",
    "run.computeDuration",
    "run.currentComputeTime",
    "run.effectiveStartTimeUtc",
    "run.lastModifiedUtc",
    "run.lastModifiedBy",
    "run.revision",
    "run.statusRevision",
    "run.jobCost",
    "run.queueingInfo.lastRefreshTimestamp",
    // Counts of the cluster's nodes, which are no news of the job.
    "properties.tags._aml_system_ComputeTargetStatus",
    "run.tags._aml_system_ComputeTargetStatus",
  ],
  create: createAzureMlBackend,
  simulator: async () => (await import("./simulator/index.ts")).simulator,
});

/**
 * Connects a workspace. Tokens come from the configured secret, or from any credential of the same shape.
 *
 * There are no `activeJobs`: the job API filters by no status, and run history queries one experiment at a time in a
 * filter language that is not documented. `getJobs` of those that have not ended is the cheaper way. Readings have no
 * `version` either: the revision of a run is documented to change, not to grow, and not to cover the job's document.
 */
export function createAzureMlBackend(
  config: AzureMlConfig,
  tools: BackendTools,
  credential: TokenCredential = secretCredential(config, tools),
): Backend {
  const service = connectService(config, credential, tools);
  const logs = createLogReader(service);
  return {
    listJobs: (query, signal) => listJobs(service, query, signal),
    getJobs: (nativeIds, signal) => getJobs(service, nativeIds, signal),
    relatedJobs: (job, signal) => relatedJobs(service, job, signal),
    logSources: (job, signal) => logs.sources(job, signal),
    readLogs: (job, sourceId, query, signal) => logs.read(job, sourceId, query, signal),
    logFiles: (job, signal) => listRunFiles(service, job, signal),
    metrics: (job, names, signal) => readMetrics(service, job, names, signal),
    trials: (job, signal) => listTrials(service, job, signal),
    quotas: (signal) => listQuotas(service, signal),
    validate: (draft, signal) => validate(service, draft, signal),
    createJob: (draft, signal) => createJob(service, draft, signal),
    findCreated: (name, _since, signal) => findCreated(service, name, signal),
    draftOf: (job, name, signal) => draftOf(service, job, name, signal),
    validateChange: (job, change, signal) => validateChange(service, job, change, signal),
    updateJob: (job, change, signal) => updateJob(service, job, change, signal),
    cancelJob: (job, signal) => cancelJob(service, job, signal),
    deleteJob: (job, signal) => deleteJob(service, job, signal),
    archiveJob: (job, archived, signal) => archiveJob(service, job, archived, signal),
    jobTemplate: (query, signal) => jobTemplate(service, query, signal),
    listFlavors: (signal) => listFlavors(service, signal),
    listAlgorithms: (signal) => listAlgorithms(service, signal),
    getAlgorithms: (nativeIds, signal) => getAlgorithms(service, nativeIds, signal),
    receiveHook: async (request) => receiveHook(config, tools.id, request),
  };
}

function secretCredential(config: AzureMlConfig, tools: BackendTools): TokenCredential {
  // Its own way out: a call that waits for a token must not wait behind calls that wait for a token.
  const login = tools.connect(loginProtocol, { callsPerMinute: null });
  return createSecretCredential({ backend: tools.id, login, config, now: () => tools.now() });
}
