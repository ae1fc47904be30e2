import { once } from "node:events";
import { createServer } from "node:http";
import type { BackendId } from "../../domain/id.ts";
import { createVendorClient } from "../../http/client.ts";
import type { Backend } from "../contract.ts";
import { datature } from "./index.ts";

export const testId = "datature-test" as BackendId;
export const testProject = "proj_ca5fe71e7592bbcf7705ea36e4f29ed4";
export const testKey = "0123456789abcdef0123456789abcdef";

/** What a scripted vendor says to one request. */
export interface Reply {
  readonly status?: number;
  /** Sent as JSON; wins over `text`. */
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A vendor for tests: a server that says what a function tells it, and a backend that is connected to it. */
export interface ScriptedVendor extends AsyncDisposable {
  readonly backend: Required<Pick<Backend, "readLogs" | "listFlavors" | "listFlavorsOf">> & Backend;
  /** Path and query below the project, in the order in which they came. */
  readonly requests: readonly string[];
  readonly headers: readonly NodeJS.Dict<string | string[]>[];
  /** Waits of the client between tries, in milliseconds; none of them is real. */
  readonly waits: readonly number[];
}

/** Starts it on a free port. `path` is the one below the project, decoded by nobody. */
export async function startScriptedVendor(
  reply: (path: string, query: URLSearchParams) => Reply,
  { settings = {}, now = Date.now }: { settings?: object; now?: () => number } = {},
): Promise<ScriptedVendor> {
  const requests: string[] = [];
  const headers: NodeJS.Dict<string | string[]>[] = [];
  const waits: number[] = [];
  const server = createServer((request, response) => {
    const target = (request.url ?? "").replace(`/projects/${testProject}`, "");
    requests.push(target);
    headers.push(request.headers);
    const [path = "", query = ""] = target.split("?");
    const said = reply(path, new URLSearchParams(query));
    response.sendDate = said.headers?.date === undefined;
    response.writeHead(said.status ?? 200, { connection: "close", ...said.headers });
    response.end(said.json === undefined ? (said.text ?? "") : JSON.stringify(said.json));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const config = datature.config.parse({
    id: testId,
    kind: "DATATURE",
    url: `http://127.0.0.1:${address.port}`,
    projectId: testProject,
    credentials: { secretKey: testKey },
    ...settings,
  });
  const backend = datature.create(config, {
    id: testId,
    now,
    connect: (protocol, options) => {
      const sleep = async (ms: number) => void waits.push(ms);
      return createVendorClient(protocol, { backend: testId, now, random: () => 0, sleep }, options);
    },
  });
  const { readLogs, listFlavors, listFlavorsOf } = backend;
  if (!readLogs || !listFlavors || !listFlavorsOf) throw new Error("The backend lacks a capability");
  return {
    backend: { ...backend, readLogs, listFlavors, listFlavorsOf },
    requests,
    headers,
    waits,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

/** Asks for the first page of jobs. */
export const firstPage = { cursor: null, pageSize: 100, since: null };

/** How the vendor says that there is no such thing. */
export const notFound: Reply = {
  status: 404,
  json: { code: "ResourceNotFoundError", message: "Requested Project Resource Not Found" },
};

/** Answers a path with its documents, everything else as unknown. */
export const byPath = (answers: Readonly<Record<string, unknown>>) => (path: string) =>
  path in answers ? { json: answers[path] } : notFound;

/** What a promise was rejected with; null when it was not. */
export const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );
