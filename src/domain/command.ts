import type { Fault } from "./fault.ts";
import type { JobReading } from "./job.ts";
import type { JsonObject } from "./json.ts";
import type { KeyValue } from "./spec.ts";

/** What can be done with a job; the fields of `JobActions`. */
export const jobActions = [
  "update",
  "rename",
  "updateLabels",
  "cancel",
  "delete",
  "retry",
  "archive",
  "restore",
  "share",
] as const;
export type JobAction = (typeof jobActions)[number];

/** Why a job does not admit an action as it stands. */
export interface Refusal {
  readonly code: "FORBIDDEN" | "FAILED_PRECONDITION" | "UNSUPPORTED";
  /** For people: the value, what stands in the way, and what to do instead where there is something. */
  readonly reason: string;
}

export type ProblemCode =
  | "INVALID"
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "CONFLICT"
  | "UNSUPPORTED"
  | "FAILED_PRECONDITION"
  | "IDEMPOTENCY_MISMATCH"
  | "RATE_LIMITED"
  | "UNAVAILABLE"
  | "OUTCOME_UNKNOWN";

/** Why a command does not succeed. `UserError` of the schema. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  /** Within the command's input; null when it is about the whole. */
  readonly path: readonly string[] | null;
  /** What would do, for example `1 to 64 of A-Z a-z 0-9 _ -`; null where that is not a form. */
  readonly expected: string | null;
  /** What the vendor answered; null when it was not asked. */
  readonly fault: Fault | null;
}

/** Fields of a job that a change can name. */
export type ChangeField = "name" | "displayName" | "description" | "properties" | "labels" | "patch";

/** What is to be changed of a job. An absent field stays as it is, null clears. */
export interface JobChange {
  readonly name?: string;
  readonly displayName?: string | null;
  readonly description?: string | null;
  /** Set, and added to those that are there. */
  readonly properties?: readonly KeyValue[];
  /** `remove` holds keys; one that is not there is no mistake. */
  readonly labels?: { readonly set: readonly KeyValue[]; readonly remove: readonly string[] };
  /** The vendor's own part, in the names of its input type. */
  readonly patch?: JsonObject;
  /** Whether to change a job that runs although its agent writes the same record. */
  readonly force: boolean;
}

/** A job that was created. */
export interface CreatedJob {
  readonly nativeId: string;
  /** As the answer shows it; null when the answer does not, and it has to be read. */
  readonly reading: JobReading | null;
  /** What the vendor did not take over although the job is there; empty usually. Paths are within `CreateJobInput`. */
  readonly problems: readonly Problem[];
}

/** Whom a job is to be shared with from now on. */
export type SharingChange =
  | { readonly kind: "modify"; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: "disable" };

/** What else was shared or hidden with a job. */
export interface SharingEffect {
  /** Native ids of other jobs. */
  readonly jobs: readonly string[];
  readonly assets: readonly SharedAsset[];
}

export interface SharedAsset {
  /** The vendor's word for what it is. */
  readonly kind: string;
  readonly nativeId: string;
  /** Null where only the id is known. */
  readonly name: string | null;
}
