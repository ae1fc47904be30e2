import type { SimulatedJob } from "../../../simulator/contract.ts";
import { invalid } from "./errors.ts";
import { isGeneratedArchived } from "./generated-job.ts";
import { propertiesOf } from "./job-document.ts";
import { at, documentAt, textAt } from "./wire-document.ts";

/** Reads the filters of a listing's query. Throws on a view that the service does not know. */
export function createJobFilter(search: URLSearchParams): (job: SimulatedJob) => boolean {
  const view = search.get("listViewType") || "ActiveOnly";
  if (!["ActiveOnly", "ArchivedOnly", "All"].includes(view)) {
    throw invalid("listViewType", `unknown value ${view}`);
  }
  const jobType = search.get("jobType");
  const tag = search.get("tag");
  const conditions = (search.get("properties") ?? "").split(",").filter((text) => text !== "");
  return (job) => {
    if (view !== "All" && isArchived(job) !== (view === "ArchivedOnly")) return false;
    if (jobType && jobTypeOf(job) !== jobType) return false;
    if (!tag && conditions.length === 0) return true;
    // Filters look at what the answer would show; any origin does, for it is in neither map.
    const shown = propertiesOf(job, "http://localhost");
    if (tag && at(shown, "tags", tag) === undefined) return false;
    const properties = documentAt(shown, "properties");
    return conditions.every((condition) => {
      const [key = "", value] = condition.split("=");
      return value === undefined ? Object.hasOwn(properties, key) : properties[key] === value;
    });
  };
}

function jobTypeOf(job: SimulatedJob): string {
  return textAt(job.fields, "jobType") || job.type;
}

function isArchived(job: SimulatedJob): boolean {
  const { isArchived: told } = job.fields;
  return typeof told === "boolean" ? told : isGeneratedArchived(job);
}
