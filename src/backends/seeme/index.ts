import { z } from "zod";
import { BackendError } from "../../domain/error.ts";
import { type BackendId, isBackendId } from "../../domain/id.ts";
import type { JobReading } from "../../domain/job.ts";
import type { Algorithm } from "../../domain/spec.ts";
import { type Backend, type BackendTools, defineBackend } from "../contract.ts";
import { parseApplication } from "./application.ts";
import { createJob } from "./create.ts";
import { deleteJob } from "./delete.ts";
import { type Api, readDocument, requestDocuments } from "./documents.ts";
import { draftOf } from "./draft-of.ts";
import { createJobList } from "./job-list.ts";
import { readMetrics } from "./metrics.ts";
import { createProtocol } from "./protocol.ts";
import { jobTemplate } from "./template.ts";
import { updateJob, validateChange } from "./update.ts";
import { readUsage } from "./usage.ts";
import { validate } from "./validate.ts";
import { requestJob } from "./whole-job.ts";
import { vocabulary } from "./wire.ts";

/** Characters that a header may carry as they are. */
const headerText = z.string().regex(/^[\x21-\x7e]+$/, "printable ASCII without spaces");

const seemeConfig = z.strictObject({
  id: z.custom<BackendId>(
    (value) => typeof value === "string" && isBackendId(value),
    "1 to 63 of a-z, 0-9 and -",
  ),
  kind: z.literal("SEEME"),
  title: z.string().optional(),
  /** Ends in `/api/v1` on every server, the vendor's own and self-hosted ones. */
  url: z.url({ protocol: /^https?$/ }).default("https://api.seeme.ai/api/v1"),
  headerForm: z.enum(["bearer", "plain"]).default("bearer"),
  credentials: z.strictObject({ username: headerText, apiKey: headerText }),
});
type SeemeConfig = z.output<typeof seemeConfig>;

/** SeeMe.ai: one bare array of jobs without paging; neither logs, flavors nor cancelling. */
export const seeme = defineBackend<SeemeConfig>({
  kind: "SEEME",
  title: "SeeMe.ai",
  config: seemeConfig,
  schema: new URL("./schema.graphql", import.meta.url),
  // The vendor states no order.
  listing: { order: "unordered", paging: "whole", detail: "on-demand" },
  // The vendor names no limit; these are polite to a server that sends everything at each call.
  limits: {
    pageSize: 1_000,
    batchSize: 20,
    concurrency: 4,
    callsPerMinute: null,
    minPollMs: 2_000,
    minListMs: 60_000,
    maxJobLifetimeMs: null,
  },
  // The vendor takes any number of equal jobs and no idempotency key.
  createSafety: "lookupFirst",
  changes: ["name", "description", "patch"],
  instead: {
    cancel: "Let it run, or stop its agent where that runs: deleting is no cancel, the agent goes on.",
    updateLabels: "Put words that you want to find it by into its name or description.",
    archive: "Delete it when nobody needs its record any more: the model that it has made stays.",
    restore: "None is ever hidden: look for it in the list.",
    share: "Share the model that it makes, at the vendor.",
  },
  vocabulary,
  // The same instant is written with other digits and offsets by other calls; `updatedAt` of the job carries it.
  noise: ["created_at", "updated_at", "items.*.created_at", "items.*.updated_at"],
  create: createSeemeBackend,
  simulator: async () => (await import("./simulator/index.ts")).simulator,
});

function createSeemeBackend(config: SeemeConfig, tools: BackendTools): Backend {
  const client = tools.connect(createProtocol(config.headerForm, config.credentials), wholeListings);
  const api: Api = { client, base: config.url.replace(/\/+$/, ""), backend: tools.id };
  const list = createJobList(api);
  const listApplications = (signal: AbortSignal) => readApplications(api, signal);
  return {
    listJobs: (query, signal) => list.page(query, signal),
    activeJobs: (signal) => list.active(signal),
    getJobs: (nativeIds, signal) => Promise.all(nativeIds.map((nativeId) => readJob(api, nativeId, signal))),
    metrics: (job, names, signal) => readMetrics(api, job, names, signal),
    bookedUsage: (job, signal) => readUsage(api, job, signal),
    validate: (draft, signal) => validate(api, listApplications, draft, signal),
    jobTemplate: (query, signal) => jobTemplate(tools.id, listApplications, query, signal),
    createJob: (draft, signal) => createJob(api, draft, signal),
    findCreated: (name, since, signal) => list.named(name, since, signal),
    draftOf: (job, name, signal) => draftOf(api, job, name, signal),
    validateChange: (job, change, signal) => validateChange(api, listApplications, job, change, signal),
    updateJob: (job, change, signal) => updateJob(api, job, change, signal),
    deleteJob: (job, signal) => deleteJob(api, job, signal),
    listAlgorithms: listApplications,
  };
}

/** One answer holds all jobs of the account, at about 3 KB each: it may be large and take its time. */
const wholeListings = { maxResponseBytes: 512 * 2 ** 20, deadlineMs: 120_000 };

async function readJob(api: Api, nativeId: string, signal: AbortSignal): Promise<JobReading | BackendError> {
  try {
    return (await requestJob(api, "getJobs", nativeId, signal)).reading;
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    if (error.kind === "NOT_FOUND" || error.kind === "MALFORMED") return error;
    throw error;
  }
}

/** An application that cannot be read is left out: jobs still carry its id. */
async function readApplications(api: Api, signal: AbortSignal): Promise<Algorithm[]> {
  const documents = await requestDocuments(api, "listAlgorithms", "/applications", signal);
  return [...documents].flatMap((document) => {
    const algorithm = readDocument(api, document, () => parseApplication(document));
    return algorithm instanceof BackendError ? [] : [algorithm];
  });
}
