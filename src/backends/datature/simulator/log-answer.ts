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
  const isWithin = readBounds(world, request);
  const isSevere = readLevel(request);
  const limit = readLimit(world, request);
  const entries = entriesOf(world, job)
    .filter((entry) => isWithin(entry) && isSevere(entry))
    .sort((a, b) => b.createTime - a.createTime || (a.id < b.id ? 1 : -1))
    .slice(0, limit);
  const id = job.id.replace("batchjob_", "batchjoblog_");
  return { id, object: "batch_job_log", projectId: PROJECT_ID, entries };
}

function readBounds(world: World, request: VendorRequest): (entry: LogEntry) => boolean {
  const before = readInteger(request, "beforeTime") ?? Number.POSITIVE_INFINITY;
  const after = readInteger(request, "afterTime") ?? Number.NEGATIVE_INFINITY;
  const includesBefore = !isAssumed(world, "logBounds", "neither");
  const includesAfter = isAssumed(world, "logBounds", "both");
  return ({ createTime }) =>
    (includesBefore ? createTime <= before : createTime < before) &&
    (includesAfter ? createTime >= after : createTime > after);
}

function readLevel({ search }: VendorRequest): (entry: LogEntry) => boolean {
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
