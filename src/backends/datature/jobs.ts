import { BackendError } from "../../domain/error.ts";
import type { JobReading } from "../../domain/job.ts";
import type { JobPage, ListQuery, UnreadableJob } from "../contract.ts";
import type { ItemCounts } from "./item-counts.ts";
import type { Places } from "./places.ts";
import { type Answer, inPlace, parseOr, parseOrThrow, type Service } from "./service.ts";
import { parseJob, toReading, type WireJob } from "./wire/job.ts";
import { readNativeId } from "./wire/mask.ts";
import { type Page, parsePage } from "./wire/page.ts";

/** What reads jobs. */
export interface JobReader {
  readonly service: Service;
  readonly counts: ItemCounts;
  /** Filled by listing. */
  readonly places: Places;
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
  const { service, places } = reader;
  const { data, nextPage, nowMs } = await readPage(service, "listJobs", { cursor, pageSize }, signal);
  const sightings: Sighting[] = [];
  const unreadable: UnreadableJob[] = [];
  for (const document of data) {
    const job = parseOr(service.backend, document, () => parseJob(document));
    if (!(job instanceof BackendError)) sightings.push({ job, nowMs });
    else unreadable.push({ nativeId: readNativeId(document), error: job });
  }
  if (cursor !== null)
    places.remember(
      cursor,
      sightings.map(({ job }) => job.createDate),
    );
  const complete = await loadCounts(reader, sightings, signal);
  return { readings: sightings.map(complete).sort(oldestFirst), unreadable, next: nextPage };
}

/** One page as it was sent. */
export async function readPage(
  service: Service,
  operation: string,
  { cursor, pageSize }: Pick<ListQuery, "cursor" | "pageSize">,
  signal: AbortSignal,
): Promise<Page & Pick<Answer, "nowMs">> {
  // The vendor's own default is not sure: always send a limit.
  const query = { page: cursor ?? undefined, limit: pageSize };
  const { body, nowMs } = await service.get(operation, ["batch", "jobs"], query, signal);
  const page = parseOrThrow(service.backend, body, () => parsePage(body));
  if (page.nextPage === null || page.nextPage !== cursor) return { ...page, nowMs };
  const message = `${operation}: got a page that leads to itself`;
  throw new BackendError("MALFORMED", message, { backend: service.backend });
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

/** Reads an answer that is a job's document. Rejects with MALFORMED when it is none. */
export async function readAnswer(
  reader: JobReader,
  { body, nowMs }: Answer,
  signal: AbortSignal,
): Promise<JobReading> {
  const job = parseOrThrow(reader.service.backend, body, () => parseJob(body));
  const sighting = { job, nowMs };
  return (await loadCounts(reader, [sighting], signal))(sighting);
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
