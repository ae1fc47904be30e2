import { createHash } from "node:crypto";
import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { logFilesOf } from "./log-sources.ts";
import { findRun } from "./runs.ts";

/** Container of the artifacts, logs among them. */
export const ARTIFACT_CONTAINER = "azureml";
/** Container of the default datastore, where clients put their files. */
export const DATA_CONTAINER = "azureml-blobstore-simulated";

export interface Blob {
  readonly name: string;
  readonly content: Buffer;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly etag: string;
  readonly isAppended: boolean;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What the storage account holds: the runs' log files, which are derived, and what clients have uploaded. */
export interface BlobStore {
  readonly read: (container: string, name: string) => Blob | null;
  readonly list: (container: string, prefix: string) => readonly Blob[];
  readonly write: (
    container: string,
    name: string,
    content: Buffer,
    metadata: Readonly<Record<string, string>>,
  ) => Blob;
}

export function createBlobStore(world: World): BlobStore {
  const uploaded = new Map<string, Blob>();

  /** The log file that a name below `ExperimentRun/dcid.` stands for. */
  function readLog(name: string): Blob | null {
    const [, runId = "", source = ""] = /^ExperimentRun\/dcid\.([^/]+)\/(.+)$/.exec(name) ?? [];
    const job = runId === "" ? undefined : findRun(world, runId)?.job;
    const text = job ? world.logs.text(job, source) : null;
    if (!job || text === null) return null;
    const { at, cuts } = world.logs.birth(job, source);
    // The text of one file only grows between cuts, so that its size tells whether it has changed.
    const etag = etagOf(`${name} ${at} ${cuts} ${text.length}`);
    return {
      name,
      content: text,
      createdAt: at,
      modifiedAt: modifiedAtOf(world, job),
      etag,
      isAppended: true,
      metadata: {},
    };
  }

  function read(container: string, name: string): Blob | null {
    const stored = uploaded.get(`${container}/${name}`);
    return stored ?? (container === ARTIFACT_CONTAINER ? readLog(name) : null);
  }

  return {
    read,
    list(container, prefix) {
      const names = container === ARTIFACT_CONTAINER ? logNames(world, prefix) : [];
      const sent = [...uploaded.keys()]
        .filter((key) => key.startsWith(`${container}/`))
        .map((key) => key.slice(container.length + 1));
      const wanted = new Set([...names, ...sent].filter((name) => name.startsWith(prefix)));
      return [...wanted].sort().flatMap((name) => read(container, name) ?? []);
    },
    write(container, name, content, metadata) {
      const now = world.wallNow();
      const createdAt = uploaded.get(`${container}/${name}`)?.createdAt ?? now;
      const etag = etagOf(content);
      const blob = { name, content, createdAt, modifiedAt: now, etag, isAppended: false, metadata };
      uploaded.set(`${container}/${name}`, blob);
      return blob;
    },
  };
}

/** Path of a log file in its container. */
export function toLogName(job: SimulatedJob, source: string): string {
  return `ExperimentRun/dcid.${job.id}/${source}`;
}

/** The names below a prefix that names one run in full; a shorter one would mean all runs there are. */
function logNames(world: World, prefix: string): readonly string[] {
  const runId = /^ExperimentRun\/dcid\.([^/]+)/.exec(prefix)?.[1];
  const job = runId === undefined ? undefined : findRun(world, runId)?.job;
  return job ? logFilesOf(world, job).map((source) => toLogName(job, source)) : [];
}

function modifiedAtOf(world: World, job: SimulatedJob): number {
  return job.state.native === "Running" ? world.now() : job.updatedAt;
}

function etagOf(content: Buffer | string): string {
  const digest = createHash("md5").update(content).digest("hex").slice(0, 15).toUpperCase();
  return `"0x${digest}"`;
}
