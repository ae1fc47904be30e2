import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../../domain/json.ts";
import type { Algorithm, AlgorithmForm, Engine } from "../../../domain/spec.ts";
import { flag, record, text } from "./lenient.ts";
import { maskDocument } from "./mask.ts";
import { toParameters, wireParameters } from "./parameter.ts";

/** What runs the code. */
const wireEngine = record({
  engine_id: text,
  engine_name: text,
  engine_version: text,
  image_url: text,
  v1_compatible: flag,
  run_user: text,
});

/** The part of a job's or task's `algorithm` that names code. */
export const wireCode = {
  id: text,
  name: text,
  subscription_id: text,
  item_version_id: text,
  code_dir: text,
  boot_file: text,
  command: text,
  engine: wireEngine,
};
type WireCode = z.output<z.ZodObject<typeof wireCode>>;

/** Engine; null when the document names none. */
function toEngine(engine: z.output<typeof wireEngine>): Engine | null {
  const name = engine.engine_name ?? engine.engine_id ?? engine.image_url;
  if (name === null) return null;
  return {
    nativeId: engine.engine_id,
    name,
    version: engine.engine_version,
    imageUri: engine.image_url,
    v1Compatible: engine.v1_compatible,
    runUser: engine.run_user,
  };
}

/**
 * Algorithm as a job's document describes it; null when the document describes none. Code of one job only has the id
 * of that job, which `ownId` gives. `native` is the masked document of the algorithm.
 */
export function toInlineAlgorithm(code: WireCode, ownId: string, native: JsonObject): Algorithm | null {
  const form = formOf(code);
  const engine = toEngine(code.engine);
  if (form === "UNKNOWN" && engine === null) return null;
  const nativeId = code.id ?? code.subscription_id ?? ownId;
  return {
    nativeId,
    form,
    name: code.name ?? code.boot_file ?? nativeId,
    description: null,
    subscriptionId: code.subscription_id,
    versionId: code.item_version_id,
    codeDir: code.code_dir,
    bootFile: code.boot_file,
    command: code.command,
    engine,
    supportsContinualTraining: null,
    parameters: null,
    native,
  };
}

/** The service fills in the code of managed and subscribed algorithms, so their ids decide. */
function formOf(code: WireCode): AlgorithmForm {
  if (code.id !== null) return "MANAGED";
  if (code.subscription_id !== null) return "SUBSCRIBED";
  if (code.code_dir !== null || code.boot_file !== null) return "CUSTOM_CODE";
  return code.engine.image_url !== null ? "CUSTOM_IMAGE" : "UNKNOWN";
}

const wireAlgorithm = z.object({
  metadata: record({ id: text, name: text, description: text }),
  job_config: record({ ...wireCode, parameters: wireParameters }),
});

/** Reads a document of algorithm management; null when it is none. */
export function parseAlgorithm(document: unknown): Algorithm | null {
  if (!isJsonObject(document)) return null;
  const native = maskDocument(document);
  const { metadata, job_config: config } = wireAlgorithm.parse(native);
  if (metadata.id === null) return null;
  return {
    nativeId: metadata.id,
    form: "MANAGED",
    name: metadata.name ?? config.boot_file ?? metadata.id,
    description: metadata.description,
    subscriptionId: null,
    versionId: null,
    codeDir: config.code_dir,
    bootFile: config.boot_file,
    command: config.command,
    engine: toEngine(config.engine),
    supportsContinualTraining: null,
    parameters: toParameters(config.parameters, "default"),
    native,
  };
}
