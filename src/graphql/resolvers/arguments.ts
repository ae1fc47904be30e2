import type { JobFilter } from "../../domain/filter.ts";
import type { JobOrder } from "../../index/contract.ts";
import type { JobFilter as FilterInput, InputMaybe, JobOrder as OrderInput } from "../generated.ts";

/** The schema's filter is the domain's: same names, same values. */
export function toFilter(filter: InputMaybe<FilterInput> | undefined): JobFilter | null {
  return filter ?? null;
}

/** The schema cannot say that exactly one of `field` and `nativeField` is given; `Jobs.list` checks it. */
export function toOrder(orderBy: InputMaybe<readonly OrderInput[]> | undefined): readonly JobOrder[] | null {
  return (orderBy ?? null) as readonly JobOrder[] | null;
}
