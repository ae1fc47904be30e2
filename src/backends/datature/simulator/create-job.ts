import { z } from "zod";
import type { SimulatedJob, VendorRequest, World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { readBody, resourceName } from "./body.ts";
import type { Datasets } from "./datasets.ts";
import { chooseInstance, type Deployments, deploymentRequest } from "./deployments.ts";
import { invalid, ServiceError } from "./errors.ts";
import { withDefaultTimes } from "./job-document.ts";
import { runAt, stopAt } from "./job-timers.ts";
import { BATCH, LIFE_OF_CREATED_JOB, WAITING } from "./population.ts";
import type { Webhooks } from "./webhooks.ts";

const time = z.int().min(0);
const createBody = z.object({
  name: resourceName,
  spec: z.object({
    startAtTime: time.optional(),
    stopAtTime: time.optional(),
    datasetId: z.string(),
    deployment: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("ExistingDeployment"), deploymentId: z.string() }),
      z.strictObject({ kind: z.literal("NewEphemeralDeployment"), template: deploymentRequest }),
    ]),
    resultDelivery: z.object({
      destinations: z.array(z.object({ kind: z.literal("Webhook"), webhookId: z.string() })).min(1),
    }),
  }),
});
type Spec = z.infer<typeof createBody>["spec"];

/** What a job can be made from. */
export interface Ingredients {
  readonly datasets: Datasets;
  readonly deployments: Deployments;
  readonly webhooks: Webhooks;
}

/** Makes a job. No key ties a repeated request to the first one: it makes another job. Throws a 400 or 404. */
export function createJob(world: World, ingredients: Ingredients, request: VendorRequest): SimulatedJob {
  const { name, spec } = readBody(request, createBody);
  checkReferences(world, ingredients, spec);
  const deployment = completeDeployment(world, spec.deployment);
  const fields = withDefaultTimes(world, { name, spec: { ...spec, deployment } }, world.now());
  const { startAtTime, stopAtTime } = fields.spec;
  const starts = typeof startAtTime === "number" ? startAtTime : 0;
  const isScheduled = starts > world.now();
  const steps = isScheduled ? [WAITING] : LIFE_OF_CREATED_JOB;
  const job = world.jobs.create({ type: BATCH, steps, fields });
  if (isScheduled) runAt(world, job, starts);
  if (typeof stopAtTime === "number") stopAt(world, job, stopAtTime);
  return job;
}

function checkReferences(world: World, { datasets, deployments, webhooks }: Ingredients, spec: Spec): void {
  const { datasetId, deployment, resultDelivery } = spec;
  const dataset = datasets.find(datasetId);
  if (!dataset) throw unknownReference(world, "spec.datasetId", datasetId);
  if (dataset.overview !== "Uploaded") throw invalid("spec.datasetId", `dataset is ${dataset.overview}`);
  if (dataset.expiryTime <= world.now()) throw invalid("spec.datasetId", "dataset is expired");

  const { destinations } = resultDelivery;
  const most = assumedNumber(world, "maxDestinations");
  if (destinations.length > most) throw invalid("spec.resultDelivery.destinations", `at most ${most}`);
  for (const { webhookId } of destinations) {
    if (!webhooks.find(webhookId)) throw unknownReference(world, "webhookId", webhookId);
  }
  if (deployment.kind === "ExistingDeployment" && !deployments.find(deployment.deploymentId)) {
    throw unknownReference(world, "spec.deployment.deploymentId", deployment.deploymentId);
  }
}

function unknownReference(world: World, field: string, id: string): ServiceError {
  return isAssumed(world, "unknownReference", 404)
    ? new ServiceError(404)
    : invalid(field, `unknown id ${id}`);
}

/** The template as it was sent, with an instance where it names neither one nor resources. */
function completeDeployment(world: World, deployment: Spec["deployment"]) {
  if (deployment.kind === "ExistingDeployment") return deployment;
  const { template } = deployment;
  const instanceId = template.resources ? {} : { instanceId: chooseInstance(template) };
  const { replicas, ...rest } = template;
  const scale = isAssumed(world, "templateReplicas", "scaling")
    ? { scaling: { replicas, mode: "FixedReplicaCount" } }
    : { replicas };
  return { kind: deployment.kind, template: { ...rest, ...scale, ...instanceId } };
}
