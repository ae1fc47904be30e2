import type { LogEntry, LogPage } from "../../domain/log.ts";
import { levelOfLine } from "../../domain/log-text.ts";
import type { LogQuery } from "../contract.ts";
import { createTextFile } from "../text-file.ts";
import { countBreaks } from "../text-line.ts";
import { readTextLog } from "../text-log.ts";

/** Page of a file that does not grow and ends with a break. A file in which the position is not to be found has replaced the one it is of. */
export async function readFile(file: Buffer, query: LogQuery): Promise<LogPage> {
  const page = await readTextLog(createTextFile(file), query, { hasEnded: true, toEntry });
  return { ...page, totalCount: countBreaks(file) };
}

/** The text comes from several tools and has no form of its own. */
function toEntry(text: string, position: string): LogEntry {
  const { level, word } = levelOfLine(text);
  return {
    position,
    nativeId: null,
    kind: "LINE",
    nativeKind: null,
    level,
    nativeLevel: word,
    text,
    occurredAt: null,
    item: null,
    itemStatus: null,
    nativeItemStatus: null,
    durationMs: null,
    reason: null,
  };
}
