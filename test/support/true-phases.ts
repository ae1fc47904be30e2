import { definitions } from "../../src/backends/registry.ts";
import type { Phase } from "../../src/domain/status.ts";
import type { SimulatedJob, State } from "../../src/simulator/contract.ts";
import { type Word, wordsOf } from "./words.ts";

/** Every word of a registered vendor, as the control port takes it. */
export function wordsOfKind(kind: string): readonly Word[] {
  const definition = definitions.find((one) => one.kind === kind);
  if (!definition) throw new Error(`${kind} is not registered.`);
  return wordsOf(definition);
}

/** Phases that a state of the simulated world may be read as: one, unless the job's fields have a say. */
export function phasesOf(kind: string, job: SimulatedJob, state: State): readonly Phase[] {
  const fits = (word: Word) =>
    word.native === state.native &&
    (word.message === undefined || word.message === state.message) &&
    (word.fields === undefined || job.origin === "generated");
  const words = wordsOfKind(kind).filter(fits);
  const exact = words.filter(({ secondary = null }) => secondary !== null && secondary === state.secondary);
  const chosen = exact.length > 0 ? exact : words.filter(({ secondary = null }) => secondary === null);
  return chosen.map(({ phase }) => phase);
}
