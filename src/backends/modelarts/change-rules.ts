import { z } from "zod";
import type { ChangeField, JobChange } from "../../domain/command.ts";
import type { DraftProblem } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { Job } from "../../domain/job.ts";
import { isJsonObject, type JsonObject } from "../../domain/json.ts";
import type { KeyValue } from "../../domain/spec.ts";
import { invalid, problemsOf, refused, wordIssue } from "../draft-problems.ts";
import { description, labels, mostLabels, preemptible, priority } from "./draft.ts";
import { notification } from "./draft-parts.ts";
import { readJobTags } from "./job-tags.ts";
import type { Service } from "./service.ts";

/** What can be changed of a job. */
export const changes = ["description", "labels", "patch"] as const satisfies readonly ChangeField[];

/** The vendor's part of a change. It has no way to take something away, so null is nothing that it can be told. */
const patchRules = z
  .object({
    notification: notification.optional(),
    priority: priority.optional(),
    preemptible: preemptible.optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, "at least one of notification, priority, preemptible");
/** A patch that keeps to the rules. */
export type Patch = z.output<typeof patchRules>;

const changeRules = z.object({
  description: description.nullish(),
  set: labels.optional(),
  patch: z.object({ modelarts: patchRules }).optional(),
});

/** Reads the vendor's part of a change; one that breaks the rules is INVALID. */
export function parsePatch(backend: BackendId, patch: JsonObject): Patch {
  const { data, error } = patchRules.safeParse(patch, { error: wordIssue });
  if (data) return data;
  const message = problemsOf(error, patch).map((problem) => problem.message);
  throw new BackendError("INVALID", `updateJob: ${message.join("; ")}`, { backend });
}

/** Checks a change by the documented rules, by the labels that the job has, and by how it stands. */
export async function validateChange(
  service: Service,
  job: Job,
  change: JobChange,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const { patch } = change;
  const input = {
    description: change.description,
    ...(change.labels && { set: change.labels.set }),
    ...(patch && { patch: { modelarts: patch } }),
  };
  const { error } = changeRules.safeParse(input, { error: wordIssue });
  const broken = error ? problemsOf(error, input) : [];
  const ofPriority = patch && patch.priority !== undefined ? checkPriority(job) : [];
  const ofLabels =
    change.labels && broken.length === 0 ? await checkLabelCount(service, job, change.labels, signal) : [];
  return [...broken, ...ofPriority, ...ofLabels];
}

/** ModelArts user guide, "Priority of a Training Job": in dedicated pools, while the job waits there. */
function checkPriority({ core, native }: Job): DraftProblem[] {
  const path = ["patch", "modelarts", "priority"];
  const { spec } = native;
  const resource = isJsonObject(spec) ? spec.resource : undefined;
  if (!isJsonObject(resource) || !resource.pool_id)
    return [refused("FAILED_PRECONDITION", path, "priority: only jobs in a dedicated pool have one")];
  const { phase } = core.status;
  if (phase === "QUEUED") return [];
  const message = `priority: it can be changed while the job is QUEUED; its phase is ${phase}`;
  return [refused("FAILED_PRECONDITION", path, message)];
}

/** What is taken away makes room. */
async function checkLabelCount(
  service: Service,
  { nativeId }: Job,
  { set, remove }: NonNullable<JobChange["labels"]>,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  if (set.length === 0) return [];
  const after = labelsAfter(await readJobTags(service, nativeId, signal), { set, remove });
  if (after.length <= mostLabels) return [];
  const expected = `at most ${mostLabels} labels on the job: it would have ${after.length}`;
  return [invalid({ path: ["set"], input: { set }, expected })];
}

/** Labels that a job with these has after a change. */
function labelsAfter(
  current: readonly KeyValue[],
  { set, remove }: NonNullable<JobChange["labels"]>,
): readonly string[] {
  const kept = current.map(({ key }) => key).filter((key) => !remove.includes(key));
  return [...new Set([...kept, ...set.map(({ key }) => key)])];
}
