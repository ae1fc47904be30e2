import { hash } from "node:crypto";
import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Position } from "../domain/event.ts";
import type { JobId } from "../domain/id.ts";
import { CellReader, closedLists, createDictionaries, type Dictionaries } from "./cells.ts";
import type { DocumentText } from "./document.ts";
import { textTable } from "./text-query.ts";

/** Changes with every change of the tables or of what the cells mean: a file of another form is emptied. */
const form = hash("sha1", JSON.stringify(["1", closedLists]));

const tables = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS dictionary (
    name TEXT, code INTEGER, text TEXT NOT NULL, PRIMARY KEY (name, code)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS job (
    slot INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, texts INTEGER NOT NULL, cells BLOB NOT NULL
  );
  CREATE TABLE IF NOT EXISTS document (
    slot INTEGER PRIMARY KEY, head TEXT NOT NULL, native TEXT NOT NULL, transitions TEXT NOT NULL
  );
  ${textTable};`;
const tableNames = ["meta", "dictionary", "job", "document", "job_text"];

/** What is stored of a job beside its document: `texts` is a hash of what a search looks into. */
export interface StoredJob {
  readonly slot: number;
  readonly revision: number;
  readonly texts: number;
}

export interface JobIdentity {
  readonly jobId: JobId;
  readonly revision: Position;
}

/** A job to be stored; its texts are null when they are stored already. */
export interface JobRecord {
  readonly slot: number;
  /** True for a slot that was free. */
  readonly isNew: boolean;
  readonly id: string;
  readonly revision: number;
  readonly texts: { readonly hash: number; readonly columns: readonly string[] | null };
  readonly cells: Uint8Array;
  readonly document: DocumentText;
}

/** Opens the database of an index; one that is damaged is made anew, because the journal holds the truth. */
export function openStore(file: string): JobStore {
  try {
    return new JobStore(file);
  } catch (error) {
    if (file === ":memory:") throw error;
    for (const part of ["", "-wal", "-shm"]) rmSync(file + part, { force: true });
    return new JobStore(file);
  }
}

/** Tables of an index: jobs by slot and id, documents, texts, dictionaries. */
export class JobStore {
  readonly database: DatabaseSync;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(file: string) {
    this.database = new DatabaseSync(file);
    try {
      // Losing the last changes with the machine is fine: they are applied again from the journal.
      this.database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384");
      this.database.exec(tables);
      if (this.#meta("form") !== form) this.#makeAnew();
      this.#statements = prepare(this.database);
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  /** Null for an index that was never filled. */
  get epoch(): string | null {
    return this.#meta("epoch");
  }

  get version(): Position {
    return Number(this.#meta("version") ?? 0);
  }

  /** Removes all jobs. */
  reset(epoch: string): void {
    this.#makeAnew();
    this.#setMeta("epoch", epoch);
  }

  setVersion(version: Position): void {
    this.#setMeta("version", String(version));
  }

  /** Runs a change as one transaction. */
  transact(change: () => void): void {
    this.database.exec("BEGIN IMMEDIATE");
    try {
      change();
      this.database.exec("COMMIT");
    } catch (error) {
      if (this.database.isTransaction) this.database.exec("ROLLBACK");
      throw error;
    }
  }

  find(id: string): StoredJob | null {
    return (this.#statements.find.get(id) as StoredJob | undefined) ?? null; // columns of `prepare`
  }

  /** Id and revision of the job in a slot in use. */
  identity(slot: number): JobIdentity {
    return this.#statements.identity.get(slot) as unknown as JobIdentity; // columns of `prepare`; the slot is in use
  }

  save({ slot, isNew, id, revision, texts, cells, document }: JobRecord): void {
    this.#statements.saveJob.run(slot, id, revision, texts.hash, cells);
    this.#statements.saveDocument.run(slot, document.head, document.native, document.transitions);
    if (texts.columns === null) return;
    if (!isNew) this.#statements.removeTexts.run(slot);
    this.#statements.saveTexts.run(slot, ...texts.columns);
  }

  remove(slot: number): void {
    this.#statements.removeTexts.run(slot);
    this.#statements.removeDocument.run(slot);
    this.#statements.removeJob.run(slot);
  }

  /** Document of a slot in use; null for a free one. */
  document(slot: number): DocumentText | null {
    return (this.#statements.document.get(slot) as DocumentText | undefined) ?? null;
  }

  /** Native document of a slot in use, as text. */
  native(slot: number): string | null {
    const row = this.#statements.native.get(slot) as { native: string } | undefined;
    return row?.native ?? null;
  }

  /** Stores the texts that got codes since the last time. */
  saveDictionaries(dictionaries: Dictionaries): void {
    for (const [name, dictionary] of Object.entries(dictionaries)) {
      for (const { code, text } of dictionary.unsaved) this.#statements.saveText.run(name, code, text);
    }
  }

  loadDictionaries(): Dictionaries {
    const dictionaries = createDictionaries();
    const rows = this.database.prepare("SELECT name, text FROM dictionary ORDER BY name, code").iterate();
    for (const { name, text } of rows as Iterable<{ name: keyof Dictionaries; text: string }>) {
      dictionaries[name].load(text);
    }
    return dictionaries;
  }

  /** One more than the largest slot. */
  get size(): number {
    const row = this.database.prepare("SELECT max(slot) + 1 AS size FROM job").get() as {
      size: number | null;
    };
    return row.size ?? 0;
  }

  /** Cells of all jobs in order of their slots; each is valid until the next. */
  *cells(): Generator<{ slot: number; cells: CellReader }> {
    const statement = this.database.prepare("SELECT slot, cells FROM job ORDER BY slot");
    statement.setReturnArrays(true);
    const cells = new CellReader();
    // With arrays for rows, which the types do not know.
    for (const [slot, bytes] of statement.iterate() as unknown as Iterable<[number, Uint8Array]>) {
      cells.load(bytes);
      yield { slot, cells };
    }
  }

  close(): void {
    this.database.close();
  }

  #makeAnew(): void {
    for (const name of tableNames) this.database.exec(`DROP TABLE IF EXISTS ${name}`);
    this.database.exec(tables);
    this.#setMeta("form", form);
  }

  #meta(key: string): string | null {
    const row = this.database.prepare("SELECT value FROM meta WHERE key = ?").get(key) as
      | { value: string }
      | undefined;
    return row?.value ?? null;
  }

  #setMeta(key: string, value: string): void {
    this.database.prepare("INSERT OR REPLACE INTO meta VALUES (?, ?)").run(key, value);
  }
}

function prepare(database: DatabaseSync) {
  const prepared = (sql: string) => database.prepare(sql);
  return {
    find: prepared("SELECT slot, revision, texts FROM job WHERE id = ?"),
    identity: prepared("SELECT id AS jobId, revision FROM job WHERE slot = ?"),
    saveJob: prepared(`INSERT INTO job VALUES (?, ?, ?, ?, ?) ON CONFLICT (slot) DO UPDATE SET
      revision = excluded.revision, texts = excluded.texts, cells = excluded.cells`),
    saveDocument: prepared("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)"),
    saveTexts: prepared(
      "INSERT INTO job_text (rowid, name, displayName, description, message, labels) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    saveText: prepared("INSERT INTO dictionary VALUES (?, ?, ?)"),
    removeJob: prepared("DELETE FROM job WHERE slot = ?"),
    removeDocument: prepared("DELETE FROM document WHERE slot = ?"),
    removeTexts: prepared("DELETE FROM job_text WHERE rowid = ?"),
    document: prepared("SELECT head, native, transitions FROM document WHERE slot = ?"),
    native: prepared("SELECT native FROM document WHERE slot = ?"),
  };
}
