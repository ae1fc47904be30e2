import { DatabaseSync } from "node:sqlite";
import { JournalError } from "./journal-error.ts";

/**
 * Keeps other processes from a journal until it is disposed of or the process ends, however it ends: the lock is an
 * open transaction on a side file, which the operating system gives back. Throws `JournalError` with the holder's
 * process id when another has it.
 */
export function lockJournal(file: string): Disposable {
  const side = `${file}.lock`;
  const lock = new DatabaseSync(side, { timeout: 0 });
  try {
    lock.exec("begin immediate");
    // Readers of the process id may stand in the way of the commit for a moment.
    lock.exec("pragma busy_timeout = 1000");
    lock.exec("create table if not exists holder (pid INTEGER NOT NULL)");
    lock.exec("delete from holder");
    lock.prepare("insert into holder (pid) values (?)").run(process.pid);
    lock.exec("commit");
    lock.exec("begin immediate");
  } catch (cause) {
    const message = isBusy(cause)
      ? `${file} is in use by process ${readHolder(lock) ?? "(unknown)"}; a journal file serves one process at a time`
      : `${side} cannot be locked: ${String(cause)}`;
    lock.close();
    throw new JournalError(message, { cause });
  }
  return { [Symbol.dispose]: () => lock.close() };
}

/** While the lock is held its file can still be read. */
function readHolder(lock: DatabaseSync): number | null {
  try {
    lock.exec("pragma busy_timeout = 1000");
    const row = lock.prepare("select pid from holder").get();
    return typeof row?.pid === "number" ? row.pid : null;
  } catch {
    return null; // the message does without it
  }
}

const busyCode = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === busyCode;
}
