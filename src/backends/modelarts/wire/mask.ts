import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import { mask, namesSecret } from "../../../domain/secret.ts";

/**
 * Copies a vendor's document with its secrets hidden: tokens of `endpoints`, values of sensitive parameters, and
 * whatever has a name that speaks of a secret (environment variables first of all). Everything that leaves the wire
 * is read from the copy.
 */
export function maskDocument(document: JsonObject): JsonObject {
  return maskObject(document, 0);
}

/** Documents nest a dozen levels; what lies deeper than this is none of theirs. */
const deepest = 60;

function maskObject(object: JsonObject, depth: number): JsonObject {
  const isSecretPair = isNamedValue(object) && namesSecretValue(object);
  const members = Object.entries(object).map(([key, member]): [string, Json] => {
    const isSecret = namesSecret(key) || (isSecretPair && key === "value");
    return [key, isSecret ? hide(member, depth + 1) : maskValue(member, depth + 1)];
  });
  return Object.fromEntries(members);
}

function maskValue(value: Json, depth: number): Json {
  if (depth > deepest) return mask;
  if (typeof value === "string") return maskAddress(value);
  if (Array.isArray(value)) return value.map((member) => maskValue(member, depth + 1));
  return isJsonObject(value) ? maskObject(value, depth) : value;
}

/** Hides every single value; what is empty stays empty, and names inside stay readable. */
function hide(value: Json, depth: number): Json {
  if (value === null || value === "") return value;
  if (depth > deepest || typeof value !== "object") return mask;
  if (Array.isArray(value)) return value.map((member) => hide(member, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hide(member, depth + 1)]));
}

/** Hides tokens and signatures in the query of an address, which may stand inside a text. */
export function maskAddress(text: string): string {
  return text.replace(/([?&#][^=&#\s]*(?:token|signature|secret)[^=&#\s]*=)[^&#\s]*/gi, `$1${mask}`);
}

/** Parameters (`name`, `value`, `constraint`) and pairs (`key` or `name`, `value`). */
function isNamedValue(object: JsonObject): boolean {
  return "value" in object && ("name" in object || "key" in object);
}

/** The vendor says that the `sensitive` flag of parameters is not in force yet; masked all the same. */
function namesSecretValue({ name, key, constraint }: JsonObject): boolean {
  const isMarked = isJsonObject(constraint) && String(constraint.sensitive).toLowerCase() === "true";
  return isMarked || [name, key].some((label) => isText(label) && namesSecret(label));
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string";
}
