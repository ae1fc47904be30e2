import type { SimulatedJob, VendorRequest, World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { invalid } from "./errors.ts";
import { PROJECT_ID } from "./identifiers.ts";
import { entriesOf, type LogEntry } from "./job-log.ts";
import { readInteger } from "./query.ts";

/** From the least to the most severe. */
const LEVELS = ["Info", "Error"];

/** Answers a request for a job's log: the newest entries within the bounds, newest first. Throws a 400. */
export function answerLog(world: World, job: SimulatedJob, request: VendorRequest) {
  const { isTooNew, isTooOld } = readBounds(world, request);
  const isSevere = readLevel(request);
  const limit = readLimit(world, request);
  const entries: LogEntry[] = [];
  const all = entriesOf(world, job);
  for (let at = countWhile(all, isTooNew); at < all.length && entries.length < limit; at++) {
    const entry = all[at];
    if (!entry || isTooOld(entry)) break;
    if (isSevere(entry)) entries.push(entry);
  }
  const id = job.id.replace("batchjob_", "batchjoblog_");
  return { id, object: "batch_job_log", projectId: PROJECT_ID, entries };
}

type Test = (entry: LogEntry) => boolean;

/** How many entries at the beginning pass a test that none passes after the first that does not. */
function countWhile(entries: readonly LogEntry[], test: Test): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry && test(entry)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function readBounds(world: World, request: VendorRequest): { isTooNew: Test; isTooOld: Test } {
  const before = readInteger(request, "beforeTime") ?? Number.POSITIVE_INFINITY;
  const after = readInteger(request, "afterTime") ?? Number.NEGATIVE_INFINITY;
  const includesBefore = !isAssumed(world, "logBounds", "neither");
  const includesAfter = isAssumed(world, "logBounds", "both");
  return {
    isTooNew: ({ createTime }) => (includesBefore ? createTime > before : createTime >= before),
    isTooOld: ({ createTime }) => (includesAfter ? createTime < after : createTime <= after),
  };
}

function readLevel({ search }: VendorRequest): Test {
  const least = search.get("minLevel") ?? "Info";
  const rank = LEVELS.indexOf(least);
  if (rank < 0) throw invalid("minLevel", `expected one of ${LEVELS.join(", ")}, got ${least}`);
  // A level that nobody knows is as harmless as the least.
  return ({ level }) => Math.max(0, LEVELS.indexOf(String(level))) >= rank;
}

function readLimit(world: World, request: VendorRequest): number {
  const most = assumedNumber(world, "logLimit");
  const asked = readInteger(request, "maxEntries") ?? most;
  if (asked < 1) throw invalid("maxEntries", "must be at least 1");
  return Math.min(asked, most);
}
