import { epochMs } from "../domain/instant.ts";
import type { LogItem } from "../domain/log.ts";
import type { LogRing } from "./log-tail-ring.ts";

/** Records may come so much after others that are later, in milliseconds, and so many are read again for it. */
const lateMs = 2000;
const mostOverlap = 500;

/**
 * Where the next read begins: after the last line; of records, which have times and ids and come in any order within a
 * moment, a moment before the last.
 */
export function overlapStart(ring: LogRing): string {
  const last = ring.last?.item;
  const end = ring.positionAt(ring.end);
  if (last?.kind !== "entry" || last.entry.nativeId === null || last.entry.occurredAt === null) return end;
  const sinceMs = epochMs(last.entry.occurredAt) - lateMs;
  const items = ring.slice(Math.max(ring.start, ring.end - mostOverlap), ring.end);
  const before = items.findLast(({ item }) => isRecordBefore(item, sinceMs));
  return before?.position ?? ring.positionAt(ring.end - items.length);
}

function isRecordBefore(item: LogItem, instantMs: number): boolean {
  return (
    item.kind === "entry" && item.entry.occurredAt !== null && epochMs(item.entry.occurredAt) < instantMs
  );
}
