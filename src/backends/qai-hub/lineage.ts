import { BackendError } from "../../domain/error.ts";
import type { JobReading, Job as StoredJob } from "../../domain/job.ts";
import { findOrNull } from "../draft-problems.ts";
import { fetchJob, getJobs, storedDocument } from "./jobs.ts";
import { fetchModel } from "./models.ts";
import type { Model } from "./proto/public_api_pb.js";
import type { Service } from "./service.ts";
import { modelsOf } from "./wire/member.ts";

/**
 * Jobs that made the models which a job works on: compile and link jobs behind a measured one, the quantize job behind
 * a compile job. One that the account may not see is left out.
 */
export async function relatedJobs(
  service: Service,
  job: Pick<StoredJob, "nativeId" | "native">,
  signal: AbortSignal,
): Promise<JobReading[]> {
  const document = storedDocument(job) ?? (await fetchJob(service, "relatedJobs", job.nativeId, signal));
  const models = document.job.case === undefined ? [] : modelsOf(document.job);
  const producers = await Promise.all(models.map((model) => producerOf(service, model, signal)));
  const results = await getJobs(service, [...new Set(producers.flatMap((id) => id ?? []))], signal);
  return results.flatMap((result) => (result instanceof BackendError ? [] : [result]));
}

/** Id of the job that made a model, which is read where a job tells no more of it than its id; null for an upload. */
async function producerOf(service: Service, model: Model, signal: AbortSignal): Promise<string | null> {
  const { modelId, name, producerId } = model;
  const isNamedOnly = modelId !== undefined && name === undefined && producerId === undefined;
  if (!isNamedOnly) return producerId || null;
  const whole = await findOrNull(fetchModel(service, "relatedJobs", modelId, signal));
  return whole?.producerId || null;
}
