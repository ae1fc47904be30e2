import type { BackendId, JobId } from "./id.ts";
import type { Instant } from "./instant.ts";
import type { JsonObject } from "./json.ts";
import type { Algorithm, Flavor, KeyValue, ModelReference, Spec } from "./spec.ts";
import type { Status } from "./status.ts";

export const jobKinds = [
  "TRAINING",
  "VALIDATION",
  "CONVERSION",
  "SEARCH",
  "DATA_PROCESSING",
  "EDGE",
  "BATCH_INFERENCE",
  "COMPILE",
  "PROFILE",
  "INFERENCE",
  "LINK",
  "QUANTIZE",
  "COMMAND",
  "PIPELINE",
  "AUTOML",
  "FINE_TUNING",
  "DIAGNOSTIC",
  "VISUALIZATION",
  "UNKNOWN",
] as const;
export type JobKind = (typeof jobKinds)[number];

/** Native id of something that the job refers to, with its name where the job's document says it. */
export interface Reference {
  readonly nativeId: string;
  readonly name: string | null;
}

export interface User {
  readonly nativeId: string | null;
  readonly name: string | null;
  readonly email: string | null;
}

export interface JobService {
  readonly name: string;
  readonly type: string | null;
  readonly port: number | null;
  readonly endpoint: string | null;
  readonly status: string | null;
  readonly errorMessage: string | null;
  readonly properties: readonly KeyValue[];
}

/** Times that kinds of processors were in use; null where none is told. */
export interface JobUsage {
  readonly cpu: UsagePeriod | null;
  readonly gpu: UsagePeriod | null;
}

export interface UsagePeriod {
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** What every listing of the vendor carries: enough to filter, order, group and show a row. Null: the vendor says none. */
export interface JobCore {
  readonly kind: JobKind;
  /** The vendor's word for the kind. */
  readonly nativeKind: string | null;
  readonly name: string;
  /** Null where the vendor has no other name to show. */
  readonly displayName: string | null;
  readonly description: string | null;
  readonly owner: User | null;
  readonly properties: readonly KeyValue[];
  readonly annotations: readonly KeyValue[];
  readonly createdAt: Instant | null;
  readonly updatedAt: Instant | null;
  /** When the vendor ends the job at the latest. */
  readonly deadlineAt: Instant | null;
  /** The vendor's page for people. */
  readonly url: string | null;
  readonly archived: boolean;
  readonly status: Status;
  readonly algorithm: Reference | null;
  readonly flavor: Reference | null;
  readonly usage: JobUsage | null;
  readonly project: Reference | null;
  readonly workspace: Reference | null;
  readonly experiment: { readonly nativeId: string | null; readonly name: string } | null;
  readonly creation: {
    readonly createdBy: string | null;
    readonly createdByType: string | null;
    readonly createdAt: Instant | null;
    readonly modifiedBy: string | null;
    readonly modifiedAt: Instant | null;
  } | null;
  /** Version of the vendor's service that took the job. */
  readonly serviceVersion: string | null;
  readonly resourceId: string | null;
  readonly basePath: string | null;
  readonly services: readonly JobService[];
  readonly resultModel: ModelReference | null;
}

/** What some vendors tell only about a single job. */
export interface JobDetail {
  readonly spec: Spec;
  /** As the job's document describes it; null when it only refers to a catalogue. */
  readonly algorithm: Algorithm | null;
  readonly flavor: Flavor | null;
}

/** Core without what is optional: adapters lay what they read over it. */
export const emptyCore: Omit<JobCore, "kind" | "name" | "status"> = {
  nativeKind: null,
  displayName: null,
  description: null,
  owner: null,
  properties: [],
  annotations: [],
  createdAt: null,
  updatedAt: null,
  deadlineAt: null,
  url: null,
  archived: false,
  algorithm: null,
  flavor: null,
  usage: null,
  project: null,
  workspace: null,
  experiment: null,
  creation: null,
  serviceVersion: null,
  resourceId: null,
  basePath: null,
  services: [],
  resultModel: null,
};

/**
 * One reading of a job at its vendor. The parts are compared on their own: an absent part was not asked
 * (the stored one stays), while null inside a part is what the vendor says.
 */
export interface JobReading {
  readonly nativeId: string;
  readonly core: JobCore;
  /** Ordered by key. */
  readonly labels?: readonly KeyValue[];
  readonly detail?: JobDetail;
  /**
   * The vendor's document, secrets masked. With `detail` it takes the place of the stored one; without it lies
   * over the stored one member by member, so a listing leaves out what it does not carry.
   */
  readonly native: JsonObject;
  /**
   * Dotted paths of what this reading does not carry although others of the job do: of `core`, where null stands for
   * it (`status.message`), or one member of `native` (`native.summary`). The stored value stays; that of the status
   * and of `native` only as long as the phase is the same.
   */
  readonly omits?: readonly string[];
  /** Orders two readings of the job where the vendor has a comparable version (an update time in fixed form). */
  readonly version?: string;
  /**
   * Native id of the job that this is a part of (a step, a trial) where the vendor keeps it apart from jobs: it can be
   * read by its id and is shown with that job, and stands in no list, count or event.
   */
  readonly partOf?: string;
  /** Native id of the job that this one was made again from; only the reading of the command that did it has one. */
  readonly retryOf?: string;
}

/** Job as stored: its newest parts. */
export interface Job {
  readonly id: JobId;
  readonly backend: BackendId;
  readonly nativeId: string;
  readonly core: JobCore;
  readonly labels: readonly KeyValue[];
  /** Null until a reading carried it. */
  readonly detail: JobDetail | null;
  readonly native: JsonObject;
  /** When the gateway read what it shows. */
  readonly observedAt: Instant;
  /** Native id of the job that this one was made again from; absent for any other. */
  readonly retryOf?: string;
}
