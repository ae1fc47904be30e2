import type { SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import { ServiceError } from "./errors.ts";
import { runTimesOf } from "./job-status.ts";
import { isDocument, textAt, type WireDocument } from "./wire-document.ts";

const STEP_MS = 10_000;
const STEPS = 60;

/** Answers `…/ft-detail`: what was asked for, and how far it is. Throws 2788 for a job of another kind, as all of these do. */
export function detailOf(job: SimulatedJob, document: WireDocument, now: number): object {
  const config = configOf(document);
  return {
    task_id: job.id,
    task_name: textAt(document, "metadata", "name"),
    train_type: textAt(document, "train_type") || "SFT",
    model_type: textAt(config, "model_type") || "TextGeneration",
    train_output_path: textAt(config, "train_output_path"),
    train_process: stepsOf(job, now) / STEPS,
    train_cost_time: stepsOf(job, now) * STEP_MS,
    create_time: Math.floor(job.createdAt),
    asset_capabilities: ["text"],
  };
}

/** Answers `…/ft-metrics`; the form of the points is assumed from the comments of the vendor's client. */
export function trainingMetricsOf(job: SimulatedJob, document: WireDocument, now: number): object {
  configOf(document);
  const points = Array.from({ length: stepsOf(job, now) }, (_, index) => {
    const noise = createRandom(job.seed, "loss", index).next() / 10;
    return { step: index + 1, value: Math.round((3 / (index + 1) + noise) * 1000) / 1000 };
  });
  const loss = {
    name_en: "train_loss",
    type: "line",
    group: "training",
    x_axis: "step",
    unit: "",
    data: points,
  };
  const data = { format_version: "1.0", timestamp: new Date(now).toISOString(), metrics: [loss] };
  return { train_process: stepsOf(job, now) / STEPS, data };
}

/** Answers `…/ft-artifacts`: a checkpoint every twenty steps. */
export function artifactsOf(job: SimulatedJob, document: WireDocument, now: number): object {
  configOf(document);
  const artifact_info = Array.from({ length: Math.floor(stepsOf(job, now) / 20) }, (_, index) => ({
    artifact_type: "checkpoint",
    artifact_id: `checkpoint-${(index + 1) * 20}`,
    is_best: index === 0,
    steps: (index + 1) * 20,
    status: "unpublished",
  }));
  return { total: artifact_info.length, artifact_info };
}

function configOf(document: WireDocument): WireDocument {
  const config = document.ftjob_config;
  if (!isDocument(config)) throw new ServiceError("2788", "training_job_id");
  return config;
}

function stepsOf(job: SimulatedJob, now: number): number {
  const { startedAt, endedAt } = runTimesOf(job);
  return startedAt === null ? 0 : Math.min(STEPS, Math.floor(((endedAt ?? now) - startedAt) / STEP_MS));
}
