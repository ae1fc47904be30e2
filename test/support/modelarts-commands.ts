import type { Backend, BackendCapabilities } from "../../src/backends/contract.ts";
import { modelarts } from "../../src/backends/modelarts/index.ts";
import { createTestUser } from "../../src/backends/modelarts/simulator/test-project.ts";
import type { Job } from "../../src/domain/job.ts";
import { isJsonObject, type JsonObject } from "../../src/domain/json.ts";
import { readJob, simulateBackend, toStoredJob } from "./backend.ts";

/** Backend of the vendor, whose commands are all there. */
export type CommandedBackend = Backend & BackendCapabilities;

/** A simulated vendor whose jobs tests command through the backend, and look at past it. */
export async function startCommands(jobs = 3) {
  const vendor = await simulateBackend(modelarts, { jobs });
  const user = createTestUser(String(vendor.config.endpoint));

  async function read(path: string): Promise<JsonObject> {
    const { status, json, text } = await user.call("GET", path);
    if (status !== 200 || !isJsonObject(json)) throw new Error(`GET ${path}: ${status} ${text}`);
    return json;
  }

  return {
    ...vendor,
    user,
    // Every method that a test calls is named by the definition of this vendor.
    connect: (change = {}) => vendor.connect(change) as CommandedBackend,
    /** The vendor's own document of a job; rejects when there is none. */
    document: (nativeId: string) => read(`training-jobs/${nativeId}`),
    tags: async (nativeId: string) => (await read(`modelarts-training-job/${nativeId}/tags`)).tags,
    /** Makes a job past the backend, in this phase for good. */
    addJob: (native: string, fields: object = {}) =>
      vendor.control.addJob(modelarts.kind, [{ native, afterMs: 0 }], fields),
    /** What the vendor was sent from a request on: `POST /training-jobs 201`. */
    async requests(since = 0): Promise<string[]> {
      const { items } = await vendor.control.requests(modelarts.kind, since);
      return items.map(({ method, path, status }) => `${method} ${path.replace(/^\/v2\/\w+/, "")} ${status}`);
    },
    async jobOf(backend: Backend, nativeId: string): Promise<Job> {
      return toStoredJob(await readJob(backend, nativeId));
    },
    [Symbol.asyncDispose]: () => vendor[Symbol.asyncDispose](),
  };
}
