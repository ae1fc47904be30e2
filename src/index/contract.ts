import type { Position } from "../domain/event.ts";
import type { JobFilter } from "../domain/filter.ts";
import type { JobId } from "../domain/id.ts";
import type { PageOf, PageWindow } from "../domain/page.ts";
import type { Snapshot } from "../journal/contract.ts";

export type JobOrderField =
  | "CREATED_AT"
  | "UPDATED_AT"
  | "STARTED_AT"
  | "ENDED_AT"
  | "NAME"
  | "PHASE"
  | "DURATION";
export type OrderDirection = "ASC" | "DESC";

/** One key of an order: a field, or a place of the native document as in `NativeFilter`. Jobs without a value come last either way. */
export type JobOrder =
  | {
      readonly field: JobOrderField;
      readonly nativeField?: null | undefined;
      readonly direction: OrderDirection;
    }
  | { readonly field?: null | undefined; readonly nativeField: string; readonly direction: OrderDirection };

/** Order of a list that asks for none: newest first. */
export const defaultOrder: readonly [JobOrder] = [{ field: "CREATED_AT", direction: "DESC" }];

export const groupKeys = [
  "BACKEND",
  "BACKEND_KIND",
  "KIND",
  "PHASE",
  "PHASE_CLASS",
  "OUTCOME",
  "OWNER",
  "PROJECT",
  "WORKSPACE",
  "EXPERIMENT",
  "ALGORITHM",
  "FLAVOR",
  "CREATED_DAY",
] as const;
/** What jobs are grouped by. Values of `JobGroupKey`. */
export type GroupKey = (typeof groupKeys)[number];

/** Field of the filter that selects a group of the key. */
export const groupFields: Readonly<Record<GroupKey, keyof JobFilter>> = {
  BACKEND: "backends",
  BACKEND_KIND: "backendKinds",
  KIND: "kinds",
  PHASE: "phases",
  PHASE_CLASS: "phaseClasses",
  OUTCOME: "outcomes",
  OWNER: "owners",
  PROJECT: "projectIds",
  WORKSPACE: "workspaceIds",
  EXPERIMENT: "experimentNames",
  ALGORITHM: "algorithmIds",
  FLAVOR: "flavorIds",
  CREATED_DAY: "createdAt",
};

/** Jobs that share one value of a key. */
export interface Group {
  /** What a filter takes to select these jobs (a day as `YYYY-MM-DD`); null for jobs without a value. */
  readonly value: string | null;
  /** Name that most of the jobs give the value; the value itself where none gives one, empty for jobs without one. */
  readonly label: string;
  readonly count: number;
}

/** Groups of one key, the largest first, equal ones by label. */
export interface Facet {
  readonly key: GroupKey;
  readonly values: readonly Group[];
}

export interface GroupList {
  readonly by: GroupKey;
  readonly groups: readonly Group[];
  /** Number of groups, shown or not. */
  readonly groupCount: number;
  /** Jobs over all groups. */
  readonly totalCount: number;
}

/** What a list of jobs asks for. An empty order is the default one. */
export interface JobQuery {
  readonly filter: JobFilter;
  readonly order: readonly JobOrder[];
  readonly window: PageWindow;
}

export interface ListedJob {
  readonly snapshot: Snapshot;
  /** Place in this list: works with the same filter and order, on any gateway. */
  readonly cursor: string;
}

/** Page of a list. `hasNextPage` and `hasPreviousPage` tell of the whole list, not only of what lies between the cursors. */
export interface JobPage extends PageOf<ListedJob> {
  /** Position of the journal that the page covers. */
  readonly version: Position;
  /** Counts the jobs before the page, so it is only to be asked when it is wanted; as of the time of asking. */
  offset(): Promise<number>;
}

/** Lists, counts and groups all jobs that are known. Archived jobs are seen only by filters that include them. */
export interface JobIndex extends AsyncDisposable {
  /** Journal that the index was filled from; null for an empty one. */
  readonly epoch: string | null;
  /** Last applied position of that journal. */
  readonly version: Position;

  /** Empties the index, to be filled from a journal. */
  reset(epoch: string): void;
  /** Stores the newest snapshots, removes jobs whose snapshot is a tombstone, and moves the version; all or nothing. */
  apply(snapshots: readonly Snapshot[], version: Position): void;
  /** Stores newer parts of a job that the index holds; ignored for others and for an older revision. */
  put(snapshot: Snapshot): void;

  /** Snapshots in order; null for a job that is unknown or removed. */
  get(ids: readonly JobId[]): (Snapshot | null)[];
  /**
   * Answers a page; rejects with `InvalidCursor` for a cursor of another list, and with `InputError` when native
   * conditions or orders are left with more documents than one request may read.
   */
  query(request: JobQuery): Promise<JobPage>;
  /** Ids and revisions of all jobs that match, in no order, without reading documents (the sync asks for thousands). No native or text conditions. */
  identities(filter: JobFilter): { readonly jobId: JobId; readonly revision: Position }[];
  /** Tells whether any job matches. No native or text conditions. */
  has(filter: JobFilter): boolean;
  /** Jobs that match. */
  count(filter: JobFilter): Promise<number>;
  /** Jobs of the same backends (and archived ones if the filter includes them) without the rest of the filter. */
  unfilteredCount(filter: JobFilter): Promise<number>;
  /** Counts of the jobs that match; a facet ignores the outermost condition on its own key, so that it shows the choice. */
  facets(filter: JobFilter, keys: readonly GroupKey[]): Promise<Facet[]>;
  /** Groups of the jobs that match the whole filter; all groups when `first` is null. */
  groups(filter: JobFilter, by: GroupKey, first: number | null): Promise<GroupList>;
}
