import type { DraftProblem, JobDraft } from "../../domain/draft.ts";
import type { Algorithm } from "../../domain/spec.ts";
import { invalid, notFound } from "../draft-problems.ts";
import type { Api } from "./documents.ts";
import { rules, type SeemeDraft } from "./draft.ts";
import { requestUnless } from "./single-document.ts";

/** What is wrong with a draft, by the rules and by what the account has. */
export async function validate(
  api: Api,
  listApplications: (signal: AbortSignal) => Promise<readonly Algorithm[]>,
  draft: JobDraft,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const { job, problems } = rules.check(draft);
  if (job === null) return [...problems];
  const [applications, ...found] = await Promise.all([
    listApplications(signal),
    checkDataset(api, job, signal),
    checkModel(api, "modelId", job.modelId, signal),
    checkModel(api, "startModelId", job.startModelId, signal),
  ]);
  const application = applications.find(({ nativeId }) => nativeId === job.applicationId);
  const ofApplication = application
    ? [...checkStart(application, job), ...checkChoices(application, job)]
    : [notFound(rules.at("applicationId"), "application", job.applicationId)];
  return [...problems, ...ofApplication, ...found.flat()];
}

/** The vendor goes on training with a model only where the application says that it can. */
function checkStart({ name, supportsContinualTraining }: Algorithm, job: SeemeDraft): DraftProblem[] {
  if (!job.startModelId || supportsContinualTraining === true) return [];
  return [wrong(job, ["startModelId"], `nothing: application ${name} has no continual training`)];
}

/** Choices are those of our own table: the vendor has none. What it does not name, agents take as it is. */
function checkChoices({ parameters }: Algorithm, job: SeemeDraft): DraftProblem[] {
  return (job.items ?? []).flatMap(({ name, value }, index) => {
    const choices = parameters?.find((parameter) => parameter.name === name)?.constraint?.validRange ?? [];
    if (choices.length === 0 || choices.includes(value)) return [];
    return [wrong(job, ["items", index, "value"], `one of ${choices.join(", ")}`)];
  });
}

function wrong(job: SeemeDraft, path: readonly (string | number)[], expected: string): DraftProblem {
  return invalid({ path, input: job, prefix: rules.at(), expected });
}

async function checkDataset(
  api: Api,
  { datasetId, datasetVersionId }: SeemeDraft,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  if (!datasetId) return [];
  if (!(await isThere(api, ["datasets", datasetId], signal))) {
    return [notFound(rules.at("datasetId"), "data set", datasetId)];
  }
  if (!datasetVersionId) return [];
  return (await isThere(api, ["datasets", datasetId, "versions", datasetVersionId], signal))
    ? []
    : [notFound(rules.at("datasetVersionId"), `version of data set ${datasetId}`, datasetVersionId)];
}

async function checkModel(
  api: Api,
  name: "modelId" | "startModelId",
  id: string | null | undefined,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  if (!id || (await isThere(api, ["models", id], signal))) return [];
  return [notFound(rules.at(name), "model", id)];
}

/** Text that is no id here (400) is the id of nothing; so is what an address would swallow. */
async function isThere(api: Api, path: readonly string[], signal: AbortSignal): Promise<boolean> {
  if (path.some((segment) => /^\.{1,2}$/.test(segment))) return false;
  const url = new URL(
    `${api.base}/${path.map((segment) => encodeURIComponent(segment.toWellFormed())).join("/")}`,
  );
  return (await requestUnless(["NOT_FOUND", "INVALID"], api, "validate", url, signal)) !== null;
}
