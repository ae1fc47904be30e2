import type { SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom, type Random } from "../../../simulator/random.ts";
import { toResourceId } from "./account.ts";
import { TRAINING_CLUSTERS } from "./computes.ts";
import { generateDefinition, randomTopic } from "./generated-definition.ts";
import { isFinal } from "./statuses.ts";
import type { WireDocument } from "./wire-document.ts";

const TEAMS = ["vision", "language", "forecast"];
const STEPS = ["train", "finetune", "evaluate", "ablation", "baseline"];

/** Builds the properties of a generated job that a user would have sent, from the job's own seed. */
export function generateProperties(job: SimulatedJob): WireDocument {
  const random = createRandom(job.seed, "document");
  const topic = randomTopic(random);
  const step = random.pick(STEPS);
  const isServerless = job.type === "Spark" || job.type === "FineTuning" || random.chance(0.15);
  const cluster = random.pick(TRAINING_CLUSTERS);
  return {
    description: random.chance(0.5) ? `${step} of ${topic}, run ${random.int(1, 40)}` : null,
    tags: drawTags(random),
    properties: drawGitOrigin(random),
    displayName: random.chance(0.8) ? `${topic}-${step}` : job.id,
    experimentName: random.chance(0.1) ? "Default" : topic,
    computeId: isServerless ? null : toResourceId("computes", cluster.name),
    isArchived: isGeneratedArchived(job),
    identity: random.chance(0.5) ? { identityType: "AMLToken" } : null,
    componentId: null,
    notificationSetting: drawNotification(random),
    jobType: job.type,
    ...generateDefinition(job, topic, isServerless, random),
  };
}

/** Whether a generated job has been archived by somebody: one of thirty that have ended. Others do it by a field. */
export function isGeneratedArchived({ origin, state, seed }: SimulatedJob): boolean {
  return origin === "generated" && isFinal(state.native) && createRandom(seed, "archived").chance(1 / 30);
}

function drawTags(random: Random): WireDocument {
  if (!random.chance(0.5)) return {};
  const team = { team: random.pick(TEAMS) };
  return random.chance(0.3) ? { ...team, release: "candidate" } : team;
}

/** What the vendor's client adds when it runs inside a git folder. */
function drawGitOrigin(random: Random): WireDocument {
  if (!random.chance(0.3)) return {};
  return {
    "mlflow.source.git.repoURL": "https://git.example/team/models.git",
    "mlflow.source.git.branch": "main",
    "mlflow.source.git.commit": random.int(0x10000000, 0x7fffffff).toString(16).repeat(5),
    "azureml.git.dirty": String(random.chance(0.2)),
  };
}

function drawNotification(random: Random): WireDocument | null {
  if (!random.chance(0.1)) return null;
  return { emailOn: ["JobFailed", "JobCompleted"], emails: ["demo@example.com"], webhooks: null };
}
