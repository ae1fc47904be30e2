import { LRUCache } from "lru-cache";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { LogPage, LogSource } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import { isTextPosition } from "../text-line.ts";
import { readTextLog } from "../text-log.ts";
import { createBlobFile } from "./blob.ts";
import { malformed, type Service } from "./service.ts";
import { mainLogOf, parseLogFiles, toLine } from "./wire/log.ts";

type Links = ReadonlyMap<string, URL>;

/** Links are good for some eight hours and are other ones at each call; a running job gets new files now and then. */
const linksKeptMs = 5 * 60_000;
const mostKept = 500;

/** Reads the log files of jobs. The signed links stay in here: they go into no reading, no source and no message. */
export interface LogReader {
  sources(job: Job, signal: AbortSignal): Promise<LogSource[]>;
  read(job: Job, sourceId: string, query: LogQuery, signal: AbortSignal): Promise<LogPage>;
}

export function createLogReader(service: Service): LogReader {
  const { backend } = service;
  const kept = new LRUCache<string, Links>({ max: mostKept, ttl: linksKeptMs });

  async function fetchLinks({ nativeId }: Job, signal: AbortSignal): Promise<Links> {
    const call = {
      operation: "logSources",
      service: "history",
      path: ["runs", nativeId, "details"],
    } as const;
    const links = parseLogFiles(await service.data(call, signal));
    if (links === null) throw malformed(backend, "logSources", "details that are no JSON object");
    kept.set(nativeId, links);
    return links;
  }

  /** The link that is kept, or a new one when there is none or it was refused. */
  async function linkOf(job: Job, path: string, isRefused: boolean, signal: AbortSignal): Promise<URL> {
    const link = isRefused ? undefined : kept.get(job.nativeId)?.get(path);
    const found = link ?? (await fetchLinks(job, signal)).get(path);
    if (found !== undefined) return found;
    throw new BackendError("NOT_FOUND", `job ${job.nativeId} has no log ${path}`, { backend });
  }

  async function readFrom(link: URL, job: Job, query: LogQuery, signal: AbortSignal): Promise<LogPage> {
    const file = createBlobFile((range) => service.blob(link, range, signal));
    const hasEnded = job.core.status.phaseClass === "TERMINAL";
    return readTextLog(file, query, { hasEnded, toEntry: toLine });
  }

  return {
    async sources(job, signal) {
      const paths = [...(await fetchLinks(job, signal)).keys()];
      const main = mainLogOf(paths, job.core.kind, job.core.status.phaseClass === "TERMINAL");
      return paths.map((path) => ({
        nativeId: path,
        name: path,
        kind: "FILE",
        main: path === main,
        live: true,
        sizeBytes: null,
      }));
    },
    async read(job, sourceId, query, signal) {
      if (query.position !== null && !isTextPosition(query.position)) {
        throw new BackendError("INVALID", `readLogs: ${sourceId} has no position ${query.position}`, {
          backend,
        });
      }
      try {
        return await readFrom(await linkOf(job, sourceId, false, signal), job, query, signal);
      } catch (error) {
        if (!isExpiredLink(error)) throw error;
        return readFrom(await linkOf(job, sourceId, true, signal), job, query, signal);
      }
    },
  };
}

/** The blob store's refusals; the kinds of run history's own are the same, and asking it again does no harm. */
function isExpiredLink(error: unknown): boolean {
  return error instanceof BackendError && (error.kind === "FORBIDDEN" || error.kind === "UNAUTHENTICATED");
}
