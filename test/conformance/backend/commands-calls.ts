import type { Backend } from "../../../src/backends/contract.ts";
import type { ChangeField, JobChange } from "../../../src/domain/command.ts";
import { BackendError } from "../../../src/domain/error.ts";
import type { Job } from "../../../src/domain/job.ts";
import type { SimulatedBackend } from "../../support/backend.ts";
import { recently, validDraft } from "./commands-world.ts";
import type { Subject } from "./subject.ts";

/** A command for a job; the one that creates makes another. */
type Call = (backend: Backend, job: Job, signal: AbortSignal) => Promise<unknown> | undefined;

/** Commands of the contract that call the vendor, as far as the backend has them. */
export async function commandsOf(
  subject: Subject,
  vendor: SimulatedBackend,
): Promise<(readonly [name: string, call: Call])[]> {
  const draft = subject.capabilities.createJob ? await validDraft(subject, vendor) : null;
  const { uncalled = [] } = subject;
  const { changes = [] } = subject.definition;
  let made = 0;
  const sharing = { kind: "modify", add: ["ann@example.com"], remove: [] } as const;
  const calls: Readonly<Record<string, Call>> = {
    createJob: (backend, _job, stop) =>
      draft ? backend.createJob?.({ ...draft, name: `another-${++made}` }, stop) : undefined,
    findCreated: (backend, _job, stop) => backend.findCreated?.("another-1", recently(), stop),
    draftOf: (backend, job, stop) => backend.draftOf?.(job, "another-1", stop),
    validateChange: (backend, job, stop) => backend.validateChange?.(job, changeOf(changes, job), stop),
    updateJob: (backend, job, stop) => backend.updateJob?.(job, changeOf(changes, job), stop),
    cancelJob: (backend, job, stop) => backend.cancelJob?.(job, stop),
    deleteJob: (backend, job, stop) => backend.deleteJob?.(job, stop),
    deleteJobs: (backend, job, stop) => backend.deleteJobs?.([job], stop),
    archiveJob: (backend, job, stop) => backend.archiveJob?.(job, true, stop),
    modifySharing: (backend, job, stop) => backend.modifySharing?.(job, sharing, stop),
  };
  const backend = vendor.connect();
  return Object.entries(calls).filter(([name]) => name in backend && !uncalled.includes(name));
}

/** A change of several fields, where the vendor takes that. */
function changeOf(fields: readonly ChangeField[], { labels }: Job): JobChange {
  const remove = labels.slice(0, 1).map(({ key }) => key);
  return {
    ...(fields.includes("name") && { name: "named-by-a-person" }),
    ...(fields.includes("description") && { description: "Said by a person" }),
    ...(fields.includes("labels") && { labels: { set: [{ key: "told-by", value: "a person" }], remove } }),
    force: true,
  };
}

/** Result of a call, or what it has rejected with. */
export function settled(call: Promise<unknown> | undefined): Promise<unknown> {
  return Promise.resolve(call).catch((error: unknown) => error);
}

/** The call with a failure that stands in the place of a result brought out. */
export async function firstFailure(call: Promise<unknown> | undefined): Promise<unknown> {
  const result = await call;
  const failure = Array.isArray(result) ? result.find((one) => one instanceof BackendError) : undefined;
  if (failure) throw failure;
  return result;
}
