import type { SimulatedJob, VendorRequest, World } from "../../../simulator/contract.ts";
import { hash32 } from "../../../simulator/random.ts";
import { type Fields, readText } from "./fields.ts";
import { toJobDocument } from "./job-document.ts";

/** Jobs whose text is sent at once: a list may be far larger than memory. */
const BATCH = 100;

/** The whole list as pieces of one JSON array. */
export function* listJobs(world: World, { search, effects }: VendorRequest): Generator<string> {
  const statuses = readWords(world, search.get("status"));
  const types = readWords(world, search.get("jobType"));
  const applicationId = search.get("applicationId") ?? "";
  const hasItems = world.assumption("listItems") === "filled";
  let batch: string[] = [];
  let separator = "[";
  for (const job of candidates(world, statuses)) {
    if (statuses && !statuses.has(job.state.native)) continue;
    const document = toJobDocument(job);
    if (types && !types.has(readText(document, "job_type"))) continue;
    if (applicationId !== "" && document.application_id !== applicationId) continue;
    batch.push(JSON.stringify(withListTraits(document, hasItems, effects.unknownStatus)));
    if (batch.length < BATCH) continue;
    yield separator + batch.join(",");
    separator = ",";
    batch = [];
  }
  if (batch.length > 0) yield separator + batch.join(",");
  yield batch.length > 0 || separator === "," ? "]" : "[]";
}

/** Jobs in the order of the list, as few as the status filter allows. */
function candidates(world: World, statuses: ReadonlySet<string> | null): Iterable<SimulatedJob> {
  const isActive = statuses !== null && !statuses.has("finished") && !statuses.has("error");
  const order = world.assumption("listOrder");
  if (order === "newest") return isActive ? world.jobs.unsettled() : world.jobs.newestFirst();
  if (order === "oldest") return isActive ? [...world.jobs.unsettled()].reverse() : world.jobs.oldestFirst();
  const jobs = isActive ? world.jobs.unsettled() : world.jobs.newestFirst();
  return [...jobs].sort((a, b) => hash32(a.seed) - hash32(b.seed));
}

/** Null: no filter. A list of commas and nothing is an empty filter. */
function readWords(world: World, text: string | null): ReadonlySet<string> | null {
  const words = (text ?? "").split(",").filter((word) => word !== "");
  if (words.length > 0) return new Set(words);
  return world.assumption("emptyFilter") === "all" ? null : new Set();
}

function withListTraits(document: Fields, hasItems: boolean, unknownStatus: string | null): Fields {
  const status = unknownStatus ?? document.status;
  return hasItems ? { ...document, status } : { ...document, status, items: null };
}
