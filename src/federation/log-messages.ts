import { setImmediate } from "node:timers/promises";
import type { Instant } from "../domain/instant.ts";
import type { GapReason, LogGap, LogItem, LogSource } from "../domain/log.ts";
import type { LogCondition } from "../domain/log-filter.ts";
import type { LogCursors } from "./log-cursor.ts";
import type { LogEntryView } from "./views.ts";

/** Messages of a log that is followed; `type` is the name in the schema. */
export type LogMessage =
  | { readonly type: "LogBatch"; readonly cursor: string; readonly entries: readonly LogEntryView[] }
  | ({ readonly type: "Gap"; readonly cursor: string } & LogGapView)
  | { readonly type: "Bookmark"; readonly cursor: string };

/** What is missing between two places of a log. */
export interface LogGapView {
  readonly fromCursor: string | null;
  readonly toCursor: string | null;
  readonly reason: GapReason;
  readonly bytes: number | null;
}

/** An item of the log and the native position after it. */
export interface PlacedItem {
  readonly item: LogItem;
  readonly position: string;
  readonly observedAt: Instant;
}

/** Which log the items are of. */
export interface LogIdentity {
  readonly source: LogSource;
  readonly cursors: LogCursors;
}

export interface Told {
  readonly messages: readonly LogMessage[];
  /** Items that the messages cover, from the first on. */
  readonly examined: number;
}

const mostEntries = 200;
/** Characters of text in one batch and in the messages of one piece; a longer entry stands alone. */
const mostBatchLength = 512 * 1024;
const mostPieceLength = 2 * 1024 * 1024;
/** Time that a filter may take before others get their turn, in milliseconds. */
const turnMs = 10;

/** Tells items as messages: batches of the entries that are wanted, each up to the last one examined, and gaps between. */
export async function tellItems(
  items: readonly PlacedItem[],
  { source, cursors }: LogIdentity,
  accepts: LogCondition | null,
): Promise<Told> {
  const messages: LogMessage[] = [];
  let entries: LogEntryView[] = [];
  let batchLength = 0;
  let pieceLength = 0;
  let examined = 0;
  let turnEnds = performance.now() + turnMs;
  const finishBatch = (position: string) => {
    if (entries.length > 0) messages.push({ type: "LogBatch", cursor: cursors.at(position), entries });
    entries = [];
    batchLength = 0;
  };
  for (const { item, position, observedAt } of items) {
    if (pieceLength >= mostPieceLength) break;
    examined += 1;
    if (item.kind === "gap") {
      finishBatch(position);
      messages.push({ type: "Gap", cursor: cursors.at(position), ...toGapView(item.gap, cursors) });
    } else if (accepts === null || accepts(item.entry)) {
      entries.push({ entry: item.entry, source, cursors, observedAt });
      batchLength += item.entry.text.length;
      pieceLength += item.entry.text.length;
      if (entries.length >= mostEntries || batchLength >= mostBatchLength) finishBatch(position);
    }
    if (accepts !== null && performance.now() > turnEnds) {
      await setImmediate();
      turnEnds = performance.now() + turnMs;
    }
  }
  const last = items[examined - 1];
  if (last) finishBatch(last.position);
  return { messages, examined };
}

/** Tells all items, some at a time. */
export async function* tellAll(
  items: readonly PlacedItem[],
  log: LogIdentity,
  accepts: LogCondition | null,
): AsyncGenerator<LogMessage, undefined> {
  for (let rest = items; rest.length > 0; ) {
    const { messages, examined } = await tellItems(rest, log, accepts);
    yield* messages;
    rest = rest.slice(examined);
  }
}

/** A gap with cursors for its ends. */
export function toGapView(
  { fromPosition, toPosition, reason, bytes }: LogGap,
  cursors: LogCursors,
): LogGapView {
  return {
    fromCursor: fromPosition === null ? null : cursors.at(fromPosition),
    toCursor: toPosition === null ? null : cursors.at(toPosition),
    reason,
    bytes,
  };
}

/** Gives each item the position after it; that of a gap is the one before it, so that resuming there tells it again. */
export function placeItems(items: readonly LogItem[], from: string, observedAt: Instant): PlacedItem[] {
  let position = from;
  return items.map((item) => {
    if (item.kind === "entry") position = item.entry.position;
    return { item, position, observedAt };
  });
}
