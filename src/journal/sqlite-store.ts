import type { DatabaseSync } from "node:sqlite";
import type { Position } from "../domain/event.ts";
import type { Instant } from "../domain/instant.ts";
import type { Observation, RecordResult } from "./contract.ts";
import { noCheck } from "./entry.ts";
import { judge } from "./judge.ts";
import { readEpoch } from "./sqlite-file.ts";
import type { EntryRow, SnapshotRow } from "./sqlite-rows.ts";
import { prepareQuery, prepareUpsert, toSnapshot } from "./sqlite-rows.ts";

/** What the store is asked to do, and what it answers with. */
export type StoreCall =
  /** `RecordResult[]` */
  | { readonly kind: "record"; readonly observations: readonly Observation[] }
  /** null */
  | { readonly kind: "saveState"; readonly key: string; readonly value: string }
  /** The value that the key has, as text; null when it had none and now has this one. */
  | { readonly kind: "claimState"; readonly key: string; readonly value: string }
  /** null */
  | { readonly kind: "removeState"; readonly key: string }
  /** Removes at most so many entries and tombstones; boolean: whether more are left. */
  | {
      readonly kind: "trim";
      readonly before: Position;
      readonly tombstonesBefore: Instant;
      readonly limit: number;
    };

/** How one call of a commit went. */
export type Outcome =
  | { readonly ok: true; readonly value: readonly RecordResult[] | string | boolean | null }
  | { readonly ok: false; readonly error: unknown };

/** Newest entry. */
export interface Head {
  readonly position: Position;
  readonly check: string;
}

/** The writing side of an SQLite journal, without its thread. */
export interface SqliteStore {
  readonly epoch: string;
  readonly head: Head;
  /**
   * Runs calls in order and commits them together: one wait for the disk. One that fails leaves nothing behind and
   * spares the others; when the commit itself fails, all have failed.
   */
  commit(calls: readonly StoreCall[]): Outcome[];
}

/** Builds the store of an open journal file. */
export function createSqliteStore(database: DatabaseSync): SqliteStore {
  const epoch = readEpoch(database);
  const newest = prepareQuery<EntryRow>(
    database,
    "select position, bits from entry order by position desc limit 1",
  );
  const readHead = (): Head => {
    const row = newest.get();
    return row ? { position: row.position, check: row.bits } : { position: 0, check: noCheck };
  };
  let head = readHead();
  const find = prepareQuery<SnapshotRow>(database, "select * from snapshot where job_id = ?");
  const upsert = prepareUpsert(database);
  const append = database.prepare("insert into entry (position, bits, body) values (?, ?, ?)");
  const save = database.prepare(
    "insert into state (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
  );
  const loadState = prepareQuery<{ value: string }>(database, "select value from state where key = ?");
  const removeState = database.prepare("delete from state where key = ?");
  const trimEntries = database.prepare(
    "delete from entry where position in (select position from entry where position < ? order by position limit ?)",
  );
  const trimTombstones = database.prepare(
    "delete from snapshot where row in (select row from snapshot where removed_at < ? limit ?)",
  );

  const stored = (jobId: string) => {
    const row = find.get(jobId);
    return row ? toSnapshot(row) : null;
  };
  const record = (observations: readonly Observation[]) => {
    const { results, entries, snapshots } = judge(observations, stored, { epoch, position: head.position });
    for (const { position, check, body } of entries) append.run(position, check, body);
    for (const snapshot of snapshots.values()) upsert(snapshot);
    head = entries.at(-1) ?? head;
    return results;
  };
  /** Calls run one after the other, so nobody comes in between. */
  const claimState = (key: string, value: string) => {
    const held = loadState.get(key)?.value ?? null;
    if (held === null) save.run(key, value);
    return held;
  };
  const trim = (before: Position, tombstonesBefore: Instant, limit: number) => {
    const entries = trimEntries.run(Math.min(before, head.position), limit).changes;
    const tombstones = trimTombstones.run(tombstonesBefore, limit).changes;
    return entries === limit || tombstones === limit;
  };
  const run = (call: StoreCall) => {
    switch (call.kind) {
      case "record":
        return record(call.observations);
      case "saveState":
        save.run(call.key, call.value);
        return null;
      case "claimState":
        return claimState(call.key, call.value);
      case "removeState":
        removeState.run(call.key);
        return null;
      case "trim":
        return trim(call.before, call.tombstonesBefore, call.limit);
    }
  };

  const runApart = (call: StoreCall): Outcome => {
    const before = head;
    database.exec("savepoint one");
    try {
      const value = run(call);
      database.exec("release one");
      return { ok: true, value };
    } catch (error) {
      if (!database.isTransaction) throw error; // a full disk takes the whole transaction with it
      database.exec("rollback to one; release one");
      head = before;
      return { ok: false, error };
    }
  };

  return {
    epoch,
    get head() {
      return { position: head.position, check: head.check };
    },
    commit(calls) {
      try {
        database.exec("begin immediate");
        const outcomes = calls.map(runApart);
        database.exec("commit");
        return outcomes;
      } catch (error) {
        if (database.isTransaction) database.exec("rollback");
        head = readHead();
        return calls.map(() => ({ ok: false, error }));
      }
    },
  };
}
