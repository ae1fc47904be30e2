import type { World } from "../../../simulator/contract.ts";
import { nameInId, WORKSPACE_ID } from "./account.ts";
import { isJobType, knowsJobType } from "./api-version.ts";
import { isAssumed } from "./assumptions.ts";
import { findCluster } from "./computes.ts";
import { invalid, notFound } from "./errors.ts";
import { isServiceKey } from "./service-marks.ts";
import { at, documentAt, isDocument, textAt, type WireDocument, withoutNulls } from "./wire-document.ts";

/** Reads the body of a PUT as the properties that the service stores: defaults filled in, nulls explicit. */
export function readJobBody(world: World, body: unknown, version: string): WireDocument {
  const sent = at(body, "properties");
  if (!isDocument(sent)) throw invalid("properties", "expected an object");
  const { jobType } = sent;
  if (!isJobType(jobType)) throw invalid("properties.jobType", `unknown job type ${String(jobType)}`);
  if (isAssumed(world, "checksTypeVersion", true) && !knowsJobType(version, jobType)) {
    throw invalid("properties.jobType", `api-version ${version} has no job type ${jobType}`);
  }
  checkTexts(sent);
  checkMaps(sent);
  checkPorts(sent);
  checkType(jobType, sent);
  checkCompute(sent.computeId);
  const { status: _, parameters: __, ...given } = withoutNulls(sent);
  return { ...COMMON, ...DEFAULTS[jobType], ...given, ...completed(jobType, given) };
}

const COMMON: WireDocument = {
  description: null,
  tags: {},
  properties: {},
  displayName: null,
  experimentName: "Default",
  services: {},
  computeId: null,
  isArchived: false,
  identity: null,
  componentId: null,
  notificationSetting: null,
};

const RESOURCES = { instanceCount: 1, instanceType: null, properties: null, shmSize: "2g", dockerArgs: null };
const PORTS = { inputs: {}, outputs: {} };

const DEFAULTS: Readonly<Record<string, WireDocument>> = {
  Command: {
    ...PORTS,
    queueSettings: null,
    codeId: null,
    distribution: null,
    limits: null,
    environmentVariables: {},
    parameters: {},
    resources: RESOURCES,
  },
  Sweep: { ...PORTS, limits: null, earlyTermination: null, queueSettings: null },
  Pipeline: { ...PORTS, jobs: {}, settings: {}, sourceJobId: null },
  AutoML: {
    outputs: {},
    environmentId: null,
    environmentVariables: {},
    resources: RESOURCES,
    queueSettings: null,
  },
  Spark: {
    ...PORTS,
    conf: {},
    args: null,
    archives: null,
    files: null,
    jars: null,
    pyFiles: null,
    environmentId: null,
    environmentVariables: null,
    resources: null,
    queueSettings: null,
  },
  FineTuning: { outputs: {}, resources: null, queueSettings: null },
};

/** The members whose parts have defaults of their own. */
function completed(jobType: string, given: WireDocument): WireDocument {
  const ports = (name: "inputs" | "outputs", below: WireDocument) =>
    isDocument(given[name]) && {
      [name]: Object.fromEntries(
        Object.entries(given[name]).map(([key, port]) => [key, { ...below, ...documentAt(port) }]),
      ),
    };
  const { resources, queueSettings, objective } = given;
  const hasTrialResources = jobType === "Command" || jobType === "AutoML";
  return {
    ...ports("inputs", { description: null }),
    ...ports("outputs", { description: null, uri: null, mode: "ReadWriteMount" }),
    ...(hasTrialResources && isDocument(resources) && { resources: { ...RESOURCES, ...resources } }),
    ...(isDocument(queueSettings) && { queueSettings: { priority: null, ...queueSettings } }),
    // Clients send the goal in lower case; the service answers with its own spelling.
    ...(isDocument(objective) && {
      objective: { ...objective, goal: capitalized(textAt(objective, "goal")) },
    }),
  };
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

function checkTexts(sent: WireDocument): void {
  const limits = { displayName: 256, description: 5000, experimentName: 256 };
  for (const [name, longest] of Object.entries(limits)) {
    const value = sent[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== "string") throw invalid(`properties.${name}`, "expected text");
    if (value.length > longest) throw invalid(`properties.${name}`, `longer than ${longest} characters`);
  }
}

/** Tags and properties are maps of text to text; what the service wrote itself is not measured. */
export function checkMaps(sent: WireDocument, base = "properties."): void {
  for (const name of ["tags", "properties"]) {
    const value = sent[name];
    if (value === undefined || value === null) continue;
    if (!isDocument(value)) throw invalid(base + name, "expected an object");
    const own = Object.entries(value).filter(([key]) => !isServiceKey(key));
    if (own.length > 50) throw invalid(base + name, "more than 50 entries");
    for (const [key, text] of own) {
      if (typeof text !== "string") throw invalid(`${base}${name}.${key}`, "expected text");
      if (key.length > 100) throw invalid(base + name, "a key is longer than 100 characters");
      if (text.length > 1000) throw invalid(`${base}${name}.${key}`, "longer than 1000 characters");
    }
  }
}

function checkPorts(sent: WireDocument): void {
  for (const [name, input] of Object.entries(documentAt(sent, "inputs"))) {
    const path = `properties.inputs.${name}`;
    const type = textAt(input, "jobInputType");
    if (type === "") throw invalid(`${path}.jobInputType`, "is required");
    const needed = type === "literal" ? "value" : "uri";
    if (typeof at(input, needed) !== "string") throw invalid(`${path}.${needed}`, "is required, as text");
  }
  for (const [name, output] of Object.entries(documentAt(sent, "outputs"))) {
    if (textAt(output, "jobOutputType") === "") {
      throw invalid(`properties.outputs.${name}.jobOutputType`, "is required");
    }
  }
}

/** What each type needs, as paths below `properties`. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Command: ["command", "environmentId"],
  Sweep: [
    "objective.goal",
    "objective.primaryMetric",
    "samplingAlgorithm.samplingAlgorithmType",
    "searchSpace",
    "trial.command",
    "trial.environmentId",
  ],
  Pipeline: [],
  AutoML: ["taskDetails.taskType", "taskDetails.trainingData"],
  Spark: ["codeId", "entry.sparkJobEntryType"],
  Labeling: [],
  FineTuning: [
    "fineTuningDetails.modelProvider",
    "fineTuningDetails.taskType",
    "fineTuningDetails.model",
    "outputs",
  ],
  Distillation: ["dataGenerationDetails", "finetuningDetails", "outputs"],
};

function checkType(jobType: string, sent: WireDocument): void {
  for (const path of REQUIRED[jobType] ?? []) {
    const value = at(sent, ...path.split("."));
    const isThere = typeof value === "string" ? /[a-zA-Z0-9_]/.test(value) : isDocument(value);
    if (!isThere) throw invalid(`properties.${path}`, "is required");
  }
  const timeout = textAt(sent, "limits", "timeout");
  if (timeout !== "" && !/^P(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/.test(timeout)) {
    throw invalid("properties.limits.timeout", "expected an ISO 8601 duration in whole seconds");
  }
  const memory = textAt(sent, "resources", "shmSize");
  if (memory !== "" && !/^\d+[bBkKmMgG]$/.test(memory)) {
    throw invalid("properties.resources.shmSize", "expected a number and one of b, k, m, g");
  }
}

/** A compute of this workspace must exist; what lies elsewhere is not looked at. */
function checkCompute(computeId: unknown): void {
  if (computeId === undefined || computeId === null) return;
  if (typeof computeId !== "string") throw invalid("properties.computeId", "expected text");
  const isOurs = !computeId.startsWith("/") || computeId.toLowerCase().startsWith(WORKSPACE_ID.toLowerCase());
  if (isOurs && !findCluster(nameInId(computeId))) throw notFound("Compute", nameInId(computeId));
}
