import { z } from "zod";
import type { DraftProblem, JobDraft } from "../../domain/draft.ts";
import type { Algorithm, Flavor } from "../../domain/spec.ts";
import { findOrNull, invalid, notFound, refused } from "../draft-problems.ts";
import { getAlgorithms, listFlavors } from "./catalogue.ts";
import { type ModelartsDraft, name, rules } from "./draft.ts";
import { compareParameters } from "./draft-parameters.ts";
import { listEngines } from "./engines.ts";
import { malformed } from "./jobs.ts";
import type { Service } from "./service.ts";
import { flavorTypesOf, takesOtherParameters } from "./wire/algorithm.ts";

type Place = readonly (string | number)[];

/** Checks a draft by the documented rules, then, where the vendor's part keeps to them, by what the vendor has. */
export async function validate(
  service: Service,
  workspaces: readonly string[],
  draft: JobDraft,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const { job, problems } = rules.check(draft);
  if (job === null) return [...problems];
  return [...problems, ...(await checkReferences({ service, workspaces, draft, job }, signal))];
}

/** A draft whose vendor's part keeps to the rules, and what knows whether that which it names is there. */
interface References {
  readonly service: Service;
  /** That the backend is configured with. */
  readonly workspaces: readonly string[];
  readonly draft: JobDraft;
  /** Its vendor's part, read. */
  readonly job: ModelartsDraft;
}

/** Names that are taken, and flavors, engines and algorithms that are not there or do not fit. */
async function checkReferences(references: References, signal: AbortSignal): Promise<DraftProblem[]> {
  const { service, job } = references;
  const [algorithm, flavors, ...problems] = await Promise.all([
    readAlgorithm(service, job, signal),
    namesFlavors(job) ? listFlavors(service, signal) : [],
    checkName(references, signal),
    checkEngines(references, signal),
  ]);
  return [
    ...problems.flat(),
    ...checkWorkspace(references),
    ...checkAlgorithm(references, algorithm),
    ...checkFlavor(references, flavors, algorithm),
    ...checkTasks(references, flavors),
  ];
}

/** Problem with a value of the vendor's part. */
function wrong({ draft }: References, path: Place, expected: string, isSecret = false): DraftProblem {
  return invalid({ path, input: draft.job, prefix: rules.at(), expected, isSecret });
}

const wireNameCheck = z.object({ is_duplicate: z.boolean() });

/** Names are unique in a workspace. */
async function checkName({ service, workspaces, draft, job }: References, signal: AbortSignal) {
  const workspace = job.workspaceId ?? workspaces[0];
  const query = { job_name: draft.name, workspace_id: workspace };
  // A bad one is refused by the rules.
  if (!name.safeParse(draft.name).success) return [];
  const response = await service.get("validate", ["training-job-names"], query, signal);
  const answer = wireNameCheck.safeParse(response.json());
  if (!answer.success)
    throw malformed(service.backend, "validate", "an answer that does not say is_duplicate");
  const taken = `name: workspace ${workspace} has a job called ${JSON.stringify(draft.name)} already`;
  return answer.data.is_duplicate ? [refused("CONFLICT", ["name"], taken)] : [];
}

/** The gateway sees the jobs of the configured workspaces only. */
function checkWorkspace(references: References): DraftProblem[] {
  const { workspaces, job } = references;
  if (job.workspaceId == null || workspaces.includes(job.workspaceId)) return [];
  return [wrong(references, ["workspaceId"], `a configured workspace: ${workspaces.join(", ")}`)];
}

/** Undefined where the draft names none, null where there is no such algorithm. */
async function readAlgorithm(service: Service, { algorithm }: ModelartsDraft, signal: AbortSignal) {
  const nativeId = algorithm?.id;
  if (!nativeId) return undefined;
  return findOrNull(getAlgorithms(service, [nativeId], signal).then(([found]) => found ?? null));
}

function checkAlgorithm(references: References, algorithm: Algorithm | null | undefined): DraftProblem[] {
  if (algorithm === undefined) return [];
  const { job } = references;
  if (algorithm === null)
    return [notFound(rules.at("algorithm", "id"), "algorithm", job.algorithm?.id ?? "")];
  const isOpen = takesOtherParameters(algorithm.native);
  const mismatches = compareParameters(job.parameters ?? [], algorithm.parameters ?? [], isOpen);
  return mismatches.map(({ path, expected, isSecret }) =>
    wrong(references, ["parameters", ...path], expected, isSecret),
  );
}

/** Dedicated pools have sizes of their own, which the rules know. */
function isOfCatalogue({ poolId, poolGroupId }: NonNullable<ModelartsDraft["resource"]>): boolean {
  return !poolId && !poolGroupId;
}

function namesFlavors({ resource, tasks }: ModelartsDraft): boolean {
  return [resource, ...(tasks ?? []).map((task) => task.resource)].some((one) => one && isOfCatalogue(one));
}

function checkFlavor(
  references: References,
  flavors: readonly Flavor[],
  algorithm: Algorithm | null | undefined,
): DraftProblem[] {
  const { resource } = references.job;
  if (!resource) return [];
  const types = algorithm ? flavorTypesOf(algorithm.native) : null;
  const why = types && `a flavor of type ${types.join(" or ")}, which the algorithm needs`;
  return checkResource(references, ["resource"], resource, flavors, types, why);
}

/** Source: the vendor's Python SDK reference, table of a task's `role`. */
const typesOfRole = { LEARNER: ["GPU", "CPU"], WORKER: ["CPU"] } as const;

function checkTasks(references: References, flavors: readonly Flavor[]): DraftProblem[] {
  return (references.job.tasks ?? []).flatMap(({ role, resource }, index) => {
    const types = typesOfRole[role];
    const why = `a flavor of type ${types.join(" or ")} for a ${role}`;
    return checkResource(references, ["tasks", index, "resource"], resource, flavors, types, why);
  });
}

function checkResource(
  references: References,
  place: Place,
  resource: NonNullable<ModelartsDraft["resource"]>,
  flavors: readonly Flavor[],
  types: readonly string[] | null,
  why: string | null,
): DraftProblem[] {
  const { flavorId, nodeCount } = resource;
  if (!flavorId || !isOfCatalogue(resource)) return [];
  const flavor = flavors.find(({ nativeId }) => nativeId === flavorId);
  if (!flavor) return [notFound(rules.at(...place, "flavorId"), "flavor", flavorId)];
  const isOfType = !types || !why || types.includes(flavor.nativeType ?? "");
  const most = flavor.maxSelectableNodes ?? Number.POSITIVE_INFINITY;
  return [
    ...(isOfType ? [] : [wrong(references, [...place, "flavorId"], why)]),
    ...(nodeCount <= most
      ? []
      : [wrong(references, [...place, "nodeCount"], `1 to ${most} nodes of ${flavorId}`)]),
  ];
}

async function checkEngines({ service, job }: References, signal: AbortSignal): Promise<DraftProblem[]> {
  const named = [
    { engine: job.engine, place: ["engine"] },
    ...(job.tasks ?? []).map(({ engine }, index) => ({ engine, place: ["tasks", index, "engine"] })),
  ].filter(({ engine }) => engine?.id || engine?.named);
  if (named.length === 0) return [];
  const engines = await listEngines(service, signal);
  return named.flatMap(({ engine, place }) => {
    const { id, named: pair } = engine ?? {};
    if (id) {
      const isThere = engines.some(({ nativeId }) => nativeId === id);
      return isThere ? [] : [notFound(rules.at(...place, "id"), "engine", id)];
    }
    const isThere = engines.some(({ name, version }) => name === pair?.name && version === pair?.version);
    return isThere ? [] : [notFound(rules.at(...place, "named"), "engine", `${pair?.name} ${pair?.version}`)];
  });
}
