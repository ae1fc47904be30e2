import { setTimeout as sleep } from "node:timers/promises";
import type { SharingChange } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { Position } from "../../domain/event.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import type { BackendSync } from "../../sync/backend-sync.ts";
import type { ConnectedBackend, Sync } from "../../sync/sync.ts";
import type { JobFinder } from "../job-finder.ts";
import type { CreateMark, Outcome } from "./intents.ts";
import { notDone, nullOf, persist } from "./persist.ts";

/** A job that was just created may take its time to be readable. */
const readBackWaitsMs = [0, 300, 1_000, 3_000];
/** Reads after a command whose answer a poll has overtaken. */
const mostReads = 3;
/** For so long a removal is still told as the command's when nobody else has come to wait for it, in milliseconds. */
const handOverMs = 60_000;

/** Asks vendors to do things, and records what came of them: one event of the actor's for each command. */
export interface VendorCalls {
  /** Creates a job in one try. Rejects with a `BackendError` that says whether there may be a job now. */
  create(connected: ConnectedBackend, draft: JobDraft, made: Made, signal: AbortSignal): Promise<Outcome>;
  /** Records a job that a create has made; without a reading it is read. False when it cannot be read yet. */
  created(connected: ConnectedBackend, job: Created, made: Made, signal: AbortSignal): Promise<boolean>;
  /** Has a job changed by what may be repeated, and shows it. */
  change(connected: ConnectedBackend, job: Job, change: Change, signal: AbortSignal): Promise<Outcome>;
  cancel(connected: ConnectedBackend, job: Job, actor: string, signal: AbortSignal): Promise<Outcome>;
  /** `ask` is the vendor's deletion, of this job alone or with others. */
  delete(connected: ConnectedBackend, job: Job, removal: Removal, signal: AbortSignal): Promise<Outcome>;
  share(connected: ConnectedBackend, job: Job, sharing: Sharing, signal: AbortSignal): Promise<Outcome>;
}

export interface Made {
  readonly actor: string;
  readonly mark: CreateMark;
}
interface Created {
  readonly nativeId: string;
  readonly reading: JobReading | null;
  /** Journal position before the reading was asked for. */
  readonly asOf: Position;
}
/** What the answer to a command shows. */
interface Answer {
  readonly reading: JobReading | null;
  /** Journal position before the command was sent. */
  readonly asOf: Position;
}
interface Change {
  readonly actor: string;
  ask(job: Job): Promise<JobReading | null>;
}
interface Removal {
  readonly actor: string;
  ask(): Promise<boolean>;
}
interface Sharing {
  readonly actor: string;
  readonly change: SharingChange;
}

export function createVendorCalls(sync: Sync, finder: JobFinder): VendorCalls {
  /**
   * Records what an answer shows. Without a reading, or where a poll has recorded something since it was asked for, the
   * job is read. What cannot be read is told as it is known, and false resolved: it is to be read later.
   */
  async function show(
    { id, backend }: ConnectedBackend,
    job: Job,
    answer: Answer,
    actor: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    const own = sync.of(id);
    let { reading, asOf } = answer;
    for (let reads = 0; reads < mostReads && (reading === null || isOvertaken(job, asOf)); reads++) {
      asOf = own.position;
      const [read] = await backend.getJobs([job.nativeId], signal).catch(listOf);
      if (read === undefined || read instanceof BackendError) break;
      reading = read;
    }
    if (reading !== null) {
      await own.recordCommand({ readings: [reading] }, { asOf, actor });
      return true;
    }
    await tell(own, job, actor);
    // That it is gone by now is somebody else's doing.
    const [read] = await own.readJobs([job.nativeId], signal).catch(listOf);
    return read !== undefined && (!(read instanceof BackendError) || read.kind === "NOT_FOUND");
  }

  function isOvertaken({ id }: Job, asOf: Position): boolean {
    return (finder.view(id)?.snapshot.revision ?? 0) > asOf;
  }

  /** Tells that a command was given for a job of which nothing new is known. */
  async function tell(own: BackendSync, job: Job, actor: string): Promise<void> {
    const known = finder.view(job.id)?.snapshot.job ?? job;
    // The copy claims nothing about when it was read.
    await own.recordCommand({ readings: [readingOf(known)] }, { asOf: 0, actor });
  }

  async function created(
    { id, backend }: ConnectedBackend,
    { nativeId, reading, asOf }: Created,
    { actor, mark }: Made,
    signal: AbortSignal,
  ): Promise<boolean> {
    const own = sync.of(id);
    const linked = mark.retryOf === null ? {} : { retryOf: mark.retryOf };
    const record = async (read: JobReading, asOf: Position) => {
      await own.recordCommand({ readings: [{ ...read, ...linked }] }, { asOf, actor });
      return true;
    };
    if (reading !== null) return record(reading, asOf);
    for (const waitMs of readBackWaitsMs) {
      await sleep(waitMs, undefined, { signal });
      const asOfRead = own.position;
      const [read] = await backend.getJobs([nativeId], signal).catch(listOf);
      if (read === undefined || read instanceof BackendError) continue;
      return record(read, asOfRead);
    }
    return false;
  }

  return {
    created,

    async create(connected, draft, made, signal) {
      const own = sync.of(connected.id);
      const { backend } = connected;
      if (!backend.createJob) throw new Error(`${connected.id} creates no jobs.`); // refused before
      const asOf = own.position;
      const { nativeId, reading, problems } = await backend.createJob(draft, signal);
      const isRecorded = await created(connected, { nativeId, reading, asOf }, made, signal);
      return { nativeId, problems, deletion: null, effect: null, isRecorded };
    },

    async change(connected, job, { actor, ask }, signal) {
      const own = sync.of(connected.id);
      const send = async () => {
        const asOf = own.position;
        return { reading: await ask(job), asOf };
      };
      // Nothing that every vendor has tells a change that was made from one that was not: it is made again.
      const answer = await persist(send, async () => null, signal);
      return { ...outcomeOf(job), isRecorded: await show(connected, job, answer, actor, signal) };
    },

    async cancel(connected, job, actor, signal) {
      const { backend } = connected;
      const own = sync.of(connected.id);
      const send = async () => {
        const asOf = own.position;
        return { reading: (await backend.cancelJob?.(job, signal)) ?? null, asOf };
      };
      const look = async () => {
        const asOf = own.position;
        const [reading] = await backend.getJobs([job.nativeId], signal);
        if (reading === undefined || reading instanceof BackendError) return null;
        return isBeingCancelled(reading) ? { reading, asOf } : notDone;
      };
      const answer = await persist(send, look, signal);
      return { ...outcomeOf(job), isRecorded: await show(connected, job, answer, actor, signal) };
    },

    async delete({ id, backend }, job, { actor, ask }, signal) {
      const own = sync.of(id);
      const look = async () => {
        const [reading] = await backend.getJobs([job.nativeId], signal);
        return reading instanceof BackendError && reading.kind === "NOT_FOUND" ? true : null;
      };
      const asOf = own.position;
      // A poll may meet the removal before the answer is recorded.
      const endExpecting = own.expectRemoval(job.nativeId, actor);
      let mayGoLater = true;
      try {
        const isGone = await persist(ask, look, signal);
        if (isGone) await own.recordCommand({ readings: [], removed: [job.nativeId] }, { asOf, actor });
        else await tell(own, job, actor);
        mayGoLater = !isGone;
        return { ...outcomeOf(job), deletion: isGone ? "GONE" : "LATER" };
      } catch (error) {
        if (error instanceof BackendError && error.undone) mayGoLater = false;
        throw error;
      } finally {
        if (mayGoLater) setTimeout(endExpecting, handOverMs).unref();
        else endExpecting();
      }
    },

    async share({ id, backend }, job, { actor, change }, signal) {
      const own = sync.of(id);
      const send = async () => ({ effect: (await backend.modifySharing?.(job, change, signal)) ?? null });
      const { effect } = await persist(send, async () => null, signal);
      await tell(own, job, actor);
      return { ...outcomeOf(job), effect };
    },
  };
}

/** Whether a reading shows that the job is being cancelled, or was. */
export function isBeingCancelled({ core }: JobReading): boolean {
  return core.status.phase === "CANCELLING" || core.status.phase === "CANCELLED";
}

/** What is stored of a job, as a reading. */
function readingOf({ nativeId, core, labels, detail, native }: Job): JobReading {
  return { nativeId, core, labels, native, ...(detail !== null && { detail }) };
}

function outcomeOf({ nativeId }: Job): Outcome {
  return { nativeId, problems: [], deletion: null, effect: null, isRecorded: true };
}

function listOf(error: unknown): readonly (JobReading | BackendError)[] {
  nullOf(error);
  return [];
}
