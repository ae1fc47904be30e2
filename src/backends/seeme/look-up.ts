import type { DraftProblem } from "../../domain/draft.ts";
import type { Algorithm } from "../../domain/spec.ts";
import { invalid, notFound } from "../draft-problems.ts";
import type { Api } from "./documents.ts";
import type { ReferenceName, References } from "./reference.ts";
import { requestUnless } from "./single-document.ts";

/** Reads the catalogue of applications. */
export type ListApplications = (signal: AbortSignal) => Promise<readonly Algorithm[]>;

/** What a job shall be, as far as the account must have it. */
export interface Wanted {
  /** All that the job will name. */
  readonly references: References;
  /** Which of them somebody asks for: the others are as they are. */
  readonly names: readonly ReferenceName[];
  /** Settings that somebody asks for. */
  readonly items: readonly { readonly name: string; readonly value: string }[];
  /** What somebody asks for, for messages. */
  readonly input: unknown;
  /** Where that stands. */
  readonly prefix: readonly string[];
}

/** Finds what a job names and the account has not, and what does not go with its application. */
export async function lookUp(
  api: Api,
  listApplications: ListApplications,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const found = await Promise.all([
    checkApplication(listApplications, wanted, signal),
    checkPair(api, wanted, dataset, signal),
    checkPair(api, wanted, model, signal),
    checkPair(api, wanted, startModel, signal),
  ]);
  return found.flat();
}

async function checkApplication(
  listApplications: ListApplications,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const { references, names, items, prefix } = wanted;
  const isAsked = names.includes("applicationId");
  if (!isAsked && !names.includes("startModelId") && items.length === 0) return [];
  const { applicationId } = references;
  const application = (await listApplications(signal)).find(({ nativeId }) => nativeId === applicationId);
  if (application) return [...checkStart(application, wanted), ...checkChoices(application, wanted)];
  return isAsked ? [notFound([...prefix, "applicationId"], "application", applicationId ?? "")] : [];
}

/** The vendor goes on training with a model only where the application says that it can. */
function checkStart({ name, supportsContinualTraining }: Algorithm, wanted: Wanted): DraftProblem[] {
  if (!wanted.references.startModelId || supportsContinualTraining === true) return [];
  const expected = `nothing: application ${name} has no continual training`;
  return [invalid({ ...wanted, path: ["startModelId"], expected })];
}

/** Choices are those of our own table: the vendor has none. What it does not name, agents take as it is. */
function checkChoices({ parameters }: Algorithm, wanted: Wanted): DraftProblem[] {
  return wanted.items.flatMap(({ name, value }, index) => {
    const choices = parameters?.find((parameter) => parameter.name === name)?.constraint?.validRange ?? [];
    if (choices.length === 0 || choices.includes(value)) return [];
    const expected = `one of ${choices.join(", ")}`;
    return [invalid({ ...wanted, path: ["items", index, "value"], expected })];
  });
}

/** A thing and its version. */
interface Pair {
  readonly what: string;
  readonly collection: string;
  readonly whole: ReferenceName;
  /** Null: not looked up. */
  readonly version: ReferenceName | null;
}

const dataset: Pair = {
  what: "data set",
  collection: "datasets",
  whole: "datasetId",
  version: "datasetVersionId",
};
const model: Pair = { what: "model", collection: "models", whole: "modelId", version: "modelVersionId" };
const startModel: Pair = { what: "model", collection: "models", whole: "startModelId", version: null };

async function checkPair(
  api: Api,
  { references, names, prefix }: Wanted,
  { what, collection, whole, version }: Pair,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const wholeId = references[whole];
  const versionId = version && references[version];
  const isAsked = names.includes(whole) || (version !== null && names.includes(version));
  if (!isAsked || !wholeId) return [];
  if (!(await isThere(api, [collection, wholeId], signal))) {
    return [notFound([...prefix, whole], what, wholeId)];
  }
  if (!versionId || (await isThere(api, [collection, wholeId, "versions", versionId], signal))) return [];
  return [notFound([...prefix, version], `version of ${what} ${wholeId}`, versionId)];
}

/** Text that is no id here (400) is the id of nothing; so is what an address would swallow. */
async function isThere(api: Api, path: readonly string[], signal: AbortSignal): Promise<boolean> {
  if (path.some((segment) => /^\.{1,2}$/.test(segment))) return false;
  const url = new URL(
    `${api.base}/${path.map((segment) => encodeURIComponent(segment.toWellFormed())).join("/")}`,
  );
  return (await requestUnless(["NOT_FOUND", "INVALID"], api, "validate", url, signal)) !== null;
}
