import type { JobDetail } from "../../src/domain/job.ts";
import { emptySpec } from "../../src/domain/spec.ts";
import type { Phase } from "../../src/domain/status.ts";
import type { Observation, Snapshot } from "../../src/journal/contract.ts";
import { judge } from "../../src/journal/judge.ts";
import { decide } from "../../src/journal/record-rules.ts";
import type { ReadingFacts } from "./observation.ts";
import { makeReading } from "./observation.ts";

export const epoch = "0123456789abcdef";
/** Detail that asks for nothing. */
export const detail: JobDetail = { spec: emptySpec, algorithm: null, flavor: null };
export const inPhase = (phase: Phase, facts: ReadingFacts = {}) =>
  makeReading({ ...facts, status: { phase, ...facts.status } });

/** What the journal holds after some observations, each made when the ones before it were known. */
export function storedAfter(...observations: Observation[]): Snapshot {
  let snapshot: Snapshot | null = null;
  let position = 0;
  for (const observation of observations) {
    const current = { ...observation, asOf: position };
    const { snapshots, entries } = judge([current], () => snapshot, { epoch, position });
    snapshot = [...snapshots.values()][0] ?? snapshot;
    position += entries.length;
  }
  if (snapshot === null) throw new Error("nothing was stored");
  return snapshot;
}

/** Decides at the position after the stored entry. */
export function decideNext(stored: Snapshot | null, observation: Observation) {
  return decide(stored, observation, { epoch, position: (stored?.revision ?? 0) + 1 });
}

export function written(stored: Snapshot | null, observation: Observation) {
  const decision = decideNext(stored, observation);
  if (decision.kind !== "write") throw new Error(`expected a write, got ${decision.kind}`);
  return decision;
}
