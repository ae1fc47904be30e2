import { type BackendId, formatId } from "../domain/id.ts";
import type { Instant } from "../domain/instant.ts";
import type { JobReading } from "../domain/job.ts";
import type { Snapshot } from "../journal/contract.ts";

/** What stands for the rest of a snapshot that the journal does not hold. */
export const nothingStored: Omit<Snapshot, "job" | "sequence"> = {
  revision: 0,
  removedAt: null,
  version: null,
  hashes: { core: "", labels: null, detail: null, native: {} },
  progressAt: null,
  transitions: [],
  transitionCount: 0,
};

/** Snapshot of a reading that is shown once and not recorded. */
export function passingSnapshot(backend: BackendId, reading: JobReading, observedAt: Instant): Snapshot {
  const { nativeId, core, labels = [], detail = null, native } = reading;
  const id = formatId("job", backend, nativeId);
  const job = { id, backend, nativeId, core, labels, detail, native, observedAt };
  return { ...nothingStored, job, sequence: 0 };
}
