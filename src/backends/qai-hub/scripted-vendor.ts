import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type DescMessage, fromJson, type JsonValue, toBinary } from "@bufbuild/protobuf";
import type { BackendId } from "../../domain/id.ts";
import { formatId } from "../../domain/id.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import { createVendorClient } from "../../http/client.ts";
import type { Backend } from "../contract.ts";
import { qaiHub } from "./index.ts";
import { JobSummaryListSchema } from "./proto/public_api_pb.js";

/** Backend that the tests connect. */
export const testId = "hub-test" as BackendId;

/** What a scripted service answers; protobuf unless a type is given. */
export interface Answer {
  readonly status?: number;
  readonly type?: string | null;
  readonly body?: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as it came in. */
export interface Heard {
  /** `GET /api/v1/jobs/j1/`. */
  readonly line: string;
  readonly headers: IncomingMessage["headers"];
}

/** Bytes of a message that is written as proto JSON. */
export function bytesOf(schema: DescMessage, body: unknown): Uint8Array {
  return toBinary(schema, fromJson(schema, body as JsonValue)); // samples are JSON
}

/** A service on a port of its own that gives the answers of `answer`, and a backend connected to it. */
export async function connect(
  answer: (line: string) => Answer,
  settings: object = {},
): Promise<AsyncDisposable & { readonly backend: Backend; readonly url: string; readonly heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    heard.push({ line, headers: request.headers });
    const { status = 200, type = "application/x-protobuf", body = "", headers = {} } = answer(line);
    response.writeHead(status, { connection: "close", ...headers, ...(type && { "content-type": type }) });
    response.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const url = `http://127.0.0.1:${address.port}`;
  const entry = { id: testId, kind: "QAI_HUB", url, credentials: { apiToken: "t0ken-of-the-test" } };
  const backend = qaiHub.create(qaiHub.config.parse({ ...entry, ...settings }), {
    id: testId,
    now: Date.now,
    connect: (protocol, options) => {
      const tools = { backend: testId, now: Date.now, random: () => 0, sleep: async () => {} };
      return createVendorClient(protocol, tools, options);
    },
  });
  return {
    backend,
    url,
    heard,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

/** The job as it would be stored after this one reading. */
export function toStored({
  nativeId,
  core,
  native,
  labels = [],
  detail = null,
}: Omit<JobReading, "detail"> & { readonly detail?: Job["detail"] }): Job {
  const id = formatId("job", testId, nativeId);
  const observedAt = "2026-02-11T12:00:00.000Z" as Instant;
  return { id, backend: testId, nativeId, core, labels, detail, native, observedAt };
}

/** Asks for the first page of jobs. */
export const query = { cursor: null, pageSize: qaiHub.limits.pageSize, since: null };

/** How the service says that there is no such thing. */
export const missing: Answer = { status: 404, type: null };

/** Answers by the path below `/api/v1`. */
export function by(answers: Readonly<Record<string, Answer>>): (line: string) => Answer {
  return (line) => answers[line.replace(/^GET \/api\/v1/, "")] ?? missing;
}

/** Compile jobs `j0`, `j1`, …, newest first, as the service pages them, with a bound of its own. */
export function pagesOf(
  ids: readonly string[],
  { bound = 100, total = ids.length }: { bound?: number; total?: number } = {},
) {
  return (line: string): Answer => {
    const asked = new URL(line.slice(4), "http://hub").searchParams;
    const offset = Number(asked.get("offset") ?? 0);
    const limit = Math.min(bound, Number(asked.get("limit")));
    const job_summaries = ids.slice(offset, offset + limit).map((job_id) => ({
      compile_job_summary: { job_id, name: job_id, job_state: "JOB_STATE_CREATED" },
    }));
    return { body: bytesOf(JobSummaryListSchema, { job_summaries, total_query_count: String(total) }) };
  };
}

/** What a promise was rejected with; null when it was not. */
export const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );
