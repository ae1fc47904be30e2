import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { BackendId } from "../../domain/id.ts";
import type { HookRequest } from "../contract.ts";
import { datatureConfig } from "./config.ts";
import { receiveHook } from "./hook.ts";

const backend = "nexus" as BackendId;
const key = Buffer.from("a secret of thirty-two bytes ...");
const entry = {
  id: backend,
  kind: "DATATURE",
  projectId: "proj_ca5fe71e7592bbcf7705ea36e4f29ed4",
  credentials: { secretKey: "k" },
};
const guarded = datatureConfig.parse({ ...entry, hook: { secret: key.toString("base64") } });
const open = datatureConfig.parse(entry);
const result = readFileSync(
  new URL("./fixtures/13-webhook-delivery.assumed.request.json", import.meta.url),
  "utf8",
);
const jobId = "batchjob_4e5566d0-6538-441a-9fa5-f3495516646a";
const nowMs = Date.UTC(2026, 10, 2, 12);

interface Sent {
  readonly body?: string;
  readonly at?: number;
  readonly signedWith?: Buffer | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A delivery as it is assumed to be signed; `signedWith: null` leaves the signature out. */
function delivery({ body = result, at = nowMs, signedWith = key, headers = {} }: Sent = {}): HookRequest {
  const digest = signedWith && createHmac("sha256", signedWith).update(`${at}.${body}`).digest("hex");
  const signature = digest && {
    "x-datature-timestamp": String(at),
    "x-datature-signature": `sha256=${digest}`,
  };
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...signature, ...headers },
    query: new URLSearchParams(),
    body: Buffer.from(body),
  };
}

const receive = (sent: Sent, config = guarded) => receiveHook(config, backend, nowMs, delivery(sent));

describe("a delivery", () => {
  test("names its job when it is signed", () => {
    expect(receive({})).toEqual({ nativeIds: [jobId], wakes: false, ignored: 0 });
  });

  test("may hold several results; those of other projects are counted and ignored", () => {
    const one = JSON.parse(result);
    const body = JSON.stringify([one, one, { ...one, projectId: "proj_other" }]);
    expect(receive({ body })).toEqual({ nativeIds: [jobId], wakes: false, ignored: 1 });
  });

  test.each([
    ["is not signed", { signedWith: null }],
    ["is signed in a way that we do not know", { headers: { "x-datature-signature": "v2:abc" } }],
    ["lacks the time of its signature", { headers: { "x-datature-timestamp": "" } }],
  ])("wakes the poller alone when it %s", (_, sent) => {
    expect(receive(sent)).toEqual({ nativeIds: [], wakes: true, ignored: 0 });
  });

  test.each(["", "не секрет", "hunter2!"])(
    "takes no secret that makes another key than it seems: %j",
    (secret) => {
      expect(datatureConfig.safeParse({ ...entry, hook: { secret } }).success).toBe(false);
    },
  );

  test("wakes the poller alone where no secret is configured, however it is signed", () => {
    expect(receive({}, open)).toEqual({ nativeIds: [], wakes: true, ignored: 0 });
  });

  test("wakes the poller when it is of a form that we do not know", () => {
    expect(receive({ body: '{"object":"something_new"}' })).toMatchObject({ nativeIds: [], wakes: true });
  });

  test.each([
    ["is forged", { signedWith: Buffer.from("another secret") }],
    ["is old", { at: nowMs - 6 * 60_000 }],
    ["is from the future", { at: nowMs + 6 * 60_000 }],
  ])("is refused when its signature %s", (_, sent) => {
    expect(() => receive(sent)).toThrow(expect.objectContaining({ kind: "UNAUTHENTICATED" }));
  });

  test("is refused when a byte of its body has changed", () => {
    const { body, ...request } = delivery();
    const changed = Buffer.concat([body, Buffer.from(" ")]);
    expect(() => receiveHook(guarded, backend, nowMs, { ...request, body: changed })).toThrow("wrong");
  });

  test.each([
    ["is no JSON", { body: "{" }],
    ["is empty", { body: "" }],
    ["holds no result", { body: "[]" }],
    ["is a number", { body: "7" }],
    ["is of another content type", { headers: { "content-type": "text/plain" } }],
  ])("is refused when it %s", (_, sent) => {
    expect(() => receive(sent)).toThrow(expect.objectContaining({ kind: "INVALID" }));
    expect(() => receive({ signedWith: null, ...sent })).toThrow(
      expect.objectContaining({ kind: "INVALID" }),
    );
  });

  test("comes by no other method", () => {
    const call = () => receiveHook(guarded, backend, nowMs, { ...delivery(), method: "OPTIONS" });
    expect(call).toThrow(expect.objectContaining({ kind: "UNSUPPORTED" }));
  });
});
