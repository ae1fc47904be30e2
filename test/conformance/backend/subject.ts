import type { BackendDefinition } from "../../../src/backends/contract.ts";
import type { JsonObject } from "../../../src/domain/json.ts";
import type { LogEntry } from "../../../src/domain/log.ts";
import type { Capability } from "../../../src/federation/capabilities.ts";
import type { SimulatedBackend } from "../../support/backend.ts";
import type { ScriptStep } from "../../support/control.ts";
import type { Word } from "../../support/words.ts";

/** What the definition of a vendor does not tell a test. */
export interface VendorFacts {
  /** Wire fields for the control port that make a document unreadable. Absent: there are none. */
  readonly unreadable?: Readonly<Record<string, unknown>>;
  /** Assumption that sets the size of the vendor's pages, where it takes none from the caller. */
  readonly pageSizeKey?: string;
  /** What the vendor sends for the status word `levitating`. Absent: that word. */
  readonly unknownWord?: string;
  /** Wire fields of a job that tries many settings. Absent: the vendor tells no tries. */
  readonly searching?: Readonly<Record<string, unknown>>;
  /** Operations that a running job's own document answers, without a call. */
  readonly uncalled?: readonly string[];
  /** Operations that are answered without a byte, of which half is all. Absent: none. */
  readonly bodiless?: readonly string[];
  /** Ids of flavors that jobs may name though the vendor's catalogue lacks them. Absent: there are none. */
  readonly uncataloguedFlavors?: RegExp;
  /** Regions that flavors are in, where they hang on an algorithm. Absent: the vendor has one catalogue for all. */
  readonly regions?: readonly string[];
  /** What pushes need, where the vendor has them. Absent: nothing beside the configuration that the simulator gives. */
  readonly push?: PushFacts;
  /** The call that makes a job, for the control port. Absent: the vendor creates none. */
  readonly creates?: Readonly<Record<"method" | "path", string>>;
  /** The vendor's own part of a change, and a text that nothing but it brings into the job. Absent: there is none. */
  readonly patch?: { readonly change: JsonObject; readonly shows: string };
  /** What is said of a draft that names something which the vendor keeps for a time. Absent: it keeps things. */
  readonly passing?: RegExp;
  /** What the vendor makes known of a log that is cut off. Absent: that it was. */
  readonly cutReason?: "ROTATION";
  /** Reads the control port's line out of an entry, where logs are records. Absent: it is the text. */
  lineOf?(entry: LogEntry): string | null;
}

/** What makes a vendor push, and what makes its pushes trusted. */
export interface PushFacts {
  /** `hook` of the entry of `backends:`. */
  readonly hook: Readonly<Record<string, string>>;
  /** Wire fields of a job whose changes are pushed. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Vendor under test. */
export interface Subject extends VendorFacts {
  readonly definition: BackendDefinition;
  readonly capabilities: Readonly<Record<Capability, boolean>>;
  readonly words: Readonly<Record<"waiting" | "running" | "succeeded" | "failed", Word>>;
  /** Starts a simulator with so many jobs, 40 by default; of the definition under test unless another is given. */
  simulate(jobs?: number, definition?: BackendDefinition): Promise<SimulatedBackend>;
}

/** Signal of calls that nobody ends. */
export const { signal } = new AbortController();

/** Size that cuts the usual 40 jobs into several pages. */
export const pageSize = 7;

/** One step of a script that reaches this word so long after the step before. */
export function stepTo({ native, secondary = null, message, items }: Word, afterMs = 0): ScriptStep {
  return { native, secondary, afterMs, ...(message !== undefined && { message }), ...(items && { items }) };
}
