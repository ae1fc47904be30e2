import { BackendError } from "../domain/error.ts";
import { epochMs, type Instant, instantOf } from "../domain/instant.ts";
import type { Job } from "../domain/job.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { TailJob } from "../sync/log-tail-reader.ts";
import type { Sync } from "../sync/sync.ts";
import { passingSnapshot } from "./passing-snapshot.ts";

/** A part of a job is not kept in sync: its vendor is asked so often, in milliseconds. */
const partPollMs = 10_000;

export interface LogJobsTools {
  readonly follower: IndexFollower;
  readonly sync: Sync;
  now(): number;
}

/** Makes what tells a tail how its job stands: the index, or the vendor for a part of a job, which no index has. */
export function logJobWatch({ follower, sync, now }: LogJobsTools): (job: Job) => TailJob {
  return (job) => {
    const { id, backend, nativeId } = job;
    const stored = () => follower.index.get([id])[0] ?? null;
    let isStored = stored() !== null;
    let last = job;
    let readMs = now();

    async function readPart(signal: AbortSignal): Promise<Job | null> {
      const hasEnded = last.core.status.phaseClass === "TERMINAL";
      // The clock may be set back.
      if (hasEnded || Math.abs(now() - readMs) < partPollMs) return last;
      const [reading] = await sync.of(backend).readJobs([nativeId], signal);
      readMs = now();
      if (reading instanceof BackendError) {
        if (reading.kind !== "NOT_FOUND") throw reading;
        return null;
      }
      // The clock of a running process lies inside the range of dates.
      if (reading) last = passingSnapshot(backend, reading, instantOf(now()) as Instant).job;
      return last;
    }

    return {
      async read(signal) {
        const snapshot = stored();
        if (snapshot) isStored = true;
        return isStored ? (snapshot?.job ?? null) : readPart(signal);
      },
      endedMs({ core: { status }, observedAt }) {
        const seenAt = stored()?.transitions.at(-1)?.event.observedAt ?? null;
        const known = [status.endedAt, seenAt].filter((instant) => instant !== null);
        return Math.max(...(known.length > 0 ? known : [observedAt]).map(epochMs));
      },
      onChange: (listener) =>
        follower.onApplied((entries) => {
          if (entries.some((entry) => entry.kind === "Event" && entry.event.jobId === id)) listener();
        }),
    };
  };
}
