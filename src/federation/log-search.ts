import { setImmediate } from "node:timers/promises";
import type { LogQuery } from "../backends/contract.ts";
import { itemsOf, type LogEntry, type LogGap, type LogPage } from "../domain/log.ts";
import type { LogCondition } from "../domain/log-filter.ts";

/** Page of a log, and how far it was looked for: positions of the first and the last entry examined, null for none. */
export interface FoundPage {
  readonly page: LogPage;
  readonly start: string | null;
  readonly end: string | null;
}

/** What one search examines at most. */
const mostExamined = 10_000;
const mostCalls = 10;
const entriesPerCall = 1000;
/** Time that a filter may take before others get their turn, in milliseconds. */
const turnMs = 10;

/**
 * Reads a page of entries that meet a condition. A search that has examined enough ends with what it has found, maybe
 * nothing, and says that there is more: it goes on from `end`, or backward from `start`.
 */
export async function searchLog(
  read: (query: LogQuery) => Promise<LogPage>,
  query: LogQuery,
  accepts: LogCondition | null,
): Promise<FoundPage> {
  if (accepts === null) {
    const page = await read(query);
    return { page, start: page.entries[0]?.position ?? null, end: page.entries.at(-1)?.position ?? null };
  }
  const isForward = query.direction === "forward";
  const entries: LogEntry[] = [];
  const gaps: LogGap[] = [];
  let [near, far]: [string | null, string | null] = [null, null];
  let examined = 0;
  let [first, hasMore]: [LogPage | null, boolean] = [null, true];
  let turnEnds = performance.now() + turnMs;
  for (let calls = 0; calls < mostCalls && hasMore && examined < mostExamined; calls += 1) {
    const page = await read({ ...query, position: far ?? query.position, limit: entriesPerCall });
    first ??= page;
    const items = itemsOf(page);
    if (!isForward) items.reverse();
    let count = 0;
    for (const item of items) {
      if (entries.length >= query.limit) break;
      count += 1;
      if (item.kind === "gap") {
        gaps.push(item.gap);
        continue;
      }
      examined += 1;
      far = item.entry.position;
      near ??= far;
      if (accepts(item.entry)) entries.push(item.entry);
      if (performance.now() > turnEnds) {
        await setImmediate();
        turnEnds = performance.now() + turnMs;
      }
    }
    hasMore = count < items.length || (isForward ? page.hasLater : page.hasEarlier);
    if (entries.length >= query.limit || count === 0) break;
  }
  const [hasEarlier, hasLater] = isForward
    ? [first?.hasEarlier ?? false, hasMore]
    : [hasMore, first?.hasLater ?? false];
  const page: LogPage = {
    entries: isForward ? entries : entries.reverse(),
    hasEarlier,
    hasLater,
    totalCount: null,
    gaps: isForward ? gaps : gaps.reverse(),
    ...(first?.document && { document: first.document }),
  };
  return isForward ? { page, start: near, end: far } : { page, start: far, end: near };
}
