import type { JobFilter } from "../domain/filter.ts";
import type { BackendId } from "../domain/id.ts";
import type { Reference } from "../domain/job.ts";
import { listBounds, type PageArguments, parsePageWindow } from "../domain/page.ts";
import type { Facet, Group, GroupKey, GroupList, JobOrder } from "../index/contract.ts";
import type { IndexFollower } from "../index/follower.ts";
import { parseFilter, parseOrder } from "./arguments.ts";
import type { Backends } from "./backends.ts";
import type { Freshener, Freshness } from "./freshness.ts";
import { groupFilter } from "./group-filter.ts";
import type { JobGroupView, JobView, SourceView } from "./views.ts";

const mostGroups = 100;

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

/** Lists and groups jobs. Rejects with `InputError` for what the client got wrong. */
export interface Jobs {
  list(request: JobsRequest, signal: AbortSignal): Promise<JobListView>;
  groups(
    by: GroupKey,
    request: { filter?: JobFilter | null; first?: number | null } & Freshness,
    signal: AbortSignal,
  ): Promise<JobGroupsView>;
  /** Jobs of one group, by the filter that the group was made with. */
  ofGroup(
    group: JobGroupView,
    request: PageArguments & Pick<JobsRequest, "orderBy">,
    signal: AbortSignal,
  ): Promise<JobListView>;
  /** Projects that the jobs of a backend belong to, largest first. */
  projectsOf(backend: BackendId): Promise<Reference[]>;
}

export interface JobsTools {
  readonly backends: Backends;
  readonly follower: IndexFollower;
  readonly freshener: Freshener;
}

export function createJobs({ backends, follower, freshener }: JobsTools): Jobs {
  const { index } = follower;

  async function list(filter: JobFilter, request: JobsRequest, signal: AbortSignal): Promise<JobListView> {
    const order = parseOrder(request.orderBy);
    const window = parsePageWindow(request, listBounds);
    const selected = backends.selectedBy(filter);
    await freshener.freshen(selected, request, signal);
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
    list: (request, signal) => list(parseFilter(request.filter, backends), request, signal),

    async groups(by, request, signal) {
      const filter = parseFilter(request.filter, backends);
      const { size } = parsePageWindow({ first: request.first }, { ...listBounds, maxSize: mostGroups });
      const selected = backends.selectedBy(filter);
      await freshener.freshen(selected, request, signal);
      const groups = await index.groups(filter, by, size);
      const shown = titled(by, groups.groups);
      return { ...groups, groups: shown, filter, sources: selected.map(({ id }) => backends.source(id)) };
    },

    async ofGroup({ group, by, filter }, request, signal) {
      const others = group.value === null ? (await index.groups(filter, by, null)).groups : [];
      const values = others.map(({ value }) => value).filter((value) => value !== null);
      return list(groupFilter(filter, by, group.value, values), request, signal);
    },

    async projectsOf(backend) {
      const { groups } = await index.groups({ backends: [backend], includeArchived: true }, "PROJECT", null);
      return groups.flatMap(({ value, label }) => (value === null ? [] : [{ nativeId: value, name: label }]));
    },
  };
}
