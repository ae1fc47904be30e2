import type { StatusMapping } from "../backends/contract.ts";
import type { JobRemovedEvent, StatusTransitionEvent } from "../domain/event.ts";
import type { JobFilter } from "../domain/filter.ts";
import type { BackendId } from "../domain/id.ts";
import type { Instant } from "../domain/instant.ts";
import type { Job } from "../domain/job.ts";
import type { LogEntry, LogPage, LogSource } from "../domain/log.ts";
import type { PageOf } from "../domain/page.ts";
import type { Algorithm, Flavor, ResourceSpec, Spec, TaskSpec } from "../domain/spec.ts";
import type { Status } from "../domain/status.ts";
import type { Group, GroupKey } from "../index/contract.ts";
import type { Snapshot } from "../journal/contract.ts";
import type { SourceState } from "../sync/backend-sync.ts";
import type { ConnectedBackend } from "../sync/sync.ts";

/** Values behind the types of the schema: what a resolver is handed as its parent. */

/** A job, and the point of the event stream that was covered when it was read. */
export interface JobView {
  readonly snapshot: Snapshot;
  readonly eventCursor: string;
}

/** Something of a vendor's catalogue. */
export interface AlgorithmView {
  readonly backend: BackendId;
  readonly algorithm: Algorithm;
}
export interface FlavorView {
  readonly backend: BackendId;
  readonly flavor: Flavor;
}

/** A configured backend. */
export type BackendView = ConnectedBackend;

/** One row of a backend's status vocabulary. */
export interface StatusMappingView {
  readonly backendKind: string;
  readonly mapping: StatusMapping;
}

/** Jobs that share a value, and the filter that the groups were made with. */
export interface JobGroupView {
  readonly group: Group;
  readonly by: GroupKey;
  readonly filter: JobFilter;
}

/** A part of a job together with the job, for fields that go on to its backend. */
export interface SpecView {
  readonly job: Job;
  readonly spec: Spec;
}
export interface ResourceView {
  readonly job: Job;
  readonly resource: ResourceSpec;
}
export interface TaskView {
  readonly job: Job;
  readonly task: TaskSpec;
}

export interface StatusView {
  readonly status: Status;
  readonly observedAt: Instant;
}

/** Freshness of one backend. */
export interface SourceView extends SourceState {
  readonly backend: BackendId;
}

/** A page of a list, with the cursor of each item. */
export interface ConnectionView<T> extends PageOf<{ readonly cursor: string; readonly node: T }> {
  readonly sources: readonly SourceView[];
}

/** A page of a catalogue. */
export interface CatalogueView<T> extends ConnectionView<T> {
  readonly totalCount: number;
}

export type AlgorithmListView = CatalogueView<AlgorithmView>;
export type FlavorListView = CatalogueView<FlavorView>;

export interface LogView {
  readonly job: JobView;
  readonly source: LogSource;
  readonly page: LogPage;
  readonly observedAt: Instant;
}

export interface LogEntryView {
  readonly entry: LogEntry;
  readonly cursor: string;
  readonly source: LogSource;
  readonly observedAt: Instant;
}

/** A transition and its place in the event stream. */
export interface TransitionView {
  readonly cursor: string;
  readonly event: StatusTransitionEvent;
}

/** A removal and its place in the event stream. */
export interface RemovalView {
  readonly cursor: string;
  readonly event: JobRemovedEvent;
}

/** A page of the transitions of one job. */
export interface TransitionListView
  extends PageOf<{ readonly cursor: string; readonly node: TransitionView }> {
  readonly totalCount: number;
}
