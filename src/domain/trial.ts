import type { JsonObject } from "./json.ts";
import type { KeyValue } from "./spec.ts";

/** One try of a search job. `SearchTrial` of the schema. */
export interface SearchTrial {
  /** Unique within the job. */
  readonly nativeId: string;
  /** The vendor's word. */
  readonly status: string | null;
  /** Columns of the vendor's table, in its order. */
  readonly values: readonly KeyValue[];
  /** Parameters that it was run with; null where the vendor does not say. */
  readonly config: JsonObject | null;
}
