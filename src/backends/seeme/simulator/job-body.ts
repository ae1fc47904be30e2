import type { Fields } from "./fields.ts";
import { JOB_TYPES, STATUSES } from "./population.ts";

/** A body of `POST` or `PUT`, checked: known fields that were sent and are not null. */
export interface JobBody {
  readonly texts: Readonly<Record<string, string>>;
  /** Null when the body has none. */
  readonly items: readonly ItemBody[] | null;
}

export type ItemBody = Readonly<Record<string, string>>;

/** What keeps a body from being stored. */
export class BadBody extends Error {}

/** Reads a body as JSON, whatever its content type says. Throws `BadBody` where the service's own types do not fit. */
export function parseJobBody(body: Buffer): JobBody {
  const document = asObject(parseJson(body));
  const texts = readTexts(document, JOB_TEXTS);
  for (const [name, words] of Object.entries(ENUMS)) {
    const word = texts[name];
    if (word !== undefined && !words.includes(word)) throw new BadBody(`unknown ${name} ${word}`);
  }
  const { items } = document;
  if (items === undefined || items === null) return { texts, items: null };
  if (!Array.isArray(items)) throw new BadBody("invalid request body");
  return { texts, items: items.map((item) => readTexts(asObject(item), ITEM_TEXTS)) };
}

/** Reads a body that holds an object. */
export function parseObject(body: Buffer): Fields {
  return asObject(parseJson(body));
}

/** Fields that a client may write; the server keeps id, times and user for itself. */
const JOB_TEXTS = [
  "name",
  "description",
  "job_type",
  "application_id",
  "status",
  "status_message",
  "cpu_start_time",
  "cpu_end_time",
  "gpu_start_time",
  "gpu_end_time",
  "agent_name",
  "dataset_id",
  "dataset_version_id",
  "model_id",
  "model_version_id",
  "start_model_id",
  "start_model_version_id",
];
const ITEM_TEXTS = ["id", "name", "description", "value", "default_value", "value_type", "label"];
const ENUMS: Readonly<Record<string, readonly string[]>> = { job_type: JOB_TYPES, status: STATUSES };

function readTexts(document: Fields, names: readonly string[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of names) {
    const value = document[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== "string") throw new BadBody(`${name} must be a string`);
    texts[name] = value;
  }
  return texts;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new BadBody("invalid request body");
  }
}

function asObject(value: unknown): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new BadBody("invalid request body");
  return value as Fields; // an object that is no array
}
