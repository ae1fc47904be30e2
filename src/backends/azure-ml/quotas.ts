import type { Quota } from "../../domain/usage.ts";
import { readAll } from "./paging.ts";
import type { Service } from "./service.ts";
import { parseUsage, type Usage } from "./wire/flavor.ts";

/** What the subscription may use in the region of the workspace, and how much of it is used. */
export async function listQuotas(service: Service, signal: AbortSignal): Promise<Quota[]> {
  const usages = await readUsages(service, "quotas", signal);
  // The vendor writes -1 where there is no limit of its own.
  return usages.map(({ limit, ...usage }) => ({ ...usage, limit: limit < 0 ? null : limit }));
}

/** Usages of the region; those without a name or figures are left out. */
export async function readUsages(service: Service, operation: string, signal: AbortSignal): Promise<Usage[]> {
  const first = service.manageRegion(operation, ["usages"], signal);
  return (await readAll(service, operation, first, signal)).flatMap((value) => parseUsage(value) ?? []);
}
