import { z } from "zod";
import { draftRules, oneForm, pairs } from "../draft-rules.ts";

const atMost = (length: number) => z.string().max(length, `at most ${length} characters`);
const filled = (length: number) =>
  z.string().min(1, `1 to ${length} characters`).max(length, `1 to ${length} characters`);

/** Tags, and properties: key and value (Azure Machine Learning, "Manage resource limits and capacity"). */
const words = pairs({ atMost: 50, key: filled(100), value: atMost(1_000) });

/** Id of a versioned thing: the vendor's short form, a resource id, or one of a registry. */
function assetId(sort: "environments" | "codes") {
  const [short, path] = ["azureml:[^/:\\s]+:[^/:\\s]+", `\\S+/${sort}/[^/\\s]+/versions/[^/\\s]+`];
  const form = new RegExp(`^(?:${short}|(?:azureml:)?/subscriptions/${path}|azureml://registries/${path})$`);
  return z
    .string()
    .regex(form, `azureml:name:version, or an id that ends in /${sort}/{name}/versions/{version}`);
}

const document = z.record(z.string(), z.unknown(), "an object");
const wholeSeconds = "whole seconds in milliseconds, at least 1000";

const command = z.object({
  command: z.string().regex(/\w/, "a command line, with at least one letter, digit or _"),
  environmentId: assetId("environments"),
  codeId: assetId("codes").nullish(),
  environmentVariables: pairs({ key: z.string().min(1, "the name of a variable") }).nullish(),
  instanceCount: z.int("a whole number, at least 1").min(1, "a whole number, at least 1").nullish(),
  instanceType: z.string().min(1, "the name of a VM size or instance type").nullish(),
  timeoutMs: z.int(wholeSeconds).min(1_000, wholeSeconds).multipleOf(1_000, wholeSeconds).nullish(),
});

/** The service decides what else a definition of any type needs. */
const native = document.refine(({ jobType }) => typeof jobType === "string" && jobType !== "", {
  path: ["jobType"],
  error: "the type of a job, for example Sweep",
});

/** Members of the request that have a field of their own, or are given by the definition. */
const ownMembers: ReadonlySet<string> = new Set([
  "jobType",
  "computeId",
  "description",
  "displayName",
  "experimentName",
  "properties",
  "tags",
]);

const extra = document.superRefine((members, context) => {
  for (const name of Object.keys(members).filter((name) => ownMembers.has(name))) {
    context.addIssue({ code: "custom", path: [name], message: "nothing: a field or the definition says it" });
  }
});

/** What the vendor documents about a create. */
export const rules = draftRules({
  key: "azureMl",
  // The PUT's own pattern in the specification of the service.
  name: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/, "1 to 255 of A-Z a-z 0-9 _ -, the first a letter or digit"),
  displayName: filled(256),
  description: atMost(5_000),
  labels: words,
  job: z.object({
    experimentName: filled(256).nullish(),
    computeId: z.string().min(1, "the name or resource id of a compute").nullish(),
    properties: words.nullish(),
    definition: oneForm({ command, native }),
    extra: extra.nullish(),
  }),
});

/** The vendor's part of a draft that keeps to the rules. */
export type AzureMlDraft = NonNullable<ReturnType<typeof rules.check>["job"]>;
