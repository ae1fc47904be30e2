import { z } from "zod";
import { type SimulatedBackend, simulateBackend } from "../../../test/support/backend.ts";
import type { Backend } from "../contract.ts";
import { datature } from "./index.ts";

const kind = "DATATURE";

type Writing = "createJob" | "findCreated" | "draftOf" | "cancelJob" | "deleteJob" | "validate";

/** The simulator with its clock standing still, a backend that is connected to it, and the vendor's own API. */
export interface SimulatedVendor extends AsyncDisposable {
  readonly simulated: SimulatedBackend;
  readonly backend: Backend & Required<Pick<Backend, Writing>>;
  /** A call below the project without the adapter; the answer's status, and its body as JSON. */
  raw(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  /** What the vendor shows of a job; undefined when there is none. */
  document(nativeId: string): Promise<unknown>;
  /** Native ids of all jobs of a name. */
  named(name: string): Promise<string[]>;
  /** Makes a job that is in this state from the start. */
  add(native: string, fields?: object): Promise<string>;
  /** The next answers to this method get lost after the vendor has acted. */
  loseAnswers(method: string, times?: number): Promise<void>;
  assume(key: string, value: unknown): Promise<unknown>;
}

export async function simulateVendor(jobs = 1): Promise<SimulatedVendor> {
  const simulated = await simulateBackend(datature, { jobs });
  const { control } = simulated;
  const { url, projectId, credentials } = datature.config.parse(simulated.config) as unknown as Settings; // just checked by that schema
  const raw: SimulatedVendor["raw"] = async (method, path, body) => {
    const answer = await fetch(`${url}/projects/${projectId}${path}`, {
      method,
      headers: { "Secret-Key": credentials.secretKey, "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return {
    simulated,
    backend: connectWriting(simulated),
    raw,
    async document(nativeId) {
      const { status, body } = await raw("GET", `/batch/jobs/${nativeId}`);
      return status === 200 ? body : undefined;
    },
    async named(name) {
      const { data } = page.parse((await raw("GET", "/batch/jobs?limit=1000&")).body);
      return data.filter((job) => job.name === name).map(({ id }) => id);
    },
    add: (native, fields = {}) => control.addJob(kind, [{ native, afterMs: 0 }], fields),
    async loseAnswers(method, times = 1) {
      await control.addFault({ kind, match: { method }, fault: { type: "drop", after: true }, times });
    },
    assume: (key, value) => control.assume(kind, key, value),
    [Symbol.asyncDispose]: () => simulated[Symbol.asyncDispose](),
  };
}

const page = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });

/** The checked entry, of which the registry's type knows nothing. */
interface Settings {
  readonly url: string;
  readonly projectId: string;
  readonly credentials: { readonly secretKey: string };
}

/** Another instance, which knows nothing of what the first has seen. */
export function connectWriting(simulated: SimulatedBackend): SimulatedVendor["backend"] {
  const backend = simulated.connect();
  const { createJob, findCreated, draftOf, cancelJob, deleteJob, validate } = backend;
  if (!createJob || !findCreated || !draftOf || !cancelJob || !deleteJob || !validate)
    throw new Error("The backend cannot write.");
  return { ...backend, createJob, findCreated, draftOf, cancelJob, deleteJob, validate };
}
