import type { BackendDefinition, JobPage } from "../backends/contract.ts";
import type { Position } from "../domain/event.ts";
import { type BackendId, formatId } from "../domain/id.ts";
import type { JobReading } from "../domain/job.ts";
import type { JobIndex } from "../index/contract.ts";
import type { Found, Recorder } from "./recorder.ts";

/** Brings what commands did at one backend into the journal. */
export interface CommandRecords {
  /** Journal position known now: what a command notes before it calls the vendor. */
  readonly position: Position;
  /**
   * Records what a command's answer shows, as one event of the actor's for each job that is there. Resolves when the
   * index shows it, or what a read after it has found where a poll came between the command and its answer. `asOf` 0
   * claims nothing about the job: the command is told, and the job read again if need be.
   */
  recordCommand(found: Found, by: { readonly asOf: Position; readonly actor: string }): Promise<void>;
  /** A removal of this job that any later read finds is told as a command's of this actor; the returned function ends that. */
  expectRemoval(nativeId: string, actor: string): () => void;
}

export interface CommandRecordTools {
  readonly backend: BackendId;
  readonly detail: BackendDefinition["listing"]["detail"];
  readonly index: JobIndex;
  readonly recorder: Recorder;
  /** Told of every answer once it is recorded. */
  onAnswer(page: Pick<JobPage, "readings" | "unreadable">): void;
  /** Reads jobs soon, as a poll. */
  reread(nativeIds: readonly string[]): Promise<void>;
}

export function createCommandRecords(tools: CommandRecordTools): CommandRecords {
  const { backend, detail, index, recorder, onAnswer, reread } = tools;

  /** Whether a single read has to follow for the detail, as one follows a listing that lacks it. */
  function needsDetail(reading: JobReading): boolean {
    if (reading.detail !== undefined || reading.partOf !== undefined || detail === "on-demand") return false;
    if (detail === "on-change") return true;
    return index.get([formatId("job", backend, reading.nativeId)])[0]?.job.detail === null;
  }

  return {
    get position() {
      return recorder.position;
    },
    async recordCommand(found, { asOf, actor }) {
      await recorder.record(found, { asOf, source: "COMMAND", actor });
      // That an answer could be read does not make a job readable that was not: only a read of the job does.
      onAnswer({ readings: [], unreadable: found.unreadable ?? [] });
      const lacking = found.readings.filter(needsDetail).map(({ nativeId }) => nativeId);
      if (lacking.length > 0) void reread(lacking);
    },
    expectRemoval: recorder.expectRemoval,
  };
}
