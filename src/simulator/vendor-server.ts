import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { setTimeout as delay } from "node:timers/promises";
import { deliver } from "./answer.ts";
import type { Certificate } from "./certificate.ts";
import type { VendorResponse } from "./contract.ts";
import type { Misfortune } from "./faults.ts";
import { type Listening, listen } from "./listen.ts";
import type { RoutableRequest, Vendor } from "./vendor.ts";

/**
 * Opens a vendor's port on the loopback address, over https when there is a certificate; `vendor` is asked for each
 * request, which waits for it.
 */
export function serveVendor(
  vendor: () => Promise<Vendor>,
  port: number,
  certificate: Pick<Certificate, "key" | "cert"> | null,
): Promise<Listening> {
  const handle: RequestListener = (message, response) => {
    answerRequest(vendor, message, response).catch((error: unknown) => {
      // A client that goes away in the middle is no fault of ours; a bug of ours must not go unnoticed.
      if (!message.socket.destroyed) process.stderr.write(`simulator: ${String(error)}\n`);
      response.destroy();
    });
  };
  const options = { keepAliveTimeout: KEEP_ALIVE_MS };
  const server = certificate
    ? createTlsServer({ ...options, key: certificate.key, cert: certificate.cert }, handle)
    : createServer(options, handle);
  return listen(server, port);
}

/** Longer than clients keep a connection, so that it is they who close it. */
const KEEP_ALIVE_MS = 120_000;

async function answerRequest(
  findVendor: () => Promise<Vendor>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(message);
  const vendor = await findVendor();
  const [path = "", query = ""] = splitOnce(message.url ?? "", "?");
  const method = message.method ?? "GET";
  const misfortune = vendor.faults.meet(method, path);
  const entry = vendor.requests.enter({ at: new Date(vendor.now()).toISOString(), method, path, query });
  entry.fault = misfortune.label;
  if (misfortune.latencyMs > 0) await delay(misfortune.latencyMs, undefined, { ref: false });

  const request = { ...toRequest(message, body, path, query), effects: misfortune.effects };
  const answer = await act(vendor, request, misfortune);
  if (!answer) {
    message.socket.destroy();
    return;
  }
  entry.status = answer.status;
  const { ending } = misfortune;
  await deliver(
    answer,
    ending?.type === "half" || ending?.type === "malformed" ? ending.type : "whole",
    response,
  );
}

/** Lets the vendor answer unless a fault comes between; null: the connection closes without an answer. */
async function act(
  vendor: Vendor,
  request: RoutableRequest,
  fate: Misfortune,
): Promise<VendorResponse | null> {
  const { ending } = fate;
  if (ending?.type === "drop" && !ending.after) return null;
  if (ending?.type === "status")
    return withRetryAfter(vendor.fail(ending.status, request), ending.retryAfterS);
  if (fate.arriving > 0) vendor.arrive(fate.arriving);
  const answer = await vendor.answer(request);
  return ending?.type === "drop" ? null : answer;
}

function toRequest(
  message: IncomingMessage,
  body: Buffer,
  path: string,
  query: string,
): Omit<RoutableRequest, "effects"> {
  const headers: [string, string][] = [];
  for (let at = 0; at < message.rawHeaders.length; at += 2) {
    headers.push([message.rawHeaders[at] ?? "", message.rawHeaders[at + 1] ?? ""]);
  }
  const header = (name: string) => {
    const wanted = name.toLowerCase();
    return headers.find(([candidate]) => candidate.toLowerCase() === wanted)?.[1] ?? null;
  };
  const search = new URLSearchParams(query);
  return { method: message.method ?? "GET", path, query, search, headers, header, body };
}

function withRetryAfter(answer: VendorResponse, retryAfterS: number | undefined): VendorResponse {
  if (retryAfterS === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, "retry-after": String(retryAfterS) } };
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part);
  return Buffer.concat(parts);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
