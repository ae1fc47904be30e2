import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Instant } from "../domain/instant.ts";
import type { Job } from "../domain/job.ts";
import type { PartHashes, RecordedTransition, Snapshot } from "./contract.ts";
import type { SealedEntry } from "./entry.ts";

/** Columns of a snapshot, as the database gives them. */
export interface SnapshotRow {
  readonly row: number;
  readonly job_id: string;
  readonly revision: number;
  readonly sequence: number;
  readonly removed_at: Instant | null;
  readonly version: string | null;
  readonly progress_at: Instant | null;
  readonly transition_count: number;
  readonly hashes: string;
  readonly job: string;
  readonly transitions: string;
}

/** Statement whose rows have the columns that `Row` names; `query` must select just these. */
export interface Query<Row> {
  get(...parameters: SQLInputValue[]): Row | undefined;
  all(...parameters: SQLInputValue[]): Row[];
}

/** Prepares a query whose row type its text fixes: all columns are written by this folder alone. */
export function prepareQuery<Row>(database: DatabaseSync, query: string): Query<Row> {
  return database.prepare(query) as Pick<StatementSync, "get" | "all"> as unknown as Query<Row>;
}

/** Snapshot of a row. Its documents are parsed when they are first looked at: most readings change nothing. */
export function toSnapshot(row: SnapshotRow): Snapshot {
  let [hashes, job, transitions]: [PartHashes?, Job?, RecordedTransition[]?] = [];
  return {
    revision: row.revision,
    sequence: row.sequence,
    removedAt: row.removed_at,
    version: row.version,
    progressAt: row.progress_at,
    transitionCount: row.transition_count,
    get hashes() {
      hashes ??= JSON.parse(row.hashes) as PartHashes; // upsertSnapshot wrote it, as the two below
      return hashes;
    },
    get job() {
      job ??= JSON.parse(row.job) as Job;
      return job;
    },
    get transitions() {
      transitions ??= JSON.parse(row.transitions) as RecordedTransition[];
      return transitions;
    },
  };
}

/** Prepares what stores a snapshot in place of the job's last one. */
export function prepareUpsert(database: DatabaseSync): (snapshot: Snapshot) => void {
  const upsert = database.prepare(`
    insert into snapshot
      (job_id, revision, sequence, removed_at, version, progress_at, transition_count, hashes, job, transitions)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (job_id) do update set
      revision = excluded.revision, sequence = excluded.sequence, removed_at = excluded.removed_at,
      version = excluded.version, progress_at = excluded.progress_at,
      transition_count = excluded.transition_count, hashes = excluded.hashes,
      job = excluded.job, transitions = excluded.transitions`);
  return ({
    job,
    revision,
    sequence,
    removedAt,
    version,
    progressAt,
    transitionCount,
    hashes,
    transitions,
  }) => {
    const documents = [hashes, job, transitions].map((part) => JSON.stringify(part));
    upsert.run(job.id, revision, sequence, removedAt, version, progressAt, transitionCount, ...documents);
  };
}

/** Entry in its row: `bits` holds the check, a word of SQL. */
export type EntryRow = { readonly position: number; readonly bits: string; readonly body: string };

export function toSealedEntry({ position, bits, body }: EntryRow): SealedEntry {
  return { position, check: bits, body };
}
