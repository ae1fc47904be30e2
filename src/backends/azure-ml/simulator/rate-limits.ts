import type { VendorRequest, World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { Refusal } from "./errors.ts";

/** Counts a call and gives the header that says how many are left; throws a 429 when none is and that counts. */
export type RateLimits = (request: VendorRequest) => Readonly<Record<string, string>>;

const HOUR_MS = 3_600_000;
const DELETES_PER_HOUR = 15_000;

/** The hourly limits of the resource manager, on the wall clock. */
export function createRateLimits(world: World): RateLimits {
  let openedAt = world.wallNow();
  let used = { reads: 0, writes: 0, deletes: 0 };
  return ({ method }) => {
    if (world.wallNow() - openedAt >= HOUR_MS) {
      openedAt = world.wallNow();
      used = { reads: 0, writes: 0, deletes: 0 };
    }
    const sort = method === "GET" || method === "HEAD" ? "reads" : method === "DELETE" ? "deletes" : "writes";
    const limit = limitOf(world, sort);
    used[sort]++;
    if (used[sort] > limit && isAssumed(world, "throttles", true)) {
      const waitS = Math.ceil((openedAt + HOUR_MS - world.wallNow()) / 1000);
      throw throttled({ "Retry-After": String(Math.max(1, waitS)) });
    }
    return { [`x-ms-ratelimit-remaining-subscription-${sort}`]: String(Math.max(0, limit - used[sort])) };
  };
}

/** The refusal of the resource manager to somebody who asks too often. */
export function throttled(headers: Readonly<Record<string, string>> = {}): Refusal {
  return new Refusal(429, "TooManyRequests", "The request is being throttled.", { headers });
}

function limitOf(world: World, sort: "reads" | "writes" | "deletes"): number {
  if (sort === "deletes") return DELETES_PER_HOUR;
  return assumedNumber(world, sort === "reads" ? "readsPerHour" : "writesPerHour");
}
