import type { SharedAsset, SharingEffect } from "../../domain/command.ts";
import { BackendError } from "../../domain/error.ts";
import type { Job, JobKind, JobReading } from "../../domain/job.ts";
import { getJobs, storedDocument } from "./jobs.ts";
import { relatedJobs } from "./lineage.ts";
import { JobResultSchema } from "./proto/public_api_pb.js";
import type { Service } from "./service.ts";
import { fromDocument } from "./wire/decode.ts";
import { artifactsOf } from "./wire/job.ts";
import { modelsOf, targetModelOf } from "./wire/member.ts";
import { datasetOf, outputOf } from "./wire/spec.ts";

/** A job as it is stored or was just read. */
type Shown = Pick<JobReading, "nativeId" | "native" | "core">;

/**
 * What is shared or hidden together with a job: its models, data sets and artifacts, and for profile and inference jobs
 * the compile and link jobs behind them, each with what is its own (class pages of the Workbench documentation). A job
 * behind it that the account may not see is left out.
 */
export async function sharedWith(service: Service, job: Job, signal: AbortSignal): Promise<SharingEffect> {
  const first = storedDocument(job) ? job : await read(service, job.nativeId, signal);
  const isMeasured = first.core.kind === "PROFILE" || first.core.kind === "INFERENCE";
  const behind = isMeasured ? await jobsBehind(service, first, signal) : [];
  const assets = [first, ...behind].flatMap(assetsOf);
  const once = new Map(assets.map((asset) => [`${asset.kind} ${asset.nativeId}`, asset]));
  return { jobs: behind.map(({ nativeId }) => nativeId), assets: [...once.values()] };
}

async function read(service: Service, nativeId: string, signal: AbortSignal): Promise<JobReading> {
  const [job] = await getJobs(service, [nativeId], signal);
  if (job instanceof BackendError) throw job;
  return job as JobReading; // getJobs answers in order, one for each
}

const sharedKinds: ReadonlySet<JobKind> = new Set(["COMPILE", "LINK"]);

/** Level by level: behind a link job are the compile jobs of what it links. */
async function jobsBehind(service: Service, first: Shown, signal: AbortSignal): Promise<JobReading[]> {
  const found = new Map<string, JobReading>();
  for (let level: readonly Shown[] = [first]; level.length > 0; ) {
    const makers = await Promise.all(level.map((job) => relatedJobs(service, job, signal)));
    const next = makers.flat().filter(({ nativeId, core }) => {
      return sharedKinds.has(core.kind) && !found.has(nativeId) && nativeId !== first.nativeId;
    });
    for (const job of next) found.set(job.nativeId, job);
    level = [...new Set(next.map(({ nativeId }) => nativeId))].flatMap((id) => found.get(id) ?? []);
  }
  return [...found.values()];
}

/** In the words of the service. Artifacts have no ids: they are told by their kind and their job. */
function assetsOf(job: Shown): SharedAsset[] {
  const document = storedDocument(job);
  if (document === null || document.job.case === undefined) return [];
  const member = document.job;
  const models = [...modelsOf(member), targetModelOf(member)];
  const datasets = [datasetOf(member), outputOf(fromDocument(JobResultSchema, job.native.result))];
  return [
    ...models.flatMap((model) => toAsset("model", model?.modelId, model?.name)),
    ...datasets.flatMap((dataset) => toAsset("dataset", dataset?.nativeId, dataset?.name)),
    ...artifactsOf(document).map((kind) => ({ kind, nativeId: job.nativeId, name: null })),
  ];
}

function toAsset(kind: string, nativeId: string | undefined, name: string | null | undefined): SharedAsset[] {
  return nativeId ? [{ kind, nativeId, name: name || null }] : [];
}
