import type { JobConnectionResolvers, JobGroupListResolvers, JobGroupResolvers } from "../generated.ts";
import { toOrder } from "./arguments.ts";
import { toPageInfo } from "./page-info.ts";

export const JobConnection: JobConnectionResolvers = {
  edges: ({ items }) => items,
  nodes: ({ items }) => items.map(({ node }) => node),
  pageInfo: toPageInfo,
  totalCount: (list) => list.totalCount(),
  unfilteredCount: (list) => list.unfilteredCount(),
  pageSize: ({ pageSize }) => pageSize,
  offset: (list) => list.offset(),
  appliedOrder: ({ order }) =>
    order.map(({ field = null, nativeField = null, direction }) => ({ field, nativeField, direction })),
  facets: (list, { keys }) => list.facets(keys),
  sources: (list) => list.sources(),
  eventCursor: ({ eventCursor }) => eventCursor,
};

export const JobGroupList: JobGroupListResolvers = {
  by: ({ by }) => by,
  groups: ({ groups, by, filter }) => groups.map((group) => ({ group, by, filter })),
  groupCount: ({ groupCount }) => groupCount,
  totalCount: ({ totalCount }) => totalCount,
  sources: ({ sources }) => sources,
};

export const JobGroup: JobGroupResolvers = {
  value: ({ group }) => group.value,
  label: ({ group }) => group.label,
  count: ({ group }) => group.count,
  jobs: (group, { orderBy, ...page }, { federation, signal }) =>
    federation.jobs.ofGroup(group, { ...page, orderBy: toOrder(orderBy) }, signal),
};
