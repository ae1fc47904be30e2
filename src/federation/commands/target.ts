import type { Problem } from "../../domain/command.ts";
import { BackendError } from "../../domain/error.ts";
import { formatId } from "../../domain/id.ts";
import { type Instant, instantOf } from "../../domain/instant.ts";
import type { Job } from "../../domain/job.ts";
import type { ConnectedBackend, Sync } from "../../sync/sync.ts";
import type { JobFinder } from "../job-finder.ts";
import { passingSnapshot } from "../passing-snapshot.ts";
import { problem } from "./problems.ts";

/** Job that a command is for. */
export interface Target {
  readonly connected: ConnectedBackend;
  readonly job: Job;
  /** Whether its vendor keeps it as a part of another job. */
  readonly isPart: boolean;
}

/** Finds the job of a command. One that the index does not know is read at the vendor: it may be new, or a part of a job. */
export async function findTarget(
  { sync, finder, now }: { readonly sync: Sync; readonly finder: JobFinder; now(): number },
  connected: ConnectedBackend,
  nativeId: string,
  signal: AbortSignal,
): Promise<Target | Problem> {
  const { id } = connected;
  const jobId = formatId("job", id, nativeId);
  const stored = finder.view(jobId);
  if (stored) return { connected, job: stored.snapshot.job, isPart: false };
  const [reading] = await sync.of(id).readJobs([nativeId], signal);
  if (reading === undefined || (reading instanceof BackendError && reading.kind === "NOT_FOUND"))
    return unknownJob(connected, nativeId);
  if (reading instanceof BackendError) throw reading;
  const found = finder.view(jobId);
  if (found) return { connected, job: found.snapshot.job, isPart: false };
  const observedAt = instantOf(now()) as Instant; // the clock of a running process lies inside the range of dates
  return {
    connected,
    job: passingSnapshot(id, reading, observedAt).job,
    isPart: reading.partOf !== undefined,
  };
}

/** Answer of a command for a job that there is not. */
export function unknownJob({ id }: Pick<ConnectedBackend, "id">, nativeId: string): Problem {
  return problem("NOT_FOUND", `id: ${id} has no job ${JSON.stringify(nativeId)}`, ["id"]);
}
