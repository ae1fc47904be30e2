import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { fromUuid, toUuid } from "../../../simulator/native-id.ts";
import { createRandom } from "../../../simulator/random.ts";
import { type Fields, readText } from "./fields.ts";
import { VERSION_SEED } from "./identity.ts";
import { type JobDocument, toJobDocument } from "./job-document.ts";
import { toRowTime } from "./timestamps.ts";

/** Shows the version that a job made or worked on; null when its job names no such version. */
export function findModelVersion(world: World, modelId: string, versionId: string): Fields | null {
  for (const job of candidates(world, versionId)) {
    const document = toJobDocument(job);
    if (document.model_version_id === versionId && document.model_id === modelId)
      return toModelVersion(job, document);
  }
  return null;
}

/** The job whose serial is in the id, then those that somebody may have given the id. */
function* candidates(world: World, versionId: string): Iterable<SimulatedJob> {
  const serial = fromUuid(VERSION_SEED, versionId);
  const job = serial === null ? null : world.jobs.get(toUuid(world.seed, serial));
  if (job) yield job;
  yield* world.jobs.unsettled();
}

/** The version as it is after the job, or, of a validation or conversion, while the job is under way. */
function toModelVersion(job: SimulatedJob, document: JobDocument): Fields {
  const type = readText(document, "job_type");
  const isFinished = job.state.native === "finished";
  // The version of a training is written just before the job is.
  const at = toRowTime(type === "training" ? job.state.at - 120 : job.createdAt - 3_600_000);
  const base = {
    created_at: at,
    updated_at: type === "training" || isFinished ? toRowTime(job.updatedAt) : at,
  };
  const versionId = readText(document, "model_version_id");
  const names = type === "validation" && isFinished ? [...TRAINED, ...VALIDATED] : TRAINED;
  return {
    id: versionId,
    ...base,
    name: document.name,
    description: "",
    model_id: document.model_id,
    classes: "",
    accuracy: 0,
    user_id: document.user_id,
    can_inference: true,
    has_logo: false,
    logo: "",
    config: "",
    application_id: document.application_id,
    version: "1.0",
    version_number: 1,
    ...flags(document, type === "conversion" && isFinished),
    has_labels_file: true,
    dataset_id: document.dataset_id,
    dataset_version_id: document.dataset_version_id,
    // As recorded: the way leads from the job to the version and not back.
    job_id: "",
    metrics: names.map((name, place) => metric(job, versionId, name, place, base)),
  };
}

const TRAINED = ["Accuracy", "Recall", "Precision", "F1"];
const VALIDATED = ["Validation accuracy", "Validation F1"];

/** Percent, as recorded. */
function metric(job: SimulatedJob, versionId: string, name: string, place: number, base: Fields) {
  const value = Number((70 + 30 * createRandom(job.seed, "metric", name).next()).toFixed(5));
  const { created_at } = base;
  const id = toUuid(job.seed, place);
  return {
    id,
    created_at,
    updated_at: created_at,
    name,
    description: "",
    model_version_id: versionId,
    value,
  };
}

/** A finished conversion shows in the flag of its target format. */
function flags(document: JobDocument, isConverted: boolean) {
  const target = isConverted
    ? document.items.find((item) => item.name === "target_format")?.value
    : undefined;
  return {
    has_ml_model: target === "mlmodel",
    has_onnx_model: target === "onnx",
    has_onnx_int8_model: target === "onnx_int8",
    has_tflite_model: target === "tflite",
  };
}
