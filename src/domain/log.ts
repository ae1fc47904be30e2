import type { Instant } from "./instant.ts";

export type LogKind = "LINE" | "ITEM_PREDICTED" | "PLATFORM_EVENT" | "UNKNOWN";
export const logLevels = ["DEBUG", "INFO", "WARNING", "ERROR", "UNKNOWN"] as const;
export type LogLevel = (typeof logLevels)[number];
export type ItemStatus =
  | "DELIVERED"
  | "FAILED_GATHER"
  | "FAILED_PREPROCESS"
  | "FAILED_PREDICT"
  | "FAILED_DELIVER"
  | "UNKNOWN";
export type GapReason = "SLOW_CONSUMER" | "RETENTION" | "ROTATION" | "TRUNCATION" | "UNREADABLE";

/** Log that a job has: a task's text, a file, item events. */
export interface LogSource {
  /** What the vendor calls it; unique inside the job. */
  readonly nativeId: string;
  readonly name: string;
  readonly kind: "TASK" | "FILE" | "ITEMS" | "PLATFORM_EVENTS";
  /** Read when no source is named: one of a job's sources, none while it is yet to come up. */
  readonly main: boolean;
  /** False when the vendor gives the log only after the job has ended. */
  readonly live: boolean;
  readonly sizeBytes: number | null;
}

/** One line or item event. */
export interface LogEntry {
  /** Native position: opaque, orders entries inside one source, reading goes on after or before it. */
  readonly position: string;
  readonly nativeId: string | null;
  readonly kind: LogKind;
  readonly nativeKind: string | null;
  readonly level: LogLevel;
  readonly nativeLevel: string | null;
  readonly text: string;
  /** By the vendor's clock. */
  readonly occurredAt: Instant | null;
  /** Address of the item that the entry is about. */
  readonly item: string | null;
  readonly itemStatus: ItemStatus | null;
  readonly nativeItemStatus: string | null;
  readonly durationMs: number | null;
  readonly reason: string | null;
}

/** Part of a log that cannot be had any more. */
export interface LogGap {
  readonly fromPosition: string | null;
  readonly toPosition: string | null;
  readonly reason: GapReason;
  readonly bytes: number | null;
}

/** Entries of one source, oldest first whichever way was read. */
export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** More entries exist now before the first one. */
  readonly hasEarlier: boolean;
  /** More entries exist now after the last one. */
  readonly hasLater: boolean;
  /** Null when the vendor cannot count without reading all. */
  readonly totalCount: number | null;
  readonly gaps: readonly LogGap[];
  /** The vendor's id and type word of the log document; absent where logs are no documents. */
  readonly document?: { readonly nativeId: string | null; readonly nativeKind: string | null };
}

/** Entry or gap, in the order of the log. */
export type LogItem =
  | { readonly kind: "entry"; readonly entry: LogEntry }
  | { readonly kind: "gap"; readonly gap: LogGap };

/** Puts the gaps of a page at their places among its entries. A gap that no entry borders stands before all. */
export function itemsOf({ entries, gaps }: Pick<LogPage, "entries" | "gaps">): LogItem[] {
  const items: LogItem[] = entries.map((entry) => ({ kind: "entry", entry }));
  for (const gap of gaps) items.splice(placeOf(gap, items), 0, { kind: "gap", gap });
  return items;
}

function placeOf({ fromPosition, toPosition }: LogGap, items: readonly LogItem[]): number {
  const indexOf = (position: string | null) =>
    position === null
      ? -1
      : items.findIndex((item) => item.kind === "entry" && item.entry.position === position);
  const to = indexOf(toPosition);
  return to >= 0 ? to : indexOf(fromPosition) + 1;
}

/** File of a job's logs or artifacts. */
export interface LogFile {
  /** The vendor's name for it, unique within the job. */
  readonly name: string;
  /** The vendor's signed address: whoever has it may read. */
  readonly url: string;
  readonly sizeBytes: number | null;
  readonly expiresAt: Instant | null;
}
