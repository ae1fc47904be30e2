import { z } from "zod";
import { isJsonObject } from "../../../domain/json.ts";
import type { Quota } from "../../../domain/usage.ts";
import { number, records, text } from "./lenient.ts";

const wireQuotas = z.object({ quotas: records({ resource: text, quota: number, used: number }) });

/** Reads quotas; null when there is no list of them. Below zero is without bound, as in the vendor's other quotas. */
export function parseQuotas(answer: unknown): Quota[] | null {
  if (!isJsonObject(answer) || !("quotas" in answer)) return null;
  return wireQuotas.parse(answer).quotas.flatMap(({ resource, quota, used }) => {
    const limit = quota !== null && quota >= 0 ? quota : null;
    return resource === null ? [] : [{ name: resource, limit, used, unit: null }];
  });
}
