import { BackendError, type BackendErrorKind } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { Service } from "./service.ts";
import { defaultWorkspace } from "./wire/job.ts";

/** Most jobs of one batch deletion. */
export const deleteLimit = 100;

/** Deletes a job in whatever phase it is; the vendor takes its time, and shows it until then as it was. */
export async function deleteJob(service: Service, { nativeId }: Job, signal: AbortSignal): Promise<boolean> {
  const call = { method: "DELETE", path: ["training-jobs", nativeId], repeatable: true } as const;
  try {
    await service.change("deleteJob", call, signal);
    return false;
  } catch (error) {
    if (error instanceof BackendError && error.kind === "NOT_FOUND") return true;
    throw error;
  }
}

/** Deletes jobs with one call for each workspace, which is what a call may span. */
export async function deleteJobs(
  service: Service,
  jobs: readonly Job[],
  signal: AbortSignal,
): Promise<(boolean | BackendError)[]> {
  const workspaces = Map.groupBy(jobs, ({ core }) => core.workspace?.nativeId ?? defaultWorkspace);
  const results = new Map<Job, boolean | BackendError>();
  await Promise.all(
    [...workspaces.values()].map(async (group) => {
      const ofGroup = await deleteGroup(service, group, signal);
      for (const [index, result] of ofGroup.entries()) {
        const job = group[index];
        if (job) results.set(job, result);
      }
    }),
  );
  return jobs.map((job) => results.get(job) ?? false);
}

/** Jobs of one workspace; one by one where the vendor refuses the call as a whole, for one job's sake or for its own. */
async function deleteGroup(
  service: Service,
  jobs: readonly Job[],
  signal: AbortSignal,
): Promise<(boolean | BackendError)[]> {
  const body = {
    jobs: jobs.map(({ nativeId, core }) => ({ kind: core.nativeKind ?? "job", metadata: { id: nativeId } })),
  };
  const path = ["training-jobs", "batch-delete"];
  const asked = service.change("deleteJobs", { method: "POST", path, body, repeatable: true }, signal);
  const failure = await asked.then(() => null, toError);
  if (failure === null) return jobs.map(() => false);
  if (!isRefusal(failure)) return jobs.map(() => failure);
  return Promise.all(jobs.map((job) => deleteJob(service, job, signal).catch(toError)));
}

/** Rethrows what is no failure of the vendor's. */
function toError(reason: unknown): BackendError {
  if (reason instanceof BackendError) return reason;
  throw reason;
}

/** Failures that would be met again by each job, however surely nothing was done. */
const ofAll: ReadonlySet<BackendErrorKind> = new Set([
  "RATE_LIMITED",
  "UNAUTHENTICATED",
  "UNAVAILABLE",
  "TIMEOUT",
]);

function isRefusal({ kind, undone }: BackendError): boolean {
  return undone && !ofAll.has(kind);
}
