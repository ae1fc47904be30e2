import { LRUCache } from "lru-cache";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import { isJsonObject } from "../../domain/json.ts";
import type { LogPage, LogSource } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import { isTextPosition } from "../text-line.ts";
import { isEventPosition, readEvents } from "./event-log.ts";
import { malformed } from "./jobs.ts";
import { isLinePosition, type ReadLines } from "./line-block.ts";
import { createLineChain, type LineChain } from "./line-chain.ts";
import { readByLines } from "./line-log.ts";
import { type OffsetUnit, type PageSource, readAll } from "./paging.ts";
import { readPreview } from "./preview-log.ts";
import type { Service } from "./service.ts";
import { number } from "./wire/lenient.ts";
import { type Preview, parseLinePage, parsePreview } from "./wire/log.ts";

/** What reads logs, and what it has found out about the endpoint. */
export interface LogReader {
  readonly service: Service;
  readonly unit: OffsetUnit;
  /** Becomes false when the endpoint turns out to lack the line API. */
  hasLineApi: boolean;
  /** By task and job, as the next. */
  readonly chains: LRUCache<string, LineChain>;
  readonly previews: LRUCache<string, Preview>;
}

const keptChains = 500;

/** A preview is up to 5 MB whatever page is wanted of it: it is kept while somebody reads on in it. */
const keptPreviews = 4;
const keptMs = 30_000;

export function createLogReader(service: Service, unit: OffsetUnit, hasLineApi: boolean): LogReader {
  const previews = new LRUCache<string, Preview>({ max: keptPreviews, ttl: keptMs });
  return { service, unit, hasLineApi, chains: new LRUCache({ max: keptChains }), previews };
}

/** Id of the source that holds the events of the platform; tasks are called `worker-0` and the like. */
const eventSource = "events";

const noLog: LogPage = { entries: [], hasEarlier: false, hasLater: false, totalCount: null, gaps: [] };

/** A log for each task and one of the platform's events; the tasks are known from the job. */
export function logSources({ core }: Job): LogSource[] {
  const tasks = core.status.tasks.map(({ name }) => name).filter((name) => name !== eventSource);
  const main = tasks.includes("worker-0") ? "worker-0" : (tasks[0] ?? eventSource);
  return [
    ...tasks.map((name) => toSource(name, "TASK", main)),
    { ...toSource(eventSource, "PLATFORM_EVENTS", main), name: "Events" },
  ];
}

function toSource(name: string, kind: LogSource["kind"], main: string): LogSource {
  return { nativeId: name, name, kind, main: name === main, live: true, sizeBytes: null };
}

/** One page of a source. Rejects with NOT_FOUND for a source that the job does not have. */
export async function readLogs(
  reader: LogReader,
  job: Job,
  sourceId: string,
  query: LogQuery,
  signal: AbortSignal,
): Promise<LogPage> {
  const { service } = reader;
  if (!logSources(job).some(({ nativeId }) => nativeId === sourceId)) {
    throw new BackendError("NOT_FOUND", `job ${job.nativeId} has no log ${sourceId}`, {
      backend: service.backend,
    });
  }
  checkPosition(service, sourceId, query);
  if (sourceId === eventSource) return readEvents(await fetchEvents(reader, job, signal), query);
  try {
    return await readTask(reader, job, sourceId, query, signal);
  } catch (error) {
    const page = error instanceof BackendError ? pageInstead(error, query) : null;
    if (page === null) throw error;
    return page;
  }
}

/** Goes on the way that the position came by. Otherwise the line API, which is meant for jobs that have not ended. */
async function readTask(
  reader: LogReader,
  job: Job,
  task: string,
  query: LogQuery,
  signal: AbortSignal,
): Promise<LogPage> {
  const hasEnded = job.core.status.phaseClass === "TERMINAL";
  const isResumed = query.position !== null && isLinePosition(query.position);
  const isByLines = isResumed || (query.position === null && reader.hasLineApi && !hasEnded);
  if (isByLines) {
    try {
      const chain = chainOf(reader, job, task);
      return await readByLines(linesOf(reader.service, job, task, signal), query, chain);
    } catch (error) {
      if (isResumed || !isLacking(error)) throw error;
      reader.hasLineApi = false;
    }
  }
  return readPreviewOf(reader, job, task, query, signal);
}

function chainOf({ chains }: LogReader, job: Job, task: string): LineChain {
  const key = `${task} ${job.nativeId}`;
  const chain = chains.get(key) ?? createLineChain();
  chains.set(key, chain);
  return chain;
}

async function readPreviewOf(
  { service, previews }: LogReader,
  job: Job,
  task: string,
  query: LogQuery,
  signal: AbortSignal,
): Promise<LogPage> {
  const hasEnded = job.core.status.phaseClass === "TERMINAL";
  const key = `${task} ${job.nativeId}`;
  const kept = previews.get(key);
  const page = kept && (await readPreview(kept, query, hasEnded));
  if (page && isInside(page, query)) return page;
  const preview = await fetchPreview(service, job, task, signal);
  if (preview === null) return noLog;
  const read = await readPreview(preview, query, hasEnded);
  if (read.hasLater || read.hasEarlier) previews.set(key, preview);
  else previews.delete(key);
  return read;
}

/** Whether what is kept has all of the page: what has been written since comes after it. */
function isInside({ hasLater, gaps }: LogPage, { direction, position }: LogQuery): boolean {
  if (gaps.length > 0) return false;
  return direction === "forward" ? hasLater : position !== null;
}

function checkPosition({ backend }: Service, sourceId: string, { position }: LogQuery): void {
  if (position === null) return;
  const isOurs =
    sourceId === eventSource
      ? isEventPosition(position)
      : isLinePosition(position) || isTextPosition(position);
  if (!isOurs)
    throw new BackendError("INVALID", `readLogs: ${sourceId} has no position ${position}`, { backend });
}

/** The path is unknown there, or its parameters are, or it answers something else. */
function isLacking(error: unknown): boolean {
  return error instanceof BackendError && ["UNSUPPORTED", "INVALID", "MALFORMED"].includes(error.kind);
}

/** `ModelArts.2818`: no log yet. `2819`: the log was kept as long as logs are kept. */
function pageInstead({ nativeCode }: BackendError, { direction, position }: LogQuery): LogPage | null {
  if (nativeCode === "ModelArts.2818" || nativeCode === "ModelArts.2776") return noLog;
  if (nativeCode !== "ModelArts.2819") return null;
  const isForward = direction === "forward";
  const ends = { fromPosition: isForward ? position : null, toPosition: isForward ? null : position };
  return { ...noLog, gaps: [{ ...ends, reason: "RETENTION", bytes: null }] };
}

function linesOf(service: Service, job: Job, task: string, signal: AbortSignal): ReadLines {
  return async ({ base, order, lines }) => {
    const path = ["training-jobs", job.nativeId, "logs", task];
    const query = { base_line: base === null ? undefined : String(base), lines, order };
    const response = await service.get("readLogs", path, query, signal);
    if (response.status === 204) return null;
    const page = parseLinePage(response.json());
    if (page === null) throw malformed(service.backend, "readLogs", "an answer that is no page of lines");
    return page;
  };
}

async function fetchPreview(
  service: Service,
  job: Job,
  task: string,
  signal: AbortSignal,
): Promise<Preview | null> {
  const path = ["training-jobs", job.nativeId, "tasks", task, "logs", "preview"];
  const response = await service.get("readLogs", path, {}, signal);
  if (response.status === 204) return null;
  const preview = parsePreview(response.json());
  if (preview === null) throw malformed(service.backend, "readLogs", "an answer that is no log preview");
  return preview;
}

const eventLimit = 100;

interface EventRow {
  readonly event: unknown;
  /** What it says, and how many before it in the same answer say the same: events have no id. */
  readonly key: string;
}

async function fetchEvents({ service, unit }: LogReader, job: Job, signal: AbortSignal): Promise<unknown[]> {
  const source: PageSource<EventRow> = {
    keyOf: ({ key }) => key,
    async read(offset, limit) {
      const path = ["training-jobs", job.nativeId, "events"];
      const response = await service.get("readLogs", path, { offset, limit, order: "asc" }, signal);
      if (response.status === 204) return { rows: [], sizes: [] };
      const answer = response.json();
      if (!isJsonObject(answer))
        throw malformed(service.backend, "readLogs", "an answer that is no list of events");
      return { rows: toRows(answer.events), sizes: [number.parse(answer.total)] };
    },
  };
  return (await readAll(source, eventLimit, unit)).map(({ event }) => event);
}

function toRows(events: unknown): EventRow[] {
  const counts = new Map<string, number>();
  return (Array.isArray(events) ? events : []).map((event: unknown) => {
    const words = JSON.stringify(event);
    const count = counts.get(words) ?? 0;
    counts.set(words, count + 1);
    return { event, key: `${count} ${words}` };
  });
}
