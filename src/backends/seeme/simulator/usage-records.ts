import type { SimulatedJob } from "../../../simulator/contract.ts";
import { toUuid } from "../../../simulator/native-id.ts";
import type { Fields } from "./fields.ts";
import { toRowTime } from "./timestamps.ts";

/** Millionths of a euro for a second of computing. */
const UNIT_COST = 275;

/** What is booked for a job: a record for each time that an agent gave it back; null, as of Go's empty slices, for none. */
export function toUsageRecords({ id, seed, history }: SimulatedJob): readonly Fields[] | null {
  const records = history.flatMap((state, place) => {
    const before = history[place - 1];
    if (before?.native !== "started" || state.native === "started") return [];
    const seconds = Math.round((state.at - before.at) / 1000);
    return [toRecord(toUuid(seed, place), id, seconds, state.at)];
  });
  return records.length === 0 ? null : records;
}

function toRecord(id: string, job: string, seconds: number, at: number): Fields {
  return {
    id,
    entity_type: "job",
    entity_id: job,
    metric: "compute_seconds",
    value: seconds,
    unit: "seconds",
    recorded_at: toRowTime(at),
    cost_micros: seconds * UNIT_COST,
    unit_cost_micros: UNIT_COST,
    currency: "EUR",
    period_key: new Date(at).toISOString().slice(0, 7),
  };
}
