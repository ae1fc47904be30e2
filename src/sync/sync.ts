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
  await using started = new AsyncDisposableStack();
  const syncs = new Map<BackendId, BackendSync>();
  for (const { id, backend, definition } of backends) {
    syncs.set(id, started.use(await startBackendSync({ ...tools, id, backend, definition, interest })));
  }
  // All run: from here on they are disposed together.
  started.move();
  return {
    interest,
    of(backend) {
      const sync = syncs.get(backend);
      if (!sync) throw new Error(`No backend is configured as ${backend}.`);
      return sync;
    },
    async [Symbol.asyncDispose]() {
      // All at once: each waits for the call that it has under way.
      await Promise.all([...syncs.values()].map((sync) => sync[Symbol.asyncDispose]()));
    },
  };
}
