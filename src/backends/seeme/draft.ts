import { z } from "zod";
import { draftRules } from "../draft-rules.ts";
import { isOfType } from "./item.ts";

const id = z.string().min(1, "an id");
/** Blank means unset, as everywhere in this vendor's documents. */
const optionalId = z.string().nullish();

const item = z
  .object({
    id: z.string().nullish().describe("Of a setting that is there; a new job has none."),
    name: z.string().min(1, "the name of a setting"),
    label: z.string().nullish().describe("The name when absent."),
    description: z.string().nullish(),
    value: z.string(),
    defaultValue: z.string().nullish(),
    valueType: z.enum(["INT", "FLOAT", "NUMBER", "TEXT", "BOOL", "CHOICE", "STRING_LIST"]),
  })
  .superRefine(({ id, value, defaultValue, valueType }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (id) refuse("id", "nothing: a new job has no settings yet");
    if (!isOfType(valueType, value)) refuse("value", forms[valueType]);
    if (defaultValue && !isOfType(valueType, defaultValue)) refuse("defaultValue", forms[valueType]);
  });

/** How values are written, by their type. */
const forms = {
  INT: "a whole number, as text",
  FLOAT: "a number, as text",
  NUMBER: "a number, as text",
  BOOL: "true or false",
  TEXT: "text",
  CHOICE: "text",
  STRING_LIST: "text",
} as const;

const items = z.array(item).superRefine((all, context) => {
  const names = new Set<string>();
  for (const [index, { name }] of all.entries()) {
    if (names.has(name))
      context.addIssue({ code: "custom", path: [index, "name"], message: "each name once" });
    names.add(name);
  }
});

const jobTypes = ["TRAINING", "VALIDATION", "CONVERSION"] as const;
type JobType = (typeof jobTypes)[number];
type OptionalId = "datasetId" | "datasetVersionId" | "modelId";

/** What a job of each type works on. A training without a model makes a new one. */
export const needs: Readonly<Record<JobType, readonly OptionalId[]>> = {
  TRAINING: ["datasetId", "datasetVersionId"],
  VALIDATION: ["datasetId", "datasetVersionId", "modelId"],
  CONVERSION: ["modelId"],
};

/** Versions are versions of something. */
const versions = [
  ["datasetVersionId", "datasetId"],
  ["startModelVersionId", "startModelId"],
] as const;

const job = z
  .object({
    jobType: z.enum(jobTypes),
    applicationId: id,
    datasetId: optionalId,
    datasetVersionId: optionalId,
    modelId: optionalId.describe("A training makes a new model when it is absent or blank."),
    startModelId: optionalId.describe("Model to go on training with."),
    startModelVersionId: optionalId,
    items: items.nullish(),
  })
  .superRefine((draft, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    for (const name of needs[draft.jobType]) {
      if (!draft[name]) refuse(name, `an id, which a ${draft.jobType} needs`);
    }
    for (const [version, whole] of versions) {
      if (draft[version] && !draft[whole]) refuse(whole, `the id of what ${version} is a version of`);
    }
    if (draft.datasetId && !draft.datasetVersionId) refuse("datasetVersionId", "a version of the data set");
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
