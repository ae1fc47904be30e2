import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { hash32 } from "../../../simulator/random.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { generateJob } from "./generated-job.ts";
import { PROJECT_ID } from "./identifiers.ts";
import { COUNTERS, countersAfter, countOf } from "./item-counters.ts";
import { faultsOf } from "./item-faults.ts";
import { cancelledAt, overviewOf, textsOf } from "./job-words.ts";
import { isDocument, overlay, valueAt, type WireDocument } from "./wire-document.ts";

/** What documents of jobs take from elsewhere in the service. */
export interface JobSurroundings {
  /** Items of a data set, also of one that was deleted since. */
  readonly itemCount: (datasetId: unknown) => number;
  /** Items of a job whose deliveries were really tried and given up. */
  readonly givenUp: (jobId: string) => number;
}

/** Shows a job as it stands. */
export function toJobDocument(world: World, surroundings: JobSurroundings, job: SimulatedJob): WireDocument {
  const { name, spec } = requestOf(world, job);
  const document = {
    id: job.id,
    object: "batch_job",
    name,
    projectId: PROJECT_ID,
    spec: { ...spec, ...shortenedStop(job, spec) },
    status: toStatus(world, surroundings, job, spec),
    createDate: Math.floor(job.createdAt),
    updateDate: Math.floor(job.updatedAt),
  };
  // The fields of a job made through the service are its request, which was read above.
  return job.origin === "vendor" ? document : overlay(document, job.fields);
}

/** Name and spec as they were asked for, changes included. */
export function requestOf(world: World, job: SimulatedJob): { name: unknown; spec: WireDocument } {
  const asked = job.origin === "vendor" ? {} : withDefaultTimes(world, generateJob(job), job.createdAt);
  const { name, spec } = overlay(asked, job.fields);
  return { name, spec: isDocument(spec) ? spec : {} };
}

/** Fills in the times that a request leaves open, as they are counted from the creation. */
export function withDefaultTimes(
  world: World,
  { name, spec }: { name: string; spec: WireDocument },
  createdAt: number,
) {
  const { startAtTime, stopAtTime, ...rest } = spec;
  const lastsMs = assumedNumber(world, "defaultStopMs");
  const start = typeof startAtTime === "number" ? startAtTime : Math.floor(createdAt);
  const showsStart = isAssumed(world, "defaultStart", "created");
  const stop = stopAtTime ?? (lastsMs > 0 ? start + lastsMs : undefined);
  return {
    name,
    spec: {
      ...((showsStart || startAtTime !== undefined) && { startAtTime: start }),
      ...(stop !== undefined && { stopAtTime: stop }),
      ...rest,
    },
  };
}

/** A job that was stopped early has its stop moved there. */
function shortenedStop(job: SimulatedJob, { stopAtTime }: WireDocument): WireDocument {
  const stoppedAt = cancelledAt(job) ?? (job.state.native === "TimedOut" ? Math.floor(job.state.at) : null);
  if (stoppedAt === null) return {};
  return { stopAtTime: typeof stopAtTime === "number" ? Math.min(stopAtTime, stoppedAt) : stoppedAt };
}

function toStatus(world: World, surroundings: JobSurroundings, job: SimulatedJob, spec: WireDocument) {
  const { message, reason } = textsOf(job);
  const cancelled = cancelledAt(job);
  const spellsNone = hash32(job.seed, "reason") % 2 === 0;
  return {
    overview: overviewOf(job.state.native),
    message,
    updateDate: Math.floor(job.state.at),
    items: toItems(world, surroundings, job, spec),
    ...((reason !== null || spellsNone) && { reason }),
    ...(cancelled !== null && { cancelledAt: cancelled }),
  };
}

function toItems(
  world: World,
  surroundings: JobSurroundings,
  job: SimulatedJob,
  spec: WireDocument,
): WireDocument {
  const { items } = job.state;
  const zeros = Object.fromEntries(COUNTERS.map((name) => [name, 0]));
  const isSparse = isAssumed(world, "sparseItems", true);
  // What the control port gives is sent as given.
  if (items) return isSparse ? items : { ...zeros, ...items };
  const counters = countersAfter(job.history, faultsOf(job), surroundings.itemCount(spec.datasetId));
  const delivered = countOf(counters, "Delivered");
  const lost = Math.min(surroundings.givenUp(job.id), delivered);
  const moved = { Delivered: delivered - lost, FailedDeliver: countOf(counters, "FailedDeliver") + lost };
  const all: WireDocument = { ...zeros, ...counters, ...(lost > 0 && moved) };
  const spellsZeros = !isSparse || (job.origin === "generated" && hash32(job.seed, "zeros") % 5 === 0);
  if (spellsZeros) return all;
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count !== 0));
}

/** Puts another word into a document, for the fault that does so. */
export function withOverview(document: WireDocument, word: string | null): WireDocument {
  return word === null ? document : overlay(document, { status: { overview: word } });
}

/** The webhook that a job's results go to; null when it has none. */
export function webhookIdOf(spec: WireDocument): string | null {
  const id = valueAt(spec, "resultDelivery", "destinations", 0, "webhookId");
  return typeof id === "string" ? id : null;
}
