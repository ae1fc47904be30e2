import { logCursor } from "../../federation/logs.ts";
import type { LogView } from "../../federation/views.ts";
import type { LogConnectionResolvers, LogEntryResolvers } from "../generated.ts";

export const LogConnection: LogConnectionResolvers = {
  job: ({ job }) => job,
  source: ({ source }) => source,
  nativeId: ({ page }) => page.document?.nativeId ?? null,
  nativeKind: ({ page }) => page.document?.nativeKind ?? null,
  edges: (log) => edgesOf(log),
  nodes: (log) => edgesOf(log).map(({ node }) => node),
  pageInfo: (log) => {
    const edges = edgesOf(log);
    return {
      hasNextPage: log.page.hasLater,
      hasPreviousPage: log.page.hasEarlier,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    };
  },
  totalCount: ({ page }) => page.totalCount,
  gaps: ({ job, source, page }) =>
    page.gaps.map(({ fromPosition, toPosition, reason, bytes }) => ({
      fromCursor: fromPosition === null ? null : logCursor(job, source, fromPosition),
      toCursor: toPosition === null ? null : logCursor(job, source, toPosition),
      reason,
      bytes,
    })),
};

export const LogEntry: LogEntryResolvers = {
  cursor: ({ cursor }) => cursor,
  source: ({ source }) => source.nativeId,
  nativeId: ({ entry }) => entry.nativeId,
  kind: ({ entry }) => entry.kind,
  nativeKind: ({ entry }) => entry.nativeKind,
  level: ({ entry }) => entry.level,
  nativeLevel: ({ entry }) => entry.nativeLevel,
  text: ({ entry }) => entry.text,
  occurredAt: ({ entry }) => entry.occurredAt,
  observedAt: ({ observedAt }) => observedAt,
  item: ({ entry }) => entry.item,
  itemStatus: ({ entry }) => entry.itemStatus,
  nativeItemStatus: ({ entry }) => entry.nativeItemStatus,
  durationMs: ({ entry }) => entry.durationMs,
  reason: ({ entry }) => entry.reason,
};

function edgesOf({ job, source, page, observedAt }: LogView) {
  return page.entries.map((entry) => {
    const cursor = logCursor(job, source, entry.position);
    return { cursor, node: { entry, source, cursor, observedAt } };
  });
}
