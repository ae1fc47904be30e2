import { hash } from "node:crypto";
import type { Position } from "../domain/event.ts";
import type { Entry } from "./contract.ts";

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** Entry before it has its check. */
export type OpenEntry = Without<Entry, "check">;

/** Entry as stored: its text, and the check over epoch, position and text. */
export interface SealedEntry {
  readonly position: Position;
  readonly check: string;
  readonly body: string;
}

/** Check of position 0, before the first entry. */
export const noCheck = "00000000";

/** Writes an entry's text and its check: the first 8 hex digits of SHA-256, which tell another history. */
export function sealEntry(epoch: string, { position, ...content }: OpenEntry): SealedEntry {
  const body = JSON.stringify(content);
  return { position, body, check: hash("sha256", `${epoch}:${position}:${body}`).slice(0, 8) };
}

/** Reads what `sealEntry` wrote. */
export function unsealEntry({ position, check, body }: SealedEntry): Entry {
  const content = JSON.parse(body) as Without<Entry, "position" | "check">; // sealEntry alone writes it
  return { position, check, ...content };
}
