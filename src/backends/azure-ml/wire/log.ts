import { parseInstant } from "../../../domain/instant.ts";
import type { JobKind } from "../../../domain/job.ts";
import { isJsonObject } from "../../../domain/json.ts";
import type { LogEntry } from "../../../domain/log.ts";
import { levelOfLine, withoutAnsi } from "../../../domain/log-text.ts";

/** Reads the log files of `RunDetails`: path below the run's folder, and a signed address. Null when there are none to read. */
export function parseLogFiles(value: unknown): ReadonlyMap<string, URL> | null {
  if (!isJsonObject(value)) return null;
  const files = isJsonObject(value.logFiles) ? Object.entries(value.logFiles) : [];
  return new Map(
    files.flatMap(([path, address]) => {
      const url = typeof address === "string" ? URL.parse(address) : null;
      const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
      return url !== null && isWeb ? [[path, url] as const] : [];
    }),
  );
}

/** Output of the code at rank 0, in today's runtime: `std_log.txt`, `std_log_process_00.txt`, `std_log_node_00_ps.txt`. */
const mainLog = /^user_logs\/std_log\D*0*(?:_ps)?\.txt$/;

/** What the runtimes before wrote, by the type of the job. */
const oldMainLogs: Partial<Readonly<Record<JobKind, RegExp>>> = {
  PIPELINE: /^logs\/azureml\/executionlogs\.txt$/,
  SEARCH: /^azureml-logs\/hyperdrive\.txt$/,
};
const oldMainLog = /^azureml-logs\/70_driver_log.*\.txt$/;

/**
 * The log to show when none is named. The service's own files come up first: while the job has not ended it is null as
 * long as none has the name of the code's output, afterwards where there is none at all.
 */
export function mainLogOf(paths: readonly string[], kind: JobKind, hasEnded: boolean): string | null {
  const forms = [mainLog, oldMainLogs[kind], oldMainLog];
  const lesserForms = hasEnded ? [/^user_logs\//, /^logs\//, /^/] : [];
  for (const form of [...forms, ...lesserForms]) {
    const found = form && paths.find((path) => form.test(path));
    if (found) return found;
  }
  return null;
}

/** Times stand at the start of a line. */
const searchedLength = 160;

/** One line of a log file. */
export function toLine(text: string, position: string): LogEntry {
  const { level, word } = levelOfLine(text);
  const start = withoutAnsi(text.slice(0, searchedLength));
  return {
    position,
    nativeId: null,
    kind: "LINE",
    nativeKind: null,
    level,
    nativeLevel: word,
    text,
    occurredAt: parseInstant(/^\[?(\S{20,40}?)\]?(?:\s|$)/.exec(start)?.[1] ?? ""),
    item: null,
    itemStatus: null,
    nativeItemStatus: null,
    durationMs: null,
    reason: null,
  };
}
