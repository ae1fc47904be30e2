import type { EventSource, JobEvent, Position, StatusTransitionEvent } from "../domain/event.ts";
import type { BackendId, JobId } from "../domain/id.ts";
import type { Instant } from "../domain/instant.ts";
import type { Job, JobReading } from "../domain/job.ts";

/** What somebody saw at a vendor: a reading, or that the job is gone. */
export type Observation = {
  readonly backend: BackendId;
  readonly nativeId: string;
  /** Journal position known before the vendor request was sent. */
  readonly asOf: Position;
  readonly source: EventSource;
  readonly actor: string | null;
  /** When the answer was read, by the gateway's clock; shown, and decides nothing but the rate of progress events. */
  readonly observedAt: Instant;
} & (
  | {
      readonly reading: JobReading;
      /** Made by `contentHashes`: the writer compares them and leaves unchanged documents alone. */
      readonly hashes: PartHashes;
    }
  /** Null: the vendor confirmed that the job is gone. */
  | { readonly reading: null; readonly hashes: null }
);

/** The newest that is known of a job, and what is needed to judge the next observation. */
export interface Snapshot {
  readonly job: Job;
  /** Position of the entry that made it. */
  readonly revision: Position;
  /** Sequence of the job's last event; 0 when it came by backfill. */
  readonly sequence: number;
  /** Set on a tombstone. */
  readonly removedAt: Instant | null;
  /** Of the last recorded reading. */
  readonly version: string | null;
  readonly hashes: PartHashes;
  /** When progress alone was last recorded. */
  readonly progressAt: Instant | null;
  /** The newest 100, oldest first, whatever retention does. */
  readonly transitions: readonly RecordedTransition[];
  /** Transitions ever recorded. */
  readonly transitionCount: number;
}

/** A transition and where it stands in the journal: its cursor is (epoch, position, check). */
export interface RecordedTransition {
  readonly position: Position;
  readonly check: string;
  readonly event: StatusTransitionEvent;
}

/** Hashes of a reading's parts without noise; null for a part that was never read. */
export interface PartHashes {
  readonly core: string;
  readonly labels: string | null;
  readonly detail: string | null;
  /** Of each member of the native document: listings and single reads carry different ones. */
  readonly native: Readonly<Record<string, string>>;
}

/** What became of an observation. */
export type RecordResult =
  /**
   * `event` is null for a job of a backfill page. `reread` asks for one immediate read of the job: a command's result
   * won over what was stored, or was told without being stored.
   */
  | {
      readonly kind: "recorded";
      readonly position: Position;
      readonly event: JobEvent | null;
      readonly reread: boolean;
    }
  /** Nothing new; `deferred`: progress that waits for its turn. */
  | { readonly kind: "same"; readonly deferred: boolean }
  /** A part that was never read is now stored; no event. */
  | { readonly kind: "filled" }
  /** Older than what is stored; `reread` asks for one immediate read of the job. */
  | { readonly kind: "stale"; readonly reread: boolean };

/** Entry of the journal. `check` are the first 8 hex digits of its hash. */
export type Entry = { readonly position: Position; readonly check: string } & (
  | { readonly kind: "Event"; readonly event: JobEvent }
  /** A page of a backfill: jobs that start at sequence 0. */
  | { readonly kind: "Page"; readonly jobIds: readonly JobId[] }
);

/**
 * The truth: per job the newest snapshot, and an append-only log of events with gapless positions.
 * No wall clock decides anything; see `record-rules.ts`.
 */
export interface Journal extends AsyncDisposable {
  /** Random id made with the journal: 16 hex digits. */
  readonly epoch: string;
  /** Newest position that this process knows of, with its check; what `asOf` takes. */
  readonly head: { readonly position: Position; readonly check: string };

  /**
   * Judges and appends, atomically and in order; a page of BACKFILL observations makes one entry. `head` has moved
   * when it resolves. Rejects with `JournalError` when nothing of it could be written.
   */
  record(observations: readonly Observation[]): Promise<RecordResult[]>;

  /** Entries after a position, oldest first, at most `limit`; fewer only at the head. */
  read(after: Position, limit: number): Promise<Entry[]>;
  /** Check bits of the entry at a position; null when it has been trimmed or is not there yet. */
  checkAt(position: Position): Promise<string | null>;
  /** Position before the oldest entry that is kept. */
  oldest(): Promise<Position>;
  /** Calls back after entries were appended, in this process or another; returns what ends it. */
  onAppend(listener: () => void): () => void;

  /** Newest snapshots, tombstones included, in order; null for an unknown job. */
  snapshots(jobIds: readonly JobId[]): Promise<(Snapshot | null)[]>;
  /** All snapshots, tombstones included, in batches; those recorded while it runs may be missing or newer. */
  scan(batchSize: number): AsyncIterable<Snapshot[]>;

  /** Small state beside the jobs (progress of a backfill, intents of commands), as JSON text; null when there is none. */
  loadState(key: string): Promise<string | null>;
  saveState(key: string, value: string): Promise<void>;
  /** Saves a state under a key that has none, atomically; gives the one that is there, null when this one was saved. */
  claimState(key: string, value: string): Promise<string | null>;
  /** States whose keys begin with this, by key. */
  states(prefix: string): Promise<{ readonly key: string; readonly value: string }[]>;
  /** Without effect for a key that has none. */
  removeState(key: string): Promise<void>;

  /**
   * Removes entries before a position (snapshots stay), and tombstones removed before an instant.
   * The newest entry always stays: it holds the position and the check to go on from.
   */
  trim(before: Position, tombstonesBefore: Instant): Promise<void>;
}
