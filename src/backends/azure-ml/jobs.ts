import { BackendError } from "../../domain/error.ts";
import type { JobReading } from "../../domain/job.ts";
import type { JobPage, ListQuery, UnreadableJob } from "../contract.ts";
import { readPage } from "./paging.ts";
import { readRuns } from "./runs.ts";
import { malformed, type Service } from "./service.ts";
import { isStep, parseJob, readJobName } from "./wire/job.ts";
import type { RunBatch } from "./wire/run.ts";
import { toStep } from "./wire/step.ts";

/** One page of all jobs, archived ones too, in no order and of the server's own size. */
export async function listJobs(
  service: Service,
  { cursor }: ListQuery,
  signal: AbortSignal,
): Promise<JobPage> {
  const { backend } = service;
  const answer =
    cursor === null
      ? await service.manage("listJobs", ["jobs"], { listViewType: "All" }, signal)
      : await service.follow("listJobs", cursor, signal);
  const { values, next } = readPage(backend, "listJobs", answer);
  if (next !== null && next === cursor) throw malformed(backend, "listJobs", "a page that leads to itself");
  const names = values.flatMap((value) => readJobName(value) ?? []);
  const runs = await readRuns(service, names, signal);
  const readings: JobReading[] = [];
  const unreadable: UnreadableJob[] = [];
  for (const value of values) {
    const reading = toReading(service, "listJobs", value, runs);
    if (reading instanceof BackendError) unreadable.push({ nativeId: readJobName(value), error: reading });
    else readings.push(reading);
  }
  return { readings, unreadable, next };
}

/** Names are up to 255 characters, ids of runs 256. The service is not asked for what cannot be one. */
const jobName = /^[A-Za-z0-9][\w-]{0,255}$/;

/**
 * One call for each job, because the job API has none for several, and one for all their runs. The runs come after the
 * documents: their words are the newer ones.
 */
export async function getJobs(
  service: Service,
  nativeIds: readonly string[],
  signal: AbortSignal,
): Promise<(JobReading | BackendError)[]> {
  const documents = await Promise.all(nativeIds.map((nativeId) => getDocument(service, nativeId, signal)));
  const found = nativeIds.filter((_, index) => !(documents[index] instanceof BackendError));
  const runs = await readRuns(service, found, signal);
  return documents.map((document, index) => {
    if (document instanceof BackendError) return document;
    const nativeId = nativeIds[index] as string; // one document for each
    // Names differ in letter case alone: another name is another job.
    if (readJobName(document) !== nativeId)
      return malformed(service.backend, "getJobs", `another job than ${nativeId}`);
    return isStep(document)
      ? getStep(service, nativeId, runs)
      : toReading(service, "getJobs", document, runs);
  });
}

async function getDocument(service: Service, nativeId: string, signal: AbortSignal): Promise<unknown> {
  const { backend } = service;
  if (!jobName.test(nativeId)) {
    return new BackendError("NOT_FOUND", `${JSON.stringify(nativeId)} is no name of a job`, { backend });
  }
  try {
    return await service.manage("getJobs", ["jobs", nativeId], {}, signal);
  } catch (error) {
    if (error instanceof BackendError && (error.kind === "NOT_FOUND" || error.kind === "MALFORMED"))
      return error;
    throw error;
  }
}

/** The job API answers for a step, with nothing but its id; all that is known of it is its run. */
function getStep(
  { backend, workspace }: Service,
  nativeId: string,
  runs: RunBatch,
): JobReading | BackendError {
  const run = runs.of(nativeId);
  if (typeof run === "string") return malformed(backend, "getJobs", run);
  if (run !== null) return toStep(run, nativeId, workspace);
  return new BackendError("NOT_FOUND", `${nativeId} is neither a job nor a run`, { backend });
}

function toReading(
  { backend, workspace }: Service,
  operation: string,
  value: unknown,
  runs: RunBatch,
): JobReading | BackendError {
  const run = runs.of(readJobName(value) ?? "");
  if (typeof run === "string") return malformed(backend, operation, run);
  const reading = parseJob(value, run, workspace);
  return typeof reading === "string" ? malformed(backend, operation, reading) : reading;
}
