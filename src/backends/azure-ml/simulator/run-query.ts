import type { World } from "../../../simulator/contract.ts";
import { invalid } from "./errors.ts";
import { jobsOfExperiment } from "./experiments.ts";
import type { Run } from "./runs.ts";
import { isDocument, textAt, type WireDocument } from "./wire-document.ts";

const LARGEST_TOP = 500;

/**
 * Answers a query over the runs of an experiment: filter, order, page size, continuation. The syntax of filter and
 * order is assumed: comparisons joined by `and`, a field with `asc` or `desc`.
 */
export function queryRuns(
  world: World,
  experiment: { readonly name?: string; readonly id?: string },
  body: unknown,
  show: (run: Run) => WireDocument,
): WireDocument {
  const jobs = [...jobsOfExperiment(world, experiment)];
  const runs = jobs.map((job) => show({ job, parent: null, label: "" }));
  return pageOfRuns(runs, isDocument(body) ? body : {});
}

/** Filters, orders and cuts a list of runs as a body or a query asks. */
export function pageOfRuns(runs: readonly WireDocument[], asked: WireDocument): WireDocument {
  const isWanted = parseFilter(textAt(asked, "filter"));
  const wanted = runs.filter(isWanted);
  const ordered = orderRuns(wanted, textAt(asked, "orderBy"));
  const top = Math.min(LARGEST_TOP, Number(textAt(asked, "top") || LARGEST_TOP));
  const from = Number(textAt(asked, "continuationToken") || 0);
  if (!Number.isInteger(top) || top < 1) throw invalid("top", "expected a whole number from 1");
  if (!Number.isInteger(from)) throw invalid("continuationToken", "not a continuation of this query");
  const next = from + top;
  const value = ordered.slice(from, next);
  // The last page has neither member, as recorded.
  return next < ordered.length ? { value, continuationToken: String(next), nextLink: null } : { value };
}

function parseFilter(text: string): (run: WireDocument) => boolean {
  if (text.trim() === "") return () => true;
  const conditions = text.split(/\s+and\s+/i).map((part) => {
    const [, name = "", operator = "", quoted, bare] =
      /^\(?\s*(\w+)\s+(eq|ne|gt|ge|lt|le)\s+(?:'([^']*)'|(\S+?))\s*\)?$/.exec(part.trim()) ?? [];
    if (name === "") throw invalid("filter", `cannot read ${part}`);
    return { name: fieldOf(name), operator, wanted: quoted ?? bare ?? "" };
  });
  return (run) =>
    conditions.every(({ name, operator, wanted }) => compare(textAt(run, name), operator, wanted));
}

function compare(value: string, operator: string, wanted: string): boolean {
  switch (operator) {
    case "eq":
      return value === wanted;
    case "ne":
      return value !== wanted;
    case "gt":
      return value > wanted;
    case "ge":
      return value >= wanted;
    case "lt":
      return value < wanted;
    default:
      return value <= wanted;
  }
}

function orderRuns(runs: readonly WireDocument[], text: string): readonly WireDocument[] {
  if (text === "") return runs;
  const [name = "", direction = "asc"] = text.split(/\s+/);
  const field = fieldOf(name);
  const sign = direction.toLowerCase() === "desc" ? -1 : 1;
  return runs.toSorted((a, b) => sign * textAt(a, field).localeCompare(textAt(b, field)));
}

/** Queries spell fields with a capital, documents without. */
function fieldOf(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
