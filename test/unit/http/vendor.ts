import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { setImmediate } from "node:timers/promises";
import { BackendError } from "../../../src/domain/error.ts";
import type { BackendId } from "../../../src/domain/id.ts";
import { createVendorClient, type VendorClientTools } from "../../../src/http/client.ts";
import type {
  VendorClient,
  VendorClientOptions,
  VendorProtocol,
  VendorRequest,
} from "../../../src/http/contract.ts";

/** One request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Answer = (response: ServerResponse, seen: Seen) => void;

/** Vendor on loopback: answers the n-th request with the n-th answer, the last one again and again. */
export interface ScriptedVendor extends AsyncDisposable {
  readonly url: URL;
  readonly seen: readonly Seen[];
  /** Resolves when that many requests have come in. */
  received(count: number): Promise<void>;
}

export async function startVendor(...answers: readonly Answer[]): Promise<ScriptedVendor> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method = "", url: path = "", headers } = request;
    const answer = answers[Math.min(seen.length, answers.length - 1)];
    const entry = { method, path, headers, body };
    seen.push(entry);
    server.emit("seen");
    answer?.(response, entry);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: new URL(`http://127.0.0.1:${address.port}/v2/jobs?token=query-canary`),
    seen,
    async received(count) {
      while (seen.length < count) await once(server, "seen");
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Answers with a status, a body and headers. */
export function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): Answer {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
}

/** Takes the request and never answers. */
export const silence: Answer = () => undefined;

/** Takes the request and drops the connection. */
export const drop: Answer = (response) => response.socket?.destroy();

/** Sends half of what it announced. */
export const halfAnswer: Answer = (response) => {
  response.writeHead(200, { "content-length": "100" });
  response.write("half", () => response.socket?.destroy());
};

/** Clock that the waits themselves turn. */
export interface TurnedTools extends VendorClientTools {
  /** Every wait so far, in milliseconds. */
  readonly waits: readonly number[];
  turn(ms: number): void;
}

export function turnedTools(random = () => 0.5): TurnedTools {
  const waits: number[] = [];
  let time = Date.parse("2026-03-01T09:30:00Z");
  return {
    backend: "vendor-dev" as BackendId,
    waits,
    turn: (ms) => {
      time += ms;
    },
    now: () => time,
    random,
    async sleep(ms, signal) {
      signal.throwIfAborted();
      waits.push(ms);
      time += ms;
      await setImmediate();
    },
  };
}

/** Protocol of a vendor with a numbered signature and `{code, message}` errors. */
export function numberedProtocol(renew?: () => boolean): VendorProtocol & { readonly signed: () => number } {
  let count = 0;
  return {
    signed: () => count,
    authorizer: {
      async authorize() {
        count += 1;
        return { authorization: `Bearer header-canary-${count}` };
      },
      ...(renew === undefined ? {} : { renew }),
    },
    readFault(response) {
      const body = response.json() as { code?: string; message?: string };
      return { nativeCode: body.code ?? null, message: body.message ?? null };
    },
  };
}

/** Client of a scripted vendor, its tools and a request for a list. */
export function clientOf(
  vendor: { readonly url: URL },
  options: Partial<VendorClientOptions> = {},
  tools: TurnedTools = turnedTools(),
  protocol: VendorProtocol = numberedProtocol(),
): {
  readonly client: VendorClient;
  readonly tools: TurnedTools;
  get(overrides?: Partial<VendorRequest>): VendorRequest;
  post(overrides?: Partial<VendorRequest>): VendorRequest;
} {
  return {
    client: createVendorClient(protocol, tools, options),
    tools,
    get: (overrides) => ({ operation: "listJobs", method: "GET", url: vendor.url, ...overrides }),
    post: (overrides) => ({
      operation: "createJob",
      method: "POST",
      url: vendor.url,
      body: '{"secret":"body-canary"}',
      ...overrides,
    }),
  };
}

/** Signal that never aborts. */
export const unaborted = new AbortController().signal;

/** Resolves with the error that a call rejects with. */
export async function faultOf(call: Promise<unknown>): Promise<BackendError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BackendError)) throw new Error(`expected a BackendError, got ${error}`);
  return error;
}

/** Port on loopback where nobody listens. */
export async function closedPort(): Promise<URL> {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return new URL(`http://127.0.0.1:${address.port}/v2/jobs`);
}
