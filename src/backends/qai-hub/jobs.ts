import type { BackendError } from "../../domain/error.ts";
import type { JobReading, Job as StoredJob } from "../../domain/job.ts";
import { type Job, type JobResult, JobResultSchema, JobSchema, JobState } from "./proto/public_api_pb.js";
import { inPlace, malformed, type Service } from "./service.ts";
import { decode, fromDocument } from "./wire/decode.ts";
import { parseJob, toReading } from "./wire/job.ts";
import { idOf } from "./wire/member.ts";

/** One call for each, because the service has none for several; another for the result of one that has succeeded. */
export function getJobs(
  service: Service,
  nativeIds: readonly string[],
  signal: AbortSignal,
): Promise<(JobReading | BackendError)[]> {
  return Promise.all(nativeIds.map((nativeId) => getJob(service, nativeId, signal)));
}

async function getJob(
  service: Service,
  nativeId: string,
  signal: AbortSignal,
): Promise<JobReading | BackendError> {
  try {
    const job = await fetchJob(service, "getJobs", nativeId, signal);
    const hasResult = job.job.value?.jobState === JobState.DONE;
    const result = hasResult ? await fetchResult(service, "getJobs", nativeId, signal) : null;
    const reading = toReading(job, result, service.web);
    return typeof reading === "string" ? malformed(service.backend, "getJobs", reading) : reading;
  } catch (error) {
    return inPlace(error);
  }
}

/** Reads a job; MALFORMED when it is none or another one. */
export async function fetchJob(
  service: Service,
  operation: string,
  nativeId: string,
  signal: AbortSignal,
): Promise<Job> {
  const job = parseJob(await service.get(operation, ["jobs", nativeId], {}, signal));
  if (typeof job === "string") throw malformed(service.backend, operation, job);
  if (idOf(job) !== nativeId) throw malformed(service.backend, operation, `another job than ${nativeId}`);
  return job;
}

/**
 * Reads the result of a job that has succeeded; null where the service has none, and where it cannot be read, which
 * must not hide the end of the job.
 */
export async function fetchResult(
  service: Service,
  operation: string,
  nativeId: string,
  signal: AbortSignal,
): Promise<JobResult | null> {
  try {
    const bytes = await service.get(operation, ["jobs", nativeId, "result"], {}, signal);
    const result = decode(JobResultSchema, bytes);
    return result?.result.case === undefined ? null : result;
  } catch (error) {
    inPlace(error);
    return null;
  }
}

/** Document of a stored job; null where only a summary of it is stored. */
export function storedDocument(job: Pick<StoredJob, "native">): Job | null {
  return fromDocument(JobSchema, job.native.job);
}
