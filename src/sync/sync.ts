import type { Backend, BackendDefinition } from "../backends/contract.ts";
import type { BackendId } from "../domain/id.ts";
import { type BackendSync, type BackendSyncTools, startBackendSync } from "./backend-sync.ts";
import { Interest } from "./interest.ts";

/** A backend that is called, with what it is. */
export interface ConnectedBackend {
  readonly id: BackendId;
  readonly title: string;
  readonly definition: BackendDefinition;
  readonly backend: Backend;
}

/** The sync of all backends. */
export interface Sync extends AsyncDisposable {
  /** Throws for a backend that is not configured. */
  of(backend: BackendId): BackendSync;
  readonly interest: Interest;
}

/** Starts the sync of every backend; they run and fail apart from each other. */
export async function startSync(
  backends: readonly ConnectedBackend[],
  tools: Omit<BackendSyncTools, "id" | "backend" | "definition" | "interest">,
): Promise<Sync> {
  const interest = new Interest();
  const syncs = new Map<BackendId, BackendSync>();
  for (const { id, backend, definition } of backends) {
    syncs.set(id, await startBackendSync({ ...tools, id, backend, definition, interest }));
  }
  return {
    interest,
    of(backend) {
      const sync = syncs.get(backend);
      if (!sync) throw new Error(`No backend is configured as ${backend}.`);
      return sync;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...syncs.values()].map((sync) => sync[Symbol.asyncDispose]()));
    },
  };
}
