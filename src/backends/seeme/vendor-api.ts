import { z } from "zod";
import { readJob, simulateBackend, toStoredJob } from "../../../test/support/backend.ts";
import type { JobChange } from "../../domain/command.ts";
import finished from "./fixtures/07_job_finished_response.json" with { type: "json" };
import { seeme } from "./index.ts";

const { signal } = new AbortController();
const { application_id, dataset_id, dataset_version_id } = finished;
/** Settings of the documented example, without what the server adds. */
export const settings = finished.items.map(({ name, value, value_type, label }) => {
  return { name, value, value_type, label };
});

const item = z.looseObject({ id: z.string(), name: z.string(), value: z.string() });
const document = z.looseObject({ id: z.string(), name: z.string(), items: z.array(item) });
/** A job as the vendor's own API has it. */
export type Document = z.output<typeof document>;

/** A simulated vendor whose clock stands still, a backend connected to it, and the vendor's own API. Tests only. */
export async function simulate(jobs = 4) {
  const vendor = await simulateBackend(seeme, { jobs });
  const { url, credentials } = z
    .object({ url: z.string(), credentials: z.object({ apiKey: z.string() }) })
    .parse(vendor.config);
  const backend = vendor.connect();
  const ask = (method: string, path: string, body?: object) =>
    fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${credentials.apiKey}` },
      body: body === undefined ? null : JSON.stringify(body),
    });
  return {
    backend,
    control: vendor.control,
    ask,
    async stored(nativeId: string): Promise<Document> {
      return document.parse(await (await ask("GET", `/jobs/${nativeId}`)).json());
    },
    async storedIds(): Promise<string[]> {
      const answer = await ask("GET", "/jobs?applicationId=&status=&jobType=");
      return z
        .array(document)
        .parse(await answer.json())
        .map(({ id }) => id);
    },
    /** The job as the gateway has it stored. */
    job: async (nativeId: string) => toStoredJob(await readJob(backend, nativeId)),
    /** Lets an agent take the waiting jobs and end them. */
    finish: () => vendor.control.clock({ advanceMs: 300_000 }),
    /** How often the vendor was sent a request of a method. */
    async count(method: string): Promise<number> {
      const { items } = await vendor.control.requests("SEEME");
      return items.filter((request) => request.method === method).length;
    },
    [Symbol.asyncDispose]: () => vendor[Symbol.asyncDispose](),
  };
}

/** The same with one job that has these members over those of the documented example. */
export async function simulateJob(fields: object = {}, state = "finished") {
  const vendor = await simulate();
  const references = { application_id, dataset_id, dataset_version_id };
  const all = { name: "roses", job_type: "training", ...references, items: settings };
  const script = [{ native: state, afterMs: 0, message: "as the agent left it" }];
  const nativeId = await vendor.control.addJob("SEEME", script, { ...all, ...fields });
  const job = await vendor.job(nativeId);
  return {
    ...vendor,
    nativeId,
    document: () => vendor.stored(nativeId),
    check: (change: Partial<JobChange>) =>
      having(vendor.backend.validateChange)(job, { force: false, ...change }, signal),
    /** By the job as it was at the beginning. */
    update: (change: Partial<JobChange>) =>
      having(vendor.backend.updateJob)(job, { force: false, ...change }, signal),
  };
}

/** A method that the backend must have. */
export function having<T>(method: T | undefined): T {
  if (method === undefined) throw new Error("The backend has no such method.");
  return method;
}
