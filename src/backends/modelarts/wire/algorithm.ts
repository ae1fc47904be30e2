import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../../domain/json.ts";
import type { Algorithm, AlgorithmForm } from "../../../domain/spec.ts";
import { toEngine, wireEngine } from "./engine.ts";
import { flag, record, records, text, texts } from "./lenient.ts";
import { maskDocument } from "./mask.ts";
import { toParameters, wireParameters } from "./parameter.ts";

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

const wireRequirements = z.object({
  resource_requirements: records({ key: text, value: texts, values: texts }),
});

/** The vendor's words for the types of flavor that a document of algorithm management asks for; null for any. */
export function flavorTypesOf(document: unknown): readonly string[] | null {
  const { resource_requirements: all } = wireRequirements.parse(document);
  const requirement = all.find(({ key }) => key === "flavor_type");
  // Written as `values`, read as `value`.
  const types = requirement ? [...requirement.value, ...requirement.values] : [];
  return types.length > 0 ? types : null;
}

const wireCustomization = z.object({ job_config: record({ parameters_customization: flag }) });

/** Whether jobs may have hyperparameters that the algorithm does not name; so where the document does not say. */
export function takesOtherParameters(document: unknown): boolean {
  return wireCustomization.parse(document).job_config.parameters_customization ?? true;
}
