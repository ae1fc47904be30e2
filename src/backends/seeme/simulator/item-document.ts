import type { SimulatedJob } from "../../../simulator/contract.ts";
import { toUuid } from "../../../simulator/native-id.ts";
import { hash32 } from "../../../simulator/random.ts";
import { toRowTime } from "./timestamps.ts";

/** Items are written just after their job, as the recorded rows show. */
const WRITTEN_AFTER_MS = 0.338;

/** A setting of a job as it is sent. */
export type ItemDocument = ReturnType<typeof toItemDocuments>[number];

/** Shows a job's settings, which may lack what the server adds. All of them move with every write to the job. */
export function toItemDocuments(job: SimulatedJob, items: readonly unknown[], precision: "micro" | "nano") {
  const createdAt = toRowTime(job.createdAt + WRITTEN_AFTER_MS, precision);
  const updatedAt = toRowTime(job.updatedAt + WRITTEN_AFTER_MS, precision);
  return items.map((item, at) => ({
    id: itemId(job, at),
    created_at: createdAt,
    name: "",
    description: "",
    value: "",
    default_value: "",
    value_type: "text",
    label: "",
    ...(typeof item === "object" && item !== null ? item : {}),
    job_id: job.id,
    updated_at: updatedAt,
  }));
}

/** The id of the setting at a place in the job's list. */
function itemId(job: SimulatedJob, at: number): string {
  return toUuid(hash32(job.seed, "item"), at);
}
