import type { SimulatedJob } from "../../../simulator/contract.ts";
import { toUuid } from "../../../simulator/native-id.ts";
import { createRandom, type Random } from "../../../simulator/random.ts";
import { applications, datasetVersions } from "./catalogue.ts";
import type { Fields } from "./fields.ts";
import { MODEL_SEED, userIds, VERSION_SEED } from "./identity.ts";
import { type ItemDocument, toItemDocuments } from "./item-document.ts";
import { drawSettings } from "./items.ts";
import { readRun } from "./job-run.ts";
import { toRowTime } from "./timestamps.ts";

/** A job as it is sent. */
export type JobDocument = Fields & { readonly items: readonly ItemDocument[] };

/** Shows a job as it stands. Only answers to writes have row times with nanoseconds. */
export function toJobDocument(job: SimulatedJob, precision: "micro" | "nano" = "micro"): JobDocument {
  const basis = job.origin === "vendor" ? createdBasis() : generatedBasis(job);
  const given = Object.fromEntries(Object.entries(job.fields).filter(([, value]) => value !== undefined));
  const document: Fields = {
    id: job.id,
    created_at: toRowTime(job.createdAt, precision),
    updated_at: toRowTime(job.updatedAt, precision),
    ...basis,
    ...readRun(job, { ...basis, ...given }),
    ...given,
  };
  const items = Array.isArray(document.items) ? document.items : [];
  return { ...document, items: toItemDocuments(job, items, precision) };
}

/** What a create leaves unset. */
function createdBasis() {
  return { ...BLANK, job_type: "training", user_id: userIds[0], items: [] };
}

function generatedBasis(job: SimulatedJob) {
  const random = createRandom(job.seed, "document");
  const application = random.pick(applications);
  const dataset = random.pick(datasetVersions);
  const continues = job.type === "training" && application.continual_training && random.chance(0.2);
  return {
    ...BLANK,
    name: drawName(job.type, application.name, random),
    description: random.chance(0.4) ? random.pick(DESCRIPTIONS) : "",
    job_type: job.type,
    application_id: application.id,
    user_id: random.pick(userIds),
    dataset_id: dataset.datasetId,
    dataset_version_id: dataset.versionId,
    // A validation or a conversion is given the version that it works on; a training makes its own.
    ...(job.type !== "training" && {
      model_id: toUuid(MODEL_SEED, job.serial),
      model_version_id: toUuid(VERSION_SEED, job.serial),
    }),
    ...(continues && {
      start_model_id: toUuid(MODEL_SEED + 2, job.serial),
      start_model_version_id: toUuid(VERSION_SEED + 2, job.serial),
    }),
    items: drawSettings(application.application, job.type, random),
  };
}

/** In the order of the recorded documents. An unset text is `""`. */
const BLANK = {
  name: "",
  description: "",
  job_type: "",
  application_id: "",
  status: "",
  status_message: "",
  user_id: "",
  cpu_start_time: "",
  cpu_end_time: "",
  gpu_start_time: "",
  gpu_end_time: "",
  agent_name: "",
  dataset_id: "",
  dataset_version_id: "",
  model_id: "",
  model_version_id: "",
  start_model_id: "",
  start_model_version_id: "",
};

const DESCRIPTIONS = ["Nightly run", "Für den Vergleich mit März", "Larger batches", "After relabelling"];
const SUBJECTS = ["cats and dogs", "invoices", "leaf diseases", "churn", "support tickets", "façade damage"];
const VERBS: Readonly<Record<string, string>> = {
  training: "Train",
  validation: "Validate",
  conversion: "Convert",
};

function drawName(type: string, application: string, random: Random): string {
  return `${VERBS[type] ?? type} ${random.pick(SUBJECTS)}, ${application} #${random.int(1, 999)}`;
}
