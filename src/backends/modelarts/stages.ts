import { LRUCache } from "lru-cache";
import { BackendError } from "../../domain/error.ts";
import type { Instant } from "../../domain/instant.ts";
import type { JobReading } from "../../domain/job.ts";
import { makeStatus, type Status } from "../../domain/status.ts";
import type { Service } from "./service.ts";
import { parseQueuedAt } from "./wire/stage.ts";

/** Most jobs whose stages one reading of several asks for, each by a call of its own: the rest is asked for later. */
const mostCalls = 10;
/** Calls under way at once: few enough that, all failing, they tell nothing about the vendor at large. */
const concurrency = 3;
/** How long nothing is asked after a failure. */
const restMs = 60_000;
const timeoutMs = 5_000;
const mostKnown = 20_000;

/**
 * When jobs began to wait for resources, which only the stages of a job tell. They are read once for each run of a job
 * that has not ended; of jobs that had ended before they were first seen they are not.
 */
export interface Stages {
  /** Fills in what is known, and marks as omitted what is not. Rejects only with the signal's reason. */
  addTo(readings: readonly JobReading[], signal: AbortSignal): Promise<readonly JobReading[]>;
}

interface Known {
  /** Number of runs that the job's document told of. */
  readonly runs: number;
  /** Null where the vendor does not say. */
  readonly queuedAt: Instant | null;
}

/** Makes the stages of one backend; reads nothing before they are asked for. `now` is the wall clock in milliseconds. */
export function createStages(service: Service, now: () => number): Stages {
  const known = new LRUCache<string, Known>({ max: mostKnown });
  let restsUntil = Number.NEGATIVE_INFINITY;

  function isWanted({ nativeId, core: { status } }: JobReading): boolean {
    return hasBegun(status) && known.get(nativeId)?.runs !== status.attempts.length;
  }

  async function read({ nativeId, core }: JobReading, signal: AbortSignal): Promise<void> {
    const path = ["training-jobs", nativeId, "stages"];
    try {
      const response = await service.get("stages", path, {}, signal, { timeoutMs, repeatable: false });
      const queuedAt = response.status === 204 ? null : parseQueuedAt(response.json());
      known.set(nativeId, { runs: core.status.attempts.length, queuedAt });
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      // A job that has gone meanwhile speaks for itself alone.
      if (error.kind !== "NOT_FOUND") restsUntil = now() + restMs;
    }
  }

  return {
    async addTo(readings, signal) {
      const wanted = readings.filter(isWanted).slice(0, mostCalls);
      while (wanted.length > 0 && now() >= restsUntil)
        await Promise.all(wanted.splice(0, concurrency).map((reading) => read(reading, signal)));
      return readings.map((reading) => withQueuedAt(reading, known.get(reading.nativeId)?.queuedAt ?? null));
    },
  };
}

/** Whether the newest run of a job has stages to tell of, and more may come. */
function hasBegun({ phase, phaseClass }: Status): boolean {
  return phase === "QUEUED" || phaseClass === "ACTIVE" || phaseClass === "STALLED";
}

function withQueuedAt(reading: JobReading, told: Instant | null): JobReading {
  const { core, omits = [] } = reading;
  if (told === null) return { ...reading, omits: [...omits, "status.queuedAt"] };
  // Stages are told to the second.
  const queuedAt = core.createdAt !== null && told < core.createdAt ? core.createdAt : told;
  return { ...reading, core: { ...core, status: makeStatus({ ...core.status, queuedAt }) } };
}
