import type { JobKind } from "../../domain/job.ts";
import type { JsonObject } from "../../domain/json.ts";
import { wireText } from "./wire-text.ts";

/** Members of a job's document that name other things, by their names in the inputs. */
const members = {
  applicationId: "application_id",
  datasetId: "dataset_id",
  datasetVersionId: "dataset_version_id",
  modelId: "model_id",
  modelVersionId: "model_version_id",
  startModelId: "start_model_id",
  startModelVersionId: "start_model_version_id",
} as const;

/** Name of such an id in the inputs. */
export type ReferenceName = keyof typeof members;

/** All of them. */
// The keys of a literal object are those that its type names.
export const referenceNames = Object.keys(members) as readonly ReferenceName[];

/** Ids of what a job works on; blank means unset, as everywhere in this vendor's documents. */
export type References = { readonly [Name in ReferenceName]?: string | null | undefined };

/** Reads the ids of a document; what is no text is unset. */
export function readReferences(document: JsonObject): Record<ReferenceName, string | null> {
  const ids = referenceNames.map((name) => [name, wireText.catch(null).parse(document[members[name]])]);
  return Object.fromEntries(ids) as Record<ReferenceName, string | null>; // has all the names
}

/** Writes some of the ids as a document has them. */
export function writeReferences(
  references: References,
  names: readonly ReferenceName[] = referenceNames,
): Record<string, string> {
  return Object.fromEntries(names.map((name) => [members[name], references[name] ?? ""]));
}

/** Kinds of jobs that can be created; in lower case the words of `job_type`. */
export const draftKinds = ["TRAINING", "VALIDATION", "CONVERSION"] as const;
type Needed = "datasetId" | "datasetVersionId" | "modelId";

const needs: Readonly<Record<(typeof draftKinds)[number], readonly Needed[]>> = {
  TRAINING: ["datasetId", "datasetVersionId"],
  VALIDATION: ["datasetId", "datasetVersionId", "modelId"],
  CONVERSION: ["modelId"],
};

/** What a job of a kind works on, beside its application. A training without a model makes a new one. */
export function neededFor(kind: JobKind | null): readonly Needed[] {
  return draftKinds.flatMap((type) => (type === kind ? needs[type] : []));
}

/** Versions are versions of something. */
const versions = [
  ["datasetVersionId", "datasetId"],
  ["modelVersionId", "modelId"],
  ["startModelVersionId", "startModelId"],
] as const;

/** An id that is missing. */
interface Missing {
  readonly name: ReferenceName;
  readonly expected: string;
  /** The ids that together make it wrong. */
  readonly of: readonly ReferenceName[];
}

/** Finds what a job of a kind lacks to go with the ids that it has. */
export function findMissing(kind: JobKind, references: References): Missing[] {
  const { datasetId, datasetVersionId } = references;
  const needed = neededFor(kind)
    .filter((name) => !references[name])
    .map((name) => ({ name, expected: `an id, which a ${kind} needs`, of: [name] }));
  const wholes = versions
    .filter(([version, whole]) => references[version] && !references[whole])
    .map(([version, whole]) => ({
      name: whole,
      expected: `the id of what ${version} is a version of`,
      of: [version, whole],
    }));
  const data: Missing = {
    name: "datasetVersionId",
    expected: "a version of the data set",
    of: ["datasetId", "datasetVersionId"],
  };
  return [...needed, ...wholes, ...(datasetId && !datasetVersionId ? [data] : [])];
}
