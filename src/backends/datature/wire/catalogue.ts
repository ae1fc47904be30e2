import { z } from "zod";
import { isJsonObject } from "../../../domain/json.ts";
import { type Algorithm, type Flavor, makeQuantity, toKeyValues } from "../../../domain/spec.ts";
import { maskDocument } from "./mask.ts";
import { wireCount, wireText } from "./scalar.ts";

const wireArtifact = z.object({
  id: z.string().min(1),
  flowTitle: wireText,
  displayName: wireText,
  artifactName: wireText,
  modelName: wireText,
});

/** Reads an artifact, a trained model that jobs run; null when it is outside the protocol. */
export function parseArtifact(document: unknown): Algorithm | null {
  const artifact = wireArtifact.safeParse(document).data;
  if (artifact === undefined || !isJsonObject(document)) return null;
  return {
    nativeId: artifact.id,
    form: "MODEL",
    name: artifact.displayName ?? artifact.modelName ?? artifact.artifactName ?? artifact.id,
    description: artifact.flowTitle,
    subscriptionId: null,
    versionId: null,
    codeDir: null,
    bootFile: null,
    command: null,
    engine: null,
    supportsContinualTraining: null,
    parameters: null,
    native: maskDocument(document),
  };
}

const wireAmount = z
  .number()
  .min(0)
  .nullish()
  .transform((amount) => amount ?? null);

const wireInstance = z.object({
  instanceId: z.string().min(1),
  resources: z.object({ cpu: wireAmount, ram: wireAmount }).nullish(),
  regions: z
    .array(z.string())
    .nullish()
    .transform((regions) => regions ?? []),
  accelerator: z
    .object({
      kind: wireText,
      name: wireText,
      count: wireCount,
      cudaCores: wireAmount,
      vramBytes: wireAmount,
    })
    .nullish(),
});

const wireInstances = z.object({ availableInstances: z.array(z.unknown()) });

/** Instance that an artifact can run on. */
export interface Instance {
  readonly flavor: Flavor;
  readonly regions: readonly string[];
}

/** Reads the instances for an artifact; throws `z.ZodError` when it is no such answer. Odd ones are left out. */
export function parseInstances(document: unknown): Instance[] {
  return wireInstances.parse(document).availableInstances.flatMap((instance) => {
    const parsed = wireInstance.safeParse(instance).data;
    return parsed ? [{ flavor: toFlavor(parsed), regions: parsed.regions }] : [];
  });
}

/** Lays together what several artifacts can run on: each instance once, with all its regions. */
export function mergeInstances(instances: readonly Instance[]): Flavor[] {
  const merged = new Map<string, Instance>();
  for (const { flavor, regions } of instances) {
    const known = merged.get(flavor.nativeId);
    merged.set(flavor.nativeId, {
      flavor: known?.flavor ?? flavor,
      regions: [...(known?.regions ?? []), ...regions],
    });
  }
  return [...merged.values()].map(({ flavor, regions }) => {
    const listed = [...new Set(regions)].sort().join(",");
    return listed === "" ? flavor : { ...flavor, attributes: withRegions(flavor, listed) };
  });
}

function withRegions({ attributes }: Flavor, regions: string): Flavor["attributes"] {
  return toKeyValues({
    ...Object.fromEntries(attributes.map(({ key, value }) => [key, value])),
    regions,
  });
}

/** No accelerator means a processor only. Memory is in MB here, though a request for it would be in GB. */
function toFlavor(instance: z.output<typeof wireInstance>): Flavor {
  const { instanceId, accelerator, resources } = instance;
  const cores = resources?.cpu ?? null;
  const ram = resources?.ram ?? null;
  const cudaCores = accelerator?.cudaCores ?? null;
  return {
    nativeId: instanceId,
    name: instanceId,
    type: acceleratorType(accelerator),
    nativeType: accelerator?.kind ?? null,
    maxSelectableNodes: null,
    maxNodes: null,
    distributed: false,
    cpu: cores === null ? null : { arch: null, cores: Math.floor(cores) },
    gpu: accelerator
      ? {
          count: accelerator.count,
          product: accelerator.name,
          memory: null,
          memoryBytes: accelerator.vramBytes,
        }
      : null,
    npu: null,
    memory: ram === null ? null : makeQuantity(ram, "MB"),
    disk: null,
    billing: null,
    attributes: cudaCores === null ? [] : [{ key: "cudaCores", value: String(cudaCores) }],
  };
}

function acceleratorType(accelerator: z.output<typeof wireInstance>["accelerator"]): Flavor["type"] {
  if (!accelerator) return "CPU";
  return /gpu/i.test(accelerator.kind ?? "") ? "GPU" : "UNKNOWN";
}
