import { type Algorithm, algorithms } from "./algorithms.ts";
import { ServiceError } from "./errors.ts";
import { flavors } from "./flavors.ts";
import { experimentOf } from "./generated-job.ts";
import { integer } from "./search-request.ts";

/** Answers `training-job-flavors`; there are no pages. */
export function flavorPage(query: URLSearchParams): object {
  const type = query.get("flavor_type") ?? "";
  if (!["", "CPU", "GPU", "Ascend"].includes(type)) throw new ServiceError("2788", "flavor_type");
  const found = flavors.filter((flavor) => type === "" || flavor.flavor_type === type);
  return { total_count: found.length, flavors: found };
}

/** Answers `algorithms`. `countsItems` makes `offset` an item offset, as the service documents it here. */
export function algorithmPage(query: URLSearchParams, countsItems: boolean): object {
  const sortBy = query.get("sort_by") || "create_time";
  if (sortBy !== "create_time" && sortBy !== "name") throw new ServiceError("2790");
  const searched = searchedName(query.get("searches") ?? "");
  const isHere = (query.get("workspace_id") || "0") === "0";
  const found = algorithms.filter(({ metadata }) => isHere && metadata.name.includes(searched));
  const sorted = found.toSorted((a, b) => compare(a, b, sortBy));
  const total = isHere ? algorithms.length : 0;
  return { total, ...pageOf(sorted, query, countsItems), sort_by: sortBy, group_by: "" };
}

/** Answers `training-experiments`. */
export function experimentPage(query: URLSearchParams, countsItems: boolean): object {
  const experiments = [0, 1, 2, 3].map((number) => ({
    metadata: {
      ...experimentOf(number),
      description: "",
      create_time: Date.UTC(2026, 2, 2 + number),
      update_time: Date.UTC(2026, 2, 2 + number),
      workspace_id: "0",
      user_name: "demo-user",
    },
  }));
  const page = pageOf(experiments, query, countsItems);
  const sort_by = query.get("sort_by") || "create_time";
  return { total: experiments.length, ...page, sort_by, group_by: "", workspace_id: "0" };
}

/** Answers `training-event-categories`; the key of the list has a hyphen. */
export function eventCategories(): object {
  const names: Readonly<Record<string, string>> = {
    JobStarted: "The job has started",
    JobCompleted: "The job has completed",
    JobFailed: "The job has failed",
    JobTerminated: "The job was terminated",
    JobRestarted: "The job was restarted",
    JobHanged: "The job hangs",
    JobPreempted: "The job was preempted",
  };
  const categories = Object.entries(names).map(([id, name]) => ({
    id,
    name,
    description: name,
    notification: true,
  }));
  return { "event-categories": categories };
}

/** Sorts newest or last name first unless `order` says `asc`, then cuts the page out. */
function pageOf<T>(ascending: readonly T[], query: URLSearchParams, countsItems: boolean): object {
  const order = query.get("order") || "desc";
  if (order !== "asc" && order !== "desc") throw new ServiceError("2788", "order");
  const limit = integer(query.get("limit"), "limit", 1, 50, 50);
  const offset = integer(query.get("offset"), "offset", 0, Number.MAX_SAFE_INTEGER, 0);
  const ordered = order === "asc" ? ascending : ascending.toReversed();
  const skip = countsItems ? offset : offset * limit;
  const items = ordered.slice(skip, skip + limit);
  return { count: ordered.length, limit, offset, order, items };
}

function compare(a: Algorithm, b: Algorithm, by: "create_time" | "name"): number {
  if (by === "create_time") return a.metadata.create_time - b.metadata.create_time;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

/** Reads `name:foo`; the only field that can be searched. */
function searchedName(searches: string): string {
  if (searches === "") return "";
  const [field, ...words] = searches.split(":");
  if (field !== "name") throw new ServiceError("2789", searches);
  return words.join(":");
}
