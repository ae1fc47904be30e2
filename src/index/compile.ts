import type { JobFilter, LabelFilter, TimeRange } from "../domain/filter.ts";
import { searchTerms } from "../domain/filter.ts";
import type { BackendId } from "../domain/id.ts";
import { epochMs } from "../domain/instant.ts";
import { classOf, phases } from "../domain/status.ts";
import { type ByteName, type CodeName, closedLists, type Dictionaries, labelKey } from "./cells.ts";
import type { Columns } from "./columns.ts";
import {
  allOf,
  anyOf,
  byteAmong,
  type Condition,
  codeAmong,
  listHolds,
  not,
  numberWithin,
  slotPasses,
} from "./condition.ts";
import { type Selection, stateMask } from "./selection.ts";

/** What the meaning of a filter is looked up in. */
export interface FilterScope {
  readonly columns: Columns;
  readonly dictionaries: Dictionaries;
  /** Kind of a backend. */
  readonly kindOf: (backend: BackendId) => string;
  /** Slot of a job by its global id, and of all jobs with a native id. */
  readonly slotOf: (jobId: string) => number | null;
  readonly slotsOfNativeId: (nativeId: string) => readonly number[];
  /** Slots that meet what columns cannot answer, by the filter whose text or native conditions they meet. */
  readonly texts: ReadonlyMap<JobFilter, Uint32Array>;
  readonly natives: ReadonlyMap<JobFilter, Uint32Array>;
}

/** Condition with the field of the filter that it stands for; `slots` when it is known which slots meet it. */
export interface FieldCondition {
  readonly field: keyof JobFilter;
  readonly condition: Condition;
  readonly slots?: Uint32Array;
}

/** Makes the conditions of the outermost filter. Without `natives` for a filter its native conditions hold for all. */
export function compileFilter(filter: JobFilter, scope: FilterScope): FieldCondition[] {
  const mask = stateMask(filter.includeArchived === true);
  const shown: FieldCondition = {
    field: "includeArchived",
    condition: byteAmong(scope.columns.bytes.state, mask),
  };
  return [shown, ...fieldConditions(filter, scope)];
}

/** Joins conditions, starting from the shortest list of slots if that is short. */
export function selectionOf(conditions: readonly FieldCondition[], columns: Columns): Selection {
  const lists = conditions.flatMap(({ slots }) => slots ?? []);
  const shortest = lists.sort((a, b) => a.length - b.length)[0] ?? null;
  const isShort = shortest !== null && shortest.length <= columns.size / 16 + 16;
  // After a reset, slots found before it may not exist.
  const candidates = isShort ? shortest.filter((slot) => slot < columns.size) : null;
  return { candidates, conditions: conditions.map(({ condition }) => condition) };
}

/** A filter and all filters within it. */
export function allFilters(filter: JobFilter): JobFilter[] {
  const nested = [...(filter.any ?? []), ...(filter.not ? [filter.not] : [])];
  return [filter, ...nested.flatMap(allFilters)];
}

/** Tells whether a filter itself has native conditions that not every job meets. */
export function asksForNative(filter: JobFilter): boolean {
  return (filter.native ?? []).some(({ values }) => values.some((value) => value !== ""));
}

/** Tells whether a filter itself asks for text. */
export function asksForText({ search, nameContains }: JobFilter): boolean {
  return Boolean(nameContains) || searchTerms(search ?? "").length > 0;
}

function fieldConditions(filter: JobFilter, scope: FilterScope): FieldCondition[] {
  const { columns } = scope;
  const made: FieldCondition[] = [];
  const add = (field: keyof JobFilter, condition: Condition | null) => {
    if (condition) made.push({ field, condition });
  };
  const addSlots = (field: keyof JobFilter, slots: Uint32Array | null | undefined) => {
    if (slots) made.push({ field, slots, condition: slotAmong(slots, columns) });
  };

  addSlots("ids", isGiven(filter.ids) ? slotList(filter.ids.map((id) => scope.slotOf(id) ?? [])) : null);
  const { nativeIds } = filter;
  addSlots(
    "nativeIds",
    isGiven(nativeIds) ? slotList(nativeIds.map((id) => scope.slotsOfNativeId(id))) : null,
  );
  addSlots("search", scope.texts.get(filter));
  addSlots("native", scope.natives.get(filter));
  add("backends", coded("backend", filter.backends, scope));
  add("backendKinds", ofBackendKind(filter.backendKinds, scope));
  add("kinds", listed("kind", filter.kinds, scope));
  add("phases", listed("phase", filter.phases, scope));
  add("phaseClasses", ofPhaseClass(filter.phaseClasses, scope));
  add("outcomes", listed("outcome", filter.outcomes, scope));
  add("nativeStates", coded("nativeState", filter.nativeStates, scope));
  add("owners", coded("owner", filter.owners, scope));
  for (const label of filter.labels ?? []) add("labels", labelled(label, scope));
  add("algorithmIds", coded("algorithm", filter.algorithmIds, scope));
  add("flavorIds", coded("flavor", filter.flavorIds, scope));
  add("workspaceIds", coded("workspace", filter.workspaceIds, scope));
  add("projectIds", coded("project", filter.projectIds, scope));
  add("experimentNames", coded("experiment", filter.experimentNames, scope));
  for (const field of ["createdAt", "updatedAt", "startedAt", "endedAt"] as const) {
    add(field, within(columns.floats[field], filter[field]));
  }
  // What is not known yet holds for all, so that nothing is excluded by it; negated it would exclude everything.
  const isKnown = (inner: JobFilter) =>
    allFilters(inner).every((each) => !asksForNative(each) || scope.natives.has(each));
  const nested = (inner: JobFilter) => allOf(fieldConditions(inner, scope).map(({ condition }) => condition));
  if (filter.not && isKnown(filter.not)) add("not", not(nested(filter.not)));
  if (isGiven(filter.any)) add("any", anyOf(filter.any.map(nested)));
  return made;
}

function isGiven<T>(values: readonly T[] | null | undefined): values is readonly T[] {
  return values !== null && values !== undefined && values.length > 0;
}

function slotList(slots: readonly (number | readonly number[])[]): Uint32Array {
  return Uint32Array.from(new Set(slots.flat())).sort();
}

function slotAmong(slots: Uint32Array, columns: Columns): Condition {
  if (slots.length <= 16) return slotPasses((slot) => slots.includes(slot));
  const mask = new Uint8Array(columns.size);
  for (const slot of slots) mask[slot] = 1;
  return slotPasses((slot) => mask[slot] === 1);
}

/** Mask over codes; code 0, no value, is never among the values. */
function maskOf(size: number, codes: Iterable<number>): Uint8Array {
  const mask = new Uint8Array(size);
  for (const code of codes) mask[code] = 1;
  return mask;
}

function coded(
  column: CodeName,
  values: readonly string[] | null | undefined,
  scope: FilterScope,
): Condition | null {
  if (!isGiven(values)) return null;
  const dictionary = scope.dictionaries[column];
  const codes = values.flatMap((value) => dictionary.codesOf(value));
  return codeAmong(scope.columns.codes[column], maskOf(dictionary.size, codes));
}

function listed(
  column: Exclude<ByteName, "state">,
  values: readonly string[] | null | undefined,
  { columns }: FilterScope,
): Condition | null {
  if (!isGiven(values)) return null;
  const list: readonly string[] = closedLists[column];
  const codes = values.map((value) => list.indexOf(value) + 1).filter((code) => code > 0);
  return byteAmong(columns.bytes[column], maskOf(list.length + 1, codes));
}

function ofBackendKind(kinds: readonly string[] | null | undefined, scope: FilterScope): Condition | null {
  if (!isGiven(kinds)) return null;
  const { size } = scope.dictionaries.backend;
  const codes = Array.from({ length: size - 1 }, (_, index) => index + 1);
  const wanted = codes.filter((code) => kinds.includes(scope.kindOf(backendOf(code, scope))));
  return codeAmong(scope.columns.codes.backend, maskOf(size, wanted));
}

/** Backend of a code of the dictionary. */
export function backendOf(code: number, { dictionaries }: Pick<FilterScope, "dictionaries">): BackendId {
  return dictionaries.backend.entry(code)?.keys[0] as BackendId; // only backends of jobs are in it
}

function ofPhaseClass(classes: JobFilter["phaseClasses"], scope: FilterScope): Condition | null {
  if (!isGiven(classes)) return null;
  const wanted = phases.filter((phase) => classes.includes(classOf(phase)));
  return listed("phase", [...wanted, "no phase, for classes without one"], scope);
}

function labelled({ key, values }: LabelFilter, { columns, dictionaries }: FilterScope): Condition {
  const names = isGiven(values) ? values.map((value) => labelKey.one(key, value)) : [labelKey.any(key)];
  const codes = names.flatMap((name) => dictionaries.label.codesOf(name));
  return listHolds(columns.labels, maskOf(dictionaries.label.size, codes));
}

function within(values: Float64Array, range: TimeRange | null | undefined): Condition | null {
  if (!range || (!range.from && !range.to)) return null;
  const from = range.from ? epochMs(range.from) : Number.NEGATIVE_INFINITY;
  const to = range.to ? epochMs(range.to) : Number.POSITIVE_INFINITY;
  return numberWithin(values, from, to);
}
