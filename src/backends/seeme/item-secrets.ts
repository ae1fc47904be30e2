import type { Json, JsonObject } from "../../domain/json.ts";
import { mask, namesSecret } from "../../domain/secret.ts";
import type { ItemInput } from "./item-rules.ts";

/** Members that are masked in readings when the name tells of a secret, by their names in the documents. */
const maskable = { value: "value", defaultValue: "default_value" } as const;

/** Whether a text is what readings show in place of a secret. */
export function isMasked(name: string, text: string | null | undefined): boolean {
  return text === mask && namesSecret(name);
}

/** Something wrong with what is asked of a secret. */
interface SecretMistake {
  readonly member: "name" | keyof typeof maskable;
  readonly expected: string;
}

/**
 * Finds a mask that stands for no secret, and a secret that would be shown under its new name. `stored` is the setting
 * as the vendor has it; null for a new one.
 */
export function findSecretMistake(stored: JsonObject | null, change: ItemInput): SecretMistake | null {
  const isSecret = stored !== null && isSecretItem(stored);
  for (const member of ["value", "defaultValue"] as const) {
    if (!isSecret && isMasked(change.name, change[member]))
      return { member, expected: `the secret itself: ${mask} stands for one that is there` };
    const isKept = change[member] === undefined || change[member] === mask;
    if (isSecret && isKept && stored[maskable[member]] && !namesSecret(change.name))
      return { member: "name", expected: "a name that tells of a secret, or the value and default anew" };
  }
  return null;
}

/** Readings show secrets masked: who sends the mask back has not seen the secret, and does not change it. */
export function unmasked(stored: JsonObject, member: "value" | "default_value", text: string): Json {
  return text === mask && isSecretItem(stored) ? (stored[member] ?? "") : text;
}

function isSecretItem({ name }: JsonObject): boolean {
  return typeof name === "string" && namesSecret(name);
}
