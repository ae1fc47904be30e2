import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { findSlots, type TextQuery } from "./text-query.ts";

/** Finds jobs by their texts. */
export interface TextSearch extends AsyncDisposable {
  /** Slots of the jobs that hold the texts as of the last commit, in order. */
  find(query: TextQuery): Promise<Uint32Array>;
}

/** Question to the worker of a file, and its answer. */
export interface SearchRequest {
  readonly id: number;
  readonly query: TextQuery;
}
export type SearchAnswer = { readonly id: number } & (
  | { readonly slots: Uint32Array }
  | { readonly error: Error }
);

/** Searches a database that only this thread can read: in place. */
export function createInlineSearch(database: DatabaseSync): TextSearch {
  return {
    find: async (query) => findSlots(database, query),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** Searches a file in a worker with its own connection, so that a search for a common word holds up nobody. */
export function createWorkerSearch(file: string): TextSearch {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, PromiseWithResolvers<Uint32Array>>();

  const start = () => {
    const started = new Worker(new URL("./text-search-worker.ts", import.meta.url), { workerData: file });
    started.on("message", (answer: SearchAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) started.unref(); // an idle worker keeps no process alive
      if ("slots" in answer) asked?.resolve(answer.slots);
      else asked?.reject(answer.error);
    });
    const fail = (error: Error) => {
      if (worker !== started) return;
      worker = null; // the next search starts another
      for (const asked of waiting.values()) asked.reject(error);
      waiting.clear();
    };
    started.on("error", fail);
    started.on("exit", (code) => fail(new Error(`the search worker ended with code ${code}`)));
    return started;
  };

  return {
    find: (query) => {
      worker ??= start();
      worker.ref();
      const asked = Promise.withResolvers<Uint32Array>();
      const id = ++lastId;
      waiting.set(id, asked);
      worker.postMessage({ id, query } satisfies SearchRequest);
      return asked.promise;
    },
    [Symbol.asyncDispose]: async () => {
      await worker?.terminate();
    },
  };
}
