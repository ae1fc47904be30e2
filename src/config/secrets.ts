import { isJsonObject } from "../domain/json.ts";

/** Where in the settings: keys and list positions from the top. */
export type SettingsPath = readonly PropertyKey[];

const secretKey = /secret|key|password|token/i;
const plainKey = /^[A-Za-z_][\w-]*$/;
const mask = "***";

/** Tells whether a place holds secrets by its name: what lies under `credentials`, or a key such as `apiToken`. */
export function isSecretPath(path: SettingsPath): boolean {
  return path.some((key) => typeof key === "string" && (key === "credentials" || secretKey.test(key)));
}

/** Writes a place as `backends[0].title`. A key of odd characters is masked: `{secretKey:abc}` lacks a space and is a key to YAML. */
export function formatPath(path: SettingsPath): string {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else text += `${text === "" ? "" : "."}${plainKey.test(String(key)) ? String(key) : mask}`;
  }
  return text;
}

/** Shows a value in a message: never a secret, a mapping's content or what an address carries beside its place. */
export function showValue(value: unknown, isSecret: boolean): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (isSecret) return mask;
  const text =
    typeof value === "string" ? value.replace(/\/\/\S*@/, `//${mask}@`).replace(/\?.*$/s, "?…") : value;
  const shown = JSON.stringify(text);
  return shown.length > 80 ? `${shown.slice(0, 79)}…` : shown;
}

/** Lists the secret texts of the settings: those at secret places and those at `filled` paths. */
export function collectSecrets(
  tree: unknown,
  filled: ReadonlySet<string>,
  path: SettingsPath = [],
): string[] {
  if (Array.isArray(tree))
    return tree.flatMap((entry, index) => collectSecrets(entry, filled, [...path, index]));
  if (isJsonObject(tree)) {
    return Object.entries(tree).flatMap(([key, member]) => collectSecrets(member, filled, [...path, key]));
  }
  if (tree === null || tree === undefined) return [];
  return isSecretPath(path) || filled.has(formatPath(path)) ? [String(tree)] : [];
}

/** Takes secrets out of a text that others wrote. Shorter ones than 8 characters stay: they would be found in any word. */
export function scrub(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length >= 8) clean = clean.replaceAll(secret, mask);
  }
  return clean;
}
