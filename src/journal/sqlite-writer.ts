import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { openJournalFile } from "./sqlite-file.ts";
import { lockJournal } from "./sqlite-lock.ts";
import type { Head, Outcome, StoreCall } from "./sqlite-store.ts";
import { createSqliteStore } from "./sqlite-store.ts";

// The writer's thread: waits for the disk so that the main thread need not. Started only by `startWriter`.

/** What the thread is asked for. */
export type WriterRequest = { readonly id: number; readonly call: StoreCall } | "close";

/** What the thread tells: once that it is ready or why not, then what became of requests. */
export type WriterMessage =
  | { readonly kind: "ready"; readonly epoch: string; readonly head: Head }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "done"; readonly head: Head; readonly answers: readonly WriterAnswer[] };

export interface WriterAnswer {
  readonly id: number;
  readonly outcome: Outcome;
}

/** What the thread is started with. */
export interface WriterData {
  readonly file: string;
}

if (parentPort !== null) serve(parentPort, (workerData as WriterData).file); // startWriter passes it

function serve(port: MessagePort, file: string): void {
  const tell = (message: WriterMessage) => port.postMessage(message);
  const opened = open(file);
  if (opened instanceof Error) {
    tell({ kind: "refused", message: opened.message });
    port.close();
    return;
  }
  const { database, lock } = opened;
  const store = createSqliteStore(database);
  let waiting: { id: number; call: StoreCall }[] = [];

  const commitWaiting = () => {
    const group = waiting;
    waiting = [];
    const outcomes = store.commit(group.map(({ call }) => call));
    const answers = group.flatMap(({ id }, index) => {
      const outcome = outcomes[index];
      return outcome ? [{ id, outcome }] : [];
    });
    tell({ kind: "done", head: store.head, answers });
  };
  const close = () => {
    if (waiting.length > 0) commitWaiting();
    database.exec("pragma wal_checkpoint(truncate)");
    database.close();
    lock[Symbol.dispose]();
    port.close();
  };

  port.on("message", (request: WriterRequest) => {
    if (request === "close") return close();
    // All that arrives in this turn of the loop, while the last commit was on its way to the disk, goes together.
    if (waiting.length === 0) setImmediate(() => waiting.length > 0 && commitWaiting());
    waiting.push(request);
  });
  tell({ kind: "ready", epoch: store.epoch, head: store.head });
}

function open(file: string) {
  let lock: Disposable | null = null;
  try {
    lock = lockJournal(file);
    return { lock, database: openJournalFile(file) };
  } catch (error) {
    lock?.[Symbol.dispose]();
    return error instanceof Error ? error : new Error(String(error));
  }
}
