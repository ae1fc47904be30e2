import type { DraftProblem, JobDraft } from "../../domain/draft.ts";
import { findOrNull, invalid, notFound, refused } from "../draft-problems.ts";
import { type AzureMlDraft, rules } from "./draft.ts";
import type { Service } from "./service.ts";
import { parseCompute } from "./wire/flavor.ts";
import { lastSegment, parseAssetId } from "./wire/reference.ts";

/** What is wrong with a draft, by the rules and by what the workspace has. */
export async function validate(
  service: Service,
  draft: JobDraft,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const { job, problems } = rules.check(draft);
  const hasName = !problems.some(({ path }) => path[0] === "name");
  const found = await Promise.all([
    hasName ? checkName(service, draft.name, signal) : [],
    job ? checkCompute(service, job, signal) : [],
    job ? checkEnvironment(service, job, signal) : [],
  ]);
  return [...problems, ...found.flat()];
}

/** The name is the id of the job: a PUT of a name that is taken changes the job or is refused. */
async function checkName(service: Service, name: string, signal: AbortSignal): Promise<DraftProblem[]> {
  const taken = await findOrNull(service.manage("validate", ["jobs", name], {}, signal));
  return taken === null
    ? []
    : [refused("CONFLICT", ["name"], `there is a job ${JSON.stringify(name)} already`)];
}

/** A compute of the workspace must be there, run jobs and have the nodes; what lies elsewhere is not looked at. */
async function checkCompute(
  service: Service,
  job: AzureMlDraft,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const { computeId, definition } = job;
  if (!computeId || !isOfWorkspace(service, computeId)) return [];
  const name = lastSegment(computeId);
  const document = await findOrNull(service.manage("validate", ["computes", name], {}, signal));
  if (document === null) return [notFound(rules.at("computeId"), "compute", name)];
  const compute = parseCompute(document, { sizes: new Map(), usages: new Map() });
  const wrong = (path: readonly string[], expected: string) =>
    invalid({ path, input: job, prefix: rules.at(), expected });
  if (compute === null) return [wrong(["computeId"], "a compute that runs jobs")];
  const { maxSelectableNodes: most } = compute;
  const asked = definition.command?.instanceCount ?? 1;
  if (most === null || asked <= most) return [];
  return [wrong(["definition", "command", "instanceCount"], `1 to ${most}, the nodes of compute ${name}`)];
}

/** The service answers a create with 404 when the environment is missing. */
async function checkEnvironment(
  service: Service,
  { definition: { command } }: AzureMlDraft,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  if (!command || !isOfWorkspace(service, command.environmentId)) return [];
  const { name, version } = parseAssetId(command.environmentId);
  const path = ["environments", name, "versions", version ?? ""];
  const found = await findOrNull(service.manage("validate", path, {}, signal));
  const where = rules.at("definition", "command", "environmentId");
  return found === null ? [notFound(where, "environment", command.environmentId)] : [];
}

/** Names, short forms, and resource ids below the workspace; ARM ids differ in letter case between calls. */
function isOfWorkspace({ workspace }: Service, id: string): boolean {
  const path = id.replace(/^azureml:(?!\/\/)/, "").toLowerCase();
  if (path.startsWith("azureml://")) return false;
  return !path.startsWith("/") || path.startsWith(`${workspace.path.toLowerCase()}/`);
}
