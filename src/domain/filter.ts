import { InputError } from "./error.ts";
import type { JobFacts } from "./event.ts";
import type { BackendId } from "./id.ts";
import type { Instant } from "./instant.ts";
import type { JobKind } from "./job.ts";
import { matchesNative, type NativeFilter, type NativeKeys } from "./native-filter.ts";
import type { Outcome, Phase, PhaseClass } from "./status.ts";

/** Instants from `from` (inclusive) to `to` (exclusive); an absent side is open. */
export interface TimeRange {
  readonly from?: Instant | null | undefined;
  readonly to?: Instant | null | undefined;
}

export interface LabelFilter {
  readonly key: string;
  /** Any of these; any value at all when absent. */
  readonly values?: readonly string[] | null | undefined;
}

type Values<T> = readonly T[] | null | undefined;

/** All given fields must hold. Absent, null and an empty list mean no condition. `JobFilter` of the schema. */
export interface JobFilter {
  readonly ids?: Values<string>;
  readonly backends?: Values<string>;
  readonly backendKinds?: Values<string>;
  readonly kinds?: Values<JobKind>;
  readonly phases?: Values<Phase>;
  readonly phaseClasses?: Values<PhaseClass>;
  readonly outcomes?: Values<Outcome>;
  readonly nativeStates?: Values<string>;
  readonly nativeIds?: Values<string>;
  readonly nameContains?: string | null | undefined;
  readonly search?: string | null | undefined;
  readonly owners?: Values<string>;
  readonly labels?: Values<LabelFilter>;
  readonly algorithmIds?: Values<string>;
  readonly flavorIds?: Values<string>;
  readonly workspaceIds?: Values<string>;
  readonly projectIds?: Values<string>;
  readonly experimentNames?: Values<string>;
  readonly createdAt?: TimeRange | null | undefined;
  readonly updatedAt?: TimeRange | null | undefined;
  readonly startedAt?: TimeRange | null | undefined;
  readonly endedAt?: TimeRange | null | undefined;
  readonly includeArchived?: boolean | null | undefined;
  readonly native?: Values<NativeFilter>;
  readonly not?: JobFilter | null | undefined;
  readonly any?: Values<JobFilter>;
}

/** Levels of `not` and `any` below the outermost filter. */
const maxFilterDepth = 3;
const maxAlternatives = 10;

/**
 * Checks what the schema cannot say: depth, number of alternatives, where `includeArchived` is legal.
 * Throws `InputError` with the path of the mistake.
 */
export function checkFilter(filter: JobFilter, path: readonly string[] = ["filter"], depth = 0): void {
  if (depth > maxFilterDepth) {
    throw new InputError("LIMIT_EXCEEDED", path, depth, `not and any at most ${maxFilterDepth} deep`);
  }
  if (depth > 0 && filter.includeArchived !== null && filter.includeArchived !== undefined) {
    const at = [...path, "includeArchived"];
    throw new InputError(
      "INVALID_ARGUMENT",
      at,
      filter.includeArchived,
      "includeArchived on the outermost filter only",
    );
  }
  if (filter.not) checkFilter(filter.not, [...path, "not"], depth + 1);
  const any = filter.any ?? [];
  if (any.length > maxAlternatives) {
    throw new InputError(
      "LIMIT_EXCEEDED",
      [...path, "any"],
      any.length,
      `at most ${maxAlternatives} alternatives`,
    );
  }
  for (const [index, alternative] of any.entries())
    checkFilter(alternative, [...path, "any", String(index)], depth + 1);
}

/** A job as filters see it. Global ids of job, algorithm and flavor are text made by `formatId`. */
export interface FilterSubject {
  readonly id: string;
  readonly backend: BackendId;
  readonly backendKind: string;
  readonly nativeId: string;
  readonly facts: JobFacts;
  readonly algorithmId: string | null;
  readonly flavorId: string | null;
  /** The native document; null where it is not at hand: native conditions then hold for nothing. */
  readonly native: unknown;
  /** The vendor's short names for places of it; absent: none. */
  readonly nativeKeys?: NativeKeys | undefined;
}

/** Words that a search asks for: separated by white space, compared without case. */
export function searchTerms(search: string): string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== "");
}

/** Texts of a job that a search looks into: name, display name, description, message and labels (`key=value`). */
function searchTexts(facts: JobFacts): string[] {
  const texts = [facts.name, facts.displayName, facts.description, facts.status.message];
  const labels = facts.labels.map(({ key, value }) => `${key}=${value}`);
  return [...texts, ...labels].filter((text) => text !== null && text !== "") as string[];
}

/** Tells whether a job meets a filter; the meaning of every filter field, against which the index is tested. */
export function matchesFilter(filter: JobFilter, job: FilterSubject, outermost = true): boolean {
  const { facts } = job;
  const { status } = facts;
  return (
    (!outermost || filter.includeArchived === true || !facts.archived) &&
    isAmong(filter.ids, job.id) &&
    isAmong(filter.backends, job.backend) &&
    isAmong(filter.backendKinds, job.backendKind) &&
    isAmong(filter.kinds, facts.kind) &&
    isAmong(filter.phases, status.phase) &&
    isAmong(filter.phaseClasses, status.phaseClass) &&
    isAmong(filter.outcomes, status.outcome) &&
    isAmong(filter.nativeStates, status.native.value) &&
    isAmong(filter.nativeIds, job.nativeId) &&
    containsText(filter.nameContains, [facts.name, facts.displayName]) &&
    hasAllTerms(filter.search, facts) &&
    hasOwner(filter.owners, facts) &&
    (filter.labels ?? []).every((label) => hasLabel(label, facts)) &&
    isAmong(filter.algorithmIds, job.algorithmId) &&
    isAmong(filter.flavorIds, job.flavorId) &&
    isAmong(filter.workspaceIds, facts.workspace?.nativeId) &&
    isAmong(filter.projectIds, facts.project?.nativeId) &&
    isAmong(filter.experimentNames, facts.experiment?.name) &&
    isWithin(filter.createdAt, facts.createdAt) &&
    isWithin(filter.updatedAt, facts.updatedAt) &&
    isWithin(filter.startedAt, status.startedAt) &&
    isWithin(filter.endedAt, status.endedAt) &&
    (filter.native ?? []).every((condition) => matchesNative(condition, job.native, job.nativeKeys)) &&
    (!filter.not || !matchesFilter(filter.not, job, false)) &&
    ((filter.any ?? []).length === 0 ||
      (filter.any ?? []).some((alternative) => matchesFilter(alternative, job, false)))
  );
}

function isAmong<T extends string>(values: Values<T>, value: T | null | undefined): boolean {
  if (!values || values.length === 0) return true;
  return value !== null && value !== undefined && values.includes(value);
}

function containsText(part: string | null | undefined, texts: readonly (string | null)[]): boolean {
  if (!part) return true;
  const wanted = part.toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(wanted) ?? false);
}

function hasAllTerms(search: string | null | undefined, facts: JobFacts): boolean {
  if (!search) return true;
  const texts = searchTexts(facts).map((text) => text.toLowerCase());
  return searchTerms(search).every((term) => texts.some((text) => text.includes(term)));
}

function hasOwner(owners: Values<string>, { owner }: JobFacts): boolean {
  return !owners || owners.length === 0 || ownerKeys(owner).some((key) => owners.includes(key));
}

/**
 * Ways to name an owner in a filter: address, native id, name. The first of them is the owner's group: some listings
 * tell the address alone of somebody whose id others tell.
 */
export function ownerKeys(owner: JobFacts["owner"]): string[] {
  return [owner?.email, owner?.nativeId, owner?.name].filter(
    (key) => key !== null && key !== undefined,
  ) as string[];
}

function hasLabel(wanted: LabelFilter, { labels }: JobFacts): boolean {
  const values = wanted.values ?? [];
  return labels.some(
    ({ key, value }) => key === wanted.key && (values.length === 0 || values.includes(value)),
  );
}

function isWithin(range: TimeRange | null | undefined, instant: Instant | null): boolean {
  if (!range || (!range.from && !range.to)) return true;
  if (instant === null) return false;
  return (!range.from || instant >= range.from) && (!range.to || instant < range.to);
}
