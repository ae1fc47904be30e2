import type { LogQuery } from "../backends/contract.ts";
import { BackendError, InputError, InvalidCursor, InvalidId } from "../domain/error.ts";
import { parseIdOf } from "../domain/id.ts";
import { type Instant, instantOf } from "../domain/instant.ts";
import { itemsOf, type LogPage, type LogSource } from "../domain/log.ts";
import { compileLogFilter, type LogCondition, type LogFilter } from "../domain/log-filter.ts";
import { logBounds, type PageArguments, parsePageWindow } from "../domain/page.ts";
import type { Following } from "../fanout/contract.ts";
import { abortable, pageLimit } from "../sync/log-tail-pages.ts";
import type { LogTails } from "../sync/log-tails.ts";
import type { ConnectedBackend } from "../sync/sync.ts";
import type { Backends } from "./backends.ts";
import { unsupported } from "./capabilities.ts";
import { Coalescer } from "./coalescer.ts";
import type { JobFinder } from "./job-finder.ts";
import type { Loaders } from "./loaders.ts";
import { type LogCursors, logCursors } from "./log-cursor.ts";
import { enterLog, type LogStart, parseLogStart } from "./log-follow.ts";
import { type LogIdentity, type LogMessage, placeItems, tellAll } from "./log-messages.ts";
import { searchLog } from "./log-search.ts";
import type { JobView, LogView } from "./views.ts";

/** Reads logs at the vendors. Rejects with `InputError` or `BackendError`. */
export interface Logs {
  /** Empty when the vendor has no logs. */
  sources(job: JobView, signal: AbortSignal): Promise<LogSource[]>;
  /** One page of a source, the main one when none is named; null when the vendor has no logs. */
  read(job: JobView, request: LogPageRequest, signal: AbortSignal): Promise<LogView | null>;
  /** Follows a log from wherever the request says. */
  follow(request: LogRequest, loaders: Loaders, signal: AbortSignal): Promise<Following<LogMessage>>;
  /** The rest of a log as it is now, page by page at the reader's pace. Rejects at once for what the request got wrong. */
  readAll(request: LogRequest, loaders: Loaders, signal: AbortSignal): Promise<AsyncGenerator<LogMessage>>;
}

export interface LogPageRequest extends PageArguments {
  readonly source?: string | null | undefined;
  readonly filter?: LogFilter | null | undefined;
}

export interface LogRequest extends LogStart {
  readonly jobId: string;
  readonly source?: string | null | undefined;
}

export interface LogsTools {
  readonly backends: Backends;
  readonly finder: JobFinder;
  readonly tails: LogTails;
  /** Ends with the gateway: a read that several subscribers share outlives each of them. */
  readonly signal: AbortSignal;
  now(): number;
}

export function createLogs({ backends, finder, tails, signal: stopping, now }: LogsTools): Logs {
  const underWay = new Coalescer<string, LogSource[]>();
  // The clock of a running process lies inside the range of dates.
  const observedAt = () => instantOf(now()) as Instant;

  async function sources({ snapshot }: JobView, signal: AbortSignal): Promise<LogSource[]> {
    const { backend } = backends.get(snapshot.job.backend);
    return (await backend.logSources?.(snapshot.job, signal)) ?? [];
  }

  async function requireJob(id: string, loaders: Loaders, signal: AbortSignal) {
    parseIdOf("job", id, ["jobId"]);
    const job = await finder.find(id, {}, loaders, signal);
    if (!job) throw new InvalidId(id, "the id of a known job", ["jobId"]);
    const connected = backends.get(job.snapshot.job.backend);
    if (!connected.backend.readLogs) throw unsupported(connected, "logs of jobs");
    return { job, connected };
  }

  /** One call for all who ask at once. */
  async function sharedSources(job: JobView, signal: AbortSignal): Promise<LogSource[]> {
    const asked = underWay.many([job.snapshot.job.id], async () => [await sources(job, stopping)]);
    const [found = []] = await abortable(Promise.all(asked), signal);
    return found;
  }

  function readerOf({ snapshot }: JobView, source: LogSource, { backend }: ConnectedBackend) {
    return (query: LogQuery, ending: AbortSignal): Promise<LogPage> => {
      if (!backend.readLogs) throw new Error(`${snapshot.job.backend} has sources and no logs.`);
      return backend.readLogs(snapshot.job, source.nativeId, query, ending);
    };
  }

  return {
    sources,
    async read(job, { source: sourceId, filter, ...page }, signal) {
      const connected = backends.get(job.snapshot.job.backend);
      const window = parsePageWindow(page, logBounds);
      const accepts = compileLogFilter(filter);
      if (sourceId && !connected.backend.readLogs) throw unsupported(connected, "logs of jobs");
      if (window.after !== null && window.before !== null)
        throw new InputError("INVALID_ARGUMENT", ["before"], window.before, "only one of after and before");
      if (window.fromEnd && window.after !== null) {
        const expected = "first together with after, or last together with before";
        throw new InputError("INVALID_ARGUMENT", ["last"], window.size, expected);
      }
      const source = findSource(await sources(job, signal), sourceId);
      if (!source || !connected.backend.readLogs) return null;
      const cursors = logCursors(job.snapshot.job.id, source.nativeId);
      const at = window.after ?? window.before;
      const argument = [window.after === null ? "before" : "after"];
      const query = {
        direction: window.fromEnd || window.before !== null ? ("backward" as const) : ("forward" as const),
        position: at === null ? null : positionOf(cursors, at, argument),
        limit: window.size,
      };
      const read = readerOf(job, source, connected);
      const found = await refusing(at, argument, () =>
        searchLog((asked) => read(asked, signal), query, accepts),
      );
      return { ...found, job, source, cursors, observedAt: observedAt() };
    },

    async follow({ jobId, source, ...start }, loaders, signal) {
      const accepts = parseLogStart(start);
      const { job, connected } = await requireJob(jobId, loaders, signal);
      const { id } = job.snapshot.job;
      const joined = tails.join(id, source ?? null);
      const followed =
        joined ??
        tails.open(job.snapshot.job, findSource(await sharedSources(job, signal), source), connected);
      return enterLog(job, followed, start, accepts, signal);
    },

    async readAll({ jobId, source: sourceId, after, filter }, loaders, signal) {
      const accepts = compileLogFilter(filter);
      const { job, connected } = await requireJob(jobId, loaders, signal);
      const source = findSource(await sources(job, signal), sourceId);
      const cursors = logCursors(job.snapshot.job.id, source?.nativeId ?? null);
      const from = after === null || after === undefined ? "" : cursors.parse(after, ["after"]);
      if (!source) return noMessages();
      const read = readerOf(job, source, connected);
      const readAfter = (position: string) =>
        read({ direction: "forward", position: position || null, limit: pageLimit }, signal);
      const firstPage = await refusing(after, ["after"], () => readAfter(from));
      return tellPages(firstPage, from, readAfter, { source, cursors }, observedAt, accepts);
    },
  };
}

/** All messages from a page on; the vendor is asked for the next page when this one has been taken. */
async function* tellPages(
  firstPage: LogPage,
  from: string,
  readAfter: (position: string) => Promise<LogPage>,
  log: LogIdentity,
  observedAt: () => Instant,
  accepts: LogCondition | null,
): AsyncGenerator<LogMessage> {
  let [page, position] = [firstPage, from];
  for (;;) {
    yield* tellAll(placeItems(itemsOf(page), position, observedAt()), log, accepts);
    const last = page.entries.at(-1);
    if (!page.hasLater || !last) return;
    position = last.position;
    page = await readAfter(position);
  }
}

async function* noMessages(): AsyncGenerator<LogMessage> {}

/** A position that the vendor's reader does not know comes out of a cursor that is none of ours. */
async function refusing<T>(
  cursor: string | null | undefined,
  argument: readonly string[],
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (cursor && error instanceof BackendError && error.kind === "INVALID")
      throw new InvalidCursor(cursor, "a cursor that this API has given", argument);
    throw error;
  }
}

function positionOf(cursors: LogCursors, cursor: string, argument: readonly string[]): string | null {
  return cursors.parse(cursor, argument) || null;
}

function findSource(sources: readonly LogSource[], wanted: string | null | undefined): LogSource | null {
  if (wanted === null || wanted === undefined) return sources.find(({ main }) => main) ?? null;
  const source = sources.find(({ nativeId }) => nativeId === wanted);
  if (source) return source;
  const known = sources.map(({ nativeId }) => nativeId).join(", ");
  const expected = known ? `one of ${known}` : "no source: this job has no logs";
  throw new InputError("INVALID_ARGUMENT", ["source"], wanted, expected);
}
