import type { SimulatedJob, TimeWindow, VendorRequest, World } from "../../../simulator/contract.ts";
import { hash32 } from "../../../simulator/random.ts";
import { isAssumed } from "./assumptions.ts";
import { invalid } from "./errors.ts";
import { createJobFilter } from "./job-filter.ts";
import { pageSizeOf, readSkip, toPage } from "./pages.ts";
import type { WireDocument } from "./wire-document.ts";

/** The span of all jobs is cut into so many slices, which are read in no order of time. */
const SLICES = 16;
/** Jobs looked at for one page at most; a page of a rare filter may therefore be short, even empty. */
const MOST_SCANNED = 20_000;

/** Where a page begins. The span is that of the first page, so that jobs that appear meanwhile shift nothing. */
interface Place {
  readonly oldest: number;
  readonly newest: number;
  readonly slice: number;
  /** Creation time of the last job looked at in this slice; null at its beginning. */
  readonly last: number | null;
}

/** Answers a page of the listing, which holds each job of the first page's time exactly once. */
export function listJobs(
  world: World,
  request: VendorRequest,
  show: (job: SimulatedJob) => WireDocument,
): WireDocument {
  const isWanted = createJobFilter(request.search);
  const size = pageSizeOf(world);
  const found: SimulatedJob[] = [];
  let scanned = 0;
  let place: Place | null = readPlace(request) ?? firstPlace(world);
  while (place !== null && found.length < size && scanned < MOST_SCANNED) {
    let last: number | null = null;
    for (const job of jobsFrom(world, place)) {
      scanned++;
      last = job.createdAt;
      if (isWanted(job)) found.push(job);
      if (found.length === size || scanned === MOST_SCANNED) break;
    }
    const isFull = found.length === size || scanned === MOST_SCANNED;
    place = isFull && last !== null ? { ...place, last } : nextSlice(world, place);
  }
  const hasMore = place !== null && !isExhausted(world, place);
  const value = inOrder(world, found).map(show);
  return toPage(world, request, value, hasMore && place ? { ...place } : null);
}

function firstPlace(world: World): Place | null {
  const [first] = world.jobs.oldestFirst();
  const [last] = world.jobs.newestFirst();
  return first && last ? { oldest: first.createdAt, newest: last.createdAt, slice: 0, last: null } : null;
}

function readPlace(request: VendorRequest): Place | null {
  const sent = readSkip(request);
  if (sent === null) return null;
  const { oldest, newest, slice, last } = sent;
  const isPlace =
    typeof oldest === "number" &&
    typeof newest === "number" &&
    typeof slice === "number" &&
    (last === null || typeof last === "number");
  if (!isPlace) throw invalid("$skip", "not a continuation of this listing");
  return { oldest, newest, slice, last };
}

/** The jobs of a place's slice from the place on. */
function* jobsFrom(world: World, place: Place): Generator<SimulatedJob> {
  const { from, to, isNewest } = sliceOf(world, place);
  const isRising = isAssumed(world, "listOrder", "oldest");
  const { last } = place;
  const window: TimeWindow = isRising ? { from: last ?? from, to } : { from, to: last ?? to };
  for (const job of isRising ? world.jobs.oldestFirst(window) : world.jobs.newestFirst(window)) {
    // Windows include both ends, but of two slices the later one has the border.
    if (job.createdAt !== last && (job.createdAt < to || isNewest)) yield job;
  }
}

function sliceOf(world: World, { oldest, newest, slice }: Place) {
  if (!isAssumed(world, "listOrder", "mixed")) return { from: oldest, to: newest, isNewest: true };
  // An odd factor visits each of the sixteen once, far from its neighbours.
  const at = (slice * 7 + 3) % SLICES;
  const isNewest = at === SLICES - 1;
  const border = (number: number) => oldest + ((newest - oldest) * number) / SLICES;
  return { from: border(at), to: isNewest ? newest : border(at + 1), isNewest };
}

function nextSlice(world: World, place: Place): Place | null {
  const count = isAssumed(world, "listOrder", "mixed") ? SLICES : 1;
  return place.slice + 1 < count ? { ...place, slice: place.slice + 1, last: null } : null;
}

/** Whether nothing is left from a place on, so that the page before it is the last. */
function isExhausted(world: World, place: Place): boolean {
  for (let rest: Place | null = place; rest !== null; rest = nextSlice(world, rest)) {
    for (const _ of jobsFrom(world, rest)) return false;
  }
  return true;
}

function inOrder(world: World, jobs: readonly SimulatedJob[]): readonly SimulatedJob[] {
  if (!isAssumed(world, "listOrder", "mixed")) return jobs;
  return jobs.toSorted((a, b) => hash32(a.id) - hash32(b.id));
}
