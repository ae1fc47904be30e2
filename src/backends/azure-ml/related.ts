import { BackendError } from "../../domain/error.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import { isJsonObject } from "../../domain/json.ts";
import { readChildren } from "./children.ts";
import { getJobs } from "./jobs.ts";
import type { Service } from "./service.ts";
import { toStep } from "./wire/step.ts";

/**
 * The jobs that a job belongs to or consists of: its parent, then the steps of a pipeline or the trials of a sweep.
 * What has no document of its own says so by `partOf`.
 */
export async function relatedJobs(service: Service, job: Job, signal: AbortSignal): Promise<JobReading[]> {
  const [parents, children] = await Promise.all([
    readParent(service, job, signal),
    readChildren(service, "relatedJobs", job.nativeId, signal),
  ]);
  const steps = children.flatMap((child) =>
    child.run.runId === null ? [] : [toStep(child, child.run.runId, service.workspace)],
  );
  return [...parents, ...steps];
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
