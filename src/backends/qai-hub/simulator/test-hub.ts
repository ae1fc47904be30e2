import {
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonValue,
  type MessageShape,
  toBinary,
  toJson,
} from "@bufbuild/protobuf";
import { z } from "zod";
import { startSimulators } from "../../../simulator/start.ts";
import {
  JobSchema,
  type JobSummary,
  type JobSummaryList,
  JobSummaryListSchema,
} from "../proto/public_api_pb.js";
import { simulator } from "./index.ts";
import { PEOPLE } from "./people.ts";

/** What tests say to a simulator whose clock stands still. */
export interface TestHub extends AsyncDisposable {
  readonly url: string;
  /** A call below `/api/v1` with the account's token, or with other headers. */
  readonly send: (
    method: string,
    path: string,
    headers?: Record<string, string>,
    body?: Uint8Array<ArrayBuffer>,
  ) => Promise<Answer>;
  /** Reads a message. Throws unless the answer is what the vendor's client takes. */
  readonly get: <D extends DescMessage>(
    schema: D,
    path: string,
    headers?: Record<string, string>,
  ) => Promise<MessageShape<D>>;
  /** Sends a message, given in proto3 JSON. */
  readonly write: (method: string, path: string, schema: DescMessage, json: JsonValue) => Promise<Answer>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly assume: (key: string, value: unknown) => Promise<unknown>;
  readonly fault: (fault: Record<string, unknown>) => Promise<unknown>;
  readonly advance: (ms: number) => Promise<unknown>;
  readonly setState: (id: string, native: string, message?: string) => Promise<unknown>;
  /** Makes a job through the control port that is in this state from the start. */
  readonly makeJob: (native: string, fields?: Record<string, unknown>) => Promise<string>;
  /** A job as JSON in the names of the schema. */
  readonly job: (id: string, headers?: Record<string, string>) => Promise<JobJson>;
  readonly summaries: (query?: string, headers?: Record<string, string>) => Promise<JobSummaryList>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly text: string;
}

const jobForm = z.record(z.string(), z.unknown());
export type JobJson = z.infer<typeof jobForm>;

const PROTOBUF = "application/x-protobuf";
export const TOKEN = { authorization: `token ${simulator.credentials.apiToken}` };
/** Somebody of another organisation. */
export const OUTSIDER = PEOPLE[PEOPLE.length - 1] ?? { email: "", token: "" };

/** Starts a simulator with so many generated jobs. */
export async function startTestHub(jobs = 0): Promise<TestHub> {
  const simulators = await startSimulators({ definitions: [simulator], jobs, speed: 1, seed: 1 });
  const url = simulators.vendors[0]?.url ?? "";

  const send: TestHub["send"] = async (method, path, headers = {}, body) => {
    const all = { "content-type": PROTOBUF, ...TOKEN, ...headers };
    const target = path.startsWith("http") ? path : `${url}/api/v1${path}`;
    const answer = await fetch(target, { method, headers: all, ...(body && { body }) });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return {
      status: answer.status,
      headers: answer.headers,
      body: bytes,
      text: new TextDecoder().decode(bytes),
    };
  };
  const get: TestHub["get"] = async (schema, path, headers) => {
    const answer = await send("GET", path, headers);
    if (answer.status !== 200 || answer.headers.get("content-type") !== PROTOBUF)
      throw new Error(`GET ${path}: ${answer.status} ${answer.text}`);
    return fromBinary(schema, answer.body);
  };
  const control: TestHub["control"] = async (method, path, body) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const answer = await fetch(simulators.control + path, init);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };

  await control("POST", "/clock", { paused: true });
  return {
    url,
    send,
    get,
    write: (method, path, schema, json) =>
      send(method, path, {}, new Uint8Array(toBinary(schema, fromJson(schema, json)))),
    control,
    assume: (key, value) => control("POST", "/assumptions", { kind: "QAI_HUB", key, value }),
    fault: (fault) => control("POST", "/faults", { kind: "QAI_HUB", fault, times: 1 }),
    advance: (ms) => control("POST", "/clock", { advanceMs: ms }),
    setState: (id, native, message) =>
      control("PATCH", `/jobs/QAI_HUB/${id}`, { native, ...(message !== undefined && { message }) }),
    async makeJob(native, fields = {}) {
      const made = await control("POST", "/jobs", {
        kind: "QAI_HUB",
        script: [{ native, afterMs: 0 }],
        fields,
      });
      return z.object({ ids: z.tuple([z.string()]) }).parse(made).ids[0];
    },
    async job(id, headers) {
      const message = await get(JobSchema, `/jobs/${id}/`, headers);
      return jobForm.parse(toJson(JobSchema, message, { useProtoFieldName: true }));
    },
    summaries: (query = "", headers) => get(JobSummaryListSchema, `/job_summaries/${query}`, headers),
    [Symbol.asyncDispose]: () => simulators[Symbol.asyncDispose](),
  };
}

/** The member of a summary. Throws when there is none, as the client would skip it. */
export function summaryOf({ job }: JobSummary) {
  if (job.value === undefined) throw new Error("a summary without a member");
  return job.value;
}

/** The ids of a list of summaries. */
export function idsOf({ jobSummaries }: JobSummaryList): readonly string[] {
  return jobSummaries.map((summary) => summaryOf(summary).jobId);
}
