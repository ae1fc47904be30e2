import { type Backend, type BackendTools, defineBackend } from "../contract.ts";
import { instead, refusal } from "./actions.ts";
import { listArtifactFiles } from "./artifact-files.ts";
import { listFlavors } from "./catalogue.ts";
import { type QaiHubConfig, qaiHubConfig } from "./config.ts";
import { createJob } from "./create.ts";
import { draftOf } from "./draft-of.ts";
import { findCreated } from "./find-created.ts";
import { getJobs } from "./jobs.ts";
import { relatedJobs } from "./lineage.ts";
import { activeJobs, listJobs, pageLimit } from "./listing.ts";
import { createLogReader } from "./logs.ts";
import { readMetrics } from "./metrics.ts";
import { rename, validateName } from "./rename.ts";
import { connectService } from "./service.ts";
import { modifySharing, readSharing } from "./sharing.ts";
import { jobTemplate } from "./template.ts";
import { validate } from "./validate.ts";
import { vocabulary } from "./wire/phases.ts";

const hourMs = 3_600_000;

/** Qualcomm AI Hub: jobs that compile, quantize, link and measure models on hosted devices; protobuf over HTTP. */
export const qaiHub = defineBackend<QaiHubConfig>({
  kind: "QAI_HUB",
  title: "Qualcomm AI Hub",
  config: qaiHubConfig,
  schema: new URL("./schema.graphql", import.meta.url),
  // Summaries lack models, options and the reason of a failure.
  listing: { order: "newest", paging: "offset", detail: "on-change" },
  limits: {
    pageSize: pageLimit,
    batchSize: 20,
    concurrency: 8,
    // The vendor publishes no figures, only that there are limits.
    callsPerMinute: 600,
    minPollMs: 5_000,
    minListMs: 60_000,
    // The service ends a job a fixed time after its creation; 8 hours is what it was seen to give (ai-hub-models, issue 84).
    maxJobLifetimeMs: 8 * hourMs,
  },
  liveLogs: false,
  // There is no idempotency key, names are not unique, and a repeated call makes a second job: it is looked for first.
  createSafety: "lookupFirst",
  changes: ["name"],
  instead,
  refusal,
  vocabulary,
  // Documents carry neither elapsed times nor addresses that are signed.
  noise: [],
  create: createQaiHubBackend,
  simulator: async () => (await import("./simulator/index.ts")).simulator,
});

function createQaiHubBackend(config: QaiHubConfig, tools: BackendTools): Backend {
  const service = connectService(config, tools);
  const lister = { service, project: config.project };
  const logs = createLogReader(service, () => tools.now());
  return {
    listJobs: (query, signal) => listJobs(lister, query, signal),
    activeJobs: (signal) => activeJobs(lister, signal),
    getJobs: (nativeIds, signal) => getJobs(service, nativeIds, signal),
    relatedJobs: (job, signal) => relatedJobs(service, job, signal),
    logSources: async (job) => logs.sources(job),
    readLogs: (job, sourceId, query, signal) => logs.read(job, sourceId, query, signal),
    logFiles: (job, signal) => listArtifactFiles(service, job, signal),
    sharing: (job, signal) => readSharing(service, job, signal),
    metrics: (job, names, signal) => readMetrics(service, job, names, signal),
    validate: (draft, signal) => validate(service, draft, tools.now(), signal),
    jobTemplate: (query, signal) => jobTemplate(service, query, signal),
    listFlavors: (signal) => listFlavors(service, signal),
    createJob: (draft, signal) => createJob(lister, draft, signal),
    findCreated: (name, since, signal) => findCreated(service, name, since, signal),
    draftOf: (job, name, signal) => draftOf(service, job, name, signal),
    validateChange: async (_job, change) => validateName(change),
    updateJob: (job, change, signal) => rename(service, job, change, signal),
    modifySharing: (job, change, signal) => modifySharing(service, job, change, signal),
  };
}
