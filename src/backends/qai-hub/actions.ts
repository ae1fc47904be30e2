import type { JobAction, Refusal } from "../../domain/command.ts";
import type { Job } from "../../domain/job.ts";
import { isJsonObject, type Json } from "../../domain/json.ts";

/** The service can neither stop nor remove a job, and keeps nothing of a user's beside its name. */
export const instead: Partial<Readonly<Record<JobAction, string>>> = {
  update: "Rename it: nothing else of a job can be changed.",
  updateLabels: "Put it into the name: jobs have no labels.",
  cancel: "It ends by itself, at the latest some hours after its creation.",
  delete: "Stop sharing it, so that nobody outside of the organisation sees it.",
  archive: "Filter the list by state, kind or time.",
  restore: "No job is ever hidden.",
};

/** Without the permission to update, a job can be looked at alone; where it tells none, the service decides. */
export function refusal({ native, core }: Job, action: JobAction): Refusal | null {
  if (action !== "rename" && action !== "share") return null;
  const permissions = permissionsOf(native.job) ?? permissionsOf(native.summary);
  if (permissions === null || permissions.includes("JOB_CAN_UPDATE")) return null;
  const owner = core.owner?.email ?? core.owner?.name;
  const has = permissions.length === 0 ? "no permission" : `only ${permissions.join(", ")}`;
  const ask = `Ask ${owner ?? "who created it"} to ${action} it.`;
  return { code: "FORBIDDEN", reason: `The account has ${has} on this job. ${ask}` };
}

/** What the caller may do, by a document of a job; null where it does not tell. */
function permissionsOf(document: Json | undefined): readonly Json[] | null {
  const authorization = isJsonObject(document) ? document.actor_authorization : undefined;
  if (!isJsonObject(authorization)) return null;
  return Array.isArray(authorization.permissions) ? authorization.permissions : [];
}
