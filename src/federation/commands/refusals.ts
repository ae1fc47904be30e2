import type { ChangeField, JobAction, Refusal } from "../../domain/command.ts";
import type { BackendId } from "../../domain/id.ts";
import type { Job } from "../../domain/job.ts";
import type { ConnectedBackend } from "../../sync/sync.ts";

/** What an action is called in a sentence: `The vendor cannot rename jobs`. */
const words: Readonly<Record<JobAction, string>> = {
  update: "change fields of",
  rename: "rename",
  updateLabels: "label",
  cancel: "cancel",
  delete: "delete",
  retry: "create",
  archive: "archive",
  restore: "archive",
  share: "share",
};

/** Says whether a backend has an action at all. */
const isThere: Readonly<Record<JobAction, (connected: Vendor) => boolean>> = {
  update: ({ backend, definition: { changes } }) =>
    backend.updateJob !== undefined && changes?.some((field) => field !== "labels") === true,
  rename: (connected) => canChange(connected, "name"),
  updateLabels: (connected) => canChange(connected, "labels"),
  cancel: ({ backend }) => backend.cancelJob !== undefined,
  delete: ({ backend }) => backend.deleteJob !== undefined,
  retry: ({ backend }) => backend.createJob !== undefined,
  archive: ({ backend }) => backend.archiveJob !== undefined,
  restore: ({ backend }) => backend.archiveJob !== undefined,
  share: ({ backend }) => backend.modifySharing !== undefined,
};

type Vendor = Pick<ConnectedBackend, "backend" | "definition">;

/** Tells whether a vendor takes changes of a field. */
export function canChange({ backend, definition }: Vendor, field: ChangeField): boolean {
  return backend.updateJob !== undefined && definition.changes?.includes(field) === true;
}

/** Why a backend has no such action, and what to do instead; null when it has. */
export function absence(connected: Vendor, action: JobAction): Refusal | null {
  if (isThere[action](connected)) return null;
  const { title, instead } = connected.definition;
  const reason = [`${title} cannot ${words[action]} jobs.`, instead?.[action]].filter(Boolean).join(" ");
  return { code: "UNSUPPORTED", reason };
}

/** Why a job that was removed admits nothing. */
export const goneJob: Refusal = { code: "FAILED_PRECONDITION", reason: "The job is gone at its vendor." };

/** Why a job does not admit an action as it stands; null when it does. `isPart`: it is kept as a part of another job. */
export function refusalOf(
  connected: Vendor & { readonly id: BackendId },
  { job, isPart }: { readonly job: Job; readonly isPart: boolean },
  action: JobAction,
): Refusal | null {
  if (isPart) {
    return { code: "UNSUPPORTED", reason: "This is a part of another job: give the command to that job." };
  }
  return (
    absence(connected, action) ?? ofState(job, action) ?? connected.definition.refusal?.(job, action) ?? null
  );
}

/** What holds for all vendors. */
function ofState({ core }: Job, action: JobAction): Refusal | null {
  const { phase, phaseClass } = core.status;
  const refuse = (reason: string): Refusal => ({ code: "FAILED_PRECONDITION", reason });
  switch (action) {
    case "cancel":
      if (phaseClass === "TERMINAL") return refuse(`The job has ended: its phase is ${phase}.`);
      return phase === "CANCELLING" ? refuse("The job is being cancelled already.") : null;
    case "retry":
      return phaseClass === "TERMINAL" ? null : refuse(`The job has not ended: its phase is ${phase}.`);
    case "archive":
      return core.archived ? refuse("The job is archived already.") : null;
    case "restore":
      return core.archived ? null : refuse("The job is not archived.");
    case "update":
    case "rename":
    case "updateLabels":
    case "delete":
    case "share":
      return null;
  }
}
