import { z } from "zod";
import { oneForm } from "../draft-rules.ts";

// Source of these rules: ModelArts API reference, "Creating a Training Job".

const id = z.string().min(1, "an id of the vendor's");
const filled = z.string().min(1, "text");
const described = z.string().nullish();

/** Path of object storage, written in either way. */
export const obsPath = z
  .string()
  .regex(/^(?:obs:\/)?\/[^/]+\/.*$/, "obs://bucket/… or /bucket/…")
  .meta({ title: "OBS path" });

const localPath = z.string().regex(/^\/./, "an absolute path in the container");

/** Code in object storage: a folder and a file in it. */
const code = z
  .object({
    codeDir: obsPath.meta({ title: "Code folder" }),
    bootFile: obsPath.meta({ title: "Boot file" }),
    command: filled.nullish(),
  })
  .superRefine(({ codeDir, bootFile }, context) => {
    const folder = inBucket(codeDir).replace(/\/*$/, "/");
    const file = inBucket(bootFile);
    if (file.startsWith(folder) && file !== folder) return;
    context.addIssue({ code: "custom", path: ["bootFile"], message: `a file inside ${codeDir}` });
  });

/** `obs://bucket/…` and `/bucket/…` are the same place. */
function inBucket(path: string): string {
  return path.replace(/^obs:\//, "");
}

/** What a plain job runs. */
export const algorithm = oneForm({
  id: id.describe("Algorithm of algorithm management."),
  subscription: z.object({ subscriptionId: id, itemVersionId: id }),
  code,
  image: z.object({ command: filled }),
});

/** What runs the code. */
export const engine = oneForm({
  id: id.meta({ title: "Engine" }),
  named: z.object({ name: filled, version: filled }),
  imageUrl: filled.meta({ title: "Image" }).describe("Address of a custom image; goes with a command."),
});

/** Sizes that the nodes of a dedicated pool are cut into, by cards: 1, 2, 4, 8, 16. */
export const poolFlavors: readonly string[] = ["xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"].map(
  (size) => `modelarts.pool.visual.${size}`,
);
const nodes = "a whole number of nodes, at least 1";

/** Where a job or a task runs. */
export const resource = z
  .object({
    flavorId: id.meta({ title: "Flavor" }).nullish(),
    poolId: id.meta({ title: "Dedicated pool" }).nullish(),
    poolGroupId: id.meta({ title: "Group of pools" }).nullish(),
    nodeCount: z.int(nodes).min(1, nodes).default(1),
  })
  .superRefine(({ flavorId, poolId, poolGroupId }, context) => {
    const expect = (message: string) => context.addIssue({ code: "custom", path: ["flavorId"], message });
    if (!flavorId && !poolId && !poolGroupId) expect("a flavor, unless there is a poolId or a poolGroupId");
    if (flavorId && poolId && !poolFlavors.includes(flavorId))
      expect(`one of ${poolFlavors.join(", ")} in a dedicated pool, or none`);
  });

/** Way of data in. */
export const inputChannel = z.object({
  name: filled,
  description: described,
  remote: oneForm({ dataset: z.object({ id, versionId: id.nullish() }), obsUrl: obsPath }),
});

/** Way of data out; of a task, in too. */
export const obsChannel = z.object({ name: filled, description: described, obsUrl: obsPath });

/** Part of a heterogeneous job. */
export const task = z.object({
  role: z.enum(["LEARNER", "WORKER"]),
  code,
  engine: engine.nullish(),
  inputs: z.array(obsChannel).nullish(),
  outputs: z.array(obsChannel).nullish(),
  resource,
});

/** What is mounted. */
export const volume = oneForm({
  nfs: z.object({
    serverPath: filled,
    localPath,
    readOnly: z.boolean().default(false).meta({ title: "Read only" }),
  }),
  pfs: z.object({ path: filled, localPath }),
  obs: z.object({ path: filled, localPath }),
});

/** What a project can be told of. */
const events = [
  "JobStarted",
  "JobCompleted",
  "JobFailed",
  "JobTerminated",
  "JobRestarted",
  "JobHanged",
  "JobPreempted",
] as const;

export const notification = z.object({
  topicUrn: z
    .string()
    .regex(/^urn:smn:[^:]+:[^:]+:[^:]+$/, "urn:smn:region:project:name")
    .meta({ title: "Topic" }),
  events: z.array(z.enum(events)).min(1, "at least one event"),
});

export const experiment = z
  .object({ id: id.nullish(), name: filled.nullish() })
  .superRefine((given, context) => {
    if (Boolean(given.id) !== Boolean(given.name)) return;
    context.addIssue({ code: "custom", path: ["id"], message: "either an id or a name" });
  });
