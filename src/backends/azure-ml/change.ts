import type { JobChange } from "../../domain/command.ts";
import { BackendError, withUndone } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { Service } from "./service.ts";

/**
 * Edits a job through run history, as the vendor's client does: what is sent is merged with what is there. Labels have
 * a call of their own that sets and removes single ones, so that nobody's are lost; a PUT would replace them all.
 * The answer is the run, which is not the whole job.
 */
export async function updateJob(
  service: Service,
  job: Job,
  { displayName, description, properties = [], labels }: JobChange,
  signal: AbortSignal,
): Promise<null> {
  const words = {
    ...(typeof displayName === "string" && { displayName }),
    // Merging ignores null; a text of no length is one, and none is shown.
    ...(description !== undefined && { description: description ?? "" }),
    ...(properties.length > 0 && { properties: toMap(properties) }),
  };
  const hasWords = Object.keys(words).length > 0;
  if (hasWords) await edit(service, "updateJob", job, [], words, signal);
  if (labels === undefined) return null;
  const body = { tagsToModify: toMap(labels.set), tagsToDelete: labels.remove };
  await edit(service, "updateJob", job, ["tags"], body, signal).catch((error: unknown) => {
    // The words have been changed.
    throw hasWords && error instanceof BackendError ? withUndone(error, false) : error;
  });
  return null;
}

/** Hides a job from lists or shows it again, by the flag of its run that the job's own document shows too. */
export async function archiveJob(
  service: Service,
  job: Job,
  hidden: boolean,
  signal: AbortSignal,
): Promise<null> {
  await edit(service, "archiveJob", job, [], { hidden }, signal);
  return null;
}

async function edit(
  service: Service,
  operation: string,
  { nativeId, core }: Job,
  part: readonly string[],
  body: object,
  signal: AbortSignal,
): Promise<void> {
  // The service's own name for jobs that name none.
  const path = ["experiments", core.experiment?.name ?? "Default", "runs", nativeId, ...part];
  await service.data({ operation, service: "history", method: "PATCH", path, body }, signal);
}

function toMap(pairs: readonly { readonly key: string; readonly value: string }[]) {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
}
