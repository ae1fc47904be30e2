import type { JobChange } from "../../domain/command.ts";
import { BackendError, withUndone } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import { toKeyValues } from "../../domain/spec.ts";
import { unsent } from "../unsent.ts";
import { applyPatch } from "./change-patch.ts";
import { parsePatch } from "./change-rules.ts";
import { addJobTags, readJobTags, removeJobTags } from "./job-tags.ts";
import type { JobReader } from "./jobs.ts";
import type { Service } from "./service.ts";

/** One call or several that belong together. */
type Step = (signal: AbortSignal) => Promise<void>;

/** Changes a job. What a region may not know goes first: its refusal then leaves the rest undone too. */
export async function updateJob(
  reader: JobReader,
  { nativeId }: Job,
  { patch, description, labels }: JobChange,
  signal: AbortSignal,
): Promise<null> {
  const { service } = reader;
  const steps: Step[] = [];
  if (patch !== undefined) {
    const wanted = parsePatch(service.backend, patch);
    steps.push((within) => applyPatch(service, nativeId, wanted, within));
  }
  if (description !== undefined)
    steps.push((within) => describe(service, nativeId, description ?? "", within));
  if (labels !== undefined) steps.push(...stepsOf(reader, nativeId, labels));
  for (const [done, step] of steps.entries()) {
    await step(signal).catch((error: unknown) => {
      // Those before it have done something.
      throw done > 0 && error instanceof BackendError ? withUndone(error, false) : error;
    });
  }
  return null;
}

async function describe(
  service: Service,
  nativeId: string,
  description: string,
  signal: AbortSignal,
): Promise<void> {
  const path = ["training-jobs", nativeId];
  await service.change("updateJob", { method: "PUT", path, body: { description }, repeatable: true }, signal);
}

/** Takes labels away, which makes room, then sets labels; what is both taken away and set is set. */
function stepsOf(
  { service, labels: known }: JobReader,
  nativeId: string,
  { set, remove }: NonNullable<JobChange["labels"]>,
): Step[] {
  let kept = new Map<string, string>();
  return [
    async (signal) => {
      const current = await unsent(readJobTags(service, nativeId, signal));
      const setKeys = new Set(set.map(({ key }) => key));
      const doomed = current.filter(({ key }) => remove.includes(key) && !setKeys.has(key));
      kept = new Map(
        current.filter((label) => !doomed.includes(label)).map(({ key, value }) => [key, value]),
      );
      await removeJobTags(service, nativeId, doomed, signal);
    },
    async (signal) => {
      await addJobTags(service, nativeId, set, signal);
      for (const { key, value } of set) kept.set(key, value);
      known.note(nativeId, toKeyValues(Object.fromEntries(kept)));
    },
  ];
}
