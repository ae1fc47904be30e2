import { LRUCache } from "lru-cache";
import type { Position } from "../domain/event.ts";
import type { JobId } from "../domain/id.ts";

const mostJobs = 100_000;

/** Content that the journal is known to hold of a job, as of a position. Bounded; a forgotten job costs one needless record. */
export interface Known {
  has(jobId: JobId, fingerprint: string): boolean;
  /** Remembers content recorded at, or found unchanged since, a position; an entry after it has the last word. */
  add(jobId: JobId, fingerprint: string, position: Position): void;
  /** Forgets what an entry at this position may have changed. */
  overtake(jobId: JobId, position: Position): void;
}

/** Makes the memory of one recorder. */
export function createKnown(): Known {
  const jobs = new LRUCache<JobId, { fingerprint: string | null; position: Position }>({ max: mostJobs });
  return {
    has: (jobId, fingerprint) => jobs.get(jobId)?.fingerprint === fingerprint,
    add(jobId, fingerprint, position) {
      if ((jobs.get(jobId)?.position ?? 0) <= position) jobs.set(jobId, { fingerprint, position });
    },
    overtake(jobId, position) {
      jobs.set(jobId, { fingerprint: null, position });
    },
  };
}
