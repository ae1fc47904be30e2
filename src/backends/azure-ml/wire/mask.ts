import { LRUCache } from "lru-cache";
import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";

/** What stands in place of a secret. */
const mask = "***";

const secretWords = /^(?:pass(?:word|wd|phrase)?|pwd|secrets?|credentials?|apikey|accesskey|sas|signature)$/;
const secretPairs =
  /(?:^| )(?:api|access|account|shared|private|auth|encryption|storage|subscription) key(?: id)?(?: |$)/;
/** Words of models, not of access: `pad_token`. */
const modelTokens = /(?:^| )(?:pad|eos|bos|unk|cls|sep|mask|stop) token$/;

/** Of environment variables a key is one to something, as a rule: `OPENAI_KEY`. */
const secretVariable = /[a-z\d]_?key$/i;

/** Documents have the same few hundred names again and again, and there are thousands of documents. */
const judged = new LRUCache<string, boolean>({ max: 2_000 });

/** Tells whether a name says that its value opens something: `DB_PASSWORD`, `hfToken`, `storage-account-key`. */
export function namesSecret(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const isSecret = judgeName(name);
  judged.set(name, isSecret);
  return isSecret;
}

function judgeName(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
  const phrase = words.join(" ");
  if (words.some((word) => secretWords.test(word)) || secretPairs.test(phrase)) return true;
  if (phrase.includes("connection string")) return true;
  return words.at(-1) === "token" && !modelTokens.test(phrase);
}

// Lengths are bounded so that no text, however long, takes more than a moment.
const secretText: readonly (readonly [form: RegExp, replacement: string])[] = [
  // Signatures and tokens in the query of an address: links of the blob store carry `sig`.
  [/([?&;][^=&#\s"']{0,60}(?:sig|signature|token|secret|password|key)=)[^&#;\s"']+/gi, `$1${mask}`],
  // Connection strings.
  [/\b((?:Account|SharedAccess)Key|SharedAccessSignature|Password|Pwd)=[^;\s"']+/gi, `$1=${mask}`],
  // User and password in an address.
  [/(\w:\/\/)[^/\s@:"']{1,200}:[^/\s@"']{1,500}@/g, `$1${mask}@`],
  // Keys of storage accounts: 64 bytes in base64.
  [/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==/g, mask],
  // JSON web tokens, and whatever follows `Bearer`.
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, mask],
  [/\b(Bearer\s+)[\w.~+/=-]{8,}/gi, `$1${mask}`],
  // Options of a command line, and assignments in it; `${{inputs.key}}` is no value.
  [/(\s--?[\w-]{0,60}(?:key|token|password|passwd|secret)[=\s]\s{0,3})(?![$\s-])[^\s"']+/gi, `$1${mask}`],
  [/(\b\w{0,60}(?:api_?key|token|password|passwd|secret)=)(?![$*])[^\s"';&]+/gi, `$1${mask}`],
];

/** What a text has to have for any of the forms to fit. */
const suspicious = /[=@]|eyJ|bearer\s|\s--?\w/i;

/** Hides what looks like a secret inside a text. */
export function maskText(text: string): string {
  if (!suspicious.test(text)) return text;
  let masked = text;
  for (const [form, replacement] of secretText) masked = masked.replace(form, replacement);
  return masked;
}

/** Documents nest a dozen levels, those of pipelines a few more; what lies deeper is none of theirs. */
const deepest = 60;

/**
 * Copies a vendor's document with its secrets hidden: values of names that speak of one, and signatures, connection
 * strings and tokens inside any text. Everything that leaves the wire is read from the copy.
 */
export function maskDocument(document: JsonObject): JsonObject {
  return maskObject(document, 0);
}

function maskObject(object: JsonObject, depth: number, areVariables = false): JsonObject {
  const members = Object.entries(object).map(([key, member]): [string, Json] => {
    if (namesSecret(key) || (areVariables && secretVariable.test(key))) return [key, hide(member, depth + 1)];
    if (key === "environmentVariables" && isJsonObject(member))
      return [key, maskObject(member, depth + 1, true)];
    return [key, maskValue(member, depth + 1)];
  });
  return Object.fromEntries(members);
}

function maskValue(value: Json, depth: number): Json {
  if (depth > deepest) return mask;
  if (typeof value === "string") return maskText(value);
  if (Array.isArray(value)) return value.map((member) => maskValue(member, depth + 1));
  return isJsonObject(value) ? maskObject(value, depth) : value;
}

/** Words that say how something is to be read, not what opens it. */
const readable: ReadonlySet<string> = new Set(["jobInputType", "jobOutputType", "mode", "description"]);

/** Hides every single value; what is empty stays empty, and names inside stay readable. */
function hide(value: Json, depth: number): Json {
  if (value === null || value === "") return value;
  if (depth > deepest || typeof value !== "object") return mask;
  if (Array.isArray(value)) return value.map((member) => hide(member, depth + 1));
  const members = Object.entries(value).map(([key, member]): [string, Json] => [
    key,
    readable.has(key) ? maskValue(member, depth + 1) : hide(member, depth + 1),
  ]);
  return Object.fromEntries(members);
}
