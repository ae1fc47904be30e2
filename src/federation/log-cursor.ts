import { formatListCursor, parseListCursor } from "../domain/cursor.ts";
import { InvalidCursor } from "../domain/error.ts";
import type { JobId } from "../domain/id.ts";
import { listHash } from "./list-page.ts";

/** Cursors of one log: places between its entries, good on any gateway and for pages, streams and downloads alike. */
export interface LogCursors {
  /** Cursor after the entry at a native position; an empty one is the beginning of the log. */
  at(position: string): string;
  /** Native position; empty for the beginning. Throws `InvalidCursor` for a cursor of another log, or none of ours. */
  parse(cursor: string, argument: readonly string[]): string;
}

/** The beginning is the same for all logs of a job: it has a cursor before the job has any log. */
export function logCursors(jobId: JobId, sourceId: string | null): LogCursors {
  const beginning = listHash("logs", jobId);
  const list = sourceId === null ? beginning : listHash("logs", jobId, sourceId);
  const format = (ofList: string, position: string) =>
    formatListCursor({ list: ofList, keys: [], tie: position });
  return {
    at: (position) => format(position === "" ? beginning : list, position),
    parse(cursor, argument) {
      if (cursor === format(beginning, "")) return "";
      const { tie } = parseListCursor(cursor, list, argument);
      if (typeof tie === "string" && tie !== "") return tie;
      throw new InvalidCursor(cursor, "a cursor that this API has given", argument);
    },
  };
}
