import { type Backend, type BackendTools, defineBackend } from "../contract.ts";
import { cancelJob } from "./cancel-job.ts";
import { getAlgorithms, listAlgorithms, listFlavors, listFlavorsOf } from "./catalogue.ts";
import { type DatatureConfig, datatureConfig } from "./config.ts";
import { createJob } from "./create-job.ts";
import { deleteJob } from "./delete-job.ts";
import { draftOf, refusal } from "./draft-of.ts";
import { findCreated } from "./find-created.ts";
import { receiveHook } from "./hook.ts";
import { createItemCounts } from "./item-counts.ts";
import { getJobs, listJobs } from "./jobs.ts";
import { createLogReader, logSources, readLogs } from "./logs.ts";
import { createPlaces } from "./places.ts";
import { createProtocol } from "./protocol.ts";
import { createService } from "./service.ts";
import { jobTemplate } from "./template.ts";
import { validate } from "./validate.ts";
import { vocabulary } from "./wire/status.ts";

const makeAnother =
  "Retry the job under a new name when it has ended, or create another one, and delete this one.";

/** Datature Nexus: batch inference jobs of one project. */
export const datature = defineBackend<DatatureConfig>({
  kind: "DATATURE",
  title: "Datature Nexus",
  config: datatureConfig,
  schema: new URL("./schema.graphql", import.meta.url),
  listing: { order: "oldest", paging: "cursor", detail: "listed" },
  // The vendor names no limit for these calls; page size and time-outs are those of its own client.
  limits: {
    pageSize: 100,
    batchSize: 50,
    concurrency: 8,
    callsPerMinute: null,
    minPollMs: 2_000,
    minListMs: 60_000,
    // Three days by default, but start and stop can be set to any time.
    maxJobLifetimeMs: null,
  },
  // Equal jobs are taken, there is no idempotency key, and the vendor's own client makes two when an answer is lost.
  createSafety: "lookupFirst",
  // The one thing of a job that can be changed is its stop, and that is how it is cancelled.
  instead: {
    update: makeAnother,
    rename: makeAnother,
    updateLabels: "Tell jobs apart by their names.",
    archive: "Delete the job, with its log, when it has ended and is needed no more.",
    restore: "Its jobs are never hidden.",
    share: "All who have access to the project see its jobs: change the members of the project.",
  },
  refusal,
  vocabulary,
  // All that a job's document shows changes by an event: it has neither elapsed times nor signed addresses.
  noise: [],
  create: createDatatureBackend,
  simulator: async () => (await import("./simulator/index.ts")).simulator,
});

/**
 * There is no `activeJobs`: no list can be filtered, so that single reads of the jobs that have not ended are the
 * cheapest way to follow them.
 */
function createDatatureBackend(config: DatatureConfig, tools: BackendTools): Backend {
  const protocol = createProtocol(config.credentials.secretKey);
  const service = createService(config, tools.connect(protocol), tools);
  // A way out of their own: what goes wrong with data sets costs progress and holds up no job.
  const datasets = createService(config, tools.connect(protocol, { maxRetries: 1, timeoutMs: 5_000 }), tools);
  const jobs = { service, counts: createItemCounts(datasets, () => tools.now()), places: createPlaces() };
  const project = { service, projectId: config.projectId, now: () => tools.now() };
  const logs = createLogReader(service);
  return {
    listJobs: (query, signal) => listJobs(jobs, query, signal),
    getJobs: (nativeIds, signal) => getJobs(jobs, nativeIds, signal),
    logSources: async () => [...logSources],
    readLogs: (job, sourceId, query, signal) => readLogs(logs, job, sourceId, query, signal),
    validate: (draft, signal) => validate(project, draft, signal),
    createJob: (draft, signal) => createJob(jobs, draft, signal),
    findCreated: (name, since, signal) => findCreated(jobs, name, since, signal),
    draftOf: ({ nativeId }, name, signal) => draftOf(service, nativeId, { name, nowMs: tools.now() }, signal),
    cancelJob: ({ nativeId }, signal) => cancelJob(jobs, nativeId, tools.now(), signal),
    deleteJob: ({ nativeId }, signal) => deleteJob(service, nativeId, signal),
    jobTemplate: (query, signal) => jobTemplate(service, query, signal),
    listFlavors: (signal) => listFlavors(service, signal),
    listFlavorsOf: (algorithmId, region, signal) => listFlavorsOf(service, algorithmId, region, signal),
    listAlgorithms: (signal) => listAlgorithms(service, signal),
    getAlgorithms: (nativeIds, signal) => getAlgorithms(service, nativeIds, signal),
    receiveHook: async (request) => receiveHook(config, tools.id, tools.now(), request),
  };
}
