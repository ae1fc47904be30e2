import { z } from "zod";
import { isJsonObject } from "../../domain/json.ts";
import { draftRules, oneForm, pairs } from "../draft-rules.ts";
import { namedMembers } from "./wire/definition.ts";
import { isOfService } from "./wire/job.ts";

const atMost = (length: number) => z.string().max(length, `at most ${length} characters`);
const filled = (length: number) =>
  z.string().min(1, `1 to ${length} characters`).max(length, `1 to ${length} characters`);

/** Most tags of a job, and most properties (Azure Machine Learning, "Manage resource limits and capacity"). */
export const mostWords = 50;
const words = pairs({ atMost: mostWords, key: filled(100), value: atMost(1_000) });
/** Keys that people may change on a job that is there: what the service writes is not theirs. */
const notOfService = "a key that does not begin with azureml., _azureml. or _aml_system_";
const ownKey = z.string().refine((key) => !isOfService(key), notOfService);
const ownWords = pairs({ atMost: mostWords, key: filled(100).and(ownKey), value: atMost(1_000) });

/** Id of a versioned thing: the vendor's short form, a resource id, or one of a registry. */
function assetId(sort: "environments" | "codes") {
  const [short, path] = ["azureml:[^/:\\s]+:[^/:\\s]+", `\\S+/${sort}/[^/\\s]+/versions/[^/\\s]+`];
  const form = new RegExp(`^(?:${short}|(?:azureml:)?/subscriptions/${path}|azureml://registries/${path})$`);
  return z
    .string()
    .regex(form, `azureml:name:version, or an id that ends in /${sort}/{name}/versions/{version}`);
}

const displayName = filled(256);
const description = atMost(5_000);

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
const ownMembers: ReadonlySet<string> = new Set(["jobType", ...namedMembers]);

const saidElsewhere = "nothing: a field or the definition says it";

const extra = document.superRefine((members, context) => {
  for (const name of Object.keys(members).filter((name) => ownMembers.has(name)))
    context.addIssue({ code: "custom", path: [name], message: saidElsewhere });
});

const job = z.object({
  experimentName: filled(256).nullish(),
  computeId: z.string().min(1, "the name or resource id of a compute").nullish(),
  properties: words.nullish(),
  definition: oneForm({ command, native }),
  extra: extra.nullish(),
});

/** Members that a command has fields for; of `resources` there are more than those. */
const commandMembers = ["command", "environmentId", "codeId", "environmentVariables", "limits"];
const resourceMembers = ["instanceCount", "instanceType"];

/** Places in `extra` that the definition speaks of itself. */
function doublyGiven({ definition, extra }: z.output<typeof job>): string[][] {
  const members = extra ?? {};
  const isGiven = (name: string) => Object.hasOwn(members, name);
  if (definition.native) {
    return Object.keys(definition.native)
      .filter(isGiven)
      .map((name) => [name]);
  }
  const { resources } = members;
  const ofResources = isJsonObject(resources)
    ? resourceMembers.filter((name) => Object.hasOwn(resources, name))
    : [];
  return [
    ...commandMembers.filter(isGiven).map((name) => [name]),
    ...ofResources.map((name) => ["resources", name]),
  ];
}

/** What the vendor documents about a create. */
export const rules = draftRules({
  key: "azureMl",
  // The PUT's own pattern in the specification of the service.
  name: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/, "1 to 255 of A-Z a-z 0-9 _ -, the first a letter or digit"),
  displayName,
  description,
  labels: words,
  job: job.superRefine((given, context) => {
    for (const place of doublyGiven(given))
      context.addIssue({ code: "custom", path: ["extra", ...place], message: saidElsewhere });
  }),
});

/** What it documents about a change; `set` and `remove` are of labels. */
export const changeRules = z.object({
  displayName: displayName.nullish(),
  description: description.nullish(),
  properties: ownWords,
  set: ownWords,
  remove: z.array(ownKey),
});

/** The vendor's part of a draft that keeps to the rules. */
export type AzureMlDraft = NonNullable<ReturnType<typeof rules.check>["job"]>;
