import { setImmediate as nextTurn } from "node:timers/promises";
import { InputError } from "../domain/error.ts";
import { type JobFilter, matchesFilter } from "../domain/filter.ts";
import { matchesNative, type NativeKeys, nativeKey, nativeValues } from "../domain/native-filter.ts";
import type { Snapshot } from "../journal/contract.ts";
import type { Columns } from "./columns.ts";
import {
  allFilters,
  asksForNative,
  asksForText,
  compileFilter,
  type FilterScope,
  selectionOf,
} from "./compile.ts";
import type { JobOrder } from "./contract.ts";
import { type NativeValues, orderedNative } from "./order.ts";
import { listSlots } from "./selection.ts";
import { textQueryOf } from "./text-query.ts";
import type { TextSearch } from "./text-search.ts";

/** Most native documents that one request may read. */
const maxDocuments = 20_000;
/** Documents read in one turn of the event loop. */
const documentsPerTurn = 100;

/** What a resolution reads. */
export interface ResolutionSources {
  readonly columns: () => Columns;
  readonly search: TextSearch;
  readonly scopeWith: (found: Found) => FilterScope;
  /** Null for a free slot, as below. */
  readonly snapshotAt: (slot: number) => Snapshot | null;
  readonly nativeAt: (slot: number) => unknown;
  /** Short names that the vendor of the job in a slot has for places of its document. */
  readonly nativeKeysAt: (slot: number) => NativeKeys;
  /** Calls back with each slot whose job comes or changes; returns what ends it. */
  readonly onChange: (listener: (slot: number) => void) => () => void;
}

type Found = Pick<FilterScope, "texts" | "natives">;

/** What a filter is used for: an order, or counts that leave out the conditions on some fields. */
export interface FilterUse {
  readonly orders: readonly JobOrder[];
  readonly apart: readonly (keyof JobFilter)[];
}

/** Slots that meet a condition which columns cannot answer, and how to tell of one slot. */
interface Lookup {
  readonly isMet: (slot: number) => boolean;
  slots: Uint32Array;
}

/**
 * Looks up what columns cannot answer: texts and native documents. That takes several turns of the event loop;
 * `settle` looks again at the jobs that have changed since, so that what it returns holds for the turn that calls it.
 */
export class Resolution implements Disposable {
  readonly #sources: ResolutionSources;
  readonly #texts = new Map<JobFilter, Lookup>();
  readonly #natives = new Map<JobFilter, Lookup>();
  readonly #values = new Map<string, Map<number, string | number>>();
  #doubtful = new Set<number>();
  readonly #stop: () => void;

  constructor(sources: ResolutionSources) {
    this.#sources = sources;
    this.#stop = sources.onChange((slot) => this.#doubtful.add(slot));
  }

  /** Looks up what a filter and its use need; rejects with `InputError` when that is too many documents. */
  async lookUp(filter: JobFilter, { orders, apart }: FilterUse): Promise<void> {
    const filters = allFilters(filter);
    for (const asking of filters.filter(asksForText)) await this.#findTexts(asking);
    const asking = filters.filter(asksForNative);
    if (asking.length > 0)
      await this.#meetNatives(asking, this.#candidates(filter, apart, ["filter", "native"]));
    const fields = orders.flatMap(({ nativeField }) => nativeField ?? []);
    if (fields.length > 0)
      await this.#readValues(fields, this.#candidates(filter, apart, ["orderBy", "nativeField"]));
  }

  /** What has been found, as of now. */
  settle(): Found & { readonly values: ReadonlyMap<string, NativeValues> } {
    const doubtful = this.#doubtful;
    this.#doubtful = new Set();
    if (doubtful.size > 0) {
      for (const lookup of [...this.#texts.values(), ...this.#natives.values()]) lookAgain(lookup, doubtful);
      for (const slot of doubtful) this.#readValuesAt(slot);
    }
    return { texts: slotsOf(this.#texts), natives: slotsOf(this.#natives), values: this.#values };
  }

  [Symbol.dispose](): void {
    this.#stop();
  }

  async #findTexts(filter: JobFilter): Promise<void> {
    const query = textQueryOf(filter);
    const slots = await this.#sources.search.find(query);
    if (!query.isExact) for (const slot of slots) this.#doubtful.add(slot);
    this.#texts.set(filter, { slots, isMet: (slot) => hasTexts(filter, this.#sources.snapshotAt(slot)) });
  }

  async #meetNatives(filters: readonly JobFilter[], candidates: readonly number[]): Promise<void> {
    const met = new Map(filters.map((filter) => [filter, [] as number[]]));
    const isMet = (filter: JobFilter, slot: number, native: unknown) => {
      const keys = this.#sources.nativeKeysAt(slot);
      return (filter.native ?? []).every((condition) => matchesNative(condition, native, keys));
    };
    await this.#eachNative(candidates, (slot, native) => {
      for (const [filter, slots] of met) if (isMet(filter, slot, native)) slots.push(slot);
    });
    for (const [filter, slots] of met) {
      const isMetBy = (slot: number) => isMet(filter, slot, this.#sources.nativeAt(slot));
      this.#natives.set(filter, { slots: Uint32Array.from(slots).sort(), isMet: isMetBy });
    }
  }

  async #readValues(fields: readonly string[], candidates: readonly number[]): Promise<void> {
    for (const field of fields) this.#values.set(field, new Map());
    await this.#eachNative(candidates, (slot, native) => this.#takeValues(slot, native));
  }

  #readValuesAt(slot: number): void {
    if (this.#values.size > 0) this.#takeValues(slot, this.#sources.nativeAt(slot));
  }

  #takeValues(slot: number, native: unknown): void {
    const keys = this.#sources.nativeKeysAt(slot);
    for (const [field, values] of this.#values) {
      const [value] = nativeValues(native, nativeKey(field, keys).path.split("."));
      if (value === undefined) values.delete(slot);
      else values.set(slot, orderedNative(value));
    }
  }

  /** Slots that meet all that is known so far. */
  #candidates(filter: JobFilter, apart: FilterUse["apart"], argument: readonly string[]): number[] {
    const { scopeWith } = this.#sources;
    const columns = this.#sources.columns();
    const conditions = compileFilter(filter, scopeWith(this.settle()));
    const selection = selectionOf(
      conditions.filter(({ field }) => !apart.includes(field)),
      columns,
    );
    const candidates = listSlots(selection, columns, maxDocuments);
    if (candidates.length <= maxDocuments) return candidates;
    const expected = `at most ${maxDocuments} jobs that meet the other conditions: add backends, createdAt, search or owners`;
    throw new InputError("LIMIT_EXCEEDED", argument, "more documents to read", expected);
  }

  async #eachNative(
    candidates: readonly number[],
    visit: (slot: number, native: unknown) => void,
  ): Promise<void> {
    for (const [index, slot] of candidates.entries()) {
      if (index % documentsPerTurn === documentsPerTurn - 1) await nextTurn();
      visit(slot, this.#sources.nativeAt(slot));
    }
  }
}

function lookAgain(lookup: Lookup, doubtful: ReadonlySet<number>): void {
  const sure = lookup.slots.filter((slot) => !doubtful.has(slot));
  const met = [...doubtful].filter(lookup.isMet);
  lookup.slots = Uint32Array.from([...sure, ...met]).sort();
}

function slotsOf(lookups: ReadonlyMap<JobFilter, Lookup>): Map<JobFilter, Uint32Array> {
  return new Map([...lookups].map(([filter, { slots }]) => [filter, slots]));
}

function hasTexts({ search, nameContains }: JobFilter, snapshot: Snapshot | null): boolean {
  if (snapshot === null) return false;
  const { id, backend, nativeId, core, labels, native } = snapshot.job;
  const facts = { ...core, labels };
  const subject = {
    id,
    backend,
    backendKind: "",
    nativeId,
    facts,
    algorithmId: null,
    flavorId: null,
    native,
  };
  return matchesFilter({ search, nameContains }, subject, false);
}
