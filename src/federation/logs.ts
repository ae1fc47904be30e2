import { formatListCursor, parseListCursor } from "../domain/cursor.ts";
import { InputError } from "../domain/error.ts";
import { type Instant, instantOf } from "../domain/instant.ts";
import type { LogSource } from "../domain/log.ts";
import { logBounds, type PageArguments, parsePageWindow } from "../domain/page.ts";
import type { Backends } from "./backends.ts";
import { unsupported } from "./capabilities.ts";
import { listHash } from "./list-page.ts";
import type { JobView, LogView } from "./views.ts";

/** Reads logs at the vendors. Rejects with `InputError` or `BackendError`. */
export interface Logs {
  /** Empty when the vendor has no logs. */
  sources(job: JobView, signal: AbortSignal): Promise<LogSource[]>;
  /** One page of a source, the main one when none is named; null when the vendor has no logs. */
  read(
    job: JobView,
    page: PageArguments,
    sourceId: string | null | undefined,
    signal: AbortSignal,
  ): Promise<LogView | null>;
}

export function createLogs(backends: Backends, now: () => number): Logs {
  async function sources({ snapshot }: JobView, signal: AbortSignal): Promise<LogSource[]> {
    const { backend } = backends.get(snapshot.job.backend);
    return (await backend.logSources?.(snapshot.job, signal)) ?? [];
  }

  return {
    sources,
    async read(job, page, sourceId, signal) {
      const { snapshot } = job;
      const connected = backends.get(snapshot.job.backend);
      const { backend } = connected;
      const window = parsePageWindow(page, logBounds);
      if (sourceId && !backend.readLogs) throw unsupported(connected, "logs of jobs");
      if (window.after !== null && window.before !== null) {
        throw new InputError("INVALID_ARGUMENT", ["before"], window.before, "only one of after and before");
      }
      const source = findSource(await sources(job, signal), sourceId);
      if (!source || !backend.readLogs) return null;
      const list = logList(job, source);
      const at = window.after ?? window.before;
      const query = {
        direction: window.fromEnd || window.before !== null ? ("backward" as const) : ("forward" as const),
        position: at === null ? null : positionAt(at, list, window.after === null ? "before" : "after"),
        limit: window.size,
      };
      if (window.fromEnd && window.after !== null) {
        throw new InputError(
          "INVALID_ARGUMENT",
          ["last"],
          window.size,
          "first together with after, or last together with before",
        );
      }
      const read = await backend.readLogs(snapshot.job, source.nativeId, query, signal);
      // The clock of a running process lies inside the range of dates.
      return { job, source, page: read, observedAt: instantOf(now()) as Instant };
    },
  };
}

/** Cursor of a position in one source's log. */
export function logCursor(job: JobView, source: LogSource, position: string): string {
  return formatListCursor({ list: logList(job, source), keys: [], tie: position });
}

function logList({ snapshot }: JobView, { nativeId }: LogSource): string {
  return listHash("logs", snapshot.job.id, nativeId);
}

function positionAt(cursor: string, list: string, argument: "after" | "before"): string {
  return String(parseListCursor(cursor, list, [argument]).tie);
}

function findSource(sources: readonly LogSource[], wanted: string | null | undefined): LogSource | null {
  if (wanted === null || wanted === undefined) return sources.find(({ main }) => main) ?? null;
  const source = sources.find(({ nativeId }) => nativeId === wanted);
  if (source) return source;
  const known = sources.map(({ nativeId }) => nativeId).join(", ");
  throw new InputError(
    "INVALID_ARGUMENT",
    ["source"],
    wanted,
    known ? `one of ${known}` : "no source: this job has no logs",
  );
}
