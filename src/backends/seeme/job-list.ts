import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { BackendError } from "../../domain/error.ts";
import type { Instant } from "../../domain/instant.ts";
import type { JobReading } from "../../domain/job.ts";
import { isJsonObject } from "../../domain/json.ts";
import type { JobPage, ListQuery, UnreadableJob } from "../contract.ts";
import { type Api, type Documents, readDocument, requestDocuments } from "./documents.ts";
import { jobTypes, parseJob, readNativeId, vocabulary } from "./wire.ts";

/** Time for which the rest of an answer waits for its next page to be asked for. */
const keptMs = 60_000;
/** Documents that are read at a stretch: an account with very many jobs must not hold up everybody else's work. */
const turn = 100;

/** The vendor's list of jobs: one answer that holds them all, given out in pages. */
export interface JobList {
  /** Pages of one answer, in its order; a page whose answer is kept no more is cut from a new one. */
  page(query: ListQuery, signal: AbortSignal): Promise<JobPage>;
  active(signal: AbortSignal): Promise<Pick<JobPage, "readings" | "unreadable">>;
  /**
   * All of a name that were created at `since` or later, by the vendor's clock. Rejects with MALFORMED when one of the
   * name cannot be read: it may be such a one.
   */
  named(name: string, since: Instant, signal: AbortSignal): Promise<JobReading[]>;
}

/** Makes the list of one account. It keeps the bytes of one answer at the most, and none of its documents. */
export function createJobList(api: Api): JobList {
  const kept = new LRUCache<string, Documents>({ max: 1, ttl: keptMs, ttlAutopurge: true });
  return {
    async page({ cursor, pageSize }, signal) {
      const skipped = cursor === null ? 0 : parseOffset(api, cursor);
      const rest = cursor === null ? undefined : kept.get(cursor);
      // Whatever comes of this page: nobody goes on from there again.
      kept.clear();
      const documents = rest ?? (await requestAll(api, "listJobs", signal));
      if (!rest) await skip(documents, skipped, signal);
      const { isEnd, ...found } = await read(api, documents, pageSize, signal);
      const page = { ...found, ...(rest && { isSameAnswer: true }) };
      if (isEnd) return { ...page, next: null };
      // The name of the answer keeps walks apart that are at the same place.
      const next = `${skipped + pageSize}:${randomUUID()}`;
      kept.set(next, documents);
      return { ...page, next };
    },

    async active(signal) {
      const documents = await requestJobs(api, "activeJobs", ["waiting", "started"], signal);
      const { readings, unreadable } = await read(api, documents, Number.POSITIVE_INFINITY, signal);
      return { readings, unreadable };
    },

    async named(name, since, signal) {
      const documents = await requestAll(api, "findCreated", signal);
      const found: JobReading[] = [];
      for (let index = 0; ; index++) {
        await giveWay(index, signal);
        const { done, value: document } = documents.next();
        if (done) return found;
        if (!isJsonObject(document) || document.name !== name) continue;
        const reading = readDocument(api, document, () => parseJob(document, "list"));
        if (reading instanceof BackendError) throw reading;
        const { createdAt } = reading.core;
        // Instants are text that orders as they do.
        if (createdAt === null || createdAt >= since) found.push(reading);
      }
    },
  };
}

function requestAll(api: Api, operation: string, signal: AbortSignal): Promise<Documents> {
  const statuses = vocabulary.map(({ nativeValue }) => nativeValue);
  return requestJobs(api, operation, statuses, signal);
}

/** All filters are always sent: what a missing one means is not documented. */
function requestJobs(
  api: Api,
  operation: string,
  statuses: readonly string[],
  signal: AbortSignal,
): Promise<Documents> {
  const query = `applicationId=&status=${statuses.join(",")}&jobType=${jobTypes.join(",")}`;
  return requestDocuments(api, operation, `/jobs?${query}`, signal);
}

async function skip(documents: Documents, count: number, signal: AbortSignal): Promise<void> {
  for (let index = 0; index < count && !documents.next().done; index++) await giveWay(index, signal);
}

/** Reads so many of the documents, or to their end. */
async function read(api: Api, documents: Documents, count: number, signal: AbortSignal) {
  const readings: JobReading[] = [];
  const unreadable: UnreadableJob[] = [];
  for (let index = 0; index < count; index++) {
    await giveWay(index, signal);
    const { done, value: document } = documents.next();
    if (done) return { readings, unreadable, isEnd: true };
    const reading = readDocument(api, document, () => parseJob(document, "list"));
    if (!(reading instanceof BackendError)) readings.push(reading);
    else unreadable.push({ nativeId: readNativeId(document), error: reading });
  }
  return { readings, unreadable, isEnd: false };
}

async function giveWay(index: number, signal: AbortSignal): Promise<void> {
  if (index % turn !== turn - 1) return;
  await setImmediate();
  signal.throwIfAborted();
}

/** Documents before the page of a cursor. */
function parseOffset(api: Api, cursor: string): number {
  const [, offset] = /^(\d{1,9}):/.exec(cursor) ?? [];
  if (offset !== undefined) return Number(offset);
  throw new BackendError("INVALID", `listJobs: ${JSON.stringify(cursor)} is no cursor of this list`, {
    backend: api.backend,
  });
}
