import { z } from "zod";
import { characters, draftRules, pairs } from "../draft-rules.ts";
import {
  algorithm,
  engine,
  experiment,
  inputChannel,
  notification,
  obsChannel,
  obsPath,
  resource,
  task,
  volume,
} from "./draft-parts.ts";
import { searchPolicy } from "./draft-search.ts";

const kinds = [
  "JOB",
  "HETERO_JOB",
  "AUTOSEARCH_JOB",
  "MRS_JOB",
  "EDGE_JOB",
  "FEDERATED_POOL_JOB",
  "DIAG_JOB",
  "VISUALIZATION_JOB",
] as const;

/** Form of names, of jobs and of hyperparameters. */
export const name = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "1 to 64 of A-Z a-z 0-9 _ -");
const variable = /^[A-Za-z_][A-Za-z0-9_]{0,8191}$/;
const hours = "a whole number of hours, at least 1";
const mostMounts = 8;

const annotations = pairs({ key: z.string().min(1, "text") }).superRefine((entries, context) => {
  for (const [index, { key, value }] of entries.entries()) {
    if (key !== "fault-tolerance/job-retry-num" || /^[1-9]\d*$/.test(value)) continue;
    context.addIssue({ code: "custom", path: [index, "value"], message: "a whole number, at least 1" });
  }
});

/** 1 is what a job has that was given none; 3 takes a permission of its own. */
export const priority = z.int("1 to 3").min(1, "1 to 3").max(3, "1 to 3");
export const preemptible = z.boolean();
export const description = characters(0, 256);

/** Most labels of one job. */
export const mostLabels = 20;
export const labels = pairs({
  key: characters(1, 128).refine((key) => !key.startsWith("_sys_"), "a key that does not begin with _sys_"),
  value: characters(0, 255),
  atMost: mostLabels,
});

const draft = z
  .object({
    kind: z.enum(kinds).default("JOB"),
    // Which ones there are, the configuration says.
    workspaceId: z.string().nullish().meta({ title: "Workspace" }),
    annotations: annotations.nullish(),
    algorithm: algorithm.nullish(),
    parameters: pairs({ key: name }).nullish(),
    environment: pairs({
      key: z.string().regex(variable, "1 to 8192 of A-Z a-z 0-9 _, no digit first"),
      value: characters(0, 4_096),
      atMost: 100,
    }).nullish(),
    inputs: z.array(inputChannel).nullish(),
    outputs: z.array(obsChannel).nullish(),
    engine: engine.nullish(),
    resource: resource.nullish(),
    tasks: z.array(task).nullish(),
    volumes: z.array(volume).nullish(),
    logExportUri: obsPath.meta({ title: "Log folder" }).nullish(),
    searchPolicy: searchPolicy.nullish(),
    autoStopHours: z.int(hours).min(1, hours).nullish(),
    notification: notification.nullish(),
    priority: priority.nullish(),
    preemptible: preemptible.nullish(),
    experiment: experiment.nullish(),
  })
  .superRefine((job, context) => {
    for (const [path, message] of brokenTogether(job))
      context.addIssue({ code: "custom", path: [...path], message });
  });

/** The vendor's part of a draft that keeps to the rules. */
export type ModelartsDraft = z.output<typeof draft>;

/** What the vendor documents about a create. Labels are put on the job when it is there. */
export const rules = draftRules({
  key: "modelarts",
  name,
  description,
  labels,
  job: draft,
});

/** A place and what was expected there. */
type Expectation = readonly [path: readonly (string | number)[], expected: string];

/** Rules about several fields at once. */
function* brokenTogether(job: ModelartsDraft): Generator<Expectation> {
  yield* job.kind === "HETERO_JOB" ? brokenHeterogeneous(job) : brokenPlain(job);
  const { kind, resource, priority, searchPolicy, volumes } = job;
  if (kind === "FEDERATED_POOL_JOB" && !resource?.poolGroupId)
    yield [["resource", "poolGroupId"], "the group of pools of a FEDERATED_POOL_JOB"];
  if (priority && !resource?.poolId)
    yield [["priority"], "nothing without a dedicated pool, resource.poolId"];
  if (searchPolicy && kind !== "JOB" && kind !== "AUTOSEARCH_JOB")
    yield [["searchPolicy"], "nothing: only a JOB or an AUTOSEARCH_JOB searches"];
  if ((volumes ?? []).filter(({ nfs }) => nfs).length > mostMounts)
    yield [["volumes"], `at most ${mostMounts} nfs volumes`];
}

/** What a plain job has of its own; of a heterogeneous one, the tasks have it, or nothing. */
const plainFields = [
  "algorithm",
  "parameters",
  "environment",
  "inputs",
  "outputs",
  "engine",
  "resource",
  "volumes",
  "logExportUri",
  "searchPolicy",
  "autoStopHours",
  "notification",
  "priority",
  "preemptible",
] as const satisfies readonly (keyof ModelartsDraft)[];

function* brokenHeterogeneous(job: ModelartsDraft): Generator<Expectation> {
  const tasks = job.tasks ?? [];
  if (tasks.length === 0) yield [["tasks"], "the tasks of a HETERO_JOB"];
  for (const field of plainFields) {
    const value = job[field];
    const isGiven = Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
    if (isGiven) yield [[field], "nothing beside tasks"];
  }
  for (const [index, { code, engine, resource }] of tasks.entries()) {
    if (!resource.flavorId) yield [["tasks", index, "resource", "flavorId"], "the flavor of the task"];
    if (engine?.imageUrl && !code.command) yield [["tasks", index, "code", "command"], commandOfImage];
  }
}

const commandOfImage = "the command that the image is started with";

function* brokenPlain({ tasks, algorithm, engine, resource }: ModelartsDraft): Generator<Expectation> {
  if (tasks && tasks.length > 0) yield [["tasks"], "nothing: only a HETERO_JOB has tasks"];
  if (!algorithm) yield [["algorithm"], "what it runs: one of id, subscription, code, image"];
  if (!resource) yield [["resource"], "where it runs: a flavorId, poolId or poolGroupId"];
  const { id, subscription, code, image } = algorithm ?? {};
  if (engine && (id || subscription)) yield [["engine"], "nothing: the algorithm brings its own"];
  if (image && !engine?.imageUrl) yield [["engine", "imageUrl"], "the image that the command runs in"];
  if (code && engine?.imageUrl && !code.command) yield [["algorithm", "code", "command"], commandOfImage];
}
