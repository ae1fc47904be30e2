import { LRUCache } from "lru-cache";
import type { Position } from "../domain/event.ts";
import type { JobFilter } from "../domain/filter.ts";
import { type BackendId, formatId, type JobId } from "../domain/id.ts";
import type { NativeKeys } from "../domain/native-filter.ts";
import type { Snapshot } from "../journal/contract.ts";
import { CellReader, createDictionaries, writeCells } from "./cells.ts";
import { Columns } from "./columns.ts";
import {
  allFilters,
  asksForNative,
  asksForText,
  backendOf,
  compileFilter,
  type FieldCondition,
  type FilterScope,
  selectionOf,
} from "./compile.ts";
import {
  defaultOrder,
  type Facet,
  type GroupKey,
  type GroupList,
  groupFields,
  type JobIndex,
  type JobOrder,
  type JobPage,
  type JobQuery,
} from "./contract.ts";
import { readDocument, writeDocument } from "./document.ts";
import { countGroups, type GroupScope } from "./facets.ts";
import { hashNumber } from "./hash.ts";
import { compileOrder, type NativeValues } from "./order.ts";
import { countBefore, cutPage, listHash } from "./page.ts";
import { type FilterUse, Resolution, type ResolutionSources } from "./resolution.ts";
import { countSlots, isAnyMatch, listSlots, type Selection } from "./selection.ts";
import { type JobIdentity, type JobStore, openStore, type StoredJob } from "./store.ts";
import { jobTexts } from "./text-query.ts";
import { createInlineSearch, createWorkerSearch, type TextSearch } from "./text-search.ts";

export interface IndexOptions {
  /** SQLite file, made when it is missing; `:memory:` keeps the index in memory. */
  readonly file: string;
  /** Kind of a backend, also of one that is no longer configured. */
  readonly kindOf: (backend: BackendId) => string;
  /** Short names that a backend's vendor has for places of its documents; absent: none. */
  readonly nativeKeysOf?: (backend: BackendId) => NativeKeys;
}

/** Opens an index; what the file holds is answered from at once. Only one process may have a file open. */
export function openIndex(options: IndexOptions): JobIndex {
  const { file } = options;
  const store = openStore(file);
  const search = file === ":memory:" ? createInlineSearch(store.database) : createWorkerSearch(file);
  return new StoredIndex(store, search, options);
}

/** Text of documents that are kept parsed, in characters. */
const maxCachedText = 8_000_000;

class StoredIndex implements JobIndex {
  readonly #store: JobStore;
  readonly #search: TextSearch;
  readonly #kindOf: (backend: BackendId) => string;
  readonly #nativeKeysOf: (backend: BackendId) => NativeKeys;
  readonly #parsed = new LRUCache<number, Snapshot>({ maxSize: maxCachedText });
  readonly #listeners = new Set<(slot: number) => void>();
  readonly #cells = new CellReader();
  #columns = new Columns();
  #dictionaries = createDictionaries();
  #epoch: string | null = null;
  #version: Position = 0;

  constructor(store: JobStore, search: TextSearch, { kindOf, nativeKeysOf = () => ({}) }: IndexOptions) {
    this.#store = store;
    this.#search = search;
    this.#kindOf = kindOf;
    this.#nativeKeysOf = nativeKeysOf;
    this.#load();
  }

  get epoch(): string | null {
    return this.#epoch;
  }

  get version(): Position {
    return this.#version;
  }

  reset(epoch: string): void {
    this.#store.transact(() => this.#store.reset(epoch));
    this.#load();
  }

  apply(snapshots: readonly Snapshot[], version: Position): void {
    this.#change(() => {
      for (const snapshot of snapshots) this.#take(snapshot);
      this.#store.setVersion(version);
    });
    this.#version = version;
  }

  put(snapshot: Snapshot): void {
    if (this.#store.find(snapshot.job.id) === null) return;
    this.#change(() => this.#take(snapshot));
  }

  get(ids: readonly JobId[]): (Snapshot | null)[] {
    return ids.map((id) => {
      const stored = this.#store.find(id);
      return stored && this.#snapshotAt(stored.slot);
    });
  }

  async query({ filter, order, window }: JobQuery): Promise<JobPage> {
    const orders = isFilled(order) ? order : defaultOrder;
    const list = listHash(filter, orders);
    return this.#evaluate(filter, { orders, apart: [] }, (conditions, natives) => {
      const selection = selectionOf(conditions, this.#columns);
      const page = cutPage(selection, compileOrder(orders, this.#columns, natives), this.#columns, {
        list,
        window,
      });
      const items = page.items.flatMap(({ slot, cursor }) => {
        const snapshot = this.#snapshotAt(slot);
        return snapshot ? [{ snapshot, cursor }] : [];
      });
      const cursor = page.items[0]?.cursor ?? null;
      const isFromStart = cursor !== null && window.after === null && !window.fromEnd;
      const offset = () =>
        isFromStart ? Promise.resolve(window.offset) : this.#offset(filter, orders, { list, window, cursor });
      return { ...page, items, version: this.#version, offset };
    });
  }

  identities(filter: JobFilter): JobIdentity[] {
    const slots = listSlots(this.#selectAtOnce(filter), this.#columns);
    return slots.map((slot) => this.#store.identity(slot));
  }

  has(filter: JobFilter): boolean {
    return isAnyMatch(this.#selectAtOnce(filter), this.#columns);
  }

  async count(filter: JobFilter): Promise<number> {
    return this.#evaluate(filter, plainUse, (conditions) =>
      countSlots(selectionOf(conditions, this.#columns), this.#columns),
    );
  }

  async unfilteredCount({ backends, backendKinds, includeArchived }: JobFilter): Promise<number> {
    return this.count({ backends, backendKinds, includeArchived });
  }

  async facets(filter: JobFilter, keys: readonly GroupKey[]): Promise<Facet[]> {
    const apart = keys.map((key) => groupFields[key]);
    return this.#evaluate(filter, { orders: [], apart }, (conditions) =>
      countGroups(conditions, keys, this.#groupScope(), true),
    );
  }

  async groups(filter: JobFilter, by: GroupKey, first: number | null): Promise<GroupList> {
    return this.#evaluate(filter, plainUse, (conditions) => {
      const all = countGroups(conditions, [by], this.#groupScope(), false).flatMap(({ values }) => values);
      const totalCount = all.reduce((sum, { count }) => sum + count, 0);
      return { by, groups: all.slice(0, first ?? all.length), groupCount: all.length, totalCount };
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#search[Symbol.asyncDispose]();
    this.#store.close();
  }

  /** Throws when columns cannot answer the filter alone. */
  #selectAtOnce(filter: JobFilter): Selection {
    const isAnswerable = allFilters(filter).every((each) => !asksForText(each) && !asksForNative(each));
    if (!isAnswerable) throw new Error("a filter with text or native conditions cannot be answered at once");
    const scope = this.#scopeWith({ texts: new Map(), natives: new Map() });
    return selectionOf(compileFilter(filter, scope), this.#columns);
  }

  #offset(filter: JobFilter, orders: Orders, place: Parameters<typeof countBefore>[3]): Promise<number> {
    return this.#evaluate(filter, { orders, apart: [] }, (conditions, natives) => {
      const order = compileOrder(orders, this.#columns, natives);
      return countBefore(selectionOf(conditions, this.#columns), order, this.#columns, place);
    });
  }

  /** Looks up what columns cannot answer, then answers from the columns in one turn. */
  async #evaluate<T>(
    filter: JobFilter,
    use: FilterUse,
    answer: (conditions: FieldCondition[], natives: ReadonlyMap<string, NativeValues>) => T,
  ): Promise<T> {
    using resolution = new Resolution(this.#sources());
    await resolution.lookUp(filter, use);
    const found = resolution.settle();
    return answer(compileFilter(filter, this.#scopeWith(found)), found.values);
  }

  #sources(): ResolutionSources {
    return {
      columns: () => this.#columns,
      search: this.#search,
      scopeWith: (found) => this.#scopeWith(found),
      snapshotAt: (slot) => this.#snapshotAt(slot),
      nativeAt: (slot) => JSON.parse(this.#store.native(slot) ?? "null"),
      nativeKeysAt: (slot) =>
        this.#nativeKeysOf(backendOf(this.#columns.codes.backend[slot] ?? 0, this.#groupScope())),
      onChange: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  #scopeWith(found: Pick<FilterScope, "texts" | "natives">): FilterScope {
    const slotOf = (id: string) => this.#store.find(id)?.slot ?? null;
    const backends = this.#dictionaries.backend.entries().flatMap(({ keys }) => keys as BackendId[]);
    const slotsOfNativeId = (nativeId: string) =>
      backends.flatMap((backend) => slotOf(formatId("job", backend, nativeId)) ?? []);
    return { ...this.#groupScope(), slotOf, slotsOfNativeId, ...found };
  }

  #groupScope(): GroupScope {
    return { columns: this.#columns, dictionaries: this.#dictionaries, kindOf: this.#kindOf };
  }

  #snapshotAt(slot: number): Snapshot | null {
    const known = this.#parsed.get(slot);
    if (known) return known;
    const text = this.#store.document(slot);
    if (text === null) return null;
    const snapshot = readDocument(text);
    const size = text.head.length + text.native.length + text.transitions.length;
    this.#parsed.set(slot, snapshot, { size });
    return snapshot;
  }

  /** All or nothing: after a failure the columns are read again from what is stored. */
  #change(change: () => void): void {
    try {
      this.#store.transact(() => {
        change();
        this.#store.saveDictionaries(this.#dictionaries);
      });
    } catch (error) {
      this.#load();
      throw error;
    }
    for (const dictionary of Object.values(this.#dictionaries)) dictionary.unsaved = [];
  }

  #take(snapshot: Snapshot): void {
    const { id } = snapshot.job;
    const stored = this.#store.find(id);
    if (stored && stored.revision > snapshot.revision) return;
    if (snapshot.removedAt === null) this.#save(snapshot, stored);
    else if (stored) this.#remove(stored.slot);
  }

  #save(snapshot: Snapshot, stored: StoredJob | null): void {
    const { job, revision } = snapshot;
    const slot = stored?.slot ?? this.#columns.takeSlot();
    const cells = writeCells(job, this.#dictionaries);
    const texts = jobTexts({ ...job.core, labels: job.labels });
    const hash = hashNumber(JSON.stringify(texts));
    const isSearchable = stored?.texts === hash;
    const document = writeDocument(snapshot);
    this.#store.save({
      slot,
      isNew: stored === null,
      id: job.id,
      revision,
      cells,
      document,
      texts: { hash, columns: isSearchable ? null : texts },
    });
    this.#cells.load(cells);
    this.#columns.set(slot, this.#cells);
    this.#parsed.delete(slot);
    for (const listener of this.#listeners) listener(slot);
  }

  #remove(slot: number): void {
    this.#store.remove(slot);
    this.#columns.free(slot);
    this.#parsed.delete(slot);
  }

  #load(): void {
    this.#parsed.clear();
    this.#columns = new Columns();
    this.#columns.load(this.#store.size, this.#store.cells());
    this.#dictionaries = this.#store.loadDictionaries();
    this.#epoch = this.#store.epoch;
    this.#version = this.#store.version;
  }
}

const plainUse: FilterUse = { orders: [], apart: [] };
type Orders = readonly [JobOrder, ...JobOrder[]];

function isFilled(orders: readonly JobOrder[]): orders is Orders {
  return orders.length > 0;
}
