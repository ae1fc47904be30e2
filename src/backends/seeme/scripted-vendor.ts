import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { BackendId } from "../../domain/id.ts";
import { createVendorClient } from "../../http/client.ts";
import type { Backend } from "../contract.ts";
import { seeme } from "./index.ts";

/** Backend that tests connect. */
export const id = "seeme-test" as BackendId;
/** What its calls are signed with. */
export const credentials = { username: "alice", apiKey: "00000000-0000-4000-8000-000000000001" };

/** What a scripted vendor says. */
export interface Answer {
  readonly status?: number;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly text?: string;
}

/** A vendor on a free port that gives the answers of `answer`, and a backend that is connected to it. Tests only. */
export async function connect(answer: (request: IncomingMessage) => Answer, settings: object = {}) {
  const requests: { line: string; authorization: string | undefined; body: string }[] = [];
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const { authorization } = request.headers;
    requests.push({ line: `${request.method} ${request.url}`, authorization, body: await text(request) });
    const { status = 200, ...said } = answer(request);
    response.writeHead(status, { connection: "close" });
    response.end(said.json === undefined ? said.text : JSON.stringify(said.json));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const url = `http://127.0.0.1:${address.port}/proxy/api/v1/`;
  const config = seeme.config.parse({ id, kind: "SEEME", url, credentials, ...settings });
  const backend: Backend = seeme.create(config, {
    id,
    now: Date.now,
    connect: (protocol, options) => {
      const tools = { backend: id, now: Date.now, random: () => 0, sleep: async () => {} };
      return createVendorClient(protocol, tools, options);
    },
  });
  return {
    backend,
    requests,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

/** What a promise was rejected with; null when it was not. */
export function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  );
}
