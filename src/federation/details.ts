import type { Job } from "../domain/job.ts";
import type { Loaders } from "./loaders.ts";
import type { SpecView } from "./views.ts";

/** What was asked for. Reads the job at its vendor when no reading carried it yet; null when the vendor does not say. */
export async function specOf(job: Job, loaders: Loaders): Promise<SpecView | null> {
  const detail = job.detail ?? (await loaders.readings(job.backend).load(job.nativeId)).detail;
  return detail ? { job: { ...job, detail }, spec: detail.spec } : null;
}
