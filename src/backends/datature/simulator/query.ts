import type { VendorRequest } from "../../../simulator/contract.ts";
import { invalid } from "./errors.ts";

/** Reads a whole number of the query; null when it was not sent. Throws a 400 for anything else. */
export function readInteger({ search }: VendorRequest, name: string): number | null {
  const text = search.get(name);
  if (text === null || text === "") return null;
  if (!/^-?\d{1,15}$/.test(text)) throw invalid(name, `expected an integer, got ${text}`);
  return Number(text);
}
