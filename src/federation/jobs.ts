import { parseEventCursor } from "../domain/cursor.ts";
import { BackendError, InputError, InvalidCursor } from "../domain/error.ts";
import { checkFilter, type JobFilter } from "../domain/filter.ts";
import { type BackendId, formatId, type JobId, parseIdOf } from "../domain/id.ts";
import { type Instant, instantOf } from "../domain/instant.ts";
import type { JobReading, Reference } from "../domain/job.ts";
import { listBounds, type PageArguments, parsePageWindow } from "../domain/page.ts";
import type { Facet, Group, GroupKey, GroupList, JobOrder } from "../index/contract.ts";
import { defaultOrder } from "../index/contract.ts";
import type { IndexFollower } from "../index/follower.ts";
import type { Journal } from "../journal/contract.ts";
import type { ConnectedBackend, Sync } from "../sync/sync.ts";
import type { Backends } from "./backends.ts";
import { groupFilter } from "./group-filter.ts";
import type { Loaders } from "./loaders.ts";
import { passingSnapshot } from "./passing-snapshot.ts";
import type { JobGroupView, JobView, SourceView } from "./views.ts";

const longestWaitMs = 5_000;
const mostGroups = 100;

/** How new an answer has to be. */
export interface Freshness {
  readonly maxStalenessMs?: number | null | undefined;
  /** Event cursor that the answer has to cover. */
  readonly atLeast?: string | null | undefined;
}

export interface JobsRequest extends PageArguments, Freshness {
  readonly filter?: JobFilter | null | undefined;
  readonly orderBy?: readonly JobOrder[] | null | undefined;
}

/** Page of jobs; what costs more than the page itself is asked for when it is selected. */
export interface JobListView {
  readonly items: readonly { readonly cursor: string; readonly node: JobView }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly pageSize: number;
  readonly order: readonly JobOrder[];
  readonly eventCursor: string;
  offset(): Promise<number>;
  totalCount(): Promise<number>;
  unfilteredCount(): Promise<number>;
  facets(keys: readonly GroupKey[]): Promise<Facet[]>;
  sources(): readonly SourceView[];
}

export interface JobGroupsView extends GroupList {
  /** The filter that the groups were made with; a group's own jobs meet it too. */
  readonly filter: JobFilter;
  readonly sources: readonly SourceView[];
}

/** Lists and finds jobs. Rejects with `InputError` for what the client got wrong. */
export interface Jobs {
  list(request: JobsRequest, signal: AbortSignal): Promise<JobListView>;
  groups(
    by: GroupKey,
    request: { filter?: JobFilter | null; first?: number | null } & Freshness,
    signal: AbortSignal,
  ): Promise<JobGroupsView>;
  /** Null for an unknown or removed job. */
  find(id: string, freshness: Freshness, loaders: Loaders, signal: AbortSignal): Promise<JobView | null>;
  /** Asks the vendor when the gateway does not know the job. */
  findByNativeId(
    backend: string,
    nativeId: string,
    freshness: Freshness,
    loaders: Loaders,
    signal: AbortSignal,
  ): Promise<JobView | null>;
  /** Jobs of one group, by the filter that the group was made with. */
  ofGroup(
    group: JobGroupView,
    request: PageArguments & Pick<JobsRequest, "orderBy">,
    signal: AbortSignal,
  ): Promise<JobListView>;
  /** Projects that the jobs of a backend belong to, largest first. */
  projectsOf(backend: BackendId): Promise<Reference[]>;
  /** What the job belongs to and what it consists of; empty when the vendor has no such thing. */
  related(job: JobView, signal: AbortSignal): Promise<JobView[]>;
  /** As the index shows it now. */
  view(id: JobId): JobView | null;
}

export interface JobsTools {
  readonly backends: Backends;
  readonly journal: Journal;
  readonly follower: IndexFollower;
  readonly sync: Sync;
  now(): number;
}

export function createJobs({ backends, journal, follower, sync, now }: JobsTools): Jobs {
  const { index } = follower;

  /** Brings the view of these backends up to what is asked; a backend that fails costs its freshness only. */
  async function freshen(selected: readonly ConnectedBackend[], freshness: Freshness, signal: AbortSignal) {
    await reach(freshness.atLeast, signal);
    const { maxStalenessMs } = freshness;
    if (maxStalenessMs === null || maxStalenessMs === undefined) return;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(longestWaitMs)]);
    const refreshed = selected.map(({ id }) => sync.of(id).refresh(maxStalenessMs, limit));
    await Promise.allSettled(refreshed);
    signal.throwIfAborted();
  }

  async function reach(atLeast: string | null | undefined, signal: AbortSignal) {
    if (atLeast === null || atLeast === undefined) return;
    const { epoch, position } = parseEventCursor(atLeast, ["atLeast"]);
    if (epoch !== journal.epoch)
      throw new InvalidCursor(atLeast, "an event cursor of this journal", ["atLeast"]);
    const limit = AbortSignal.timeout(longestWaitMs);
    await follower.reached(position, AbortSignal.any([signal, limit])).catch((error: unknown) => {
      if (!limit.aborted) throw error;
      throw new InvalidCursor(atLeast, "an event cursor that this gateway has reached within 5 s", [
        "atLeast",
      ]);
    });
  }

  function view(id: JobId): JobView | null {
    const eventCursor = follower.cursor;
    const [snapshot] = index.get([id]);
    return snapshot ? { snapshot, eventCursor } : null;
  }

  async function find(
    id: JobId,
    freshness: Freshness,
    loaders: Loaders,
    signal: AbortSignal,
  ): Promise<JobView | null> {
    const { backend, nativeId } = parseIdOf("job", id);
    await reach(freshness.atLeast, signal);
    if (!backends.find(backend)) return null;
    const stored = view(id);
    if (!stored && backends.get(backend).backend.relatedJobs) return findPart(backend, nativeId, loaders);
    const { maxStalenessMs } = freshness;
    if (maxStalenessMs === null || maxStalenessMs === undefined) return stored;
    if (stored && now() - Date.parse(stored.snapshot.job.observedAt) <= maxStalenessMs) return stored;
    await read(backend, nativeId, loaders);
    return view(id);
  }

  /** Reads a job at its vendor; null when it is gone, other failures reject. */
  async function read(backend: BackendId, nativeId: string, loaders: Loaders): Promise<JobReading | null> {
    try {
      return await loaders.readings(backend).load(nativeId);
    } catch (error) {
      if (!(error instanceof BackendError) || error.kind !== "NOT_FOUND") throw error;
      return null;
    }
  }

  /** Finds what the index does not know: parts of jobs are kept by their vendor alone. */
  async function findPart(backend: BackendId, nativeId: string, loaders: Loaders): Promise<JobView | null> {
    const reading = await read(backend, nativeId, loaders);
    return reading && viewOf(backend, reading);
  }

  /** A part of a job as it was just read; any other job as it is stored. */
  function viewOf(backend: BackendId, reading: JobReading): JobView | null {
    const stored = view(formatId("job", backend, reading.nativeId));
    if (stored || reading.partOf === undefined) return stored;
    // The clock of a running process lies inside the range of dates.
    return {
      snapshot: passingSnapshot(backend, reading, instantOf(now()) as Instant),
      eventCursor: follower.cursor,
    };
  }

  async function list(filter: JobFilter, request: JobsRequest, signal: AbortSignal): Promise<JobListView> {
    const order = parseOrder(request.orderBy);
    const window = parsePageWindow(request, listBounds);
    const selected = backends.selectedBy(filter);
    await freshen(selected, request, signal);
    // Taken before the page is read: what happens meanwhile is met again rather than missed.
    const eventCursor = follower.cursor;
    const page = await index.query({ filter, order, window });
    return {
      items: page.items.map(({ snapshot, cursor }) => ({ cursor, node: { snapshot, eventCursor } })),
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      pageSize: window.size,
      order,
      eventCursor,
      offset: () => page.offset(),
      totalCount: () => index.count(filter),
      unfilteredCount: () => index.unfilteredCount(filter),
      facets: async (keys) =>
        (await index.facets(filter, keys)).map((facet) => ({
          ...facet,
          values: titled(facet.key, facet.values),
        })),
      sources: () => selected.map(({ id }) => backends.source(id)),
    };
  }

  /** Labels backends by their titles, which the index does not know. */
  function titled(key: GroupKey, groups: readonly Group[]): readonly Group[] {
    if (key !== "BACKEND") return groups;
    return groups.map((group) => ({
      ...group,
      label: backends.find(group.value ?? "")?.title ?? group.label,
    }));
  }

  return {
    view,
    list: (request, signal) => list(parseFilter(request.filter, backends), request, signal),

    async groups(by, request, signal) {
      const filter = parseFilter(request.filter, backends);
      const { size } = parsePageWindow({ first: request.first }, { ...listBounds, maxSize: mostGroups });
      const selected = backends.selectedBy(filter);
      await freshen(selected, request, signal);
      const groups = await index.groups(filter, by, size);
      const shown = titled(by, groups.groups);
      return { ...groups, groups: shown, filter, sources: selected.map(({ id }) => backends.source(id)) };
    },

    async ofGroup({ group, by, filter }, request, signal) {
      const others = group.value === null ? (await index.groups(filter, by, null)).groups : [];
      const values = others.map(({ value }) => value).filter((value) => value !== null);
      return list(groupFilter(filter, by, group.value, values), request, signal);
    },

    async related({ snapshot }, signal) {
      const { backend } = snapshot.job;
      const readings = (await backends.get(backend).backend.relatedJobs?.(snapshot.job, signal)) ?? [];
      return readings.map((reading) => viewOf(backend, reading)).filter((found) => found !== null);
    },

    async projectsOf(backend) {
      const { groups } = await index.groups({ backends: [backend], includeArchived: true }, "PROJECT", null);
      return groups.flatMap(({ value, label }) => (value === null ? [] : [{ nativeId: value, name: label }]));
    },

    find: (id, freshness, loaders, signal) => {
      const { backend, nativeId } = parseIdOf("job", id);
      return find(formatId("job", backend, nativeId), freshness, loaders, signal);
    },

    async findByNativeId(backend, nativeId, freshness, loaders, signal) {
      const { id } = backends.require(backend, ["backend"]);
      if (nativeId === "") throw new InputError("INVALID_ARGUMENT", ["nativeId"], nativeId, "a native id");
      const jobId = formatId("job", id, nativeId);
      const found = await find(jobId, freshness, loaders, signal);
      if (found) return found;
      await read(id, nativeId, loaders);
      return view(jobId);
    },
  };
}

/** Checks a filter: depth, ids of jobs, algorithms and flavors, ids of backends. */
export function parseFilter(given: JobFilter | null | undefined, backends: Backends): JobFilter {
  const filter = given ?? {};
  checkFilter(filter);
  checkIds(filter, backends, ["filter"]);
  return filter;
}

function checkIds(filter: JobFilter, backends: Backends, path: readonly string[]): void {
  for (const [index, id] of (filter.backends ?? []).entries())
    backends.require(id, [...path, "backends", String(index)]);
  const typed = { ids: "job", algorithmIds: "algorithm", flavorIds: "flavor" } as const;
  for (const [field, type] of Object.entries(typed) as [
    keyof typeof typed,
    (typeof typed)[keyof typeof typed],
  ][]) {
    for (const [index, id] of (filter[field] ?? []).entries())
      parseIdOf(type, id, [...path, field, String(index)]);
  }
  if (filter.not) checkIds(filter.not, backends, [...path, "not"]);
  for (const [index, alternative] of (filter.any ?? []).entries()) {
    checkIds(alternative, backends, [...path, "any", String(index)]);
  }
}

function parseOrder(orderBy: readonly JobOrder[] | null | undefined): readonly JobOrder[] {
  if (!orderBy || orderBy.length === 0) return defaultOrder;
  for (const [index, { field, nativeField }] of orderBy.entries()) {
    if (Boolean(field) !== Boolean(nativeField)) continue;
    throw new InputError(
      "INVALID_ARGUMENT",
      ["orderBy", String(index)],
      orderBy[index],
      "either field or nativeField",
    );
  }
  return orderBy;
}
