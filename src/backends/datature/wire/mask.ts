import { isJsonObject, type Json } from "../../../domain/json.ts";

const mask = "***";
const secretName = /secret|passw|token|credential|api[-_]?key|signature|authorization/i;
/** Documents nest half a dozen levels; what lies deeper than this is none of theirs. */
const deepest = 60;

/**
 * Copies a document with its secrets hidden: what has a name that speaks of one, and what addresses carry. The
 * protocol has none in jobs, logs or catalogues, but kinds of destinations and deployments are open. What the document
 * is called stays: a job whose create was not answered is found again by it.
 */
export function maskDocument(value: Json, depth = 0): Json {
  if (typeof value === "string") return maskAddress(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) return mask;
  if (isList(value)) return value.map((member) => maskDocument(member, depth + 1));
  const members = Object.entries(value).map(([key, member]): [string, Json] => {
    if (depth === 0 && key === "name" && typeof member === "string") return [key, member];
    const isHidden = secretName.test(key) && member !== null && member !== "";
    return [key, isHidden ? mask : maskDocument(member, depth + 1)];
  });
  return Object.fromEntries(members);
}

/** Hides passwords, and tokens and signatures in the query, of the addresses in a text. */
export function maskAddress(text: string): string {
  return text
    .replace(/(:\/\/[^/\s:@]{0,256}:)[^/\s@]{1,256}@/g, `$1${mask}@`)
    .replace(
      /([?&#](?:[^=&#\s]{0,64}(?:token|signature|secret|credential|passw|api[-_]?key)[^=&#\s]{0,64}|sig)=)[^&#\s]+/gi,
      `$1${mask}`,
    );
}

/** Reads the id of a document that is otherwise unreadable; null when there is none. */
export function readNativeId(document: unknown): string | null {
  return isJsonObject(document) && typeof document.id === "string" && document.id !== "" ? document.id : null;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
