import type { JobAction, Refusal } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import { instantOf } from "../../domain/instant.ts";
import type { Job } from "../../domain/job.ts";
import type { JsonObject } from "../../domain/json.ts";
import type { Service } from "./service.ts";
import { type Asked, parseAsked } from "./wire/asked.ts";
import { readNativeId } from "./wire/mask.ts";

/** Draft that makes the same job again, from a fresh read. Rejects with UNSUPPORTED when no draft can say it all. */
export async function draftOf(
  service: Service,
  nativeId: string,
  { name, nowMs }: { readonly name: string; readonly nowMs: number },
  signal: AbortSignal,
): Promise<JobDraft> {
  const { body } = await service.get("draftOf", ["batch", "jobs", nativeId], {}, signal);
  const { backend } = service;
  if (readNativeId(body) !== nativeId)
    throw new BackendError("MALFORMED", `draftOf: got another job than ${nativeId}`, { backend });
  const read = parseAsked(body);
  if ("unsaid" in read) {
    throw new BackendError("UNSUPPORTED", sayUnsaid(nativeId, read.unsaid), { backend });
  }
  const { datasetId, deployment, resultDelivery } = read.asked.spec;
  const [{ webhookId }] = resultDelivery.destinations;
  return {
    name,
    displayName: null,
    description: null,
    labels: [],
    schedule: scheduleAgain(read.asked, nowMs),
    job: { datasetId, delivery: { webhookId }, deployment: toDeployment(deployment) },
  };
}

/** Why a job does not admit an action, beyond what holds for all vendors: some jobs cannot be said again. */
export function refusal({ nativeId, native }: Job, action: JobAction): Refusal | null {
  if (action !== "retry" || native.spec === undefined) return null;
  const read = parseAsked(native);
  return "unsaid" in read ? { code: "UNSUPPORTED", reason: sayUnsaid(nativeId, read.unsaid) } : null;
}

function sayUnsaid(nativeId: string, places: readonly string[]): string {
  const what = places.slice(0, 3).join(", ");
  return `${nativeId} cannot be created again: what it has at ${what} fits no draft. Use the vendor's own client.`;
}

/** From start to stop when no stop is asked for: three days, as the vendor's command line says (`datature` 1.12.2). */
const usualStayMs = 259_200_000;

/** Times to come. A stop that the vendor has filled in counts from the new start again. */
function scheduleAgain({ spec, createDate }: Asked, nowMs: number): JobDraft["schedule"] {
  const { stopAtTime = 0 } = spec;
  const startAtTime = spec.startAtTime || createDate || 0;
  const isChosen = stopAtTime - startAtTime !== usualStayMs;
  const startAt = startAtTime > nowMs ? instantOf(startAtTime) : null;
  const stopAt = isChosen && stopAtTime > Math.max(startAtTime, nowMs) ? instantOf(stopAtTime) : null;
  return startAt === null && stopAt === null ? null : { startAt, stopAt };
}

function toDeployment(deployment: Asked["spec"]["deployment"]): JsonObject {
  if (deployment.kind === "ExistingDeployment") return { deploymentId: deployment.deploymentId };
  const { artifactId, replicas, scaling, region, instanceId, name, versionTag, options } =
    deployment.template;
  const evaluation = options && {
    strategy: options.evaluationStrategy ?? null,
    threshold: options.evaluationThreshold ?? null,
    groups: options.evaluationGroup ?? null,
  };
  return {
    artifact: {
      artifactId,
      replicas: scaling?.replicas ?? replicas ?? 1,
      region: region ?? null,
      instanceId: instanceId ?? null,
      name: name ?? null,
      versionTag: versionTag ?? null,
      evaluation: evaluation ?? null,
    },
  };
}
