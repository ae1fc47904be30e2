import { InputError } from "../domain/error.ts";
import { checkFilter, type JobFilter } from "../domain/filter.ts";
import { parseIdOf } from "../domain/id.ts";
import { defaultOrder, type JobOrder } from "../index/contract.ts";
import type { Backends } from "./backends.ts";

/** Checks a filter: depth, ids of jobs, algorithms and flavors, ids of backends. */
export function parseFilter(given: JobFilter | null | undefined, backends: Backends): JobFilter {
  const filter = given ?? {};
  checkFilter(filter);
  checkIds(filter, backends, ["filter"]);
  return filter;
}

function checkIds(filter: JobFilter, backends: Backends, path: readonly string[]): void {
  for (const [index, id] of (filter.backends ?? []).entries())
    backends.require(id, [...path, "backends", String(index)]);
  const typed = { ids: "job", algorithmIds: "algorithm", flavorIds: "flavor" } as const;
  for (const [field, type] of Object.entries(typed) as [
    keyof typeof typed,
    (typeof typed)[keyof typeof typed],
  ][]) {
    for (const [index, id] of (filter[field] ?? []).entries())
      parseIdOf(type, id, [...path, field, String(index)]);
  }
  if (filter.not) checkIds(filter.not, backends, [...path, "not"]);
  for (const [index, alternative] of (filter.any ?? []).entries()) {
    checkIds(alternative, backends, [...path, "any", String(index)]);
  }
}

/** Checks an order; newest first when there is none. Throws `InputError`. */
export function parseOrder(orderBy: readonly JobOrder[] | null | undefined): readonly JobOrder[] {
  if (!orderBy || orderBy.length === 0) return defaultOrder;
  for (const [index, { field, nativeField }] of orderBy.entries()) {
    if (Boolean(field) !== Boolean(nativeField)) continue;
    throw new InputError(
      "INVALID_ARGUMENT",
      ["orderBy", String(index)],
      orderBy[index],
      "either field or nativeField",
    );
  }
  return orderBy;
}
