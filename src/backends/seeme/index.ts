import { setImmediate } from "node:timers/promises";
import { ZodError, z } from "zod";
import { BackendError } from "../../domain/error.ts";
import { type BackendId, isBackendId } from "../../domain/id.ts";
import type { JobReading } from "../../domain/job.ts";
import type { Algorithm } from "../../domain/spec.ts";
import type { VendorClient } from "../../http/contract.ts";
import { type Backend, type BackendTools, defineBackend, type UnreadableJob } from "../contract.ts";
import { parseApplication } from "./application.ts";
import { createProtocol } from "./protocol.ts";
import { jobTypes, parseJob, readNativeId, vocabulary } from "./wire.ts";

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
    pageSize: 1_000_000,
    batchSize: 20,
    concurrency: 4,
    callsPerMinute: null,
    minPollMs: 2_000,
    minListMs: 60_000,
    maxJobLifetimeMs: null,
  },
  // The vendor takes any number of equal jobs and no idempotency key.
  createSafety: "lookupFirst",
  vocabulary,
  // The same instant is written with other digits and offsets by other calls; `updatedAt` of the job carries it.
  noise: ["created_at", "updated_at", "items.*.created_at", "items.*.updated_at"],
  create: createSeemeBackend,
  simulator: async () => (await import("./simulator/index.ts")).simulator,
});

function createSeemeBackend(config: SeemeConfig, tools: BackendTools): Backend {
  const client = tools.connect(createProtocol(config.headerForm, config.credentials), wholeListings);
  const api: Api = { client, base: config.url.replace(/\/+$/, ""), backend: tools.id };
  return {
    async listJobs(_query, signal) {
      const page = await readJobs(
        api,
        "listJobs",
        vocabulary.map((row) => row.nativeValue),
        signal,
      );
      return { ...page, next: null };
    },
    activeJobs: (signal) => readJobs(api, "activeJobs", ["waiting", "started"], signal),
    getJobs: (nativeIds, signal) => Promise.all(nativeIds.map((nativeId) => readJob(api, nativeId, signal))),
    listAlgorithms: (signal) => readApplications(api, signal),
  };
}

/** One answer holds all jobs of the account, at about 3 KB each: it may be large and take its time. */
const wholeListings = { maxResponseBytes: 512 * 2 ** 20, deadlineMs: 120_000 };
const listingTimeoutMs = 60_000;

interface Api {
  readonly client: VendorClient;
  /** Without a slash at the end. */
  readonly base: string;
  readonly backend: BackendId;
}

async function readArray(
  api: Api,
  operation: string,
  path: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const url = new URL(api.base + path);
  const response = await api.client.send(
    { operation, method: "GET", url, timeoutMs: listingTimeoutMs },
    signal,
  );
  const body = response.json();
  if (Array.isArray(body)) return body;
  throw new BackendError("MALFORMED", `${operation}: got no array of documents`, { backend: api.backend });
}

/** Reads a list of jobs, newest first. All filters are always sent: what a missing one means is not documented. */
async function readJobs(api: Api, operation: string, statuses: readonly string[], signal: AbortSignal) {
  const query = `applicationId=&status=${statuses.join(",")}&jobType=${jobTypes.join(",")}`;
  const readings: JobReading[] = [];
  const unreadable: UnreadableJob[] = [];
  const documents = await readArray(api, operation, `/jobs?${query}`, signal);
  for (const [index, document] of documents.entries()) {
    // An account with very many jobs must not hold up everybody else's work.
    if (index % 500 === 499) {
      await setImmediate();
      signal.throwIfAborted();
    }
    const reading = read(api, document, () => parseJob(document, "list"));
    if (!(reading instanceof BackendError)) readings.push(reading);
    else unreadable.push({ nativeId: readNativeId(document), error: reading });
  }
  return { readings: readings.sort(newestFirst), unreadable };
}

async function readJob(api: Api, nativeId: string, signal: AbortSignal): Promise<JobReading | BackendError> {
  const url = new URL(`${api.base}/jobs/${encodeURIComponent(nativeId.toWellFormed())}`);
  try {
    const response = await api.client.send({ operation: "getJobs", method: "GET", url }, signal);
    const document = response.json();
    return read(api, document, () => parseJob(document, "single"));
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    if (error.kind === "NOT_FOUND" || error.kind === "MALFORMED") return error;
    // A read has nothing but its id that could be wrong: text that is no id here is the id of no job.
    if (error.status !== 400) throw error;
    return new BackendError("NOT_FOUND", error.message, {
      backend: api.backend,
      status: error.status,
      cause: error,
    });
  }
}

/** An application that cannot be read is left out: jobs still carry its id. */
async function readApplications(api: Api, signal: AbortSignal): Promise<Algorithm[]> {
  const documents = await readArray(api, "listAlgorithms", "/applications", signal);
  return documents.flatMap((document) => {
    const algorithm = read(api, document, () => parseApplication(document));
    return algorithm instanceof BackendError ? [] : [algorithm];
  });
}

/** Gives the parsed document, or why it is outside the protocol; without any of its values, which may be secret. */
function read<T>(api: Api, document: unknown, parse: () => T): T | BackendError {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const reasons = error.issues.map((issue) => `${issue.path.join(".") || "document"}: ${issue.message}`);
    const message = `document ${readNativeId(document) ?? "without an id"} is unreadable: ${reasons.slice(0, 3).join("; ")}`;
    return new BackendError("MALFORMED", message, { backend: api.backend, cause: error });
  }
}

function newestFirst(a: JobReading, b: JobReading): number {
  const [createdA, createdB] = [a.core.createdAt ?? "", b.core.createdAt ?? ""];
  if (createdA !== createdB) return createdA > createdB ? -1 : 1;
  return a.nativeId < b.nativeId ? -1 : 1;
}
