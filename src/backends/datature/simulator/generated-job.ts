import type { SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom, type Random } from "../../../simulator/random.ts";
import { ARTIFACT_IDS } from "./artifacts.ts";
import { GENERATED_DEPLOYMENTS } from "./deployments.ts";
import { USUAL_DATASETS } from "./generated-datasets.ts";
import { instancesFor } from "./instances.ts";
import { SCHEDULED } from "./population.ts";
import { WEBHOOK_IDS } from "./webhooks.ts";

/** What a generated job was asked to do: its name and its spec, of the times only a start that was chosen. */
export function generateJob(job: SimulatedJob) {
  const random = createRandom(job.seed, "document");
  const delayMs = random.int(2, 48) * 3_600_000;
  const start = job.type === SCHEDULED ? { startAtTime: Math.floor(job.createdAt) + delayMs } : {};
  const { id: datasetId, name } = random.pick(USUAL_DATASETS);
  const webhookId = random.pick(WEBHOOK_IDS);
  return {
    name: `${random.pick(PURPOSES)}-${name}-${random.int(1, 999)}`,
    spec: {
      ...start,
      datasetId,
      resultDelivery: { destinations: [{ kind: "Webhook", webhookId }] },
      deployment: drawDeployment(random),
    },
  };
}

const PURPOSES = ["nightly", "weekend", "backlog", "夜間", "rerun", "prüfung"];

function drawDeployment(random: Random) {
  if (random.chance(0.65)) {
    return { kind: "ExistingDeployment", deploymentId: random.pick(GENERATED_DEPLOYMENTS).id };
  }
  const artifactId = random.pick(ARTIFACT_IDS);
  const { instanceId, regions } = random.pick(instancesFor(artifactId, "*"));
  const region = random.chance(0.7) ? { region: random.pick(regions) } : {};
  const template = { artifactId, replicas: random.int(1, 4), ...region, instanceId };
  return { kind: "NewEphemeralDeployment", template };
}
