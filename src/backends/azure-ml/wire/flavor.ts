import { isJsonObject } from "../../../domain/json.ts";
import { type Flavor, makeQuantity, toKeyValues } from "../../../domain/spec.ts";
import { flag, integer, number, record, records, text, texts } from "./lenient.ts";
import { sizeKey } from "./reference.ts";

const wireSize = record({
  name: text,
  family: text,
  vCPUs: integer,
  gpus: integer,
  memoryGB: number,
  maxResourceVolumeMB: number,
  lowPriorityCapable: flag,
  supportedComputeTypes: texts,
  estimatedVMPrices: record({
    billingCurrency: text,
    unitOfMeasure: text,
    values: records({ retailPrice: number, osType: text, vmTier: text }),
  }),
});
/** A VM size of the region. */
export type VmSize = ReturnType<typeof wireSize.parse>;

/** What a subscription uses of a quota, and may use; -1 is no limit of its own. */
export interface Usage {
  /** Name of the VM family, or a title for what counts over families. */
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  /** For example `Count`. */
  readonly unit: string | null;
}

/** Reads the sizes of a region, which come as one list. Null when it is none. */
export function parseSizes(value: unknown): VmSize[] | null {
  if (!isJsonObject(value) || !Array.isArray(value.value)) return null;
  return value.value.map((size) => wireSize.parse(size));
}

const wireUsage = record({ name: record({ value: text }), currentValue: number, limit: number, unit: text });

/** Reads one usage; null without a name or figures. */
export function parseUsage(value: unknown): Usage | null {
  const { name, currentValue: used, limit, unit } = wireUsage.parse(value);
  if (name.value === null || used === null || limit === null) return null;
  return { name: name.value, used, limit, unit };
}

const wireCompute = record({
  name: text,
  properties: record({
    computeType: text,
    provisioningState: text,
    properties: record({
      vmSize: text,
      vmPriority: text,
      scaleSettings: record({ maxNodeCount: integer, minNodeCount: integer }),
    }),
  }),
});

/** Kinds of compute that jobs run on; the others serve models or are attached for other tools. */
const forJobs: ReadonlySet<string> = new Set(["AmlCompute", "ComputeInstance", "Kubernetes", "SynapseSpark"]);

/** Sizes and usages by name in lower case. */
export interface SizeTable {
  readonly sizes: ReadonlyMap<string, VmSize>;
  readonly usages: ReadonlyMap<string, Usage>;
}

/** Reads a compute of the workspace as a flavor; null for one that runs no jobs. */
export function parseCompute(value: unknown, { sizes, usages }: SizeTable): Flavor | null {
  const { name, properties } = wireCompute.parse(value);
  const { computeType, provisioningState, properties: own } = properties;
  if (name === null || computeType === null || !forJobs.has(computeType)) return null;
  const nodes = own.scaleSettings.maxNodeCount ?? (computeType === "ComputeInstance" ? 1 : null);
  const size = own.vmSize === null ? undefined : sizes.get(sizeKey(own.vmSize));
  return {
    ...toHardware(size),
    nativeId: name,
    name,
    nativeType: computeType,
    maxSelectableNodes: nodes,
    maxNodes: nodes,
    distributed: (nodes ?? 1) > 1,
    attributes: toAttributes({
      vmSize: own.vmSize,
      vmPriority: own.vmPriority,
      minNodeCount: own.scaleSettings.minNodeCount,
      provisioningState,
      ...describe(size, usages),
    }),
  };
}

/** What a serverless job may ask for: a VM size that clusters can be made of. Null for any other. */
export function toServerlessFlavor(size: VmSize, { usages }: SizeTable): Flavor | null {
  if (size.name === null || !size.supportedComputeTypes.includes("AmlCompute")) return null;
  return {
    ...toHardware(size),
    nativeId: sizeKey(size.name),
    name: size.name,
    nativeType: "VirtualMachineSize",
    maxSelectableNodes: null,
    maxNodes: null,
    distributed: false,
    attributes: toAttributes({ lowPriorityCapable: size.lowPriorityCapable, ...describe(size, usages) }),
  };
}

function toHardware(size: VmSize | undefined) {
  const gpus = size?.gpus ?? null;
  return {
    type: gpus === null ? ("UNKNOWN" as const) : gpus > 0 ? ("GPU" as const) : ("CPU" as const),
    cpu: size?.vCPUs == null ? null : { arch: null, cores: size.vCPUs },
    gpu: gpus === null || gpus === 0 ? null : { count: gpus, product: null, memory: null, memoryBytes: null },
    npu: null,
    memory: size?.memoryGB == null ? null : makeQuantity(size.memoryGB, "GB"),
    disk: size?.maxResourceVolumeMB == null ? null : makeQuantity(size.maxResourceVolumeMB, "MB"),
    billing: null,
  };
}

/** That a usage goes by the name of the VM family is assumed; where it does not, the quota is not shown. */
function describe(size: VmSize | undefined, usages: SizeTable["usages"]) {
  const usage = usages.get(size?.family?.toLowerCase() ?? "");
  const { billingCurrency, unitOfMeasure, values = [] } = size?.estimatedVMPrices ?? {};
  const prices = values.flatMap(({ retailPrice, osType, vmTier }) =>
    retailPrice === null || osType !== "Linux" || vmTier === null
      ? []
      : [[`price${vmTier}`, `${retailPrice} ${billingCurrency ?? ""}`.trim()] as const],
  );
  return {
    family: size?.family ?? null,
    ...Object.fromEntries(prices),
    priceUnit: prices.length > 0 ? (unitOfMeasure ?? null) : null,
    quotaUsed: usage?.used ?? null,
    quotaLimit: usage === undefined || usage.limit < 0 ? null : usage.limit,
  };
}

function toAttributes(values: Readonly<Record<string, string | number | boolean | null>>) {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === null ? [] : [[key, String(value)] as const],
  );
  return toKeyValues(Object.fromEntries(given));
}
