import { z } from "zod";
import { startSimulators } from "../../../simulator/start.ts";
import { simulator } from "./index.ts";
import { valueAt } from "./wire-document.ts";

/** What tests say to a simulator whose clock stands still. */
export interface TestProject extends AsyncDisposable {
  readonly url: string;
  /** A call below the project, with the key. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** A call to any path with any headers. */
  readonly send: (
    method: string,
    path: string,
    headers?: Record<string, string>,
    body?: string,
  ) => Promise<Answer>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly assume: (key: string, value: unknown) => Promise<unknown>;
  readonly advance: (ms: number) => Promise<unknown>;
  readonly setState: (id: string, state: Record<string, unknown>) => Promise<unknown>;
  /** Makes a job through the control port that is in this state from the start. */
  readonly makeJob: (state: Record<string, unknown>, fields?: Record<string, unknown>) => Promise<string>;
  readonly job: (id: string) => Promise<Job>;
  readonly jobs: () => Promise<readonly Job[]>;
  readonly logs: (id: string, query?: string) => Promise<readonly Entry[]>;
  readonly now: () => Promise<number>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** As strict as the vendor's client is: one bad document makes its whole page raise. */
const jobForm = z.looseObject({
  id: z.string(),
  object: z.literal("batch_job"),
  name: z.string(),
  projectId: z.string(),
  spec: z.looseObject({
    startAtTime: z.int(),
    stopAtTime: z.int(),
    datasetId: z.string(),
    deployment: z.looseObject({ kind: z.enum(["ExistingDeployment", "NewEphemeralDeployment"]) }),
    resultDelivery: z.object({
      destinations: z.tuple([z.object({ kind: z.literal("Webhook"), webhookId: z.string() })]),
    }),
  }),
  status: z.looseObject({
    overview: z.string(),
    message: z.string(),
    updateDate: z.int(),
    items: z.record(z.string(), z.int()),
    reason: z.string().nullish(),
    cancelledAt: z.int().nullish(),
  }),
  createDate: z.int(),
  updateDate: z.int(),
});
export type Job = z.infer<typeof jobForm>;

const pageForm = z.object({
  nextPage: z.string().nullish(),
  prevPage: z.string().nullish(),
  data: z.array(jobForm),
});

const logForm = z.object({
  id: z.string(),
  object: z.literal("batch_job_log"),
  projectId: z.string(),
  entries: z.array(
    z.looseObject({
      kind: z.string(),
      createTime: z.int(),
      id: z.string().regex(/^[0-9a-f]{24}$/),
      level: z.string(),
      item: z.string(),
      status: z.string(),
      timeMs: z.number(),
      reason: z.string(),
    }),
  ),
});
export type Entry = z.infer<typeof logForm>["entries"][number];

const { secretKey, projectId } = simulator.credentials;
export const KEY = { "secret-key": secretKey ?? "" };
export const PROJECT_PATH = `/projects/${projectId}`;

/** Reads text along a path; `""` where there is none. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = valueAt(value, ...path);
  return typeof found === "string" ? found : "";
}

/** Reads a list along a path; empty where there is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Reads an answer as a page of jobs. */
export function readPage(answer: Answer) {
  return pageForm.parse(answer.body);
}

/** Starts a simulator with so many generated jobs. */
export async function startTestProject(jobs = 0): Promise<TestProject> {
  const simulators = await startSimulators({ definitions: [simulator], jobs, speed: 1, seed: 1 });
  const url = simulators.vendors[0]?.url ?? "";

  const send: TestProject["send"] = async (method, path, headers = {}, body) => {
    const answer = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === "" ? null : JSON.parse(text) };
  };
  const call: TestProject["call"] = (method, path, body) => {
    const type = { "content-type": "application/json" };
    const sent = body === undefined ? undefined : JSON.stringify(body);
    return send(method, PROJECT_PATH + path, { ...KEY, ...type }, sent);
  };
  const control: TestProject["control"] = async (method, path, body) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const answer = await fetch(simulators.control + path, init);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };

  await control("POST", "/clock", { paused: true });
  return {
    url,
    call,
    send,
    control,
    assume: (key, value) => control("POST", "/assumptions", { kind: "DATATURE", key, value }),
    advance: (ms) => control("POST", "/clock", { advanceMs: ms }),
    setState: (id, state) => control("PATCH", `/jobs/DATATURE/${id}`, state),
    async makeJob(state, fields = {}) {
      const script = [{ ...state, afterMs: 0 }];
      const made = await control("POST", "/jobs", { kind: "DATATURE", script, fields });
      return z.object({ ids: z.tuple([z.string()]) }).parse(made).ids[0];
    },
    job: async (id) => jobForm.parse((await call("GET", `/batch/jobs/${id}`)).body),
    jobs: async () => readPage(await call("GET", "/batch/jobs?limit=1000&")).data,
    logs: async (id, query = "") => {
      const answer = await call("GET", `/batch/jobs/${id}/logs${query}`);
      return logForm.parse(answer.body).entries;
    },
    now: async () => {
      const { now } = z.looseObject({ now: z.iso.datetime() }).parse(await control("GET", "/"));
      return Date.parse(now);
    },
    [Symbol.asyncDispose]: () => simulators[Symbol.asyncDispose](),
  };
}
