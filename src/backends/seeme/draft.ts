import { z } from "zod";
import { draftRules } from "../draft-rules.ts";
import { checkValues, itemRules } from "./item-rules.ts";
import { findSecretMistake } from "./item-secrets.ts";
import { draftKinds, findMissing } from "./reference.ts";

/** Blank means unset, as everywhere in this vendor's documents. */
const optionalId = z.string().nullish();

const item = itemRules.superRefine((entry, context) => {
  if (entry.id) {
    context.addIssue({ code: "custom", path: ["id"], message: "nothing: a new job has no settings yet" });
  }
  const mistake = findSecretMistake(null, entry);
  if (mistake) context.addIssue({ code: "custom", path: [mistake.member], message: mistake.expected });
  checkValues(entry, context);
});

const items = z.array(item).superRefine((all, context) => {
  const names = new Set<string>();
  for (const [index, { name }] of all.entries()) {
    if (names.has(name))
      context.addIssue({ code: "custom", path: [index, "name"], message: "each name once" });
    names.add(name);
  }
});

const job = z
  .object({
    jobType: z.enum(draftKinds),
    applicationId: z.string().min(1, "an id"),
    datasetId: optionalId,
    datasetVersionId: optionalId,
    modelId: optionalId.describe("A training makes a new model when it is absent or blank."),
    modelVersionId: optionalId.describe("Version that a validation or a conversion works on."),
    startModelId: optionalId.describe("Model to go on training with."),
    startModelVersionId: optionalId,
    items: items.nullish(),
  })
  .superRefine((draft, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    for (const { name, expected } of findMissing(draft.jobType, draft)) refuse(name, expected);
    if (draft.jobType === "TRAINING" && draft.modelVersionId) {
      refuse("modelVersionId", "nothing: a training makes its own version");
    }
  });

/** What the vendor documents about a create, and what its jobs cannot do without. */
export const rules = draftRules({
  key: "seeme",
  name: z.string().min(1, "at least 1 character"),
  description: z.string(),
  job,
});

/** The vendor's part of a draft that keeps to the rules. */
export type SeemeDraft = NonNullable<ReturnType<typeof rules.check>["job"]>;
