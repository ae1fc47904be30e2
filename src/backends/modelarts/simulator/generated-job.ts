import type { SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom, type Random } from "../../../simulator/random.ts";
import { type AlgorithmChoice, algorithmOf, searchAlgorithmOf } from "./generated-algorithm.ts";
import { heteroTasks } from "./generated-hetero.ts";
import { resourceOf } from "./generated-resource.ts";
import { USERS } from "./users.ts";
import type { WireDocument } from "./wire-document.ts";

const TOPICS = ["resnet50", "yolov5", "bert-base", "llama-7b", "unet", "forecast", "conformer"];
const STEPS = ["train", "finetune", "eval", "ablation", "baseline"];
const TEAMS = ["vision", "language", "speech"];

/**
 * Builds everything of a generated job's document but `status`, from the job's own seed. The number at the end of
 * the name is the serial, which makes names unique and lets a job be found by name without a scan.
 */
export function generateDocument(job: SimulatedJob): WireDocument {
  const random = createRandom(job.seed, "document");
  const topic = random.pick(TOPICS);
  const step = random.pick(STEPS);
  const head = { kind: job.type, metadata: metadataOf(job, topic, step, random) };
  if (job.type === "hetero_job") return { ...head, algorithm: {}, tasks: heteroTasks(topic, random) };
  if (job.type === "visualization_job") {
    return { ...head, algorithm: { summary: tensorboardOf(topic) }, spec: visualizationSpec() };
  }
  const choice = job.type === "autosearch_job" ? searchAlgorithmOf(random) : algorithmOf(topic, random);
  return { ...head, algorithm: choice.algorithm, spec: specOf(topic, choice, random) };
}

/** The name that a generated job with this serial might have; null when the text is no such name. */
export function serialInName(name: string): number | null {
  const digits = /-(\d{1,10})$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The tags of a generated job: two jobs of five have some. */
export function generateTags(job: SimulatedJob): readonly { key: string; value: string }[] {
  const random = createRandom(job.seed, "tags");
  if (!random.chance(0.4)) return [];
  const team = { key: "team", value: random.pick(TEAMS) };
  return random.chance(0.3) ? [team, { key: "release", value: "candidate" }] : [team];
}

function metadataOf(job: SimulatedJob, topic: string, step: string, random: Random): WireDocument {
  const isHetero = job.type === "hetero_job";
  return {
    id: job.id,
    name: `${topic}-${step}-${job.serial}`,
    description: random.chance(0.5) ? `${step} of ${topic}, run ${random.int(1, 40)}` : "",
    create_time: Math.floor(job.createdAt),
    workspace_id: "0",
    ai_project: "default-ai-project",
    user_name: random.pick(USERS),
    annotations: {
      job_template: isHetero ? "Template RL" : "Template DL",
      key_task: isHetero ? "learner" : "worker",
      ...(job.type === "visualization_job" && { "tensorboard/enable": "true" }),
      ...(random.chance(0.1) && { "jupyter-lab/enable": "true" }),
      ...(random.chance(0.3) && { "fault-tolerance/job-retry-num": String(random.int(1, 3)) }),
    },
    ...(random.chance(0.25) && { training_experiment_reference: experimentOf(random.int(0, 3)) }),
  };
}

/** The experiments that some jobs belong to, by number from 0 to 3. */
export function experimentOf(number: number): WireDocument {
  const name = ["nightly", "paper-figures", "regression", "hyperparameters"][number] ?? "nightly";
  return { id: `e0000000-0000-4000-8000-00000000000${number}`, name, serial_number: number + 1 };
}

function specOf(topic: string, choice: AlgorithmChoice, random: Random): WireDocument {
  const shareName = `${topic}-cache`;
  return {
    resource: resourceOf(choice.flavorTypes, random),
    log_export_path: random.chance(0.6) ? { obs_url: `/example-bucket/${topic}/log/` } : {},
    is_hosted_log: true,
    ...(random.chance(0.15) && {
      volumes: [
        {
          nfs: {
            nfs_server_path: `192.168.0.82:/${shareName}`,
            local_path: `/mnt/${shareName}`,
            read_only: random.chance(0.5),
          },
        },
      ],
    }),
    ...(random.chance(0.2) && {
      schedule_policy: { priority: random.int(1, 3), preemptible: random.chance(0.3) },
    }),
    ...(random.chance(0.1) && { auto_stop: { time_unit: "HOURS", duration: random.int(1, 72) } }),
  };
}

function tensorboardOf(topic: string): WireDocument {
  return {
    log_type: "tensorboard",
    log_dir: { pfs: { pfs_path: `/example-pfs/${topic}/summary/` } },
    data_sources: [],
  };
}

function visualizationSpec(): WireDocument {
  return { resource: resourceOf(["CPU"], createRandom("visualization")), log_export_path: {} };
}
