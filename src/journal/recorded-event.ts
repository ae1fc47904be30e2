import { hash } from "node:crypto";
import type {
  Change,
  EventEnvelope,
  JobChangedEvent,
  JobCreatedEvent,
  JobRemovedEvent,
  StatusTransitionEvent,
} from "../domain/event.ts";
import type { JobId } from "../domain/id.ts";
import type { Instant } from "../domain/instant.ts";
import type { Job } from "../domain/job.ts";
import type { Status } from "../domain/status.ts";
import type { Observation } from "./contract.ts";
import { factsOf } from "./job-change.ts";

/** What an event is made of beside the change itself. */
export interface EventOrigin {
  readonly epoch: string;
  readonly jobId: JobId;
  readonly sequence: number;
  readonly observation: Observation;
}

/** Makes the id of a fact: base64url of SHA-256 over epoch, job and sequence, cut to 22 characters. */
function eventIdOf(epoch: string, jobId: JobId, sequence: number): string {
  return hash("sha256", `${epoch}:${jobId}:${sequence}`, "base64url").slice(0, 22);
}

function envelope(
  { epoch, jobId, sequence, observation }: EventOrigin,
  occurredAt: Instant | null,
): EventEnvelope {
  const { backend, nativeId, observedAt, source, actor } = observation;
  const eventId = eventIdOf(epoch, jobId, sequence);
  return { eventId, jobId, backend, nativeId, sequence, occurredAt, observedAt, source, actor };
}

export function jobCreated(origin: EventOrigin, job: Job): JobCreatedEvent {
  return { kind: "JobCreated", ...envelope(origin, job.core.createdAt), job: factsOf(job) };
}

export function jobChanged(origin: EventOrigin, job: Job, change: Omit<Change, "job">): JobChangedEvent {
  const occurredAt = job.core.updatedAt ?? job.core.status.updatedAt;
  return { kind: "JobChanged", ...envelope(origin, occurredAt), job: factsOf(job), ...change };
}

/** Tells that a command was given where it left the job as it was known. */
export function nothingChanged(origin: EventOrigin, job: Job): JobChangedEvent {
  return {
    kind: "JobChanged",
    ...envelope(origin, null),
    job: factsOf(job),
    changedFields: [],
    before: {},
  };
}

export function jobRemoved(origin: EventOrigin, job: Job): JobRemovedEvent {
  return { kind: "JobRemoved", ...envelope(origin, null), job: factsOf(job) };
}

/** `from` is the status that the job is known to have had. */
export function statusTransition(
  origin: EventOrigin,
  job: Job,
  from: Status,
  change: Omit<Change, "job">,
): StatusTransitionEvent {
  const to = job.core.status;
  return {
    kind: "StatusTransition",
    ...envelope(origin, transitionTime(from, to)),
    job: factsOf(job),
    ...change,
    from: from.phase,
    to: to.phase,
    corrective: from.phaseClass === "TERMINAL",
  };
}

/** The status time that the change brought, by the vendor's clock; null where the vendor gives none. */
function transitionTime(from: Status, to: Status): Instant | null {
  if (to.phaseClass === "TERMINAL" && to.endedAt !== from.endedAt) return to.endedAt ?? to.updatedAt;
  if (to.phase === "RUNNING" && startOf(to) !== startOf(from)) return startOf(to) ?? to.updatedAt;
  if (to.phase === "QUEUED" && to.queuedAt !== from.queuedAt) return to.queuedAt ?? to.updatedAt;
  return to.updatedAt;
}

/** Start of the newest run: some vendors leave the status at the first one. */
function startOf({ attempts, startedAt }: Status): Instant | null {
  return attempts.at(-1)?.startedAt ?? startedAt;
}
