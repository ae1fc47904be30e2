import DataLoader from "dataloader";
import { BackendError, InputError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { Job } from "../../domain/job.ts";
import type { ConnectedBackend } from "../../sync/sync.ts";

const mostIds = 100;
/** So long a deletion waits for others that go in the same call, in milliseconds. */
const gatherMs = 20;

/** Makes what gathers the deletions of one command: several jobs of a vendor go in one call. */
export function gatherRemovals(
  signal: AbortSignal,
): (connected: ConnectedBackend, job: Job) => Promise<boolean> {
  const loaders = new Map<BackendId, DataLoader<Job, boolean>>();

  function makeLoader({ id, backend, definition }: ConnectedBackend): DataLoader<Job, boolean> {
    const deleteJobs = async (jobs: readonly Job[]) => {
      const answers = await backend.deleteJobs?.(jobs, signal);
      return jobs.map((_, index) => answers?.[index] ?? missing(id));
    };
    return new DataLoader<Job, boolean>(deleteJobs, {
      cache: false,
      maxBatchSize: definition.limits.deleteBatch ?? mostIds,
      batchScheduleFn: (run) => void setTimeout(run, gatherMs),
    });
  }

  return (connected, job) => {
    const loader = loaders.get(connected.id) ?? makeLoader(connected);
    loaders.set(connected.id, loader);
    return loader.load(job);
  };
}

/** Asks the vendor to delete one job. */
export async function deleteOne(
  { id, backend }: ConnectedBackend,
  job: Job,
  signal: AbortSignal,
): Promise<boolean> {
  if (!backend.deleteJob) throw new Error(`${id} deletes no jobs.`); // refused before
  return backend.deleteJob(job, signal);
}

/** Checks the ids of a command for several jobs; throws `InputError`. */
export function checkIds(ids: readonly string[]): void {
  const path = ["input", "ids"];
  if (ids.length === 0) throw new InputError("INVALID_ARGUMENT", path, ids, `1 to ${mostIds} ids`);
  if (ids.length > mostIds) throw new InputError("LIMIT_EXCEEDED", path, ids.length, `1 to ${mostIds} ids`);
  const met = new Set<string>();
  for (const [index, id] of ids.entries()) {
    if (met.has(id)) throw new InputError("INVALID_ARGUMENT", [...path, String(index)], id, "each id once");
    met.add(id);
  }
}

function missing(backend: BackendId): BackendError {
  return new BackendError("MALFORMED", "The vendor's answer lacks one of the jobs.", { backend });
}
