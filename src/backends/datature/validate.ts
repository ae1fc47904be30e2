import type { DraftProblem, JobDraft } from "../../domain/draft.ts";
import { epochMs } from "../../domain/instant.ts";
import { findOrNull, invalid, notFound } from "../draft-problems.ts";
import { readInstances } from "./catalogue.ts";
import { type DatatureArtifact, type DatatureDraft, rules } from "./draft.ts";
import { offeredIn, pickInstance } from "./instances.ts";
import { type Answer, inPlace, type Service } from "./service.ts";
import { parseDataset } from "./wire/dataset.ts";

/** Where drafts are checked. */
interface Project {
  readonly service: Service;
  /** With `proj_`. */
  readonly projectId: string;
  /** Wall clock in milliseconds. */
  now(): number;
}

/** Look-ups of one draft at the vendor. */
interface LookUp extends Project {
  readonly job: DatatureDraft;
  readonly signal: AbortSignal;
}

type Place = readonly string[];

/** What is wrong with a draft, by the rules and by what the project has. */
export async function validate(
  project: Project,
  draft: JobDraft,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const { job, problems } = rules.check(draft);
  const ofCommon = [...problems, ...checkTimes(draft, project.now())];
  if (job === null) return ofCommon;
  const lookUp: LookUp = { ...project, job, signal };
  const { datasetId, delivery, deployment } = job;
  const { deploymentId, artifact } = deployment;
  const found = await Promise.all([
    checkProject(lookUp),
    checkDataset(lookUp, datasetId),
    checkThere(lookUp, "webhook", ["batch", "webhooks", delivery.webhookId], ["delivery", "webhookId"]),
    deploymentId
      ? checkThere(lookUp, "deployment", ["deployments", deploymentId], ["deployment", "deploymentId"])
      : [],
    artifact ? checkArtifact(lookUp, artifact) : [],
  ]);
  return [...ofCommon, ...found.flat()];
}

/** The vendor's command line takes a start of up to a minute ago; a stop in the past is how jobs are cancelled. */
function checkTimes(draft: JobDraft, nowMs: number): DraftProblem[] {
  const earliest = { startAt: nowMs - 60_000, stopAt: nowMs };
  return (["startAt", "stopAt"] as const).flatMap((name) => {
    const instant = draft.schedule?.[name];
    if (!instant || epochMs(instant) >= earliest[name]) return [];
    return [invalid({ path: ["schedule", name], input: draft, expected: "an instant to come" })];
  });
}

/** One backend is one project. */
function checkProject(lookUp: LookUp): DraftProblem[] {
  const { projectId, job } = lookUp;
  const asked = job.projectId ?? projectId;
  if (asked === projectId || `proj_${asked}` === projectId) return [];
  return [wrong(lookUp, ["projectId"], `${projectId}, the project of this backend, or nothing`)];
}

async function checkThere(
  lookUp: LookUp,
  what: string,
  path: readonly string[],
  where: Place,
): Promise<DraftProblem[]> {
  const found = await find(lookUp, path);
  return found === null ? [notFound(rules.at(...where), what, path.at(-1) ?? "")] : [];
}

/** Null for what is not there, text that is no id here included. */
function find({ service, signal }: LookUp, path: readonly string[]): Promise<Answer | null> {
  return findOrNull(service.get("validate", path, {}, signal).catch(inPlace));
}

/** The vendor refuses a data set in another state than `Uploaded`, and one past its expiry. */
async function checkDataset(lookUp: LookUp, id: string): Promise<DraftProblem[]> {
  const answer = await find(lookUp, ["batch", "datasets", id]);
  const dataset = answer && parseDataset(answer.body);
  if (!dataset) return [notFound(rules.at("datasetId"), "data set", id)];
  const { overview, expiresAt } = dataset;
  if (overview !== "Uploaded") {
    return [
      wrong(lookUp, ["datasetId"], `a data set that is Uploaded, and this is ${overview ?? "in no state"}`),
    ];
  }
  if (expiresAt === null || epochMs(expiresAt) > lookUp.now()) return [];
  return [wrong(lookUp, ["datasetId"], `a data set that has not expired, as this has at ${expiresAt}`)];
}

/** The artifact must be there and run in the region, on the instance or a default one. */
async function checkArtifact(
  lookUp: LookUp,
  { artifactId, region, instanceId }: DatatureArtifact,
): Promise<DraftProblem[]> {
  const artifact = ["deployment", "artifact"];
  const all = await findOrNull(readInstances(lookUp.service, artifactId, "*", lookUp.signal));
  if (all === null) return [notFound(rules.at(...artifact, "artifactId"), "artifact", artifactId)];
  const here = offeredIn(region ?? "*", all);
  if (here.length === 0 && region) {
    const regions = [...new Set(all.flatMap((instance) => instance.regions))].sort();
    return [wrong(lookUp, [...artifact, "region"], oneOf(regions, "a region of the artifact"))];
  }
  const offered = here.map(({ flavor }) => flavor.nativeId);
  const isOffered = instanceId ? offered.includes(instanceId) : pickInstance(here) !== null;
  if (isOffered) return [];
  return [wrong(lookUp, [...artifact, "instanceId"], oneOf(offered, "an instance of the artifact"))];
}

function oneOf(choices: readonly string[], what: string): string {
  return choices.length === 0 ? `${what}, which has none` : `${what}: ${choices.join(", ")}`;
}

function wrong({ job }: LookUp, path: Place, expected: string): DraftProblem {
  return invalid({ path, input: job, prefix: rules.at(), expected });
}
