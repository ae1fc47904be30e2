import { BackendError } from "../../domain/error.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import { isJsonObject } from "../../domain/json.ts";
import { getJobs } from "./jobs.ts";
import { malformed, type Service } from "./service.ts";
import { parseDataPage, parseRun } from "./wire/run.ts";
import { toStep } from "./wire/step.ts";

/** Most pages of children that are read; a sweep has thousands of trials at most. */
const mostPages = 100;

/**
 * The jobs that a job belongs to or consists of: its parent, then the steps of a pipeline or the trials of a sweep.
 * What has no document of its own says so by `partOf`.
 */
export async function relatedJobs(service: Service, job: Job, signal: AbortSignal): Promise<JobReading[]> {
  const [parents, children] = await Promise.all([
    readParent(service, job, signal),
    readChildren(service, job.nativeId, signal),
  ]);
  return [...parents, ...children];
}

async function readParent(service: Service, { native }: Job, signal: AbortSignal): Promise<JobReading[]> {
  const { properties, run } = native;
  const parent =
    (isJsonObject(run) ? run.parentRunId : null) ??
    (isJsonObject(properties) ? properties.parentJobName : null);
  if (typeof parent !== "string" || parent === "") return [];
  const [reading] = await getJobs(service, [parent], signal);
  return reading === undefined || reading instanceof BackendError ? [] : [reading];
}

async function readChildren(service: Service, nativeId: string, signal: AbortSignal): Promise<JobReading[]> {
  const { backend, workspace } = service;
  const path = ["runs", nativeId, "children"];
  const children: JobReading[] = [];
  let query: Readonly<Record<string, string>> = {};
  for (let page = 0; page < mostPages; page++) {
    const answer = await service.data({ operation: "relatedJobs", service: "history", path, query }, signal);
    const found = parseDataPage(answer);
    if (found === null) throw malformed(backend, "relatedJobs", "an answer without a list");
    for (const value of found.values) {
      const child = parseRun(value);
      if (child?.run.runId) children.push(toStep(child, child.run.runId, workspace));
    }
    if (found.continuationToken === null) break;
    query = { $continuationtoken: found.continuationToken };
  }
  return children;
}
