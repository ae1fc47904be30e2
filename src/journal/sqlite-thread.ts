import { Worker } from "node:worker_threads";
import { JournalError } from "./journal-error.ts";
import type { Head, Outcome, StoreCall } from "./sqlite-store.ts";
import type { WriterData, WriterMessage, WriterRequest } from "./sqlite-writer.ts";

/** Main thread's side of the writer's thread. */
export interface Writer extends AsyncDisposable {
  readonly epoch: string;
  /** Newest entry that is on the disk, as far as the thread has told. */
  readonly head: Head;
  /** Resolves when the call is on the disk; rejects with `JournalError`. */
  request(call: StoreCall): Promise<Extract<Outcome, { ok: true }>["value"]>;
}

/** Starts the writer of a journal file. `onAppend` is called after the head has moved, before those who wrote go on. */
export async function startWriter(file: string, onAppend: () => void): Promise<Writer> {
  const thread = new Worker(new URL("./sqlite-writer.ts", import.meta.url), {
    workerData: { file } satisfies WriterData,
  });
  const exited = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
  const pending = new Map<number, PromiseWithResolvers<Extract<Outcome, { ok: true }>["value"]>>();
  let lastId = 0;
  /** Why nothing can be asked for any more. */
  let ended: string | null = null;

  const { epoch, head: firstHead } = await readiness(thread);
  let head = firstHead;

  const post = (request: WriterRequest) => thread.postMessage(request);
  const settle = (id: number, outcome: Outcome) => {
    const promise = pending.get(id);
    pending.delete(id);
    if (outcome.ok) promise?.resolve(outcome.value);
    else
      promise?.reject(
        new JournalError(`${file} could not be written: ${messageOf(outcome.error)}`, {
          cause: outcome.error,
        }),
      );
  };
  const stop = (why: string) => {
    ended ??= why;
    for (const id of pending.keys()) settle(id, { ok: false, error: new Error(ended) });
  };

  thread.on("message", (message: WriterMessage) => {
    if (message.kind !== "done") return;
    const hasMoved = message.head.position > head.position;
    head = message.head;
    for (const { id, outcome } of message.answers) settle(id, outcome);
    if (hasMoved) onAppend();
  });
  thread.on("error", (error) => stop(`its writer failed: ${messageOf(error)}`));
  thread.on("exit", () => stop("its writer has ended"));

  return {
    epoch,
    get head() {
      return head;
    },
    request(call) {
      if (ended !== null) return Promise.reject(new JournalError(`${file} could not be written: ${ended}`));
      const promise = Promise.withResolvers<Extract<Outcome, { ok: true }>["value"]>();
      lastId++;
      post({ id: lastId, call }); // throws for what cannot be sent, and then nothing is pending
      pending.set(lastId, promise);
      return promise.promise;
    },
    async [Symbol.asyncDispose]() {
      if (ended === null) {
        ended = "it is closed";
        post("close");
      }
      await exited;
    },
  };
}

/** Waits for the thread's first word; rejects with `JournalError` when it cannot serve the file. */
async function readiness(thread: Worker): Promise<Extract<WriterMessage, { kind: "ready" }>> {
  const message = await new Promise<WriterMessage>((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
  });
  if (message.kind === "ready") return message;
  throw new JournalError(
    message.kind === "refused" ? message.message : "the journal's writer spoke out of turn",
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
