import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Position } from "../domain/event.ts";
import type { JobId } from "../domain/id.ts";
import type { Instant } from "../domain/instant.ts";
import type { Entry, Journal, Observation, RecordResult, Snapshot } from "./contract.ts";
import { unsealEntry } from "./entry.ts";
import { openForReading } from "./sqlite-file.ts";
import type { EntryRow, SnapshotRow } from "./sqlite-rows.ts";
import { prepareQuery, toSealedEntry, toSnapshot } from "./sqlite-rows.ts";
import type { Writer } from "./sqlite-thread.ts";
import { startWriter } from "./sqlite-thread.ts";

/** Entries and tombstones that one commit removes: trimming lets records through in between. */
const trimBatch = 2000;
/** Sorts after every character of a key: no text has it. */
const lastCharacter = "\u{10ffff}";

/**
 * Opens the journal in a file, which is made with its folder when it is not there. One process at a time: rejects
 * with `JournalError` when another has it, and when the file is no journal or is damaged.
 */
export async function openSqliteJournal(file: string): Promise<Journal> {
  await mkdir(dirname(file), { recursive: true });
  const listeners = new Set<() => void>();
  const writer = await startWriter(file, () => {
    for (const listener of [...listeners]) listener();
  });
  try {
    return new SqliteJournal(writer, openForReading(file), listeners);
  } catch (error) {
    await writer[Symbol.asyncDispose]();
    throw error;
  }
}

/** Writes through its thread, reads on this one. */
class SqliteJournal implements Journal {
  readonly epoch: string;
  readonly #writer: Writer;
  readonly #database: DatabaseSync;
  readonly #listeners: Set<() => void>;
  readonly #queries: ReturnType<typeof prepareQueries>;

  constructor(writer: Writer, database: DatabaseSync, listeners: Set<() => void>) {
    this.epoch = writer.epoch;
    this.#writer = writer;
    this.#database = database;
    this.#listeners = listeners;
    this.#queries = prepareQueries(database);
  }

  get head() {
    return this.#writer.head;
  }

  async record(observations: readonly Observation[]): Promise<RecordResult[]> {
    const results = await this.#writer.request({ kind: "record", observations });
    return results as RecordResult[]; // what the store answers a record with
  }

  async read(after: Position, limit: number): Promise<Entry[]> {
    const rows = this.#queries.entries.all(after, this.head.position, limit);
    return rows.map((row) => unsealEntry(toSealedEntry(row)));
  }

  async checkAt(position: Position): Promise<string | null> {
    return this.#queries.check.get(position, this.head.position)?.bits ?? null;
  }

  async oldest(): Promise<Position> {
    const first = this.#queries.first.get()?.position ?? null;
    return first === null ? 0 : first - 1;
  }

  onAppend(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  async snapshots(jobIds: readonly JobId[]): Promise<(Snapshot | null)[]> {
    const rows = this.#queries.snapshots.all(JSON.stringify(jobIds));
    const found = new Map<string, SnapshotRow>(rows.map((row) => [row.job_id, row]));
    return jobIds.map((jobId) => {
      const row = found.get(jobId);
      return row ? toSnapshot(row) : null;
    });
  }

  async *scan(batchSize: number): AsyncGenerator<Snapshot[]> {
    for (let last = 0; ; ) {
      const rows = this.#queries.scan.all(last, batchSize);
      if (rows.length === 0) return;
      yield rows.map(toSnapshot);
      last = rows.at(-1)?.row ?? last;
      await nextTurn(); // a million jobs must not hold up everything else
    }
  }

  async loadState(key: string): Promise<string | null> {
    return this.#queries.state.get(key)?.value ?? null;
  }

  async saveState(key: string, value: string): Promise<void> {
    await this.#writer.request({ kind: "saveState", key, value });
  }

  async claimState(key: string, value: string): Promise<string | null> {
    const held = await this.#writer.request({ kind: "claimState", key, value });
    return held as string | null; // what the store answers a claim with
  }

  async states(prefix: string): Promise<{ readonly key: string; readonly value: string }[]> {
    return this.#queries.states.all(prefix, prefix + lastCharacter);
  }

  async removeState(key: string): Promise<void> {
    await this.#writer.request({ kind: "removeState", key });
  }

  async trim(before: Position, tombstonesBefore: Instant): Promise<void> {
    const call = { kind: "trim", before, tombstonesBefore, limit: trimBatch } as const;
    while (await this.#writer.request(call));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.clear();
    if (this.#database.isOpen) this.#database.close();
    await this.#writer[Symbol.asyncDispose]();
  }
}

/** Reads end at the head: an entry that is on the disk but not yet announced waits for its turn. */
function prepareQueries(database: DatabaseSync) {
  return {
    entries: prepareQuery<EntryRow>(
      database,
      "select position, bits, body from entry where position > ? and position <= ? order by position limit ?",
    ),
    check: prepareQuery<Pick<EntryRow, "bits">>(
      database,
      "select bits from entry where position = ? and position <= ?",
    ),
    first: prepareQuery<{ position: number | null }>(database, "select min(position) as position from entry"),
    snapshots: prepareQuery<SnapshotRow>(
      database,
      "select * from snapshot where job_id in (select value from json_each(?))",
    ),
    scan: prepareQuery<SnapshotRow>(database, "select * from snapshot where row > ? order by row limit ?"),
    state: prepareQuery<{ value: string }>(database, "select value from state where key = ?"),
    states: prepareQuery<{ key: string; value: string }>(
      database,
      "select key, value from state where key >= ? and key < ? order by key",
    ),
  };
}
