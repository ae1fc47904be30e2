import { definitions } from "../../src/backends/registry.ts";
import type { Phase } from "../../src/domain/status.ts";

/** The native word that a vendor has for a phase, by its own vocabulary. */
export function wordFor(kind: string, phase: Phase): string {
  const definition = definitions.find((one) => one.kind === kind);
  const mapping = definition?.vocabulary.find((row) => row.phase === phase);
  if (!mapping) throw new Error(`${kind} has no word for ${phase}.`);
  return mapping.nativeValue;
}
