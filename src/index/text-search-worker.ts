import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { findSlots } from "./text-query.ts";
import type { SearchAnswer, SearchRequest } from "./text-search.ts";

// Thread of `createWorkerSearch`: answers one search after the other.
const database = new DatabaseSync(String(workerData), { readOnly: true });

parentPort?.on("message", ({ id, query }: SearchRequest) => {
  parentPort?.postMessage(answer(id, query));
});

function answer(id: number, query: SearchRequest["query"]): SearchAnswer {
  try {
    return { id, slots: findSlots(database, query) };
  } catch (error) {
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
