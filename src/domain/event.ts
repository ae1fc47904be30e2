import type { BackendId, JobId } from "./id.ts";
import type { Instant } from "./instant.ts";
import type { JobCore } from "./job.ts";
import type { KeyValue } from "./spec.ts";
import type { Phase } from "./status.ts";

/** How the gateway came to know. */
export type EventSource = "POLL" | "WEBHOOK" | "COMMAND" | "BACKFILL";

/** Number of an entry in the journal: from 1, without a hole; 0 stands before the first. */
export type Position = number;

/** What a filter and a list see of a job: the part that events carry too. */
export interface JobFacts extends JobCore {
  readonly labels: readonly KeyValue[];
}

/** Fact in the journal: the same `eventId` for the same fact, whoever saw it. */
export interface EventEnvelope {
  /** Hash of (epoch, job, sequence). */
  readonly eventId: string;
  readonly jobId: JobId;
  readonly backend: BackendId;
  readonly nativeId: string;
  /** Counts from 1 for each job, without a hole. */
  readonly sequence: number;
  /** By the vendor's clock. */
  readonly occurredAt: Instant | null;
  readonly observedAt: Instant;
  readonly source: EventSource;
  /** Who gave the command, for events of a command. */
  readonly actor: string | null;
}

/** The job as the event leaves it, and what its changed fields held before: enough to tell who sees it. */
export interface Change {
  readonly job: JobFacts;
  /** Old values of the changed fields; the job before is `{ ...job, ...before }`. */
  readonly before: Partial<JobFacts>;
  /**
   * Names of the fields of Job in the schema that changed. `status` stands for facts of the status that make no
   * transition (times, progress, tasks); a transition never lists it.
   */
  readonly changedFields: readonly string[];
}

export interface JobCreatedEvent extends EventEnvelope {
  readonly kind: "JobCreated";
  readonly job: JobFacts;
}
export interface JobChangedEvent extends EventEnvelope, Change {
  readonly kind: "JobChanged";
}
/** Change of phase, stage, outcome, native words or message. */
export interface StatusTransitionEvent extends EventEnvelope, Change {
  readonly kind: "StatusTransition";
  readonly from: Phase | null;
  readonly to: Phase;
  /** True for a change after the job had ended. */
  readonly corrective: boolean;
}
export interface JobRemovedEvent extends EventEnvelope {
  readonly kind: "JobRemoved";
  /** As last known. */
  readonly job: JobFacts;
}

export type JobEvent = JobCreatedEvent | JobChangedEvent | StatusTransitionEvent | JobRemovedEvent;
