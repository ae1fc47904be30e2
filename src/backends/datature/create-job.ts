import type { CreatedJob } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError, withUndone } from "../../domain/error.ts";
import { unsent } from "../unsent.ts";
import { readInstances } from "./catalogue.ts";
import { type DatatureArtifact, rules } from "./draft.ts";
import { pickInstance } from "./instances.ts";
import { type JobReader, readAnswer } from "./jobs.ts";
import type { Service } from "./service.ts";
import { readNativeId } from "./wire/mask.ts";
import { toCreateBody } from "./wire/request.ts";

/**
 * Creates the job of a draft with one POST, the deployment for it included: the vendor makes both or none. It takes
 * equal jobs and no idempotency key, so that the POST is never repeated.
 */
export async function createJob(
  reader: JobReader,
  draft: JobDraft,
  signal: AbortSignal,
): Promise<CreatedJob> {
  const { service } = reader;
  const job = rules.parse(draft, service.backend);
  const { artifact } = job.deployment;
  const instanceId = artifact
    ? (artifact.instanceId ?? (await chooseInstance(service, artifact, signal)))
    : null;
  const body = toCreateBody(draft, job, instanceId);
  const path = ["batch", "jobs"];
  const change = { operation: "createJob", method: "POST", path, body, repeatable: false } as const;
  const answer = await service.change(change, signal);
  const nativeId = readNativeId(answer.body);
  if (nativeId === null) {
    const message = "createJob: got a job without an id";
    throw new BackendError("MALFORMED", message, { backend: service.backend });
  }
  // The job is there, whatever else is odd about the answer, and whoever has left meanwhile.
  const reading = await readAnswer(reader, answer, signal).catch(() => null);
  return { nativeId, reading, problems: [] };
}

/** What the vendor's client does, too: it asks what there is and picks one. */
async function chooseInstance(
  service: Service,
  { artifactId, region }: DatatureArtifact,
  signal: AbortSignal,
): Promise<string> {
  const offered = await unsent(readInstances(service, artifactId, region ?? "*", signal));
  if (offered instanceof BackendError) throw withUndone(offered, true);
  const instanceId = pickInstance(offered);
  if (instanceId !== null) return instanceId;
  const place = "deployment.artifact.instanceId";
  throw invalid(service, `${place}: ${artifactId} is offered on no default instance, so it has to be named`);
}

function invalid({ backend }: Service, message: string): BackendError {
  return new BackendError("INVALID", message, { backend });
}
