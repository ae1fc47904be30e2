import { z } from "zod";
import { isJsonObject } from "../../../domain/json.ts";
import {
  type Accelerator,
  type Flavor,
  type FlavorType,
  makeQuantity,
  type Quantity,
  toKeyValues,
} from "../../../domain/spec.ts";
import { integer, number, record, text, textMap } from "./lenient.ts";

const wireAccelerator = record({ unit_num: integer, product_name: text, memory: text });
const wireQuantity = record({ size: number, unit: text });

/** Flavor of the catalogue, of a hetero task (`task_resource`) or of a job (`flavor_detail`, without id and name). */
export const wireFlavor = record({
  flavor_id: text,
  flavor_name: text,
  max_num: integer,
  flavor_type: text,
  billing: record({ code: text, unit_num: integer }),
  flavor_info: record({
    max_num: integer,
    cpu: record({ arch: text, core_num: integer }),
    gpu: wireAccelerator,
    npu: wireAccelerator,
    memory: wireQuantity,
    disk: wireQuantity,
  }),
  attributes: textMap,
});
type WireFlavor = z.output<typeof wireFlavor>;

const types: Readonly<Record<string, FlavorType>> = { cpu: "CPU", gpu: "GPU", ascend: "NPU" };

/** Domain flavor; null without an id. */
export function toFlavor(flavor: WireFlavor): Flavor | null {
  const { flavor_id: nativeId, flavor_info: info, billing } = flavor;
  if (nativeId === null) return null;
  return {
    nativeId,
    name: flavor.flavor_name ?? nativeId,
    type: types[flavor.flavor_type?.toLowerCase() ?? ""] ?? "UNKNOWN",
    nativeType: flavor.flavor_type,
    maxSelectableNodes: info.max_num,
    maxNodes: flavor.max_num,
    distributed: (info.max_num ?? flavor.max_num ?? 1) > 1,
    cpu:
      info.cpu.arch === null && info.cpu.core_num === null
        ? null
        : { arch: info.cpu.arch, cores: info.cpu.core_num },
    gpu: toAccelerator(info.gpu),
    npu: toAccelerator(info.npu),
    memory: toQuantity(info.memory),
    disk: toQuantity(info.disk),
    billing:
      billing.code === null && billing.unit_num === null
        ? null
        : { code: billing.code, units: billing.unit_num },
    attributes: toKeyValues(flavor.attributes),
  };
}

function toAccelerator(unit: z.output<typeof wireAccelerator>): Accelerator | null {
  if (unit.unit_num === null && unit.product_name === null && unit.memory === null) return null;
  const [, size, scale] = /^\s*(\d{1,9}(?:\.\d+)?)\s*([KMGT]?i?B)\s*$/i.exec(unit.memory ?? "") ?? [];
  return {
    count: unit.unit_num,
    product: unit.product_name,
    memory: unit.memory,
    memoryBytes: size === undefined || scale === undefined ? null : makeQuantity(Number(size), scale).bytes,
  };
}

function toQuantity({ size, unit }: z.output<typeof wireQuantity>): Quantity | null {
  return size === null ? null : makeQuantity(size, unit ?? "");
}

const wireFlavors = z.object({
  flavors: z.preprocess((value) => (Array.isArray(value) ? value : []), z.array(wireFlavor)),
});

/** Reads the list of flavors; entries without an id are left out. Null when it is no such list. */
export function parseFlavors(document: unknown): Flavor[] | null {
  if (!isJsonObject(document) || !("flavors" in document)) return null;
  return wireFlavors.parse(document).flavors.flatMap((flavor) => toFlavor(flavor) ?? []);
}
