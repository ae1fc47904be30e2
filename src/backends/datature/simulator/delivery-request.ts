import { createHmac } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import type { Webhook } from "./webhooks.ts";

/** What became of one request to a receiver. */
export interface Attempt {
  /** 0 when nobody answered. */
  readonly status: number;
  readonly latencyMs: number;
  readonly body: string | null;
  /** Null when the receiver took it. */
  readonly problem: string | null;
}

const TIMEOUT_MS = 30_000;

/** Sends a result until the receiver takes it or its tries are used up. Null when stopped. */
export async function deliver(
  world: World,
  webhook: Webhook,
  address: string,
  result: unknown,
  stopped: AbortSignal,
): Promise<Attempt | null> {
  const { maxRetries, maxBackoffMs } = webhook.retries;
  for (let tries = 0; ; tries++) {
    const attempt = await sendOnce(world, webhook, address, result, stopped);
    if (stopped.aborted) return null;
    if (attempt.problem === null || tries >= maxRetries) return attempt;
    const backoffMs = Math.min(assumedNumber(world, "deliveryBackoffMs") * 2 ** tries, maxBackoffMs);
    const isOver = await wait(backoffMs, false, { ref: false, signal: stopped }).catch(() => true);
    if (isOver) return null;
  }
}

/** Sends a result once. Never rejects. */
export async function sendOnce(
  world: World,
  webhook: Webhook,
  address: string,
  result: unknown,
  stopped: AbortSignal,
): Promise<Attempt> {
  const body = JSON.stringify(result);
  const headers = { "content-type": "application/json", ...signatureOf(world, webhook, body) };
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]);
  const started = performance.now();
  const latency = () => Math.round(performance.now() - started);
  try {
    const answer = await fetch(address, { method: "POST", headers, body, signal, redirect: "manual" });
    const text = await answer.text();
    const problem = answer.ok ? null : `Endpoint answered with status ${answer.status}`;
    return { status: answer.status, latencyMs: latency(), body: text === "" ? null : text, problem };
  } catch {
    return { status: 0, latencyMs: latency(), body: null, problem: "Endpoint did not answer" };
  }
}

/** Proves the sender; receivers compare the time with their own clock, so it is the wall clock's. */
function signatureOf(world: World, { secret }: Webhook, body: string): Record<string, string> {
  if (isAssumed(world, "signature", "none")) return {};
  const timestamp = String(world.wallNow());
  const digest = createHmac("sha256", Buffer.from(secret, "base64"))
    .update(`${timestamp}.${body}`)
    .digest("hex");
  return { "X-Datature-Timestamp": timestamp, "X-Datature-Signature": `sha256=${digest}` };
}
