import type { JobTemplate, TemplateField, TemplateQuery } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { JobKind } from "../../domain/job.ts";
import type { Json } from "../../domain/json.ts";
import type { Algorithm, Engine, Flavor } from "../../domain/spec.ts";
import { getAlgorithms, listFlavors } from "./catalogue.ts";
import { type ModelartsDraft, rules } from "./draft.ts";
import { poolFlavors } from "./draft-parts.ts";
import { listEngines } from "./engines.ts";
import type { Service } from "./service.ts";
import { flavorTypesOf } from "./wire/algorithm.ts";

/** The vendor's kind for each kind that can be created. */
const kinds: Partial<Readonly<Record<JobKind, ModelartsDraft["kind"]>>> = {
  TRAINING: "JOB",
  SEARCH: "AUTOSEARCH_JOB",
  DATA_PROCESSING: "MRS_JOB",
  EDGE: "EDGE_JOB",
  DIAGNOSTIC: "DIAG_JOB",
  VISUALIZATION: "VISUALIZATION_JOB",
};

/** What the project has for a form. */
interface Offer {
  readonly kind: ModelartsDraft["kind"] | null;
  readonly workspaces: readonly string[];
  readonly algorithm: Algorithm | null;
  readonly flavors: readonly Flavor[];
  readonly engines: readonly Engine[];
}

/** The form for a new job, with what the project has to choose from. */
export async function jobTemplate(
  service: Service,
  workspaces: readonly string[],
  { kind, algorithmId }: TemplateQuery,
  signal: AbortSignal,
): Promise<JobTemplate> {
  const { backend } = service;
  const wanted = kind === null ? null : kinds[kind];
  if (wanted === undefined)
    throw new BackendError("UNSUPPORTED", `ModelArts creates no jobs of kind ${kind}.`, { backend });
  const [algorithm = null, flavors, engines] = await Promise.all([
    algorithmId === null ? null : getAlgorithms(service, [algorithmId], signal).then(([found]) => found),
    listFlavors(service, signal),
    listEngines(service, signal),
  ]);
  if (algorithm instanceof BackendError) throw algorithm;
  const offer = { kind: wanted, workspaces, algorithm, flavors, engines };
  const fields = rules.fields.flatMap((field) => toOffered(field, offer) ?? []);
  return { fields, parameters: algorithm?.parameters ?? [], engines };
}

/** Fields whose choices or defaults depend on what there is; null for one that the algorithm leaves no choice of. */
function toOffered(field: TemplateField, offer: Offer): TemplateField | null {
  const { algorithm } = offer;
  const [, , ...place] = field.path;
  const name = place.join(".");
  if (algorithm && /^(?:algorithm\.(?!id$)|engine\.|tasks\.)/.test(name)) return null;
  if (name === "algorithm.id" && algorithm) return withDefault(field, algorithm.nativeId);
  if (name === "kind" && offer.kind) return withDefault(field, offer.kind);
  if (name === "workspaceId") return withChoices(field, offer.workspaces);
  if (name === "engine.id" || name === "tasks.0.engine.id")
    return withChoices(
      field,
      offer.engines.flatMap(({ nativeId }) => nativeId ?? []),
    );
  if (name === "resource.flavorId") {
    const types = algorithm ? flavorTypesOf(algorithm.native) : null;
    return withChoices(field, [...flavorsOf(offer.flavors, types), ...poolFlavors]);
  }
  return field;
}

function flavorsOf(flavors: readonly Flavor[], types: readonly string[] | null): string[] {
  return flavors
    .filter(({ nativeType }) => types === null || types.includes(nativeType ?? ""))
    .map(({ nativeId }) => nativeId);
}

function withDefault(field: TemplateField, defaultValue: Json): TemplateField {
  return { ...field, defaultValue };
}

function withChoices(field: TemplateField, validRange: readonly string[]): TemplateField {
  const free = { nativeType: null, editable: true, required: false, sensitive: false };
  return {
    ...field,
    type: "CHOICE",
    constraint: { ...free, ...field.constraint, validType: "Choice", validRange },
  };
}
