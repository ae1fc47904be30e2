import { BackendError } from "../../domain/error.ts";
import type { JobReading } from "../../domain/job.ts";
import type { JobPage, ListQuery, UnreadableJob } from "../contract.ts";
import type { ItemCounts } from "./item-counts.ts";
import { inPlace, parseOr, parseOrThrow, type Service } from "./service.ts";
import { parseJob, toReading, type WireJob } from "./wire/job.ts";
import { readNativeId } from "./wire/mask.ts";
import { parsePage } from "./wire/page.ts";

/** What reads jobs. */
export interface JobReader {
  readonly service: Service;
  readonly counts: ItemCounts;
}

/** A job and when the vendor showed it. */
interface Sighting {
  readonly job: WireJob;
  readonly nowMs: number;
}

/**
 * One page, oldest first. The cursor names a place between two jobs and not a number of them: the page that it leads
 * to may grow, so whoever asks again with the cursor of the last page gets what has been created since.
 */
export async function listJobs(
  reader: JobReader,
  { cursor, pageSize }: ListQuery,
  signal: AbortSignal,
): Promise<JobPage> {
  const { service } = reader;
  // The vendor's own default is not sure: always send a limit.
  const query = { page: cursor ?? undefined, limit: pageSize };
  const { body, nowMs } = await service.get("listJobs", ["batch", "jobs"], query, signal);
  const { data, nextPage } = parseOrThrow(service.backend, body, () => parsePage(body));
  if (nextPage !== null && nextPage === cursor) {
    const message = "listJobs: got a page that leads to itself";
    throw new BackendError("MALFORMED", message, { backend: service.backend });
  }
  const sightings: Sighting[] = [];
  const unreadable: UnreadableJob[] = [];
  for (const document of data) {
    const job = parseOr(service.backend, document, () => parseJob(document));
    if (!(job instanceof BackendError)) sightings.push({ job, nowMs });
    else unreadable.push({ nativeId: readNativeId(document), error: job });
  }
  const complete = await loadCounts(reader, sightings, signal);
  return { readings: sightings.map(complete).sort(oldestFirst), unreadable, next: nextPage };
}

/** One call for each: the vendor has no call for several, and its list cannot be filtered. */
export async function getJobs(
  reader: JobReader,
  nativeIds: readonly string[],
  signal: AbortSignal,
): Promise<(JobReading | BackendError)[]> {
  const results = await Promise.all(nativeIds.map((nativeId) => getJob(reader.service, nativeId, signal)));
  const found = results.flatMap((result) => (result instanceof BackendError ? [] : [result]));
  const complete = await loadCounts(reader, found, signal);
  return results.map((result) => (result instanceof BackendError ? result : complete(result)));
}

async function getJob(
  { get, backend }: Service,
  nativeId: string,
  signal: AbortSignal,
): Promise<Sighting | BackendError> {
  try {
    const { body, nowMs } = await get("getJobs", ["batch", "jobs", nativeId], {}, signal);
    const job = parseOr(backend, body, () => parseJob(body));
    if (job instanceof BackendError) return job;
    if (job.id === nativeId) return { job, nowMs };
    return new BackendError("MALFORMED", `getJobs: got another job than ${nativeId}`, { backend });
  } catch (error) {
    return inPlace(error);
  }
}

/** Loads what jobs do not tell of their data sets; gives what makes a reading of each of them. */
async function loadCounts(
  { counts }: JobReader,
  sightings: readonly Sighting[],
  signal: AbortSignal,
): Promise<(sighting: Sighting) => JobReading> {
  const datasetIds = sightings.flatMap(({ job }) => job.spec.datasetId ?? []);
  const itemCounts = await counts.of(datasetIds, signal);
  return ({ job, nowMs }) =>
    toReading(job, { nowMs, itemCount: itemCounts.get(job.spec.datasetId ?? "") ?? null });
}

/** The order inside a page is not documented. */
function oldestFirst(a: JobReading, b: JobReading): number {
  const [createdA, createdB] = [a.core.createdAt ?? "", b.core.createdAt ?? ""];
  if (createdA !== createdB) return createdA < createdB ? -1 : 1;
  return a.nativeId < b.nativeId ? -1 : 1;
}
