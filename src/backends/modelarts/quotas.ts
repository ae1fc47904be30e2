import type { Quota } from "../../domain/usage.ts";
import { malformed } from "./jobs.ts";
import type { Service } from "./service.ts";
import { parseQuotas } from "./wire/quota.ts";

/** How many jobs there may be; the service has no other quota of training. */
export async function readQuotas(service: Service, signal: AbortSignal): Promise<Quota[]> {
  const response = await service.get("quotas", ["training-quotas"], { resource: "job-num" }, signal);
  const quotas = parseQuotas(response.json());
  if (quotas === null) throw malformed(service.backend, "quotas", "an answer without a list of quotas");
  return quotas;
}
