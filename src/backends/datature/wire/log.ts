import { z } from "zod";
import { instantOf } from "../../../domain/instant.ts";
import type { ItemStatus, LogEntry, LogLevel } from "../../../domain/log.ts";
import { maskAddress } from "./mask.ts";
import { wireText } from "./scalar.ts";

const levels: ReadonlyMap<string, LogLevel> = new Map([
  ["Info", "INFO"],
  ["Error", "ERROR"],
]);

/** Names of the counters that the item went into. */
const itemStatuses: ReadonlyMap<string, ItemStatus> = new Map([
  ["Delivered", "DELIVERED"],
  ["FailedGather", "FAILED_GATHER"],
  ["FailedProcess", "FAILED_PREPROCESS"],
  ["FailedPredict", "FAILED_PREDICT"],
  ["FailedDeliver", "FAILED_DELIVER"],
]);

const wireEntry = z.object({
  kind: wireText,
  createTime: z.int().min(0).max(253_402_300_799_999),
  id: z.string().min(1),
  level: wireText,
  item: wireText,
  status: wireText,
  timeMs: z.number().nullish(),
  reason: wireText,
});

const wireLog = z.object({ id: wireText, object: wireText, entries: z.array(z.unknown()) });

/** Part of a job's item log. */
export interface ItemLog {
  /** Id of the log document, the same for all parts. */
  readonly id: string | null;
  /** The vendor's word for such a document. */
  readonly nativeKind: string | null;
  /** By position; whatever order the vendor has for entries of one millisecond. */
  readonly entries: readonly LogEntry[];
  /** Entries of the answer, unreadable ones included. */
  readonly size: number;
}

/** Reads an answer with log entries; throws `z.ZodError` when it is none. Entries that cannot be read are left out. */
export function parseItemLog(document: unknown): ItemLog {
  const { id, object, entries } = wireLog.parse(document);
  const readable = entries.flatMap((entry) => {
    const parsed = wireEntry.safeParse(entry).data;
    return parsed ? [toEntry(parsed)] : [];
  });
  return { id, nativeKind: object, entries: readable.sort(byPosition), size: entries.length };
}

const positionForm = /^(\d{15}):./;

/** Milliseconds since 1970 of a position; null when it is no position of an item log. */
export function timeOfPosition(position: string): number | null {
  const [, time] = positionForm.exec(position) ?? [];
  return time === undefined ? null : Number(time);
}

/** Time first, then the entry's id: text that orders as entries do. */
export function toPosition(createTime: number, id: string): string {
  return `${String(createTime).padStart(15, "0")}:${id}`;
}

function toEntry(entry: z.output<typeof wireEntry>): LogEntry {
  const item = entry.item === null ? null : maskAddress(entry.item);
  const reason = entry.reason === null ? null : maskAddress(entry.reason);
  const words = [entry.status ?? entry.kind, item].filter((word) => word !== null).join(" ");
  return {
    position: toPosition(entry.createTime, entry.id),
    nativeId: entry.id,
    kind: entry.kind === "ItemPredicted" ? "ITEM_PREDICTED" : "UNKNOWN",
    nativeKind: entry.kind,
    level: levels.get(entry.level ?? "") ?? "UNKNOWN",
    nativeLevel: entry.level,
    text: reason === null ? words : `${words}: ${reason}`,
    occurredAt: instantOf(entry.createTime),
    item,
    itemStatus: entry.status === null ? null : (itemStatuses.get(entry.status) ?? "UNKNOWN"),
    nativeItemStatus: entry.status,
    durationMs: entry.timeMs ?? null,
    reason,
  };
}

function byPosition(a: LogEntry, b: LogEntry): number {
  if (a.position === b.position) return 0;
  return a.position < b.position ? -1 : 1;
}
