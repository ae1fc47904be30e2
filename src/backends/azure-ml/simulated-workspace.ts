import {
  readJob,
  type SimulatedBackend,
  simulateBackend,
  toStoredJob,
} from "../../../test/support/backend.ts";
import type { Job } from "../../domain/job.ts";
import type { Backend } from "../contract.ts";
import { azureMl } from "./index.ts";
import { askVendor, type VendorApi } from "./vendor-api.ts";

/** A simulated workspace, the adapter that writes to it, and the vendor's API that tells what was done. Tests only. */
export interface SimulatedWorkspace extends SimulatedBackend {
  readonly backend: Required<Backend>;
  readonly api: VendorApi;
  /** The job as it would be stored now. */
  stored(name: string): Promise<Job>;
  /** Makes one that does nothing by itself. */
  make(native: string, fields?: object): Promise<Job>;
  /** How many requests of a method came in at the vendor's jobs and runs. */
  count(method: string): Promise<number>;
}

/** Starts a workspace with so many jobs, whose clock stands still. */
export async function simulateWorkspace(jobs = 0, change: object = {}): Promise<SimulatedWorkspace> {
  const simulated = await simulateBackend(azureMl, { jobs, configure: (entry) => ({ ...entry, ...change }) });
  const { control, config } = simulated;
  const backend = simulated.connect() as Required<Backend>; // what is missing fails the test that needs it
  const stored = async (name: string) => toStoredJob(await readJob(backend, name));
  return {
    ...simulated,
    backend,
    api: await askVendor(config),
    stored,
    make: async (native, fields = {}) =>
      stored(await control.addJob(azureMl.kind, [{ native, afterMs: 0 }], fields)),
    async count(method) {
      const { items } = await control.requests(azureMl.kind);
      return items.filter((request) => request.method === method && /\/(jobs|runs)\//.test(request.path))
        .length;
    },
    [Symbol.asyncDispose]: () => simulated[Symbol.asyncDispose](),
  };
}
