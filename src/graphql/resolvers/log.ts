import { hasAnsi } from "../../domain/log-text.ts";
import { asStream } from "../../fanout/stream.ts";
import { toGapView } from "../../federation/log-messages.ts";
import type { LogView } from "../../federation/views.ts";
import type { Context } from "../context.ts";
import type { LogConnectionResolvers, LogEntryResolvers, SubscriptionJobLogsArgs } from "../generated.ts";

/** The root fields of subscriptions that are about logs. */
export const LogSubscription = {
  jobLogs: {
    subscribe: async (
      _: unknown,
      request: SubscriptionJobLogsArgs,
      { federation, loaders, signal }: Context,
    ) => asStream(await federation.logs.follow(request, loaders, signal), federation),
    /** Each message is itself the value of the root field. */
    resolve: (message: unknown) => message,
  },
};

export const LogConnection: LogConnectionResolvers = {
  job: ({ job }) => job,
  source: ({ source }) => source,
  nativeId: ({ page }) => page.document?.nativeId ?? null,
  nativeKind: ({ page }) => page.document?.nativeKind ?? null,
  edges: (log) => nodesOf(log).map((node) => ({ cursor: log.cursors.at(node.entry.position), node })),
  nodes: (log) => nodesOf(log),
  pageInfo: ({ page, start, end, cursors }) => ({
    hasNextPage: page.hasLater,
    hasPreviousPage: page.hasEarlier,
    startCursor: start === null ? null : cursors.at(start),
    endCursor: end === null ? null : cursors.at(end),
  }),
  totalCount: ({ page }) => page.totalCount,
  gaps: ({ page, cursors }) => page.gaps.map((gap) => toGapView(gap, cursors)),
};

export const LogEntry: LogEntryResolvers = {
  cursor: ({ entry, cursors }) => cursors.at(entry.position),
  source: ({ source }) => source.nativeId,
  nativeId: ({ entry }) => entry.nativeId,
  kind: ({ entry }) => entry.kind,
  nativeKind: ({ entry }) => entry.nativeKind,
  level: ({ entry }) => entry.level,
  nativeLevel: ({ entry }) => entry.nativeLevel,
  text: ({ entry }) => entry.text,
  hasAnsi: ({ entry }) => hasAnsi(entry.text),
  occurredAt: ({ entry }) => entry.occurredAt,
  observedAt: ({ observedAt }) => observedAt,
  item: ({ entry }) => entry.item,
  itemStatus: ({ entry }) => entry.itemStatus,
  nativeItemStatus: ({ entry }) => entry.nativeItemStatus,
  durationMs: ({ entry }) => entry.durationMs,
  reason: ({ entry }) => entry.reason,
};

function nodesOf({ page, source, cursors, observedAt }: LogView) {
  return page.entries.map((entry) => ({ entry, source, cursors, observedAt }));
}
