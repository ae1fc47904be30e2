import { z } from "zod";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import { isJsonObject, type JsonObject } from "../../domain/json.ts";
import { type Api, readDocument } from "./documents.ts";
import { rules } from "./draft.ts";
import { readType, wireItem } from "./item.ts";
import { readReferences } from "./reference.ts";
import { requestUnless } from "./single-document.ts";
import { requestJob } from "./whole-job.ts";
import { readVersion, wireText } from "./wire-text.ts";

/**
 * Makes the draft of a job's copy. What the server and the agent write is left out, and so are members that the
 * vendor's types do not know, because nobody can tell whose they are.
 */
export async function draftOf(
  api: Api,
  { nativeId }: Job,
  name: string,
  signal: AbortSignal,
): Promise<JobDraft> {
  const { document, reading } = await requestJob(api, "draftOf", nativeId, signal);
  const { kind, description } = reading.core;
  const references = readReferences(document);
  const given =
    kind === "TRAINING"
      ? { modelId: await givenModel(api, document, references.modelId, signal), modelVersionId: null }
      : {};
  const job = { jobType: kind, ...references, ...given, items: readItems(api, document) };
  const draft = { name, displayName: null, description, labels: [], schedule: null, job };
  const problems = rules.check(draft).problems.filter(({ path }) => path[0] === "job");
  if (problems.length === 0) return draft;
  throw unsayable(
    api,
    nativeId,
    problems.map(({ message }) => message),
  );
}

/**
 * Tells the model that a training was given, for another version of it, from the one that it has made: both stand in
 * `model_id` when it has ended, and making one again must not add to the first. A model that is older than the job was
 * given; one that is younger did not exist when the job was created, so the job made it. One and the same server
 * writes both times. One that is gone can be given to no job.
 */
async function givenModel(
  api: Api,
  job: JsonObject,
  modelId: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  if (modelId === null) return null;
  const url = new URL(`${api.base}/models/${encodeURIComponent(modelId.toWellFormed())}`);
  const model = await requestUnless(["NOT_FOUND", "INVALID"], api, "draftOf", url, signal);
  if (model === null) return null;
  const [jobAt, modelAt] = [createdAt(job), createdAt(model)];
  if (jobAt === null || modelAt === null) {
    const reason = `nobody can tell whether it was given model ${JSON.stringify(modelId)} or has made it`;
    throw unsayable(api, String(job.id), [reason]);
  }
  return modelAt < jobAt ? modelId : null;
}

/** In a form that orders as instants do. */
function createdAt(document: unknown): string | null {
  return isJsonObject(document) ? readVersion(wireText.catch(null).parse(document.created_at)) : null;
}

function readItems(api: Api, { items }: JsonObject) {
  const read = readDocument(api, items, () => z.array(wireItem).nullish().parse(items));
  if (read instanceof BackendError) throw read;
  return (read ?? []).map((item) => ({
    name: item.name,
    label: item.label,
    description: item.description,
    value: item.value ?? "",
    defaultValue: item.default_value,
    valueType: readType(item.value_type),
  }));
}

function unsayable({ backend }: Api, nativeId: string, reasons: readonly string[]): BackendError {
  const message = `job ${nativeId} cannot be made again as it is: ${reasons.join("; ")}`;
  return new BackendError("UNSUPPORTED", message, { backend });
}
