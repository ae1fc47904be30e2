import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import { mask, namesSecret } from "../../../domain/secret.ts";

/**
 * Copies a document with its secrets hidden: the token that a user's own record carries, and the signatures of
 * addresses. Numbers stay: an output of a model may well be called `token`, and its figures open nothing. Names stay:
 * `prompt-token 128` is none of a secret, and a job whose create was not answered is found again by its name.
 */
export function maskDocument(document: JsonObject): JsonObject {
  const members = Object.entries(document).map(([key, member]): [string, Json] => {
    if (typeof member !== "string") return [key, maskValue(member)];
    if (key === "name") return [key, member];
    return [key, namesSecret(key) ? mask : maskText(member)];
  });
  return Object.fromEntries(members);
}

function maskValue(value: Json): Json {
  if (typeof value === "string") return maskText(value);
  if (Array.isArray(value)) return value.map((member: Json) => maskValue(member));
  return isJsonObject(value) ? maskDocument(value) : value;
}

/** Hides what signs an address (`X-Amz-Signature=…`, `…token=…`) and the values of options that name a secret. */
function maskText(text: string): string {
  return text
    .replace(
      /([?&][^=&#\s]{0,60}(?:signature|token|credential|secret|key)[^=&#\s]{0,30}=)[^&#\s]+/gi,
      `$1${mask}`,
    )
    .replace(/(--?[\w-]{0,60}(?:token|password|secret|api[_-]key)[ =])\S+/gi, `$1${mask}`);
}
