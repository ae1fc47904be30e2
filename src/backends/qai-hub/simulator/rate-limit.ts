import type { World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { ServiceError } from "./errors.ts";

const MINUTE_MS = 60_000;

/** Counts creates and other requests of each token by the minute of the wall clock. The count throws a 429. */
export function createRateLimit(world: World): (token: string, method: string) => void {
  let minute = 0;
  const counts = new Map<string, number>();
  return (token, method) => {
    if (isAssumed(world, "rateLimits", false)) return;
    const now = world.wallNow();
    const current = Math.floor(now / MINUTE_MS);
    if (current !== minute) counts.clear();
    minute = current;
    const bucket = `${method === "POST" ? "create" : "read"} ${token}`;
    const count = (counts.get(bucket) ?? 0) + 1;
    counts.set(bucket, count);
    if (count <= assumedNumber(world, method === "POST" ? "createsPerMinute" : "readsPerMinute")) return;
    const waitS = Math.ceil(((current + 1) * MINUTE_MS - now) / 1000);
    throw new ServiceError(429, `Request was throttled. Expected available in ${waitS} seconds.`, waitS);
  };
}
