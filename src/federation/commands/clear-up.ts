import type { Problem } from "../../domain/command.ts";
import { BackendError } from "../../domain/error.ts";
import { epochMs, type Instant, instantOf } from "../../domain/instant.ts";
import type { JobReading } from "../../domain/job.ts";
import type { KeyValue } from "../../domain/spec.ts";
import type { ConnectedBackend, Sync } from "../../sync/sync.ts";
import { passingSnapshot } from "../passing-snapshot.ts";
import { look, lookFor, type Sighting } from "./created-job.ts";
import type { CreateMark, Intent, Intents, Outcome } from "./intents.ts";
import { problem } from "./problems.ts";
import { canChange } from "./refusals.ts";
import { isBeingCancelled, type VendorCalls } from "./vendor-calls.ts";

/** After this time a vendor has done what it was asked for, or never will; in milliseconds. */
const settledMs = 60_000;

/** Finds out what became of commands whose answers were lost. All resolve with null while it cannot be told. */
export interface ClearUp {
  /** `error`: how the answer was lost just now; null: some time ago, by this process or an earlier one. */
  create(
    connected: ConnectedBackend,
    intent: Intent & { readonly create: CreateMark },
    error: BackendError | null,
    signal: AbortSignal,
  ): Promise<Outcome | "UNDONE" | null>;
  /** Of a command for a job that is there: by how the job stands now. It may be given again. */
  ofJob(connected: ConnectedBackend, intent: Intent, signal: AbortSignal): Promise<Outcome | "UNDONE" | null>;
}

export interface ClearUpTools {
  readonly calls: VendorCalls;
  readonly intents: Pick<Intents, "open">;
  readonly sync: Sync;
  now(): number;
}

export function createClearUp({ calls, intents, sync, now }: ClearUpTools): ClearUp {
  async function recorded(
    connected: ConnectedBackend,
    { actor, create: mark }: Intent & { readonly create: CreateMark },
    reading: JobReading,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { nativeId } = reading;
    const problems = await label(connected, reading, mark.labels, signal);
    const asOf = sync.of(connected.id).position;
    const isRecorded = await calls.created(
      connected,
      { nativeId, reading: null, asOf },
      { actor, mark },
      signal,
    );
    return { nativeId, problems, deletion: null, effect: null, isRecorded };
  }

  /** Records a job that could not be read when it had been made. */
  async function readable(
    connected: ConnectedBackend,
    { actor, create: mark }: Intent & { readonly create: CreateMark },
    outcome: Outcome,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const job = { nativeId: outcome.nativeId, reading: null, asOf: sync.of(connected.id).position };
    return { ...outcome, isRecorded: await calls.created(connected, job, { actor, mark }, signal) };
  }

  /** Whether the job that was found may as well be that of another create of its name. */
  function isContested({ backend, startedAt, create: { name } }: Intent & { readonly create: CreateMark }) {
    const isRival = (other: Intent) =>
      other.state.kind === "SENT" &&
      other.backend === backend &&
      other.create?.name === name &&
      other.startedAt !== startedAt;
    return [...intents.open.values()].some(isRival);
  }

  /** Sets the labels that a job was to have: the call that sets them comes after the one whose answer was lost. */
  async function label(
    connected: ConnectedBackend,
    reading: JobReading,
    wanted: readonly KeyValue[],
    signal: AbortSignal,
  ): Promise<readonly Problem[]> {
    const has = ({ key, value }: KeyValue) =>
      reading.labels?.some((label) => label.key === key && label.value === value) === true;
    const set = wanted.filter((one) => !has(one));
    if (set.length === 0 || !canChange(connected, "labels")) return [];
    const observedAt = instantOf(now()) as Instant; // the clock of a running process lies inside the range of dates
    const { job } = passingSnapshot(connected.id, reading, observedAt);
    try {
      await connected.backend.updateJob?.(job, { labels: { set, remove: [] }, force: true }, signal);
      return [];
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      return [problem("UNAVAILABLE", `The job was made without its labels: ${error.message}`, ["labels"])];
    }
  }

  return {
    async create(connected, intent, error, signal) {
      const { state } = intent;
      if (state.kind === "DONE") return readable(connected, intent, state.outcome, signal);
      const seen: Sighting =
        error === null
          ? await look(connected, intent.create, signal)
          : await lookFor(connected, intent.create, error, signal);
      if (seen.kind === "UNCLEAR" || (seen.kind === "FOUND" && isContested(intent))) return null;
      if (seen.kind === "FOUND") return recorded(connected, intent, seen.reading, signal);
      const isOld = now() - epochMs(intent.startedAt) > settledMs;
      return seen.isFinal || isOld ? "UNDONE" : null;
    },

    async ofJob(connected, { command, actor, backend, nativeId, state }, signal) {
      if (nativeId === null) return "UNDONE";
      const own = sync.of(backend);
      const outcome = { nativeId, problems: [], deletion: null, effect: null, isRecorded: true };
      const done = state.kind === "DONE" ? { ...state.outcome, isRecorded: true } : null;
      const asOf = own.position;
      const [read] = await connected.backend.getJobs([nativeId], signal);
      if (read === undefined || (read instanceof BackendError && read.kind !== "NOT_FOUND")) return null;
      if (read instanceof BackendError) {
        if (command === "deleteJob") {
          await own.recordCommand({ readings: [], removed: [nativeId] }, { asOf, actor });
          return { ...outcome, deletion: "GONE" };
        }
        // Somebody else has deleted it.
        await own.readJobs([nativeId], signal);
        return done ?? "UNDONE";
      }
      const isDone = done !== null || (command === "cancelJob" && isBeingCancelled(read));
      if (!isDone) return "UNDONE";
      await own.recordCommand({ readings: [read] }, { asOf, actor });
      return done ?? outcome;
    },
  };
}
