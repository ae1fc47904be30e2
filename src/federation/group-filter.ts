import type { JobFilter, TimeRange } from "../domain/filter.ts";
import { epochMs, type Instant, instantOf } from "../domain/instant.ts";
import { type GroupKey, groupFields } from "../index/contract.ts";

const dayMs = 86_400_000;

/**
 * Narrows a filter to one of the groups that it was grouped into. For the group of jobs without a value (null)
 * `others` are the values of all other groups.
 */
export function groupFilter(
  filter: JobFilter,
  by: GroupKey,
  value: string | null,
  others: readonly string[],
): JobFilter {
  if (value === null) {
    const hasValue: JobFilter = by === "CREATED_DAY" ? { createdAt: anyTime } : { [groupFields[by]]: others };
    return others.length === 0
      ? filter
      : { ...filter, not: filter.not ? { any: [filter.not, hasValue] } : hasValue };
  }
  if (by === "CREATED_DAY") return { ...filter, createdAt: within(filter.createdAt, dayOf(value)) };
  // The groups were made with the filter, so the value meets the condition that it takes the place of.
  return { ...filter, [groupFields[by]]: [value] };
}

const anyTime: TimeRange = { from: "0000-01-01T00:00:00.000Z" as Instant };

function dayOf(day: string): TimeRange {
  const from = `${day}T00:00:00.000Z` as Instant; // days come from the index as YYYY-MM-DD
  return { from, to: instantOf(epochMs(from) + dayMs) };
}

function within(outer: TimeRange | null | undefined, inner: TimeRange): TimeRange {
  const from = outer?.from && inner.from && outer.from > inner.from ? outer.from : inner.from;
  const to = outer?.to && inner.to && outer.to < inner.to ? outer.to : inner.to;
  return { from, to };
}
