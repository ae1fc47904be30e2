import type { Instant } from "./instant.ts";
import type { JobKind } from "./job.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Engine, KeyValue, Parameter, ParameterConstraint, ParameterType } from "./spec.ts";

/** Job that somebody wants, before any rule was checked. `CreateJobInput` of the schema without its backend and key. */
export interface JobDraft {
  readonly name: string;
  readonly displayName: string | null;
  readonly description: string | null;
  readonly labels: readonly KeyValue[];
  readonly schedule: { readonly startAt: Instant | null; readonly stopAt: Instant | null } | null;
  /** The vendor's own part, in the names of its input type. */
  readonly job: JsonObject;
}

/** What is wrong with a draft. `UserError` of the schema. */
export interface DraftProblem {
  readonly code: "INVALID" | "NOT_FOUND" | "FORBIDDEN" | "CONFLICT" | "UNSUPPORTED" | "FAILED_PRECONDITION";
  readonly message: string;
  /** Where in `CreateJobInput`, for example `["job", "theVendor", "items", "0", "value"]`. */
  readonly path: readonly string[];
  /** What would do, for example `1 to 64 of A-Z a-z 0-9 _ -`; null where that is not a form. */
  readonly expected: string | null;
}

/** What a form for a new job has to offer. */
export interface JobTemplate {
  readonly fields: readonly TemplateField[];
  /** What the algorithm accepts, with defaults; empty where the vendor does not say. */
  readonly parameters: readonly Parameter[];
  /** Engines to choose from; empty where the vendor has none. */
  readonly engines: readonly Engine[];
}

/** What a template is asked for. */
export interface TemplateQuery {
  readonly kind: JobKind | null;
  /** Native id of the algorithm; null for any. */
  readonly algorithmId: string | null;
}

/** One field of the form. */
export interface TemplateField {
  /** Where it goes in `CreateJobInput`. */
  readonly path: readonly string[];
  readonly label: string;
  readonly description: string | null;
  readonly type: ParameterType;
  readonly required: boolean;
  readonly defaultValue: Json | null;
  /** Null where anything of the type will do. */
  readonly constraint: ParameterConstraint | null;
}
