import { z } from "zod";
import type { Instant } from "../../../domain/instant.ts";
import { isJsonObject } from "../../../domain/json.ts";
import { instant, number, records, text } from "./lenient.ts";

const wireRecords = z.object({
  running_records: records({
    record_order: number,
    stages: records({ name: text, start_time: instant }),
  }),
});

/**
 * Reads out of the stages of a job when its newest run began to be scheduled; null where they do not say, or are none.
 * The other stages begin and end when the run does, which the job's own document tells to the millisecond.
 */
export function parseQueuedAt(answer: unknown): Instant | null {
  if (!isJsonObject(answer)) return null;
  const runs = wireRecords.parse(answer).running_records;
  const newest = runs.toSorted((a, b) => (a.record_order ?? 0) - (b.record_order ?? 0)).at(-1);
  return newest?.stages.find(({ name }) => name === "scheduling")?.start_time ?? null;
}
