import type { StatusMapping } from "../backends/contract.ts";
import type {
  JobChangedEvent,
  JobCreatedEvent,
  JobEvent,
  JobRemovedEvent,
  StatusTransitionEvent,
} from "../domain/event.ts";
import type { JobFilter } from "../domain/filter.ts";
import type { BackendId, JobId } from "../domain/id.ts";
import type { Instant } from "../domain/instant.ts";
import type { Job, JobUsage } from "../domain/job.ts";
import type { LogEntry, LogSource } from "../domain/log.ts";
import type { PageOf } from "../domain/page.ts";
import type { Algorithm, Flavor, ResourceSpec, Spec, TaskSpec } from "../domain/spec.ts";
import type { Status, TaskStatus } from "../domain/status.ts";
import type { Group, GroupKey } from "../index/contract.ts";
import type { Snapshot } from "../journal/contract.ts";
import type { SourceState } from "../sync/backend-sync.ts";
import type { ConnectedBackend } from "../sync/sync.ts";
import type { LogCursors } from "./log-cursor.ts";
import type { FoundPage } from "./log-search.ts";

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
  readonly jobId: JobId;
  readonly status: Status;
  readonly observedAt: Instant;
}

/** A task of a job as its status tells it. */
export interface TaskStatusView {
  readonly jobId: JobId;
  readonly task: TaskStatus;
}

/** Use of a job; the vendor tells the periods with the job, and what it has booked only when it is asked. */
export interface UsageView {
  readonly jobId: JobId;
  readonly usage: JobUsage | null;
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

export interface LogView extends FoundPage {
  readonly job: JobView;
  readonly source: LogSource;
  readonly cursors: LogCursors;
  readonly observedAt: Instant;
}

export interface LogEntryView {
  readonly entry: LogEntry;
  readonly source: LogSource;
  readonly cursors: LogCursors;
  readonly observedAt: Instant;
}

/** An event and its place in the event stream. */
export interface EventView<Event extends JobEvent = JobEvent> {
  readonly cursor: string;
  readonly event: Event;
}
export type CreationView = EventView<JobCreatedEvent>;
export type ChangeView = EventView<JobChangedEvent>;
export type TransitionView = EventView<StatusTransitionEvent>;
export type RemovalView = EventView<JobRemovedEvent>;

/** That the health of a backend has changed, told at a place of the event stream. */
export interface HealthView {
  readonly cursor: string;
  readonly observedAt: Instant;
  readonly backend: BackendView;
}

/** What came of waiting for a job. */
export interface AwaitedJobView {
  readonly job: JobView;
  readonly status: StatusView;
  /** The time ran out, the client left or the gateway stops before the job met the condition. */
  readonly timedOut: boolean;
}

/** A page of the transitions of one job. */
export interface TransitionListView
  extends PageOf<{ readonly cursor: string; readonly node: TransitionView }> {
  readonly totalCount: number;
}
