import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { VendorResponse } from "./contract.ts";

/** How an answer leaves: as it is, cut in the middle, or whole but unreadable. */
export type Delivery = "whole" | "half" | "malformed";

/** Sends an answer. A reader that goes away ends it without an error. */
export async function deliver(answer: VendorResponse, delivery: Delivery, to: ServerResponse): Promise<void> {
  const headers = { ...defaultHeaders(answer), ...lowerCased(answer.headers ?? {}) };
  if (delivery === "whole" && answer.chunks) {
    to.writeHead(answer.status, headers);
    await writeChunks(answer.chunks, to);
    return;
  }
  const body = delivery === "malformed" ? spoil(toBuffer(answer), headers["content-type"]) : toBuffer(answer);
  // 204 and 304 have no body, and a length would make clients wait for one.
  if (answer.status !== 204 && answer.status !== 304) headers["content-length"] = String(body.length);
  to.writeHead(answer.status, headers);
  if (delivery === "half") to.write(body.subarray(0, body.length >>> 1), () => to.destroy());
  else to.end(body);
}

function defaultHeaders(answer: VendorResponse): Record<string, string> {
  return answer.json !== undefined || answer.chunks ? { "content-type": "application/json" } : {};
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function toBuffer(answer: VendorResponse): Buffer {
  if (answer.chunks) return Buffer.from([...answer.chunks].join(""));
  if (answer.json !== undefined) return Buffer.from(JSON.stringify(answer.json));
  return Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body ?? "");
}

/** Makes a body that no parser takes: text loses its end, binary starts with an endless variable-length integer. */
function spoil(body: Buffer, contentType = ""): Buffer {
  if (!/json|text|xml/.test(contentType) && body.length > 0)
    return Buffer.concat([Buffer.alloc(12, 0xff), body]);
  return Buffer.concat([body.subarray(0, Math.max(0, body.length - 1)), Buffer.from('{"')]);
}

async function writeChunks(chunks: Iterable<string>, to: ServerResponse): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), to);
  } catch (error) {
    if (!to.destroyed) throw error;
  }
}
