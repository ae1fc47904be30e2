import type { BackendId } from "../domain/id.ts";
import { classOf, phases } from "../domain/status.ts";
import { type ByteName, type CodeName, closedLists, type Dictionaries } from "./cells.ts";
import type { Columns } from "./columns.ts";
import { backendOf, type FieldCondition, selectionOf } from "./compile.ts";
import { blockSize, type Condition, createScratch, markHolding } from "./condition.ts";
import { type Facet, type Group, type GroupKey, groupFields } from "./contract.ts";
import { eachBlock } from "./selection.ts";

/** What groups are made of. */
export interface GroupScope {
  readonly columns: Columns;
  readonly dictionaries: Dictionaries;
  readonly kindOf: (backend: BackendId) => string;
}

/** Value of a code, and the name that goes with it where there is one. */
interface Named {
  readonly value: string | null;
  readonly name: string | null;
}

/** Counts of one key by code while jobs are counted. */
interface Counter {
  readonly key: GroupKey;
  readonly codes: Uint8Array | Uint32Array;
  readonly counts: Uint32Array;
  readonly groupOf: (code: number) => Named;
  /** Condition on the key itself, which its own counts leave out. */
  readonly own: Condition | null;
}

/** Counts jobs by each key; with `ownApart` a key's counts leave out the condition on the key itself. */
export function countGroups(
  conditions: readonly FieldCondition[],
  keys: readonly GroupKey[],
  scope: GroupScope,
  ownApart: boolean,
): Facet[] {
  const ownOf = (key: GroupKey) =>
    ownApart ? conditions.find(({ field }) => field === groupFields[key]) : undefined;
  const counters = keys.map((key) => createCounter(key, scope, ownOf(key)?.condition ?? null));
  const apart = new Set(keys.map(ownOf));
  const selection = selectionOf(
    conditions.filter((condition) => !apart.has(condition)),
    scope.columns,
  );
  const countOthers = counterOfNearMisses(counters);
  eachBlock(selection, scope.columns, (slots, count) => {
    const matching = countOthers(slots, count);
    for (const counter of counters) addCounts(counter, slots, matching);
    return undefined;
  });
  return counters.map(({ key, counts, groupOf }) => ({ key, values: toGroups(counts, groupOf) }));
}

/**
 * Makes what leaves the slots that meet the own conditions of all keys, and counts those that fail only one of them
 * for the key of that one.
 */
function counterOfNearMisses(counters: readonly Counter[]): (slots: Uint32Array, count: number) => number {
  const choosing = counters.flatMap((counter) => (counter.own ? [{ ...counter, own: counter.own }] : []));
  if (choosing.length === 0) return (_slots, count) => count;
  const scratch = createScratch();
  const kept = new Uint8Array(blockSize);
  const failures = new Uint8Array(blockSize);
  const failed = new Uint8Array(blockSize);
  return (slots, count) => {
    failures.fill(0, 0, count);
    for (const [index, { own }] of choosing.entries()) {
      kept.fill(0, 0, count);
      markHolding(own, slots, count, scratch, kept);
      for (let at = 0; at < count; at++) {
        if (kept[at] === 1) continue;
        failures[at] = (failures[at] as number) + 1; // at < count <= blockSize, as below
        failed[at] = index;
      }
    }
    let matching = 0;
    for (let at = 0; at < count; at++) {
      const slot = slots[at] as number;
      if (failures[at] === 0) slots[matching++] = slot;
      else if (failures[at] === 1) addOne(choosing[failed[at] as number] as Counter, slot);
    }
    return matching;
  };
}

function addOne({ counts, codes }: Counter, slot: number): void {
  const code = codes[slot] as number; // a slot in use
  counts[code] = (counts[code] as number) + 1; // counters cover all codes
}

function addCounts({ counts, codes }: Counter, slots: Uint32Array, count: number): void {
  // One loop for each kind of array: a loop that meets both runs several times slower.
  if (codes instanceof Uint8Array) addByteCounts(counts, codes, slots, count);
  else addCodeCounts(counts, codes, slots, count);
}

function addByteCounts(counts: Uint32Array, codes: Uint8Array, slots: Uint32Array, count: number): void {
  for (let at = 0; at < count; at++) {
    const code = codes[slots[at] as number] as number; // as in `addOne`
    counts[code] = (counts[code] as number) + 1;
  }
}

function addCodeCounts(counts: Uint32Array, codes: Uint32Array, slots: Uint32Array, count: number): void {
  for (let at = 0; at < count; at++) {
    const code = codes[slots[at] as number] as number; // as in `addOne`
    counts[code] = (counts[code] as number) + 1;
  }
}

function createCounter(key: GroupKey, scope: GroupScope, own: Condition | null): Counter {
  const coded = (column: CodeName, groupOf = entryGroup(scope.dictionaries, column)): Counter => {
    const counts = new Uint32Array(scope.dictionaries[column].size);
    return { key, codes: scope.columns.codes[column], counts, groupOf, own };
  };
  const listed = (column: Exclude<ByteName, "state">, groupOf = listGroup(column)): Counter => {
    const counts = new Uint32Array(closedLists[column].length + 1);
    return { key, codes: scope.columns.bytes[column], counts, groupOf, own };
  };
  switch (key) {
    case "BACKEND":
      return coded("backend");
    case "BACKEND_KIND":
      return coded("backend", (code) => plainGroup(scope.kindOf(backendOf(code, scope))));
    case "KIND":
      return listed("kind");
    case "PHASE":
      return listed("phase");
    case "PHASE_CLASS":
      return listed("phase", (code) => plainGroup(classOf(phases[code - 1] ?? "UNKNOWN")));
    case "OUTCOME":
      return listed("outcome");
    case "OWNER":
      return coded("owner");
    case "PROJECT":
      return coded("project");
    case "WORKSPACE":
      return coded("workspace");
    case "EXPERIMENT":
      return coded("experiment");
    case "ALGORITHM":
      return coded("algorithm");
    case "FLAVOR":
      return coded("flavor");
    case "CREATED_DAY":
      return coded("createdDay");
  }
}

function plainGroup(value: string | null): Named {
  return { value, name: null };
}

function listGroup(column: keyof typeof closedLists): Counter["groupOf"] {
  return (code) => plainGroup(closedLists[column][code - 1] ?? null);
}

function entryGroup(dictionaries: Dictionaries, column: CodeName): Counter["groupOf"] {
  return (code) => {
    const entry = dictionaries[column].entry(code);
    return { value: entry?.keys[0] ?? null, name: entry?.label ?? null };
  };
}

/** Joins codes of the same value: a value whose name has changed has several. */
function toGroups(counts: Uint32Array, groupOf: Counter["groupOf"]): Group[] {
  const groups = new Map<string | null, { count: number; names: Map<string, number> }>();
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code] as number; // code < length
    if (count === 0) continue;
    const { value, name } = groupOf(code);
    const group = groups.get(value) ?? { count: 0, names: new Map() };
    groups.set(value, group);
    group.count += count;
    if (name !== null) group.names.set(name, (group.names.get(name) ?? 0) + count);
  }
  const list = [...groups].map(([value, { count, names }]) => ({
    value,
    label: mostUsed(names) ?? value ?? "",
    count,
  }));
  return list.sort(
    (a, b) => b.count - a.count || compareText(a.label, b.label) || compareValues(a.value, b.value),
  );
}

function mostUsed(names: ReadonlyMap<string, number>): string | null {
  const [most] = [...names].sort(([a, countA], [b, countB]) => countB - countA || compareText(a, b));
  return most?.[0] ?? null;
}

function compareValues(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareText(a, b);
}

function compareText(a: string, b: string): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
