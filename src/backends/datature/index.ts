import { type Backend, type BackendTools, defineBackend } from "../contract.ts";
import { getAlgorithms, listAlgorithms, listFlavors, listFlavorsOf } from "./catalogue.ts";
import { type DatatureConfig, datatureConfig } from "./config.ts";
import { receiveHook } from "./hook.ts";
import { createItemCounts } from "./item-counts.ts";
import { getJobs, listJobs } from "./jobs.ts";
import { createLogReader, logSources, readLogs } from "./logs.ts";
import { createProtocol } from "./protocol.ts";
import { createService } from "./service.ts";
import { jobTemplate } from "./template.ts";
import { validate } from "./validate.ts";
import { vocabulary } from "./wire/status.ts";

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
  const jobs = { service, counts: createItemCounts(datasets, () => tools.now()) };
  const project = { service, projectId: config.projectId, now: () => tools.now() };
  const logs = createLogReader(service);
  return {
    listJobs: (query, signal) => listJobs(jobs, query, signal),
    getJobs: (nativeIds, signal) => getJobs(jobs, nativeIds, signal),
    logSources: async () => [...logSources],
    readLogs: (job, sourceId, query, signal) => readLogs(logs, job, sourceId, query, signal),
    validate: (draft, signal) => validate(project, draft, signal),
    jobTemplate: (query, signal) => jobTemplate(service, query, signal),
    listFlavors: (signal) => listFlavors(service, signal),
    listFlavorsOf: (algorithmId, region, signal) => listFlavorsOf(service, algorithmId, region, signal),
    listAlgorithms: (signal) => listAlgorithms(service, signal),
    getAlgorithms: (nativeIds, signal) => getAlgorithms(service, nativeIds, signal),
    receiveHook: async (request) => receiveHook(config, tools.id, tools.now(), request),
  };
}
