import { z } from "zod";
import { isJsonObject, type Json } from "../../../domain/json.ts";
import {
  type DeliveryDestination,
  type Deployment,
  emptySpec,
  type Flavor,
  type ResourceSpec,
  type Spec,
} from "../../../domain/spec.ts";
import { wireCount, wireInstant, wireText } from "./scalar.ts";

/** Values of open unions are kept as they are. */
const wireUnion = z.custom<Json>((value) => isJsonObject(value), "expected an object").nullish();

/** `spec` of a job. */
export const wireSpec = z.object({
  startAtTime: wireInstant,
  stopAtTime: wireInstant,
  datasetId: wireText,
  deployment: wireUnion.transform((value) => (value ? toDeployment(value) : null)),
  resultDelivery: z
    .object({ destinations: z.array(wireUnion).nullish() })
    .nullish()
    .transform((delivery) =>
      delivery?.destinations?.flatMap((value) => (value ? [toDestination(value)] : [])),
    ),
});
export type WireSpec = z.output<typeof wireSpec>;

const wireExisting = z.object({ kind: z.literal("ExistingDeployment"), deploymentId: z.string().min(1) });

/** The answer repeats the template as it was sent, or in the form of a deployment: both forms of `replicas` occur. */
const wireEphemeral = z.object({
  kind: z.literal("NewEphemeralDeployment"),
  template: z.object({
    artifactId: wireText,
    region: wireText,
    instanceId: wireText,
    replicas: wireCount,
    scaling: z.object({ replicas: wireCount }).nullish(),
  }),
});

function toDeployment(document: Json): Deployment {
  const existing = wireExisting.safeParse(document).data;
  if (existing) return existing;
  const template = wireEphemeral.safeParse(document).data?.template;
  if (!template) return { kind: "OtherDeployment", ...named(document) };
  const { artifactId, region, instanceId, scaling } = template;
  const replicas = scaling?.replicas ?? template.replicas;
  return { kind: "EphemeralDeployment", artifactId, replicas, region, instanceId };
}

/** The kind may be left out: there is only one. */
const wireWebhook = z.object({ kind: z.literal("Webhook").nullish(), webhookId: wireText });

function toDestination(document: Json): DeliveryDestination {
  const webhook = wireWebhook.safeParse(document).data;
  return webhook
    ? { kind: "WebhookDestination", webhookId: webhook.webhookId }
    : { kind: "OtherDestination", ...named(document) };
}

function named(native: Json): { nativeKind: string; native: Json } {
  const kind = isJsonObject(native) ? native.kind : null;
  return { nativeKind: typeof kind === "string" ? kind : "", native };
}

/** Makes what was asked for. */
export function toSpec(spec: WireSpec): Spec {
  const { startAtTime: startAt, stopAtTime: stopAt, datasetId, deployment, resultDelivery } = spec;
  return {
    ...emptySpec,
    resource: toResource(deployment),
    schedule: startAt || stopAt ? { startAt, stopAt } : null,
    delivery: resultDelivery ? { destinations: resultDelivery } : null,
    deployment,
    dataset: datasetId === null ? null : { nativeId: datasetId, versionId: null, name: null },
  };
}

/** Only a temporary deployment says in the job what it runs on. */
function toResource(deployment: Deployment | null): ResourceSpec | null {
  if (deployment?.kind !== "EphemeralDeployment" || deployment.instanceId === null) return null;
  const flavor = namedFlavor(deployment.instanceId);
  return { policy: null, flavor, nodeCount: deployment.replicas, pool: null, allocated: null };
}

function namedFlavor(instanceId: string): Flavor {
  return {
    nativeId: instanceId,
    name: instanceId,
    type: "UNKNOWN",
    nativeType: null,
    maxSelectableNodes: null,
    maxNodes: null,
    distributed: false,
    cpu: null,
    gpu: null,
    npu: null,
    memory: null,
    disk: null,
    billing: null,
    attributes: [],
  };
}
