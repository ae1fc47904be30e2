import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { fromUuid, toUuid } from "../../../simulator/native-id.ts";
import { type Fields, readText } from "./fields.ts";
import { MODEL_SEED } from "./identity.ts";
import { toJobDocument } from "./job-document.ts";
import { toRowTime } from "./timestamps.ts";

/** Seeds of the models that jobs make or work on, and of those that they start with. */
const SEEDS = [MODEL_SEED, MODEL_SEED + 2];

/** Shows a model that some job names; null where none does. */
export function findModel(world: World, id: string): Fields | null {
  for (const job of candidates(world, id)) {
    const document = toJobDocument(job);
    if (document.model_id === id || document.start_model_id === id)
      return toModel(id, document, madeAt(job, id));
  }
  return null;
}

/** A training makes its model just before it ends; what a job was given is older than the job. */
function madeAt(job: SimulatedJob, id: string): string {
  const isOwn = job.type === "training" && id === toUuid(MODEL_SEED, job.serial);
  return toRowTime(isOwn ? Math.max(job.createdAt, job.state.at - 130) : job.createdAt - 3_600_000);
}

/** The job whose serial is in the id, then those that somebody may have given the id. */
function* candidates(world: World, id: string): Iterable<SimulatedJob> {
  for (const seed of SEEDS) {
    const serial = fromUuid(seed, id);
    const job = serial === null ? null : world.jobs.get(toUuid(world.seed, serial));
    if (job) yield job;
  }
  yield* world.jobs.unsettled();
}

function toModel(id: string, job: Fields, at: string): Fields {
  return {
    id,
    created_at: at,
    updated_at: at,
    name: readText(job, "name"),
    description: "",
    user_id: job.user_id,
    notes: "",
    has_logo: false,
    logo: "",
    public: false,
    shared_with_me: false,
    active_version_id: job.model_id === id ? readText(job, "model_version_id") : "",
    kind: "",
    config: "",
    application_id: job.application_id,
    can_inference: true,
    has_ml_model: false,
    has_onnx_model: false,
    has_onnx_int8_model: false,
    has_tflite_model: false,
    has_labels_file: true,
    auto_convert: false,
    privacy_enabled: false,
    classes: "",
    accuracy: 0,
  };
}
