import type { JobEvent, Position } from "../../src/domain/event.ts";
import type { BackendId, JobId } from "../../src/domain/id.ts";
import { formatId } from "../../src/domain/id.ts";
import type { JobCore } from "../../src/domain/job.ts";
import { canonicalJson } from "../../src/domain/json.ts";
import { classOf } from "../../src/domain/status.ts";
import type { Journal, Observation, RecordResult } from "../../src/journal/contract.ts";
import type { Batch } from "./model-gateway.ts";
import type { Truth, VendorModel } from "./vendor-model.ts";
import { hasEnded } from "./vendor-model.ts";

/** What the model needs of a journal. */
export type ModelJournal = Pick<Journal, "head" | "record" | "read" | "snapshots">;

/** Promises of the record that the model watches. */
export const promises = [
  "no snapshot goes back in time",
  "no ended job comes back",
  "no removed job comes back",
  "a command makes one event with its actor",
  "the state after a command never goes back",
  "positions have no hole",
  "sequences of a job have no hole",
  "an event id names one event",
  "an event shows what was recorded",
  "an event begins where the one before it ended",
  "the snapshot is what its last event left",
  "in the end the journal shows the vendor's truth",
] as const;
export type Promised = (typeof promises)[number];

/** Watches what a journal makes of observations whose truth is known. */
export interface ModelCheck {
  /** Times that a promise was broken; promises that were kept are not in it. */
  readonly broken: ReadonlyMap<Promised, number>;
  /** Results counted by kind, how many asked for a re-read, and how many told of a command that left the job as it was. */
  readonly counts: Readonly<Record<RecordResult["kind"] | "reread" | "noted", number>>;
  /** Takes a batch in the order of the journal. */
  settle(batch: Batch, results: readonly RecordResult[]): void;
  /** Reads the journal from where the last reading ended. */
  verifyLog(): Promise<void>;
  /** Compares the snapshots of a backend with the vendor, after both came to rest. */
  verifyConverged(backend: BackendId, vendor: VendorModel): Promise<void>;
}

/** What the events of a job have told so far. */
interface Told {
  readonly sequence: number;
  readonly removed: boolean;
  readonly ended: boolean;
  /** Facts after the last event, as canonical text. */
  readonly facts: string;
}

export function createModelCheck(journal: ModelJournal): ModelCheck {
  const broken = new Map<Promised, number>();
  const counts = { recorded: 0, same: 0, filled: 0, stale: 0, reread: 0, noted: 0 };
  const shown = new Map<JobId, Truth>();
  /** Newest truth that a command was answered with and the journal took over. */
  const answered = new Map<JobId, number>();
  const expected = new Map<Position, Truth>();
  const told = new Map<JobId, Told>();
  const eventIds = new Set<string>();
  let readTo: Position = journal.head.position;

  const hold = (promise: Promised, kept: boolean) => {
    if (!kept) broken.set(promise, (broken.get(promise) ?? 0) + 1);
  };

  const settleOne = (observation: Observation, truth: Truth, result: RecordResult) => {
    const jobId = formatId("job", observation.backend, observation.nativeId);
    const isCommand = observation.source === "COMMAND";
    counts[result.kind]++;
    if ("reread" in result && result.reread) counts.reread++;
    const before = shown.get(jobId);
    const isThere = !(before ?? truth).deleted;
    if (isCommand && isThere) hold("a command makes one event with its actor", tellsOf(observation, result));
    if (result.kind !== "recorded") return;
    const isLeft = before !== undefined && leavesJob(result);
    if (isLeft) counts.noted++;
    if (isCommand && !(isLeft && result.reread))
      answered.set(jobId, Math.max(truth.version, answered.get(jobId) ?? 0));
    if (isLeft) {
      expected.set(result.position, before);
      return;
    }
    hold("the state after a command never goes back", truth.version >= (answered.get(jobId) ?? 0));
    if (before) {
      hold("no snapshot goes back in time", truth.version >= before.version);
      hold("no ended job comes back", !hasEnded(before) || truth.deleted || hasEnded(truth));
      hold("no removed job comes back", !before.deleted || truth.deleted);
    }
    shown.set(jobId, truth);
    if (result.event) expected.set(result.position, truth);
  };

  const verifyEvent = (event: JobEvent, position: Position) => {
    const { jobId, sequence, kind } = event;
    const before = told.get(jobId);
    hold("sequences of a job have no hole", sequence === (before?.sequence ?? 0) + 1);
    hold("an event id names one event", !eventIds.has(event.eventId));
    eventIds.add(event.eventId);
    const truth = expected.get(position);
    expected.delete(position);
    const { phase } = event.job.status;
    const isShown = truth?.deleted ? kind === "JobRemoved" : truth !== undefined && shows(event.job, truth);
    hold("an event shows what was recorded", isShown);
    if ("before" in event && before) {
      const began = canonicalJson({ ...event.job, ...event.before });
      hold("an event begins where the one before it ended", began === before.facts);
    }
    hold("no removed job comes back", !before?.removed);
    const ended = classOf(phase) === "TERMINAL";
    hold("no ended job comes back", !before?.ended || ended);
    told.set(jobId, { sequence, ended, removed: kind === "JobRemoved", facts: canonicalJson(event.job) });
  };

  return {
    broken,
    counts,
    settle(batch, results) {
      for (const [index, observation] of batch.observations.entries()) {
        const [sight, result] = [batch.sights[index], results[index]];
        if (!sight || !result) throw new Error("a batch without a result for each observation");
        settleOne(observation, sight.truth, result);
      }
    },
    async verifyLog() {
      for (;;) {
        const entries = await journal.read(readTo, 1000);
        if (entries.length === 0) break;
        for (const entry of entries) {
          hold("positions have no hole", entry.position === readTo + 1);
          readTo = entry.position;
          if (entry.kind === "Event") verifyEvent(entry.event, entry.position);
        }
      }
      hold("positions have no hole", readTo === journal.head.position);
      hold("an event shows what was recorded", expected.size === 0);
    },
    async verifyConverged(backend, vendor) {
      const jobIds = vendor.nativeIds.map((nativeId) => formatId("job", backend, nativeId));
      const snapshots = await journal.snapshots(jobIds);
      for (const [index, snapshot] of snapshots.entries()) {
        const truth = vendor.truth(vendor.nativeIds[index] ?? "");
        if (snapshot === null || truth === null) {
          // A job that came and went between two looks was never known.
          hold(
            "in the end the journal shows the vendor's truth",
            snapshot === null && truth?.deleted !== false,
          );
          continue;
        }
        const { core, id, labels } = snapshot.job;
        const isTrue = shows(core, truth);
        const isRemoved = snapshot.removedAt !== null;
        const converged = truth.deleted ? isRemoved : isTrue && !isRemoved;
        hold("in the end the journal shows the vendor's truth", converged);
        const last = told.get(id);
        hold("the snapshot is what its last event left", snapshot.sequence === (last?.sequence ?? 0));
        if (last)
          hold("the snapshot is what its last event left", last.facts === canonicalJson({ ...core, labels }));
      }
    },
  };
}

function shows({ status, description }: JobCore, { phase, progress, note }: Truth): boolean {
  return status.phase === phase && status.progress?.done === progress && description === String(note);
}

function tellsOf({ actor }: Observation, result: RecordResult): boolean {
  if (result.kind !== "recorded") return false;
  return result.event?.source === "COMMAND" && result.event.actor === actor;
}

/** Whether an event tells of a command and of no change. */
export function leavesJob({ event }: Pick<Extract<RecordResult, { kind: "recorded" }>, "event">): boolean {
  return event?.kind === "JobChanged" && event.changedFields.length === 0;
}
