import type { World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { ServiceError } from "./errors.ts";

/** The part of a list that is asked for. */
export interface PageRange {
  readonly offset: number;
  readonly limit: number;
}

/** Reads `offset` and `limit`; a limit above the service's is cut to it. Throws a 400. */
export function readPageRange(world: World, search: URLSearchParams): PageRange {
  const offset = readNumber(world, search, "offset", 0) ?? 0;
  const limit = readNumber(world, search, "limit", 1) ?? assumedNumber(world, "pageSize");
  return { offset, limit: Math.min(limit, assumedNumber(world, "pageLimit")) };
}

/** Refuses a value of the query, or takes it as not sent where that is assumed. Throws a 400. */
export function refuseQuery(world: World, name: string, value: string): null {
  if (isAssumed(world, "invalidQuery", "ignore")) return null;
  throw new ServiceError(400, `Invalid value for ${name}: ${value}`);
}

/** Takes the range out of a list that is short enough to be walked to its end, and counts all. */
export function takePage<T>(items: Iterable<T>, { offset, limit }: PageRange): { page: T[]; total: number } {
  const page: T[] = [];
  let total = 0;
  for (const item of items) {
    if (total >= offset && page.length < limit) page.push(item);
    total++;
  }
  return { page, total };
}

function readNumber(world: World, search: URLSearchParams, name: string, least: number): number | null {
  const text = search.get(name);
  if (text === null) return null;
  return /^\d{1,15}$/.test(text) && Number(text) >= least ? Number(text) : refuseQuery(world, name, text);
}
