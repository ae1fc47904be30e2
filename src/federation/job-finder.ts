import { BackendError, InputError } from "../domain/error.ts";
import { type BackendId, formatId, type JobId, parseIdOf } from "../domain/id.ts";
import { type Instant, instantOf } from "../domain/instant.ts";
import type { JobReading } from "../domain/job.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Backends } from "./backends.ts";
import type { Freshener, Freshness } from "./freshness.ts";
import type { Loaders } from "./loaders.ts";
import { passingSnapshot } from "./passing-snapshot.ts";
import type { JobView } from "./views.ts";

/** Finds single jobs. Rejects with `InputError` for what the client got wrong, with `BackendError` where a vendor is asked. */
export interface JobFinder {
  /** Null for an unknown or removed job. */
  find(id: string, freshness: Freshness, loaders: Loaders, signal: AbortSignal): Promise<JobView | null>;
  /** Asks the vendor when the gateway does not know the job. */
  findByNativeId(
    backend: string,
    nativeId: string,
    freshness: Freshness,
    loaders: Loaders,
    signal: AbortSignal,
  ): Promise<JobView | null>;
  /** What the job belongs to and what it consists of; empty when the vendor has no such thing. */
  related(job: JobView, signal: AbortSignal): Promise<JobView[]>;
  /** As the index shows it now. */
  view(id: JobId): JobView | null;
}

export interface JobFinderTools {
  readonly backends: Backends;
  readonly follower: IndexFollower;
  readonly freshener: Freshener;
  now(): number;
}

export function createJobFinder({ backends, follower, freshener, now }: JobFinderTools): JobFinder {
  function view(id: JobId): JobView | null {
    const eventCursor = follower.cursor;
    const [snapshot] = follower.index.get([id]);
    return snapshot ? { snapshot, eventCursor } : null;
  }

  async function find(
    id: JobId,
    freshness: Freshness,
    loaders: Loaders,
    signal: AbortSignal,
  ): Promise<JobView | null> {
    const { backend, nativeId } = parseIdOf("job", id);
    await freshener.reach(freshness.atLeast, signal);
    if (!backends.find(backend)) return null;
    const stored = view(id);
    if (!stored && backends.get(backend).backend.relatedJobs) return findPart(backend, nativeId, loaders);
    const { maxStalenessMs } = freshness;
    if (maxStalenessMs === null || maxStalenessMs === undefined) return stored;
    if (stored && now() - Date.parse(stored.snapshot.job.observedAt) <= maxStalenessMs) return stored;
    await read(backend, nativeId, loaders);
    return view(id);
  }

  /** Reads a job at its vendor; null when it is gone, other failures reject. */
  async function read(backend: BackendId, nativeId: string, loaders: Loaders): Promise<JobReading | null> {
    try {
      return await loaders.readings(backend).load(nativeId);
    } catch (error) {
      if (!(error instanceof BackendError) || error.kind !== "NOT_FOUND") throw error;
      return null;
    }
  }

  /** Finds what the index does not know: parts of jobs are kept by their vendor alone. */
  async function findPart(backend: BackendId, nativeId: string, loaders: Loaders): Promise<JobView | null> {
    const reading = await read(backend, nativeId, loaders);
    return reading && viewOf(backend, reading);
  }

  /** A part of a job as it was just read; any other job as it is stored. */
  function viewOf(backend: BackendId, reading: JobReading): JobView | null {
    const stored = view(formatId("job", backend, reading.nativeId));
    if (stored || reading.partOf === undefined) return stored;
    // The clock of a running process lies inside the range of dates.
    return {
      snapshot: passingSnapshot(backend, reading, instantOf(now()) as Instant),
      eventCursor: follower.cursor,
    };
  }

  return {
    view,

    find: (id, freshness, loaders, signal) => {
      const { backend, nativeId } = parseIdOf("job", id);
      return find(formatId("job", backend, nativeId), freshness, loaders, signal);
    },

    async findByNativeId(backend, nativeId, freshness, loaders, signal) {
      const { id } = backends.require(backend, ["backend"]);
      if (nativeId === "") throw new InputError("INVALID_ARGUMENT", ["nativeId"], nativeId, "a native id");
      const jobId = formatId("job", id, nativeId);
      const found = await find(jobId, freshness, loaders, signal);
      if (found) return found;
      await read(id, nativeId, loaders);
      return view(jobId);
    },

    async related({ snapshot }, signal) {
      const { backend } = snapshot.job;
      const readings = (await backends.get(backend).backend.relatedJobs?.(snapshot.job, signal)) ?? [];
      return readings.map((reading) => viewOf(backend, reading)).filter((found) => found !== null);
    },
  };
}
