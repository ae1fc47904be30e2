import { z } from "zod";
import { isJsonObject, type Json } from "../../domain/json.ts";
import { mask, namesSecret } from "../../domain/secret.ts";
import type { Parameter, ParameterType } from "../../domain/spec.ts";
import { readInstant, wireName, wireText } from "./wire-text.ts";

const maskedMembers: ReadonlySet<string> = new Set(["value", "default_value"]);

/** Words of `value_type`, by the package `seeme` 0.43.2. */
export const valueTypes = {
  INT: "int",
  FLOAT: "float",
  NUMBER: "number",
  TEXT: "text",
  BOOL: "boolean",
  CHOICE: "multi",
  STRING_LIST: "string_array",
} as const;
/** Type of a setting that has a word. */
export type ItemType = keyof typeof valueTypes;

const types: ReadonlyMap<string, ItemType> = new Map(
  // The keys of a literal object are those that its type names.
  (Object.keys(valueTypes) as ItemType[]).map((type) => [valueTypes[type], type]),
);

/** Values are text, also those of numbers and booleans; a bare number or boolean costs nothing to understand. */
const wireValue = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => (value === null || value === undefined || value === "" ? null : String(value)));

/** Setting as its document has it, secrets and all. */
export const wireItem = z.object({
  id: wireText,
  name: wireName,
  description: wireText,
  label: wireText,
  value: wireValue,
  default_value: wireValue,
  value_type: wireText,
  created_at: wireText,
  updated_at: wireText,
});

/** Setting of a job, secrets masked. */
export const itemSchema = wireItem.transform((item): Parameter => {
  const type = readType(item.value_type);
  const sensitive = namesSecret(item.name);
  return {
    nativeId: item.id,
    name: item.name,
    label: item.label,
    description: item.description,
    descriptions: [],
    value: sensitive && item.value !== null ? mask : item.value,
    typedValue: sensitive ? null : readTyped(type, item.value),
    defaultValue: sensitive && item.default_value !== null ? mask : item.default_value,
    type,
    nativeType: item.value_type,
    constraint: sensitive ? sensitiveConstraint(item.value_type) : null,
    createdAt: readInstant(item.created_at),
    updatedAt: readInstant(item.updated_at),
  };
});

/** Reads a word of `value_type`. */
export function readType(word: string | null): ParameterType {
  return types.get(word?.toLowerCase() ?? "") ?? "UNKNOWN";
}

/** Masks the secrets in the `items` of a job's document; everything else stays as the vendor wrote it. */
export function maskItems(items: Json): Json {
  return Array.isArray(items) ? items.map(maskItem) : items;
}

function maskItem(item: Json): Json {
  if (!isJsonObject(item) || typeof item.name !== "string" || !namesSecret(item.name)) return item;
  const members = Object.entries(item).map(([key, value]): [string, Json] => [
    key,
    maskedMembers.has(key) && value !== null && value !== "" ? mask : value,
  ]);
  return Object.fromEntries(members);
}

function sensitiveConstraint(nativeType: string | null): Parameter["constraint"] {
  return { nativeType, editable: true, required: false, sensitive: true, validType: null, validRange: [] };
}

/** Tells whether the vendor's agent can read a text as a value of a type. */
export function isOfType(type: ParameterType, text: string): boolean {
  return type === "BOOL" ? /^(true|false)$/.test(text) : readTyped(type, text) !== null;
}

/** Reads a value as the vendor's own agent does; null where the text is no value of its type. */
function readTyped(type: ParameterType, text: string | null): Json {
  if (text === null) return null;
  switch (type) {
    case "INT":
      return readInteger(text);
    case "FLOAT":
      return readFloat(text);
    case "NUMBER":
      return readInteger(text) ?? readFloat(text);
    case "BOOL":
      return text === "true";
    case "TEXT":
    case "CHOICE":
    case "STRING_LIST": // How a list is written is not known: it stays text, as in the agent.
    case "UNKNOWN":
      return text;
  }
}

function readInteger(text: string): number | null {
  const value = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}

function readFloat(text: string): number | null {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}
