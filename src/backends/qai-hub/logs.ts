import { LRUCache } from "lru-cache";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { LogPage, LogSource } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import { isTextPosition } from "../text-line.ts";
import { fetchJob, storedDocument } from "./jobs.ts";
import { readFile } from "./log-file.ts";
import { JobArtifactType, NamedArtifactDownloadURLListSchema } from "./proto/public_api_pb.js";
import { malformed, type Service } from "./service.ts";
import { decode } from "./wire/decode.ts";
import { artifactsOf } from "./wire/job.ts";

/** Reads logs, which are files that the service has after the end of a job. */
export interface LogReader {
  sources(job: Job): LogSource[];
  /** Rejects with NOT_FOUND for a source that the job cannot have. */
  read(job: Job, sourceId: string, query: LogQuery, signal: AbortSignal): Promise<LogPage>;
}

/** Words of the logs among the artifacts, with the numbers that addresses take. */
const logTypes = { HUB_LOG: JobArtifactType.HUB_LOG, DEVICE_LOG: JobArtifactType.DEVICE_LOG } as const;
type LogType = keyof typeof logTypes;

const noLog: LogPage = { entries: [], hasEarlier: false, hasLater: false, totalCount: null, gaps: [] };

/** A log is read page by page and is one file: it is kept for as long as somebody reads on. */
const keptBytes = 64 * 2 ** 20;
const keptMs = 30_000;

/** Makes the reader; `now` is the wall clock in milliseconds. */
export function createLogReader(service: Service, now: () => number): LogReader {
  const files = new LRUCache<string, Buffer>({
    maxSize: keptBytes,
    sizeCalculation: ({ length }) => length + 1,
    ttl: keptMs,
    ttlResolution: 0,
    perf: { now },
  });

  async function readWhole(job: Job, type: LogType, query: LogQuery, signal: AbortSignal): Promise<LogPage> {
    const key = `${type} ${job.nativeId}`;
    const kept = files.get(key);
    const page = kept ? await readFile(kept, query) : null;
    // At the end of what is kept there may be more by now: files may come up one after the other.
    if (page && (page.entries.length > 0 || query.direction === "backward")) return page;
    const file = await download(service, job.nativeId, type, signal);
    files.set(key, file);
    return readFile(file, query);
  }

  return {
    sources: sourcesOf,
    async read(job, sourceId, query, signal) {
      signal.throwIfAborted();
      const type = sourcesOf(job).find(({ nativeId }) => nativeId === sourceId)?.nativeId;
      if (!isLogType(type)) {
        throw new BackendError("NOT_FOUND", `job ${job.nativeId} has no log ${sourceId}`, {
          backend: service.backend,
        });
      }
      if (query.position !== null && !isTextPosition(query.position)) {
        const message = `readLogs: ${sourceId} has no position ${query.position}`;
        throw new BackendError("INVALID", message, { backend: service.backend });
      }
      if (!(await hasArtifact(service, job, type, signal))) return noLog;
      return readWhole(job, type, query, signal);
    },
  };
}

function isLogType(word: string | undefined): word is LogType {
  return word !== undefined && Object.hasOwn(logTypes, word);
}

/** The service's own log, which every job gets, and that of the device for jobs that run on one. */
function sourcesOf(job: Job): LogSource[] {
  const document = storedDocument(job);
  const hasEnded = job.core.status.phaseClass === "TERMINAL" && document !== null;
  const isOnDevice = job.core.kind === "PROFILE" || job.core.kind === "INFERENCE";
  const hasDeviceLog = hasEnded ? artifactsOf(document).includes("DEVICE_LOG") : isOnDevice;
  return [toSource("HUB_LOG", "Hub log"), ...(hasDeviceLog ? [toSource("DEVICE_LOG", "Device log")] : [])];
}

function toSource(nativeId: LogType, name: string): LogSource {
  return { nativeId, name, kind: "FILE", main: nativeId === "HUB_LOG", live: false, sizeBytes: null };
}

/** Whether the job names the artifact; asks the service where the stored document does not know it. */
async function hasArtifact(service: Service, job: Job, type: LogType, signal: AbortSignal): Promise<boolean> {
  const stored = storedDocument(job);
  if (stored !== null && artifactsOf(stored).includes(type)) return true;
  return artifactsOf(await fetchJob(service, "readLogs", job.nativeId, signal)).includes(type);
}

/** A type may have several files; they are read as one, in the order of the service. */
async function download(
  service: Service,
  nativeId: string,
  type: LogType,
  signal: AbortSignal,
): Promise<Buffer> {
  const number = String(logTypes[type]);
  const path = ["jobs", nativeId, "device_runs", "latest", "artifact_list", number];
  // Without word of credentials the service answers addresses, which need none.
  const bytes = await service.get("readLogs", path, { use_acceleration: "false" }, signal);
  const list = decode(NamedArtifactDownloadURLListSchema, bytes);
  if (list === null) throw malformed(service.backend, "readLogs", "an answer that is no list of files");
  const parts: Buffer[] = [];
  for (const { url } of list.artifacts) {
    const address = URL.parse(url);
    if (address === null || !/^https?:$/.test(address.protocol))
      throw malformed(service.backend, "readLogs", "a file without an address");
    parts.push(withLastBreak(await service.download("readLogs", address, signal)));
  }
  return Buffer.concat(parts);
}

function withLastBreak(file: Buffer): Buffer {
  const isBroken = file.length === 0 || file.at(-1) === 0x0a;
  return isBroken ? file : Buffer.concat([file, Buffer.from("\n")]);
}
