import type { EventSource, Position } from "../../src/domain/event.ts";
import type { BackendId } from "../../src/domain/id.ts";
import { isBackendId } from "../../src/domain/id.ts";
import type { Instant } from "../../src/domain/instant.ts";
import { parseInstant } from "../../src/domain/instant.ts";
import type { JobCore, JobReading } from "../../src/domain/job.ts";
import { emptyCore } from "../../src/domain/job.ts";
import type { StatusFacts } from "../../src/domain/status.ts";
import { makeStatus } from "../../src/domain/status.ts";
import { contentHashes } from "../../src/journal/content-hash.ts";
import type { Observation } from "../../src/journal/contract.ts";

export function backendId(text: string): BackendId {
  if (!isBackendId(text)) throw new Error(`${text} is no backend id`);
  return text;
}

/** Instant of a day of the tests: `at("09:30:00")`. */
export function at(time: string): Instant {
  const instant = parseInstant(`2026-11-02T${time}Z`);
  if (instant === null) throw new Error(`${time} is no time of day`);
  return instant;
}

/** Facts of a reading that a test names; the rest is the same for all. */
export interface ReadingFacts extends Partial<Omit<JobReading, "core">> {
  readonly core?: Partial<JobCore>;
  readonly status?: Partial<StatusFacts>;
}

/** Makes a reading of a running job, as a listing would carry it. */
export function makeReading({ core, status, ...parts }: ReadingFacts = {}): JobReading {
  const native = { value: "running", secondary: null, code: null, mapped: true };
  const nativeId = parts.nativeId ?? "job-1";
  const full = makeStatus({ phase: "RUNNING", native, ...status });
  return {
    nativeId,
    core: { ...emptyCore, kind: "TRAINING", name: nativeId, status: full, ...core },
    native: { id: nativeId, state: full.phase },
    ...parts,
  };
}

/** How a test's observation came about. */
export interface ObservationFacts {
  readonly backend?: string;
  readonly asOf?: Position;
  readonly source?: EventSource;
  readonly actor?: string;
  readonly observedAt?: Instant;
  readonly noise?: readonly string[];
}

export function observe(reading: JobReading, facts: ObservationFacts = {}): Observation {
  const hashes = contentHashes(reading, facts.noise ?? []);
  return { ...sighting(reading.nativeId, facts), reading, hashes };
}

/** Observation that the vendor confirmed the job as gone. */
export function observeRemoval(nativeId: string, facts: ObservationFacts = {}): Observation {
  return { ...sighting(nativeId, facts), reading: null, hashes: null };
}

function sighting(nativeId: string, facts: ObservationFacts) {
  const { backend = "alpha", asOf = 0, source = "POLL", actor = null, observedAt = at("09:00:00") } = facts;
  return { backend: backendId(backend), nativeId, asOf, source, actor, observedAt };
}
