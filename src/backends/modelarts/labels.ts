import { BackendError } from "../../domain/error.ts";
import { epochMs } from "../../domain/instant.ts";
import type { JobCore, JobReading } from "../../domain/job.ts";
import { canonicalJson } from "../../domain/json.ts";
import type { KeyValue } from "../../domain/spec.ts";
import { createSharedLoad } from "../shared-load.ts";
import type { Service } from "./service.ts";
import { readTags, type WorkspaceTags } from "./tag-query.ts";
import { defaultWorkspace } from "./wire/job.ts";

/** Labels are read again after a minute, and sooner for a job that was made since; a call a second is the most. */
const keptMs = 60_000;
const keptFromNewMs = 5_000;
const msPerCall = 1_000;
/** Age up to which a job that the tag query did not show may be newer than that; clocks differ. */
const newJobMs = 600_000;
/** How long a listing waits for labels that are being read. */
const patienceMs = 5_000;

export interface LabelTools {
  readonly service: Service;
  readonly workspaces: readonly string[];
  /** Wall clock in milliseconds. */
  now(): number;
}

/** A job and the workspace that it is in. */
export interface JobPlace {
  readonly workspace: string;
  readonly nativeId: string;
}

/**
 * The labels of jobs. Neither a listing nor a job's own document has them, so those of all jobs are read together,
 * kept for a short time, and laid over the readings.
 */
export interface Labels {
  /**
   * Gives the readings the labels of their jobs, and none where the vendor does not tell them now. Rejects only with
   * the signal's reason.
   */
  addTo(readings: readonly JobReading[], signal: AbortSignal): Promise<readonly JobReading[]>;
  /** Lets the labels of a job that a command has just read or set stand for it until they are read again with the rest. */
  note(nativeId: string, labels: readonly KeyValue[]): void;
  /** Takes up to so many of the jobs whose labels have changed from one reading of all to the next. */
  takeChanged(most: number): readonly JobPlace[];
}

/** Labels by native id. */
type WorkspaceLabels = WorkspaceTags["labels"];
/** By workspace; one that could not be read is absent. */
type Table = ReadonlyMap<string, WorkspaceLabels>;

/** Labels of one job, newer than those of this reading of all and the ones before it. */
interface Note {
  readonly labels: readonly KeyValue[];
  readonly reading: number;
}

/** Makes the labels of one backend; reads nothing before they are asked for. */
export function createLabels({ service, workspaces, now }: LabelTools): Labels {
  const load = createSharedLoad(readAll);
  const changed = new Map<string, JobPlace>();
  const noted = new Map<string, Note>();
  let begun = 0;
  let told: Table = new Map();
  let askedMs = Number.NEGATIVE_INFINITY;
  /** Calls of the last reading; null while one is under way. */
  let calls: number | null = 0;

  async function readAll(signal: AbortSignal): Promise<Table> {
    askedMs = now();
    calls = null;
    begun += 1;
    const reading = begun;
    let spent = 0;
    const table = new Map<string, WorkspaceLabels>();
    try {
      for (const workspace of workspaces) {
        spent += 1;
        const tags = await readTags(service, workspace, signal).catch(unlessItMayPass);
        if (tags === null) continue;
        spent += tags.calls - 1;
        table.set(workspace, tags.labels);
      }
    } catch (error) {
      // What the vendor does not tell is absent, which costs no listing.
      if (!(error instanceof BackendError)) throw error;
    } finally {
      calls = spent;
      // What a reading tells that began before the note may be older than it.
      for (const [nativeId, note] of noted) if (note.reading < reading) noted.delete(nativeId);
    }
    for (const [workspace, labels] of table) {
      for (const nativeId of differing(told.get(workspace) ?? labels, labels))
        changed.set(nativeId, { workspace, nativeId });
    }
    told = new Map([...told, ...table]);
    return table;
  }

  /** A clock that was set back puts nothing off. */
  function isOlderThan(ms: number): boolean {
    if (calls === null) return false;
    return now() < askedMs || now() - askedMs >= Math.max(ms, calls * msPerCall);
  }

  /** Null when it takes too long. */
  async function current(ms: number, signal: AbortSignal): Promise<Table | null> {
    if (isOlderThan(ms)) load.drop();
    const waitedMs = calls === null ? Math.max(0, now() - askedMs) : 0;
    const patience = AbortSignal.timeout(Math.max(0, patienceMs - waitedMs));
    try {
      return await load.get(AbortSignal.any([signal, patience]));
    } catch (error) {
      signal.throwIfAborted();
      if (!patience.aborted) throw error;
      return null;
    }
  }

  function isNewTo(table: Table, { nativeId, core }: JobReading): boolean {
    const known = table.get(workspaceOf(core));
    if (known === undefined || known.has(nativeId) || core.createdAt === null) return false;
    return epochMs(core.createdAt) >= askedMs - newJobMs;
  }

  return {
    async addTo(readings, signal) {
      const recent = await current(keptMs, signal);
      const hasNew = recent !== null && readings.some((reading) => isNewTo(recent, reading));
      const table = hasNew ? await current(keptFromNewMs, signal) : recent;
      return readings.map((reading) => {
        const note = noted.get(reading.nativeId);
        if (note !== undefined) return { ...reading, labels: note.labels };
        return table === null ? reading : labelled(reading, table);
      });
    },
    note(nativeId, labels) {
      noted.set(nativeId, { labels, reading: begun });
    },
    takeChanged(most) {
      const taken = [...changed.values()].slice(0, most);
      for (const { nativeId } of taken) changed.delete(nativeId);
      return taken;
    },
  };
}

/** Resolves to null for a failure of this workspace alone; one that may pass would only be met again by the next. */
function unlessItMayPass(error: unknown): null {
  if (error instanceof BackendError && !error.retryable) return null;
  throw error;
}

function differing(before: WorkspaceLabels, after: WorkspaceLabels): string[] {
  const all = new Set([...before.keys(), ...after.keys()]);
  const textOf = (labels: WorkspaceLabels, nativeId: string) => canonicalJson(labels.get(nativeId) ?? []);
  return before === after ? [] : [...all].filter((id) => textOf(before, id) !== textOf(after, id));
}

function labelled(reading: JobReading, table: Table): JobReading {
  const known = table.get(workspaceOf(reading.core));
  return known === undefined ? reading : { ...reading, labels: known.get(reading.nativeId) ?? [] };
}

function workspaceOf({ workspace }: JobCore): string {
  return workspace?.nativeId ?? defaultWorkspace;
}
