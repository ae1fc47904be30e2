import { hash } from "node:crypto";

/** Hash of 52 bits as a whole number: the same in every process, exact in a Float64 and in JSON. */
export function hashNumber(text: string): number {
  return Number.parseInt(hash("sha1", text).slice(0, 13), 16);
}
