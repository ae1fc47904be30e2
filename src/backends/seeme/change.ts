import { z } from "zod";
import type { JobChange } from "../../domain/command.ts";
import type { DraftProblem } from "../../domain/draft.ts";
import type { JsonObject } from "../../domain/json.ts";
import { invalid, problemsOf, refused, wordIssue } from "../draft-problems.ts";
import { changeItems } from "./item-changes.ts";
import { checkValues, itemRules } from "./item-rules.ts";
import {
  findMissing,
  type ReferenceName,
  readReferences,
  referenceNames,
  writeReferences,
} from "./reference.ts";
import type { WholeJob } from "./whole-job.ts";

/** Where the vendor's part stands in `UpdateJobInput`. */
export const patchPlace = ["patch", "seeme"] as const;

const id = z.string().nullish();
const rules = z.object({
  name: z.string().min(1, "at least 1 character").optional(),
  description: z.string().nullish(),
});
const patchRules = z.object({
  applicationId: z.string().min(1, "an id, which every job needs").optional(),
  datasetId: id,
  datasetVersionId: id,
  modelId: id,
  modelVersionId: id,
  startModelId: id,
  startModelVersionId: id,
  statusMessage: z.string().nullish(),
  items: z
    .array(itemRules.superRefine(checkValues), "a list of settings, none of which can be taken away")
    .optional(),
});

/** What the vendor's part of a change asks for. */
export type Patch = z.output<typeof patchRules>;

/** What comes of a change of a job. */
export interface PlannedChange {
  /** By the rules alone: nothing was looked up. */
  readonly problems: readonly DraftProblem[];
  /** The document with the change in it. All that the change does not name is as it was, the status always. */
  readonly document: JsonObject;
  /** The vendor's part; empty where that breaks a rule of its own. */
  readonly patch: Patch;
  /** The ids that the change names. */
  readonly names: readonly ReferenceName[];
}

/** Lays a change over a job as it is now. */
export function planChange(job: WholeJob, change: JobChange): PlannedChange {
  const { name, description, patch: input = {} } = change;
  const common = rules.safeParse({ name, description }, { error: wordIssue });
  const parsed = patchRules.safeParse(input, { error: wordIssue });
  const patch = parsed.data ?? {};
  const names = referenceNames.filter((reference) => patch[reference] !== undefined);
  const { items } = job.document;
  const settings = changeItems(Array.isArray(items) ? items : [], patch.items ?? []);
  const document = {
    ...job.document,
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description: description ?? "" }),
    ...writeReferences(patch, names),
    ...(patch.statusMessage !== undefined && { status_message: patch.statusMessage ?? "" }),
    ...(patch.items && { items: settings.items }),
  };
  const problem = (path: readonly PropertyKey[], expected: string) =>
    invalid({ path, input, prefix: patchPlace, expected });
  const problems = [
    ...checkAgent(job, change),
    ...(common.success ? [] : problemsOf(common.error, change)),
    ...(parsed.success ? [] : problemsOf(parsed.error, input, patchPlace)),
    ...settings.problems.map(({ path, expected }) => problem(["items", ...path], expected)),
    // What a job lacked before is not the fault of a change that is about something else.
    ...findMissing(job.reading.core.kind, readReferences(document))
      .filter(({ of }) => of.some((one) => names.includes(one)))
      .map((missing) => problem([missing.name], missing.expected)),
  ];
  return { problems, document, patch, names };
}

/** The vendor stores what was written last: an agent at work and a user would undo each other's writes. */
function checkAgent({ reading }: WholeJob, { force }: JobChange): DraftProblem[] {
  const { phaseClass, native } = reading.core.status;
  if (force || phaseClass === "TERMINAL") return [];
  const message = `The job has not ended (${native.value}), and its agent writes the same record: one of the two writes may be lost. Wait for the job's end, or send force: true.`;
  return [refused("FAILED_PRECONDITION", ["force"], message)];
}
