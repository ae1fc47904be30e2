import type { JobEvent, Position } from "../domain/event.ts";
import { formatId } from "../domain/id.ts";
import type { Instant } from "../domain/instant.ts";
import { epochMs } from "../domain/instant.ts";
import type { Job } from "../domain/job.ts";
import { isForward, type Phase } from "../domain/status.ts";
import type { Observation, PartHashes, Snapshot } from "./contract.ts";
import { differenceOf, isSameContent, layOver, layOverHashes } from "./job-change.ts";
import { jobChanged, jobCreated, jobRemoved, nothingChanged, statusTransition } from "./recorded-event.ts";

/** What the journal does with an observation. */
export type Decision =
  | { readonly kind: "same"; readonly deferred: boolean }
  | { readonly kind: "filled"; readonly snapshot: Snapshot }
  | { readonly kind: "stale"; readonly reread: boolean }
  /**
   * The event is null for a job that starts by backfill: it belongs to the page's entry. The snapshot lacks the
   * event's own transition, which needs the check of its entry.
   */
  | {
      readonly kind: "write";
      readonly event: JobEvent | null;
      readonly snapshot: Snapshot;
      readonly reread: boolean;
    };

/** Where the journal stands when it decides. */
export interface DecisionPlace {
  readonly epoch: string;
  /** Position that a new entry takes. */
  readonly position: Position;
}

type Sighting = Extract<Observation, { reading: object }>;
type Removal = Extract<Observation, { reading: null }>;

const same: Decision = { kind: "same", deferred: false };
const progressIntervalMs = 10_000;
/** Phases that no job leaves to be queued or run again: a reading that shows one is newer than any of a phase before it. */
const endings: ReadonlySet<Phase> = new Set(["FINALIZING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"]);

/**
 * Compares an observation with the newest that is known of its job and decides what becomes of it. Pure: every
 * journal calls it inside its atomic section. No clock tells old from new; `asOf`, or the vendor's version, does.
 * A command is always told: what it finds of a job that is there makes an event, also when nothing has changed.
 */
export function decide(stored: Snapshot | null, observation: Observation, place: DecisionPlace): Decision {
  if (observation.reading === null) return decideRemoval(stored, observation, place);
  if (stored === null || stored.removedAt !== null) return decideCreation(stored, observation, place);
  return decideChange(stored, observation, place);
}

function decideRemoval(stored: Snapshot | null, observation: Removal, place: DecisionPlace): Decision {
  if (stored === null || stored.removedAt !== null) return same;
  const isStale = stored.revision > observation.asOf;
  // What somebody deleted lies ahead of whatever it was seen to be.
  if (isStale && observation.source !== "COMMAND") return { kind: "stale", reread: true };
  const sequence = stored.sequence + 1;
  const event = jobRemoved({ epoch: place.epoch, jobId: stored.job.id, sequence, observation }, stored.job);
  const snapshot = { ...stored, revision: place.position, sequence, removedAt: observation.observedAt };
  return { kind: "write", event, snapshot, reread: isStale };
}

/** Of a job that is not known or was removed: a tombstone gives way only to what was asked for after it. */
function decideCreation(tombstone: Snapshot | null, observation: Sighting, place: DecisionPlace): Decision {
  if (tombstone !== null && tombstone.revision > observation.asOf) return { kind: "stale", reread: true };
  const { reading, hashes, backend, nativeId, observedAt } = observation;
  const { core, labels = [], detail = null, native, retryOf } = reading;
  const id = formatId("job", backend, nativeId);
  const parts = { core, labels, detail, native, observedAt, ...(retryOf !== undefined && { retryOf }) };
  const job: Job = { id, backend, nativeId, ...parts };
  const isBackfill = tombstone === null && observation.source === "BACKFILL";
  const sequence = isBackfill ? 0 : (tombstone?.sequence ?? 0) + 1;
  const snapshot: Snapshot = {
    job,
    revision: place.position,
    sequence,
    removedAt: null,
    version: reading.version ?? null,
    hashes,
    progressAt: null,
    transitions: tombstone?.transitions ?? [],
    transitionCount: tombstone?.transitionCount ?? 0,
  };
  const event = isBackfill ? null : jobCreated({ epoch: place.epoch, jobId: id, sequence, observation }, job);
  return { kind: "write", event, snapshot, reread: false };
}

function decideChange(stored: Snapshot, observation: Sighting, place: DecisionPlace): Decision {
  const { reading, hashes: seen, observedAt } = observation;
  const isCommand = observation.source === "COMMAND";
  const age = ageOf(stored, observation);
  if (isSameContent(stored.hashes, seen)) return isCommand ? note(stored, observation, place, age) : same;
  const from = stored.job.core.status;
  const to = reading.core.status.phase;
  // Of an ended job nothing lies ahead, and a running one may have been queued again since.
  const isAhead = isCommand && age === "doubtful" && endings.has(to) && isForward(from.phase, to);
  if (age !== "newer" && !isAhead) {
    return isCommand ? note(stored, observation, place, age) : { kind: "stale", reread: age === "doubtful" };
  }

  const job = layOver(stored.job, reading, observedAt);
  const difference = differenceOf(stored, job, seen);
  if (!difference.isTransition && difference.changedFields.length === 0) {
    const filled = fill(stored, job, seen);
    return isCommand ? note(filled, observation, place, age) : { kind: "filled", snapshot: filled };
  }
  if (difference.isProgress && isTooSoon(stored, observedAt) && !isCommand) {
    if (!hasNewPart(stored.hashes, seen)) return { kind: "same", deferred: true };
    return { kind: "filled", snapshot: fill(stored, job, seen) };
  }

  const { isTransition, isProgress, ...change } = difference;
  const sequence = stored.sequence + 1;
  const origin = { epoch: place.epoch, jobId: job.id, sequence, observation };
  const snapshot: Snapshot = {
    ...stored,
    job,
    revision: place.position,
    sequence,
    version: reading.version ?? null,
    hashes: layOverHashes(stored.hashes, seen),
    progressAt: isProgress ? observedAt : stored.progressAt,
  };
  const event = isTransition ? statusTransition(origin, job, from, change) : jobChanged(origin, job, change);
  return { kind: "write", event, snapshot, reread: age === "doubtful" };
}

type Age = "newer" | "older" | "doubtful";

/**
 * Whether a reading is newer than what is stored. The vendor's version decides alone where both have a different one;
 * else what was asked for after the stored state was known is newer, and anything else is doubtful.
 */
function ageOf(stored: Snapshot, { reading, asOf }: Sighting): Age {
  const { version } = reading;
  if (stored.version !== null && version !== undefined && version !== stored.version) {
    return version > stored.version ? "newer" : "older";
  }
  return stored.revision > asOf ? "doubtful" : "newer";
}

/** Stores parts that no reading carried before; what events have shown of the job stays as they left it. */
function fill(stored: Snapshot, { labels, detail, native }: Job, seen: PartHashes): Snapshot {
  const hashes = { ...layOverHashes(stored.hashes, seen), core: stored.hashes.core };
  return { ...stored, job: { ...stored.job, labels, detail, native }, hashes };
}

/**
 * Tells of a command whose reading leaves the stored state: it shows the same, or what may be older. The revision and
 * the version move all the same. A poll that was under way while the command confirmed the state may have seen what the
 * command put right, and must not lay it over; it becomes doubtful, which costs one read and loses nothing.
 */
function note(stored: Snapshot, observation: Sighting, place: DecisionPlace, age: Age): Decision {
  const { reading, hashes } = observation;
  const { retryOf = stored.job.retryOf } = reading;
  const job = { ...stored.job, ...(retryOf !== undefined && { retryOf }) };
  const sequence = stored.sequence + 1;
  const version = age === "newer" ? (reading.version ?? null) : stored.version;
  const snapshot = { ...stored, job, revision: place.position, sequence, version };
  const event = nothingChanged({ epoch: place.epoch, jobId: job.id, sequence, observation }, job);
  return { kind: "write", event, snapshot, reread: !isSameContent(stored.hashes, hashes) };
}

function hasNewPart(stored: PartHashes, seen: PartHashes): boolean {
  return (stored.labels === null && seen.labels !== null) || (stored.detail === null && seen.detail !== null);
}

/** Gateways' clocks differ: a step back counts as time, too. */
function isTooSoon({ progressAt }: Snapshot, observedAt: Instant): boolean {
  return progressAt !== null && Math.abs(epochMs(observedAt) - epochMs(progressAt)) < progressIntervalMs;
}
