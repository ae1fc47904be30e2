import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import type { Call } from "./door.ts";
import { ServiceError } from "./errors.ts";
import { createJobPages } from "./job-pages.ts";
import { ownerOf, projectOf, typeOf } from "./job-request.ts";
import { isFinal, isJobType, JOB_TYPES, type JobType, readStateFilter } from "./job-words.ts";
import { readPageRange, refuseQuery, takePage } from "./page.ts";
import { isProject } from "./people.ts";
import type { Sharing } from "./sharing.ts";

/** What of a list a caller may and wants to see; null where all passes. */
interface Filter {
  readonly states: ReadonlySet<string | null> | null;
  readonly types: ReadonlySet<JobType> | null;
  readonly creator: string | null;
  readonly project: string | null;
}

/** A page of jobs, newest first, with the number of all that match. */
export type ListJobs = (
  call: Call,
  project: string | null,
) => { page: readonly SimulatedJob[]; total: number };

/** Builds the listing of a world; `isOldForm` tells whether the caller knows profile jobs as a type of their own. */
export function createListing(
  world: World,
  sharing: Pick<Sharing, "reachOf">,
  isOldForm: (call: Call) => boolean,
): ListJobs {
  const readAll = createJobPages(world.jobs);
  return (call, project) => {
    const range = readPageRange(world, call.search);
    const filter = readFilter(world, call, project, isOldForm(call));
    const reach = sharing.reachOf(call.reader);
    if (reach === null && passesAll(filter)) return { page: readAll(range), total: world.jobs.count() };
    return takePage(matching(world, filter, reach), range);
  };
}

/** How many jobs of a project there are of each type, in some states. */
export function countByType(world: World, call: Call, project: string): ReadonlyMap<JobType, number> {
  const filter = { ...readFilter(world, call, project, true), types: null };
  const counts = new Map<JobType, number>(JOB_TYPES.map((type) => [type, 0]));
  for (const job of matching(world, filter, null))
    counts.set(typeOf(job), (counts.get(typeOf(job)) ?? 0) + 1);
  return counts;
}

/** Checks the project of a path. Throws a 404. */
export function requireProject(id: string): string {
  if (isProject(id)) return id;
  throw new ServiceError(404, `Project ${id} was not found.`);
}

function* matching(
  world: World,
  { states, types, creator, project }: Filter,
  reach: ReadonlySet<string> | null,
): Generator<SimulatedJob> {
  for (const job of candidates(world, states, reach)) {
    if (states && !states.has(job.state.native)) continue;
    if (types && !types.has(typeOf(job))) continue;
    if (creator !== null && ownerOf(job).email.toLowerCase() !== creator) continue;
    if (project !== null && projectOf(job) !== project) continue;
    yield job;
  }
}

/** Jobs in the order of the list, as few as reader and states allow. */
function candidates(
  world: World,
  states: ReadonlySet<string | null> | null,
  reach: ReadonlySet<string> | null,
): Iterable<SimulatedJob> {
  if (reach) {
    const jobs = [...reach].flatMap((id) => world.jobs.get(id) ?? []);
    return jobs.sort((a, b) => b.createdAt - a.createdAt);
  }
  const isActive = states !== null && ![...states].some((word) => word !== null && isFinal(word));
  return isActive ? world.jobs.unsettled() : world.jobs.newestFirst();
}

function readFilter(world: World, { search }: Call, project: string | null, isOldForm: boolean): Filter {
  const creator = search.get("creator")?.toLowerCase() || null;
  return { states: readStates(world, search), types: readTypes(world, search, isOldForm), creator, project };
}

/** State words; null in the set stands for numbers that match nothing. */
function readStates(world: World, search: URLSearchParams): Filter["states"] {
  const text = search.get("state") ?? "";
  if (text === "") return null;
  const states = new Set<string | null>();
  for (const part of text.split(",")) {
    const word = readStateFilter(part.trim());
    if (word === undefined) return refuseQuery(world, "state", text);
    states.add(word);
  }
  return states;
}

function readTypes(world: World, search: URLSearchParams, isOldForm: boolean): Filter["types"] {
  const text = search.get("type") ?? "";
  if (text === "") return null;
  if (!isJobType(text)) return refuseQuery(world, "type", text);
  return new Set<JobType>(text === "inference" && !isOldForm ? ["inference", "profile"] : [text]);
}

function passesAll({ states, types, creator, project }: Filter): boolean {
  return states === null && types === null && creator === null && project === null;
}
