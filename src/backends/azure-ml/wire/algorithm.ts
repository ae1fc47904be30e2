import { isJsonObject, type JsonObject } from "../../../domain/json.ts";
import type { Algorithm, Engine, Parameter, ParameterType } from "../../../domain/spec.ts";
import { document, documents, flag, record, text, toText } from "./lenient.ts";
import { maskDocument } from "./mask.ts";
import { componentKey, parseAssetId } from "./reference.ts";

const emptyAlgorithm = {
  description: null,
  subscriptionId: null,
  versionId: null,
  codeDir: null,
  bootFile: null,
  command: null,
  engine: null,
  supportsContinualTraining: null,
  parameters: null,
} satisfies Partial<Algorithm>;

const wireCode = record({ codeId: text, command: text, environmentId: text });
const wireSpark = record({
  codeId: text,
  environmentId: text,
  entry: record({ file: text, className: text }),
  resources: record({ runtimeVersion: text }),
});

/**
 * What a job runs, by its own document: a component by its id, else the code that only this job names, or the task
 * that the service runs by itself. Null for a pipeline of steps.
 */
export function toJobAlgorithm(
  jobType: string | null,
  nativeId: string,
  properties: JsonObject,
): Algorithm | null {
  const componentId = text.parse(properties.componentId);
  if (componentId !== null) {
    const { name, version: versionId } = parseAssetId(componentId);
    const key = componentKey(componentId);
    return { ...emptyAlgorithm, nativeId: key, form: "COMPONENT", name, versionId, native: { componentId } };
  }
  switch (jobType?.toLowerCase()) {
    case "command":
      return toCode(nativeId, properties);
    case "sweep":
      return toCode(nativeId, document.parse(properties.trial));
    case "spark":
      return toSparkCode(nativeId, properties);
    case "automl":
      return toManaged(nativeId, toText(document.parse(properties.taskDetails).taskType));
    case "finetuning":
      return toManaged(nativeId, toText(document.parse(properties.fineTuningDetails).taskType));
    default:
      return null;
  }
}

function toCode(nativeId: string, properties: JsonObject): Algorithm {
  const { codeId, command, environmentId } = wireCode.parse(properties);
  return {
    ...emptyAlgorithm,
    nativeId,
    form: codeId === null ? "CUSTOM_IMAGE" : "CUSTOM_CODE",
    name: nativeId,
    codeDir: codeId,
    command,
    engine: toEngine(environmentId),
    native: { codeId, command, environmentId },
  };
}

function toSparkCode(nativeId: string, properties: JsonObject): Algorithm {
  const { codeId, environmentId, entry, resources } = wireSpark.parse(properties);
  const bootFile = entry.file ?? entry.className;
  const spark: Engine = { ...emptyEngine, name: "Spark", version: resources.runtimeVersion };
  return {
    ...emptyAlgorithm,
    nativeId,
    form: "CUSTOM_CODE",
    name: bootFile ?? nativeId,
    codeDir: codeId,
    bootFile,
    engine: toEngine(environmentId) ?? spark,
    native: { codeId, environmentId, entry },
  };
}

function toManaged(nativeId: string, taskType: string | null): Algorithm {
  return { ...emptyAlgorithm, nativeId, form: "MANAGED", name: taskType ?? nativeId, native: { taskType } };
}

const emptyEngine = { nativeId: null, version: null, imageUri: null, v1Compatible: null, runUser: null };

function toEngine(environmentId: string | null): Engine | null {
  return environmentId === null
    ? null
    : { ...emptyEngine, nativeId: environmentId, ...parseAssetId(environmentId) };
}

const wireContainer = record({
  name: text,
  properties: record({ description: text, latestVersion: text, isArchived: flag }),
});

/** Reads a component of the list: its newest version. Null for what cannot be run any more or has no version. */
export function parseComponent(value: unknown): Algorithm | null {
  if (!isJsonObject(value)) return null;
  const native = maskDocument(value);
  const { name, properties } = wireContainer.parse(native);
  const { description, latestVersion, isArchived } = properties;
  if (name === null || latestVersion === null || isArchived === true) return null;
  return {
    ...emptyAlgorithm,
    nativeId: `${name}:${latestVersion}`,
    form: "COMPONENT",
    name,
    description,
    versionId: latestVersion,
    native,
  };
}

const wireVersion = record({
  properties: record({
    description: text,
    componentSpec: record({
      display_name: text,
      description: text,
      command: text,
      code: text,
      environment: text,
      inputs: document,
    }),
  }),
});

/** Reads one version of a component, whose specification is the vendor's YAML form as JSON; null when it is none. */
export function parseComponentVersion(value: unknown, name: string, version: string): Algorithm | null {
  if (!isJsonObject(value) || !isJsonObject(value.properties)) return null;
  const native = maskDocument(value);
  const { description, componentSpec: spec } = wireVersion.parse(native).properties;
  return {
    ...emptyAlgorithm,
    nativeId: `${name}:${version}`,
    form: "COMPONENT",
    name: spec.display_name ?? name,
    description: description ?? spec.description,
    versionId: version,
    codeDir: spec.code,
    command: spec.command,
    engine: toEngine(spec.environment),
    parameters: documents.parse(spec.inputs).map(([input, settings]) => toParameter(input, settings)),
    native,
  };
}

const parameterTypes: Readonly<Record<string, ParameterType>> = {
  integer: "INT",
  number: "NUMBER",
  string: "TEXT",
  boolean: "BOOL",
};
const wireParameter = record({ type: text, description: text, optional: flag });

function toParameter(name: string, settings: JsonObject): Parameter {
  const { type: nativeType, description, optional } = wireParameter.parse(settings);
  const choices = Array.isArray(settings.enum) ? settings.enum.flatMap((choice) => toText(choice) ?? []) : [];
  const known = Object.hasOwn(parameterTypes, nativeType ?? "")
    ? parameterTypes[nativeType ?? ""]
    : undefined;
  return {
    ...namedParameter(name, null),
    description,
    defaultValue: toText(settings.default),
    type: choices.length > 0 ? "CHOICE" : (known ?? "UNKNOWN"),
    nativeType,
    constraint: {
      nativeType,
      editable: true,
      required: optional !== true && settings.default === undefined,
      sensitive: false,
      validType: choices.length > 0 ? "choice" : null,
      validRange: choices,
    },
  };
}

/** Setting that has a name and a value and no more. */
export function namedParameter(name: string, value: string | null): Parameter {
  return {
    nativeId: null,
    name,
    label: null,
    description: null,
    descriptions: [],
    value,
    typedValue: value,
    defaultValue: null,
    type: "UNKNOWN",
    nativeType: null,
    constraint: null,
    createdAt: null,
    updatedAt: null,
  };
}
