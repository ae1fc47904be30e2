import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { JobReading } from "../../domain/job.ts";
import { isJsonObject, type JsonObject } from "../../domain/json.ts";
import type { JobPage, ListQuery } from "../contract.ts";
import { withoutTuning, withTuning } from "./fine-tuning.ts";
import { type JobRow, keyOfRow, readNewestFirst } from "./job-listing.ts";
import type { Labels } from "./labels.ts";
import { firstPlace, type ListPage, type OffsetUnit, type PageSource, readAll, readPage } from "./paging.ts";
import type { Service } from "./service.ts";
import type { Stages } from "./stages.ts";
import { parseJob, readJobId } from "./wire/job.ts";
import { number } from "./wire/lenient.ts";
import { activePhases, doubtfulPhase } from "./wire/phases.ts";

/** Largest page of jobs and of algorithms. */
export const pageLimit = 50;
/** Most values of one filter, and most relabelled jobs that one reading of active jobs takes along. */
const filterLimit = 10;
const mostRelabelled = 100;

/** What reads jobs. */
export interface JobReader {
  readonly service: Service;
  readonly workspaces: readonly string[];
  readonly unit: OffsetUnit;
  readonly labels: Labels;
  readonly stages: Stages;
}

/** One page of all workspaces together, newest first. */
export async function listJobs(reader: JobReader, query: ListQuery, signal: AbortSignal): Promise<JobPage> {
  const { service, workspaces, unit } = reader;
  const sourceOf = (workspace: string) => searchIn(service, { workspace }, "listJobs", signal);
  const pageSize = Math.max(1, Math.min(pageLimit, query.pageSize));
  const walk = { backend: service.backend, workspaces, unit, sourceOf };
  const { rows, next } = await readNewestFirst(walk, query.cursor, pageSize);
  return { ...(await toPage(reader, rows, signal)), next };
}

/**
 * All jobs in an active phase, and those among the newest 50 `Abnormal` ones of each workspace that may come back:
 * these are kept for good, so that a list of all of them would cost more with every year. Older ones are left to
 * `getJobs` and to the slow listing. Jobs whose labels have just changed come along, whatever their phase: nothing
 * else about them tells that they did.
 */
export async function activeJobs(reader: JobReader, signal: AbortSignal): Promise<Omit<JobPage, "next">> {
  const { service, workspaces, unit } = reader;
  const search = (workspace: string, phases: readonly string[]) =>
    searchIn(service, { workspace, only: { key: "phase", values: phases } }, "activeJobs", signal);
  const reads = workspaces.flatMap((workspace) => [
    readAll(search(workspace, activePhases), pageLimit, unit),
    readPage(search(workspace, [doubtfulPhase]), firstPlace(pageLimit, unit)).then(({ rows }) => rows),
  ]);
  const rows = (await Promise.all(reads)).flat();
  const open = rows.filter((row) => "unreadable" in row || row.reading.core.status.phaseClass !== "TERMINAL");
  const page = await toPage(reader, open, signal);
  const relabelled = await toPage(reader, await findRelabelled(reader, open, signal), signal);
  return {
    readings: [...page.readings, ...relabelled.readings],
    unreadable: [...page.unreadable, ...relabelled.unreadable],
  };
}

/** Ended jobs with new labels. None where the search by id fails: the slow listing meets them too. */
async function findRelabelled(
  { service, labels }: JobReader,
  met: readonly JobRow[],
  signal: AbortSignal,
): Promise<JobRow[]> {
  const metIds = new Set(met.map(keyOfRow));
  const places = labels.takeChanged(mostRelabelled).filter(({ nativeId }) => !metIds.has(nativeId));
  const rows: JobRow[] = [];
  try {
    for (const [workspace, jobs] of Map.groupBy(places, (place) => place.workspace)) {
      const ids = jobs.map(({ nativeId }) => nativeId);
      for (let start = 0; start < ids.length; start += filterLimit) {
        const only = { key: "id", values: ids.slice(start, start + filterLimit) };
        const source = searchIn(service, { workspace, only }, "activeJobs", signal);
        rows.push(...(await source.read(0, filterLimit)).rows);
      }
    }
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
  }
  return rows;
}

/**
 * One call for each: the vendor has no call for several. Its listing could filter by id, but sees one workspace and
 * cannot tell a job that is gone from one that it does not show, which is what this is asked for.
 */
export async function getJobs(
  { service, labels, stages }: JobReader,
  nativeIds: readonly string[],
  signal: AbortSignal,
): Promise<(JobReading | BackendError)[]> {
  const results = await Promise.all(nativeIds.map((nativeId) => getJob(service, nativeId, signal)));
  const readings = await stages.addTo(await labels.addTo(results.filter(isReading), signal), signal);
  const rest = readings.values();
  return results.map((result) => (isReading(result) ? (rest.next().value ?? result) : result));
}

function isReading(result: JobReading | BackendError): result is JobReading {
  return !(result instanceof BackendError);
}

async function getJob(
  service: Service,
  nativeId: string,
  signal: AbortSignal,
): Promise<JobReading | BackendError> {
  try {
    const response = await service.get("getJobs", ["training-jobs", nativeId], {}, signal);
    const reading = parseJob(response.json());
    if (typeof reading === "string") return malformed(service.backend, "getJobs", reading);
    if (reading.nativeId === nativeId) return await withTuning(service, reading, signal);
    return malformed(service.backend, "getJobs", `another job than ${nativeId}`);
  } catch (error) {
    return inPlace(error);
  }
}

/** The error of one id, which stands in its place; rethrows what speaks against more than that. */
export function inPlace(error: unknown): BackendError {
  if (error instanceof BackendError && (error.kind === "NOT_FOUND" || error.kind === "MALFORMED"))
    return error;
  throw error;
}

/** Error for an answer that is outside the protocol. */
export function malformed(backend: BackendId, operation: string, what: string): BackendError {
  return new BackendError("MALFORMED", `${operation}: got ${what}`, { backend });
}

/** What a search is limited to. */
interface Search {
  readonly workspace: string;
  /** Absent for all. */
  readonly only?: { readonly key: string; readonly values: readonly string[] };
}

/** Jobs of one workspace, newest first. */
export function searchIn(
  service: Service,
  { workspace, only }: Search,
  operation: string,
  signal: AbortSignal,
): PageSource<JobRow> {
  const filters = only && { filters: [{ key: only.key, operator: "in", value: only.values }] };
  const order = { sort_by: "create_time", order: "desc", workspace_id: workspace };
  return {
    keyOf: keyOfRow,
    async read(offset, limit) {
      const body = { offset, limit, ...order, ...filters };
      const response = await service.search(operation, ["training-job-searches"], body, signal);
      const { rows, sizes } = readList(service.backend, operation, response.json());
      return { rows: rows.map((document) => toRow(service.backend, operation, document)), sizes };
    },
  };
}

/** Reads the envelope that lists of jobs and of algorithms have. */
export function readList(backend: BackendId, operation: string, answer: unknown): ListPage<unknown> {
  if (!isJsonObject(answer)) throw malformed(backend, operation, "an answer that is no JSON object");
  return {
    rows: itemsOf(backend, operation, answer),
    sizes: [number.parse(answer.count), number.parse(answer.total)],
  };
}

function itemsOf(
  backend: BackendId,
  operation: string,
  { items, ...envelope }: JsonObject,
): readonly unknown[] {
  if (Array.isArray(items)) return items;
  // An empty list may be left out, but an answer that says nothing about a list is none.
  const isEmptyList = (items === null || items === undefined || items === "") && "total" in envelope;
  if (isEmptyList) return [];
  throw malformed(backend, operation, "an answer without a list of items");
}

function toRow(backend: BackendId, operation: string, document: unknown): JobRow {
  const reading = parseJob(document);
  if (typeof reading !== "string") return { reading };
  return { unreadable: { nativeId: readJobId(document), error: malformed(backend, operation, reading) } };
}

async function toPage(
  { labels, stages }: JobReader,
  rows: readonly JobRow[],
  signal: AbortSignal,
): Promise<Omit<JobPage, "next">> {
  const readings = rows.flatMap((row) => ("reading" in row ? [row.reading] : []));
  return {
    readings: await stages.addTo(await labels.addTo(readings.map(withoutTuning), signal), signal),
    unreadable: rows.flatMap((row) => ("unreadable" in row ? [row.unreadable] : [])),
  };
}
