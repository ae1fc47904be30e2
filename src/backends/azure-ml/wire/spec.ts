import type { JsonObject } from "../../../domain/json.ts";
import {
  emptySpec,
  type Flavor,
  type Parameter,
  type ResourceSpec,
  type Spec,
  toKeyValues,
} from "../../../domain/spec.ts";
import { namedParameter } from "./algorithm.ts";
import { toInput, toInputs, toOutputs } from "./channel.ts";
import { document, documents, integer, record, text, textMap, texts, toText } from "./lenient.ts";
import { lastSegment, sizeKey } from "./reference.ts";
import { toSearchPolicy } from "./search.ts";

const wireProperties = record({
  jobType: text,
  computeId: text,
  distribution: record({ distributionType: text }),
  resources: record({ instanceCount: integer, instanceType: text, instanceTypes: texts, dockerArgs: text }),
  queueSettings: record({ jobTier: text, priority: integer }),
  environmentVariables: textMap,
  args: text,
  trial: document,
});
type WireProperties = ReturnType<typeof wireProperties.parse>;

/** What was asked for, by the `properties` of a job of any type. */
export function toSpec(properties: JsonObject): Spec {
  const wire = wireProperties.parse(properties);
  const type = wire.jobType?.toLowerCase() ?? "";
  const details = document.parse(properties[type === "automl" ? "taskDetails" : "fineTuningDetails"]);
  // A sweep says in its trial what other jobs say of themselves.
  const code = type === "sweep" ? wireProperties.parse(wire.trial) : wire;
  const { priority, jobTier } = wire.queueSettings;
  return {
    ...emptySpec,
    topology: toTopology(type, code),
    parameters: toParameters(type, properties, details),
    environment: toKeyValues(code.environmentVariables),
    inputs: [...toInputs(properties.inputs), ...toDataInputs(details)],
    outputs: toOutputs(properties.outputs),
    resource: toResource(wire, code, properties),
    compute: toCompute(type, wire.computeId),
    scheduling:
      priority === null && jobTier === null
        ? null
        : {
            priority,
            preemptible: jobTier === null ? null : jobTier.toLowerCase() === "spot",
            affinity: null,
          },
    baseModel: toBaseModel(details),
    policies: type === "sweep" ? { search: toSearchPolicy(properties) } : null,
    options: wire.args ?? code.resources.dockerArgs,
  };
}

function toTopology(type: string, { distribution, resources }: WireProperties): Spec["topology"] {
  if (type !== "command" && type !== "sweep") return "UNKNOWN";
  const isDistributed = distribution.distributionType !== null || (resources.instanceCount ?? 1) > 1;
  return isDistributed ? "DISTRIBUTED" : "SINGLE";
}

/** Settings beside the inputs: what the code was called with, Spark's configuration, the task of an AutoML job. */
function toParameters(type: string, properties: JsonObject, details: JsonObject): Parameter[] {
  const settings: JsonObject = {
    ...(type === "command" && document.parse(properties.parameters)),
    ...(type === "spark" && document.parse(properties.conf)),
    ...(type === "automl" && { ...details, ...document.parse(details.limitSettings) }),
    ...(type === "finetuning" && document.parse(details.hyperParameters)),
  };
  return Object.entries(settings).flatMap(([name, member]) => {
    const value = toText(member);
    return value === null ? [] : [namedParameter(name, value)];
  });
}

/** AutoML and fine-tuning name their data in the task: `trainingData`, `validationData`, `testData`. */
function toDataInputs(details: JsonObject) {
  return documents
    .parse(details)
    .filter(([name]) => name.endsWith("Data"))
    .map(([name, input]) => toInput(name, input));
}

function toBaseModel(details: JsonObject): Spec["baseModel"] {
  const url = toText(document.parse(details.model).uri);
  return url === null ? null : { nativeId: null, versionId: null, name: null, url };
}

const policies: Readonly<Record<string, ResourceSpec["policy"]>> = {
  spot: "ECONOMIC",
  basic: "ECONOMIC",
  standard: "REGULAR",
  premium: "TURBO",
  null: null,
};

function toResource(wire: WireProperties, code: WireProperties, properties: JsonObject): ResourceSpec | null {
  const tier = wire.queueSettings.jobTier?.toLowerCase() ?? "null";
  const policy = Object.hasOwn(policies, tier) ? (policies[tier] ?? null) : "UNKNOWN";
  const flavor = toJobFlavor(properties);
  const { instanceCount: nodeCount } = code.resources;
  if (policy === null && flavor === null && nodeCount === null) return null;
  return { policy, flavor, nodeCount, pool: null, allocated: null };
}

function toCompute(type: string, computeId: string | null): Spec["compute"] {
  if (computeId !== null) return { nativeId: computeId, name: lastSegment(computeId), serverless: false };
  // Each step of a pipeline has a compute of its own.
  return type === "pipeline" ? null : { nativeId: "serverless", name: null, serverless: true };
}

/**
 * What a job runs on, as far as its document says: its cluster, or the VM size of a serverless job. Null where the
 * service chooses.
 */
export function toJobFlavor(properties: JsonObject): Flavor | null {
  const wire = wireProperties.parse(properties);
  const trial = wireProperties.parse(wire.trial);
  const { instanceType, instanceTypes } = wire.resources;
  const size = instanceType ?? trial.resources.instanceType ?? instanceTypes[0] ?? null;
  if (wire.computeId !== null) {
    const name = lastSegment(wire.computeId);
    return { ...emptyFlavor, nativeId: name, name, nativeType: null };
  }
  return size === null
    ? null
    : { ...emptyFlavor, nativeId: sizeKey(size), name: size, nativeType: "VirtualMachineSize" };
}

const emptyFlavor = {
  type: "UNKNOWN",
  maxSelectableNodes: null,
  maxNodes: null,
  distributed: false,
  cpu: null,
  gpu: null,
  npu: null,
  memory: null,
  disk: null,
  billing: null,
  attributes: [],
} satisfies Partial<Flavor>;
