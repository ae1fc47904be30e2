import type { Instance } from "./wire/catalogue.ts";

/** Those of an artifact's instances that are offered in a region, `*` for any. */
export function offeredIn(region: string, instances: readonly Instance[]): Instance[] {
  const isAnywhere = (regions: readonly string[]) => regions.length === 0 || regions.includes("*");
  return instances.filter(({ regions }) => region === "*" || isAnywhere(regions) || regions.includes(region));
}

/** Instances that the vendor's client picks from when none is named (`datature` 1.12.2). */
const defaultInstances = ["instance_x1cpu-standard", "instance_t4-standard-1g", "instance_l4-standard-1g"];

/**
 * Id of the instance to take of those that are offered; null when none of the default ones is. The client picks at
 * random; the first one makes equal jobs of equal drafts.
 */
export function pickInstance(offered: readonly Instance[]): string | null {
  const ids = offered.map(({ flavor }) => flavor.nativeId);
  return defaultInstances.find((id) => ids.includes(id)) ?? null;
}
