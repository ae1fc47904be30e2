import type { BackendDefinition } from "../../src/backends/contract.ts";
import { definitions } from "../../src/backends/registry.ts";
import type { Outcome, Phase } from "../../src/domain/status.ts";

/** State that the control port can bring about, and what is to be read of it. */
export interface Word {
  readonly native: string;
  readonly secondary?: string | null;
  readonly message?: string;
  /** Counters by their wire names. */
  readonly items?: Readonly<Record<string, unknown>>;
  /** Wire fields that the job has from its creation. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly phase: Phase;
  /** The vendor's own word where `native` is none. */
  readonly shown?: string;
  readonly outcome?: Outcome;
}

/**
 * States of vendors that derive a phase from more than their words: one for each row of their vocabulary, those
 * first that need no fields.
 */
const derivedWords: Readonly<Record<string, readonly Word[]>> = {
  DATATURE: [
    { native: "Waiting", phase: "QUEUED" },
    { native: "Running", phase: "RUNNING", shown: "Waiting" },
    { native: "Reached", phase: "SUCCEEDED", outcome: "SUCCESS" },
    { native: "Reached", items: { FailedPredict: 1 }, phase: "SUCCEEDED", outcome: "PARTIAL" },
    { native: "Failed", phase: "FAILED", outcome: "FAILURE" },
    { native: "TimedOut", phase: "FAILED", shown: "Failed", outcome: "TIMEOUT" },
    { native: "Cancelled", phase: "CANCELLED", shown: "Failed" },
    { native: "Waiting", message: "Batch job cancelled", phase: "CANCELLING" },
    { native: "Waiting", fields: { spec: { stopAtTime: 1_700_000_000_000 } }, phase: "CANCELLING" },
    { native: "Waiting", fields: { spec: { startAtTime: 4_000_000_000_000 } }, phase: "SCHEDULED" },
  ],
};

/** Every word of a vendor, as the control port takes it: those of its vocabulary, unless it derives phases. */
export function wordsOf({ kind, vocabulary }: BackendDefinition): readonly Word[] {
  return (
    derivedWords[kind] ??
    vocabulary.map(({ nativeValue, nativeSecondary, phase }) => ({
      native: nativeValue,
      secondary: nativeSecondary,
      phase,
    }))
  );
}

/** Finds the first word of a vendor that means one of these phases. */
export function findWord(definition: BackendDefinition, phases: readonly Phase[]): Word {
  const word = wordsOf(definition).find(({ phase }) => phases.includes(phase));
  if (!word) throw new Error(`${definition.kind} has no word for ${phases.join(" or ")}.`);
  return word;
}

/** The control port's native word for a phase of a vendor. */
export function wordFor(kind: string, phase: Phase): string {
  const definition = definitions.find((one) => one.kind === kind);
  if (!definition) throw new Error(`${kind} is not registered.`);
  return findWord(definition, [phase]).native;
}
