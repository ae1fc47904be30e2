import type { BackendDefinition } from "../../../src/backends/contract.ts";
import type { Phase } from "../../../src/domain/status.ts";
import type { Capability } from "../../../src/federation/capabilities.ts";
import type { SimulatedBackend } from "../../support/backend.ts";

/** Native word that a script sets, and what it means. */
export interface Word {
  readonly native: string;
  readonly secondary: string | null;
  readonly phase: Phase;
}

/** What the definition of a vendor does not tell a test. */
export interface VendorFacts {
  /** Wire fields for the control port that make a document unreadable. */
  readonly unreadable: Readonly<Record<string, unknown>>;
  /** Ids of flavors that jobs may name though the vendor's catalogue lacks them. Absent: there are none. */
  readonly uncataloguedFlavors?: RegExp;
}

/** Vendor under test. */
export interface Subject extends VendorFacts {
  readonly definition: BackendDefinition;
  readonly capabilities: Readonly<Record<Capability, boolean>>;
  readonly words: Readonly<Record<"waiting" | "running" | "succeeded" | "failed", Word>>;
  /** Starts a simulator with so many jobs, 40 by default. */
  simulate(jobs?: number): Promise<SimulatedBackend>;
}

/** Signal of calls that nobody ends. */
export const { signal } = new AbortController();

/** Size that cuts the usual 40 jobs into several pages. */
export const pageSize = 7;

/** One step of a script that reaches this word so long after the step before. */
export function stepTo({ native, secondary }: Word, afterMs = 0) {
  return { native, secondary, afterMs };
}
