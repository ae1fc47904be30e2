import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { ControlOperation } from "./control.ts";
import { type Listening, listen } from "./listen.ts";
import { Refusal } from "./refusal.ts";
import { createRouter } from "./routes.ts";

/** Opens the control port on the loopback address. */
export function serveControl(operations: readonly ControlOperation[], port: number): Promise<Listening> {
  const byPath = createRouter(operations);
  const server = createServer((message, response) => {
    // send throws only on what JSON cannot hold, and every answer is made here.
    void answer(message)
      .catch(toErrorAnswer)
      .then(({ status, body }) => send(response, status, body));
  });
  return listen(server, port);

  async function answer(message: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const url = new URL(message.url ?? "/", "http://control");
    const found = byPath(message.method ?? "GET", url.pathname);
    if (!found) throw new Refusal(404, `no call ${message.method} ${url.pathname}`, "");
    const body = parseJson(await text(message));
    return { status: 200, body: found.route.run({ body, search: url.searchParams, params: found.params }) };
  }
}

/** An empty body is an empty object. */
function parseJson(sent: string): unknown {
  if (sent.trim() === "") return {};
  try {
    return JSON.parse(sent);
  } catch (error) {
    throw new Refusal(400, `the body is no JSON: ${error instanceof Error ? error.message : error}`, "");
  }
}

function toErrorAnswer(error: unknown): { status: number; body: unknown } {
  if (error instanceof Refusal)
    return { status: error.status, body: { error: error.message, path: error.path } };
  process.stderr.write(`simulator: ${error instanceof Error ? error.stack : error}\n`);
  return { status: 500, body: { error: String(error), path: "" } };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
