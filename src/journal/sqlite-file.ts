import { randomBytes } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { JournalError } from "./journal-error.ts";

/** "jobg", in the file's header. */
const applicationId = 0x6a6f6267;
const schemaVersion = 1;

const tables = `
create table meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) without rowid;
create table snapshot (
  row INTEGER PRIMARY KEY,
  job_id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  removed_at TEXT,
  version TEXT,
  progress_at TEXT,
  transition_count INTEGER NOT NULL,
  hashes TEXT NOT NULL,
  job TEXT NOT NULL,
  transitions TEXT NOT NULL
);
create index tombstone on snapshot (removed_at) where removed_at is not null;
create table entry (position INTEGER PRIMARY KEY, bits TEXT NOT NULL, body TEXT NOT NULL);
create table state (key TEXT PRIMARY KEY, value TEXT NOT NULL) without rowid;
`;

/**
 * Opens a journal's file for its one writer, and makes it when it is not there or empty. Throws `JournalError` for a
 * file that is no journal, is damaged, or was written by a later version of the schema.
 */
export function openJournalFile(file: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: 5000 });
    const isNew = numberOf(database, "select count(*) from sqlite_schema") === 0;
    if (!isNew) checkIdentity(database, file);
    database.exec("pragma page_size = 8192");
    database.exec("pragma journal_mode = wal");
    database.exec("pragma synchronous = full");
    database.exec("pragma cache_size = -16384"); // KiB
    database.exec("pragma journal_size_limit = 67108864");
    if (isNew) createTables(database);
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof JournalError) throw cause;
    throw new JournalError(`${file} cannot be opened as a journal: ${messageOf(cause)}`, { cause });
  }
}

/** Opens a journal's file for reading beside its writer. */
export function openForReading(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  database.exec("pragma cache_size = -8192"); // KiB
  return database;
}

/** The journal's random id. */
export function readEpoch(database: DatabaseSync): string {
  const epoch = database.prepare("select value from meta where name = 'epoch'").get()?.value;
  if (typeof epoch !== "string") throw new JournalError("the journal has no epoch");
  return epoch;
}

function checkIdentity(database: DatabaseSync, file: string): void {
  if (numberOf(database, "pragma application_id") !== applicationId) {
    throw new JournalError(`${file} is not a journal but another program's database; name another file`);
  }
  const version = numberOf(database, "pragma user_version");
  if (version !== schemaVersion) {
    throw new JournalError(
      `${file} has schema ${version}, and this version reads schema ${schemaVersion}; run the version that wrote it`,
    );
  }
}

function createTables(database: DatabaseSync): void {
  database.exec("begin immediate");
  database.exec(tables);
  database.exec(`pragma application_id = ${applicationId}`);
  database.exec(`pragma user_version = ${schemaVersion}`);
  const epoch = randomBytes(8).toString("hex");
  database.prepare("insert into meta (name, value) values ('epoch', ?)").run(epoch);
  database.exec("commit");
}

function numberOf(database: DatabaseSync, query: string): number {
  return Number(Object.values(database.prepare(query).get() ?? {})[0]);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
