import { z } from "zod";
import { draftRules, oneForm } from "../draft-rules.ts";

const id = z.string().min(1, "an id");
const text = z.string().min(1, "at least 1 character");
// Bounds of names and replicas are those of the vendor's command line (`datature` 1.12.2).
const name = z.string().min(1, "1 to 120 characters").max(120, "1 to 120 characters");

const artifact = z.object({
  artifactId: id,
  replicas: z.int("1 to 8").min(1, "1 to 8").max(8, "1 to 8").default(1),
  region: text.nullish(),
  instanceId: id.nullish().describe("One of the vendor's default instances when absent."),
  name: name.nullish(),
  versionTag: text.nullish(),
  evaluation: z
    .object({ strategy: text.nullish(), threshold: z.number().nullish(), groups: z.array(text).nullish() })
    .nullish(),
});

/** What the vendor documents about a create. */
export const rules = draftRules({
  key: "datature",
  name,
  schedule: ["startAt", "stopAt"],
  job: z.object({
    projectId: id.nullish().describe("The configured project, which is taken when absent."),
    datasetId: id,
    delivery: z.object({ webhookId: id }),
    deployment: oneForm({ deploymentId: id, artifact }),
  }),
});

/** The vendor's part of a draft that keeps to the rules. */
export type DatatureDraft = NonNullable<ReturnType<typeof rules.check>["job"]>;
/** Deployment for the time of one job. */
export type DatatureArtifact = z.output<typeof artifact>;
