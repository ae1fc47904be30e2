import type { JobDraft } from "../../../domain/draft.ts";
import { epochMs, type Instant } from "../../../domain/instant.ts";
import type { DatatureArtifact, DatatureDraft } from "../draft.ts";

/**
 * Body of a create. What is not asked for is left out, and the vendor fills it in; replicas are always sent, as its
 * client does. `instanceId` is what a deployment from an artifact runs on.
 */
export function toCreateBody(
  { name, schedule }: Pick<JobDraft, "name" | "schedule">,
  { datasetId, delivery, deployment: { deploymentId, artifact } }: DatatureDraft,
  instanceId: string | null,
): object {
  const deployment = artifact
    ? { kind: "NewEphemeralDeployment", template: toTemplate(artifact, instanceId) }
    : { kind: "ExistingDeployment", deploymentId };
  const spec = {
    startAtTime: toTime(schedule?.startAt),
    stopAtTime: toTime(schedule?.stopAt),
    datasetId,
    deployment,
    resultDelivery: { destinations: [{ kind: "Webhook", webhookId: delivery.webhookId }] },
  };
  return { name, spec };
}

/** Body of a cancellation: the vendor has none but an earlier stop. */
export function toStopBody(stopAtTime: number): object {
  return { spec: { stopAtTime } };
}

function toTemplate(artifact: DatatureArtifact, instanceId: string | null): object {
  const { artifactId, replicas, region, name, versionTag, evaluation } = artifact;
  const { strategy, threshold, groups } = evaluation ?? {};
  const options = {
    evaluationStrategy: strategy ?? undefined,
    evaluationThreshold: threshold ?? undefined,
    evaluationGroup: groups ?? undefined,
  };
  const isJudged = Object.values(options).some((value) => value !== undefined);
  return {
    artifactId,
    replicas,
    region: region ?? undefined,
    instanceId: instanceId ?? undefined,
    name: name ?? undefined,
    versionTag: versionTag ?? undefined,
    ...(isJudged && { options }),
  };
}

/** Milliseconds since 1970. */
function toTime(instant: Instant | null | undefined): number | undefined {
  return instant ? epochMs(instant) : undefined;
}
