import { expect } from "vitest";
import { z } from "zod";
import type { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import { formatId } from "../../domain/id.ts";
import { instantOf } from "../../domain/instant.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import { createVendorClient } from "../../http/client.ts";
import { startSimulators } from "../../simulator/start.ts";
import type { Backend, BackendCapabilities } from "../contract.ts";
import { modelarts } from "./index.ts";

const id = "modelarts-test" as BackendId;
/** Of calls that nobody gives up. */
export const { signal } = new AbortController();

const controlAnswer = z.looseObject({
  ids: z.array(z.string()).default([]),
  items: z
    .array(z.object({ method: z.string(), path: z.string(), status: z.number().nullable() }))
    .default([]),
});

export type ModelartsBackend = Backend & BackendCapabilities;

/** A simulator whose clock stands still, and ways to connect to it and to see what it was asked. */
export async function simulate(jobs = 60) {
  const simulators = await startSimulators({
    definitions: [await modelarts.simulator()],
    jobs,
    speed: 1,
    seed: 7,
  });
  const [vendor] = simulators.vendors;
  if (vendor === undefined) throw new Error("no vendor was started");
  const control = async (path: string, body?: object, method = body ? "POST" : "GET") => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(simulators.control + path, init);
    expect(response.ok).toBe(true);
    return controlAnswer.parse(await response.json());
  };
  await control("/clock", { paused: true });
  const clock = { now: Date.now() };
  const connect = (settings: object = {}): ModelartsBackend => {
    const config = modelarts.config.parse({ ...vendor.config, ...settings });
    const backend = modelarts.create(config, {
      id,
      now: () => clock.now,
      connect: (protocol, options) => {
        const tools = { backend: id, now: Date.now, random: () => 0, sleep: async () => {} };
        return createVendorClient(protocol, tools, options);
      },
    });
    return backend as ModelartsBackend;
  };
  const requests = async (): Promise<string[]> => {
    const { items } = await control("/requests?kind=MODELARTS");
    return items.map(({ method, path, status }) => `${status} ${method} ${path}`);
  };
  return {
    clock,
    connect,
    control,
    requests,
    credentials: vendor.credentials,
    assume: (key: string, value: string | boolean | number) =>
      control("/assumptions", { kind: "MODELARTS", key, value }),
    fail: (fault: object, rest: object = {}) => control("/faults", { kind: "MODELARTS", fault, ...rest }),
    create: async (native: string, fields: object = {}): Promise<string> => {
      const script = [{ native, afterMs: 0 }];
      const { ids } = await control("/jobs", { kind: "MODELARTS", script, fields });
      return ids[0] ?? "";
    },
    [Symbol.asyncDispose]: () => simulators[Symbol.asyncDispose](),
  };
}

/** Every job of the list, page by page; each of its documents can be read. */
export async function listAll(backend: Backend, pageSize = 50): Promise<JobReading[]> {
  const readings: JobReading[] = [];
  let cursor: string | null = null;
  do {
    const page = await backend.listJobs({ cursor, pageSize, since: null }, signal);
    expect(page.unreadable).toEqual([]);
    readings.push(...page.readings);
    cursor = page.next;
  } while (cursor !== null);
  return readings;
}

export const idsOf = (readings: readonly JobReading[]) => readings.map(({ nativeId }) => nativeId);

/** A job as the gateway keeps it. */
export function jobOf(reading: JobReading | BackendError | undefined): Job {
  if (reading === undefined || reading instanceof Error) throw new Error("the job cannot be read");
  const { nativeId, core, detail = null, native } = reading;
  const observedAt = instantOf(0);
  if (observedAt === null) throw new Error("there is no such instant");
  return {
    id: formatId("job", id, nativeId),
    backend: id,
    nativeId,
    core,
    labels: [],
    detail,
    native,
    observedAt,
  };
}

export async function jobById(backend: Backend, nativeId: string): Promise<Job> {
  const [reading] = await backend.getJobs([nativeId], signal);
  return jobOf(reading);
}
