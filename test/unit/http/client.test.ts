import { expect, test } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import {
  answer,
  clientOf,
  closedPort,
  drop,
  faultOf,
  halfAnswer,
  numberedProtocol,
  silence,
  startVendor,
  turnedTools,
  unaborted,
} from "./vendor.ts";

const ok = answer(200, { jobs: [] });

test("answers below 400 come back whole, with what was sent left as it is", async () => {
  await using vendor = await startVendor(answer(202, { id: "é" }));
  const { client, post } = clientOf(vendor);
  const response = await client.send(post({ headers: { "x-project": "p1" } }), unaborted);
  expect(response.status).toBe(202);
  expect(response.json()).toEqual({ id: "é" });
  expect(vendor.seen).toMatchObject([
    { method: "POST", body: '{"secret":"body-canary"}', headers: { "x-project": "p1" } },
  ]);
  expect(vendor.seen[0]?.headers).not.toHaveProperty("content-type");
  expect(client.figures).toEqual({ calls: 1, retries: 0, failures: 0, breakerOpen: false });
});

test("text that is not JSON is MALFORMED, and the message does not quote it", async () => {
  await using vendor = await startVendor(answer(200, "<html>answer-canary", { "content-type": "text/html" }));
  const { client, get } = clientOf(vendor);
  const response = await client.send(get(), unaborted);
  const fault = await faultOf(Promise.resolve().then(() => response.json()));
  expect(fault.kind).toBe("MALFORMED");
  expect(fault.message).toContain("19 bytes of text/html");
  expect(fault.message).not.toContain("canary");
});

test("a fault names the call and what the vendor says, and no secret", async () => {
  await using vendor = await startVendor((response, seen) =>
    answer(400, { code: "E.1", message: `bad\nsignature ${seen.headers.authorization}` })(response, seen),
  );
  const { client, post } = clientOf(vendor);
  const fault = await faultOf(client.send(post(), unaborted));
  expect(fault).toMatchObject({ kind: "INVALID", status: 400, nativeCode: "E.1", backend: "vendor-dev" });
  expect(fault.message).toBe(
    `createJob (POST ${vendor.url.host}/v2/jobs) was answered 400: bad signature ***`,
  );
  expect(client.figures.failures).toBe(1);
});

test("a fault that the vendor's protocol cannot read is read by its status", async () => {
  await using vendor = await startVendor(answer(404, "<html>gone"));
  const { client, get } = clientOf(vendor);
  expect(await faultOf(client.send(get(), unaborted))).toMatchObject({ kind: "NOT_FOUND", nativeCode: null });
});

test("the protocol's reading of a fault goes before its status", async () => {
  await using vendor = await startVendor(answer(400), ok);
  const protocol = {
    ...numberedProtocol(),
    readFault: () => ({ kind: "CONFLICT", retryable: true, solution: "wait" }) as const,
  };
  const { client, get } = clientOf(vendor, { maxRetries: 0 }, turnedTools(), protocol);
  const fault = await faultOf(client.send(get(), unaborted));
  expect(fault).toMatchObject({ kind: "CONFLICT", retryable: true, solution: "wait" });
});

test("a redirect is a fault, and the credentials stay with their host", async () => {
  await using other = await startVendor(ok);
  await using vendor = await startVendor(answer(302, "", { location: other.url.href }));
  const { client, get } = clientOf(vendor);
  const fault = await faultOf(client.send(get(), unaborted));
  expect(fault).toMatchObject({ kind: "MALFORMED", status: 302, retryable: false });
  expect(fault.message).toContain(`redirected (302) to ${other.url.host}`);
  expect(other.seen).toEqual([]);
});

test("a header that HTTP forbids is not sent and not quoted", async () => {
  await using vendor = await startVendor(ok);
  const { client, get } = clientOf(vendor);
  const fault = await faultOf(client.send(get({ headers: { "x-key": "first\nheader-canary" } }), unaborted));
  expect(fault.kind).toBe("INVALID");
  expect(fault.message).toContain("x-key");
  expect(fault.message).not.toContain("canary");
  expect(vendor.seen).toEqual([]);
});

test("every try of a call is signed afresh", async () => {
  await using vendor = await startVendor(answer(503), answer(503), ok);
  const { client, get } = clientOf(vendor);
  await client.send(get(), unaborted);
  expect(vendor.seen.map((seen) => seen.headers.authorization)).toEqual([
    "Bearer header-canary-1",
    "Bearer header-canary-2",
    "Bearer header-canary-3",
  ]);
  expect(client.figures).toMatchObject({ calls: 1, retries: 2, failures: 0 });
});

test("waits between tries are random below a bound that doubles up to the longest", async () => {
  await using vendor = await startVendor(answer(503));
  const options = { maxRetries: 4, backoffMs: { first: 100, longest: 300 } };
  const upper = clientOf(
    vendor,
    options,
    turnedTools(() => 0.99),
  );
  await faultOf(upper.client.send(upper.get(), unaborted));
  expect(upper.tools.waits).toEqual([99, 198, 297, 297]);
  const lower = clientOf(
    vendor,
    options,
    turnedTools(() => 0),
  );
  await faultOf(lower.client.send(lower.get(), unaborted));
  expect(lower.tools.waits).toEqual([0, 0, 0, 0]);
});

test("a call that may do harm twice is not sent again after an unclear failure", async () => {
  for (const unclear of [answer(503), drop, halfAnswer]) {
    await using vendor = await startVendor(unclear, ok);
    const { client, post } = clientOf(vendor);
    expect(await faultOf(client.send(post(), unaborted))).toMatchObject({ kind: "UNAVAILABLE" });
    expect(vendor.seen).toHaveLength(1);
  }
});

test("a call that is said to be repeatable is sent again after an unclear failure", async () => {
  await using vendor = await startVendor(drop, halfAnswer, answer(500), ok);
  const { client, post } = clientOf(vendor);
  expect((await client.send(post({ repeatable: true }), unaborted)).status).toBe(200);
  expect(vendor.seen).toHaveLength(4);
});

test("a read is sent again after a dropped connection and half an answer", async () => {
  await using vendor = await startVendor(drop, halfAnswer, ok);
  const { client, get } = clientOf(vendor);
  expect((await client.send(get(), unaborted)).status).toBe(200);
  expect(vendor.seen).toHaveLength(3);
});

test("a fault of the call itself is not tried again", async () => {
  await using vendor = await startVendor(answer(403), ok);
  const { client, get } = clientOf(vendor);
  expect(await faultOf(client.send(get(), unaborted))).toMatchObject({ kind: "FORBIDDEN", retryable: false });
  expect(vendor.seen).toHaveLength(1);
});

test("a refused connection is tried again whatever the method", async () => {
  const { client, post, tools } = clientOf({ url: await closedPort() }, { maxRetries: 2 });
  const fault = await faultOf(client.send(post(), unaborted));
  expect(fault).toMatchObject({ kind: "UNAVAILABLE", retryable: true });
  expect(fault.message).toMatch(/could not connect \(ECONNREFUSED\)$/);
  expect(tools.waits).toHaveLength(2);
});

test("a rate limit is waited out as the vendor asks, whatever the method", async () => {
  await using vendor = await startVendor(answer(429, {}, { "retry-after": "3" }), ok);
  const { client, post, tools } = clientOf(vendor, { backoffMs: { first: 100, longest: 100 } });
  expect((await client.send(post(), unaborted)).status).toBe(200);
  expect(tools.waits).toEqual([3050]);
});

test("Retry-After may be a date", async () => {
  const date = "Sun, 01 Mar 2026 09:30:07 GMT";
  await using vendor = await startVendor(answer(503, {}, { "retry-after": date }), ok);
  const { client, get, tools } = clientOf(
    vendor,
    {},
    turnedTools(() => 0),
  );
  await client.send(get(), unaborted);
  expect(tools.waits).toEqual([7000]);
});

test("a longer Retry-After than the deadline leaves fails the call at once", async () => {
  await using vendor = await startVendor(answer(429, {}, { "retry-after": "60" }), ok);
  const { client, get, tools } = clientOf(vendor, { deadlineMs: 30_000 });
  const fault = await faultOf(client.send(get(), unaborted));
  expect(fault).toMatchObject({ kind: "RATE_LIMITED", retryAfterMs: 60_000, retryable: true });
  expect(tools.waits).toEqual([]);
});

test("tries end with the deadline, however many are left", async () => {
  await using vendor = await startVendor(answer(503));
  const options = { deadlineMs: 2_500, maxRetries: 99, backoffMs: { first: 2_000, longest: 2_000 } };
  const { client, get, tools } = clientOf(vendor, { ...options, breaker: { failures: 99, openMs: 1 } });
  await faultOf(client.send(get(), unaborted));
  expect(tools.waits).toEqual([1000, 1000]);
});

test("no answer in time is a TIMEOUT, tried again for a read and not for a create", async () => {
  await using vendor = await startVendor(silence, ok, silence);
  const { client, get, post } = clientOf(vendor, { timeoutMs: 60 });
  expect((await client.send(get(), unaborted)).status).toBe(200);
  const fault = await faultOf(client.send(post(), unaborted));
  expect(fault).toMatchObject({ kind: "TIMEOUT", retryable: true, status: null });
  expect(fault.message).toMatch(/was not answered within 60 ms$/);
  expect(vendor.seen).toHaveLength(3);
});

test("the request's own timeout goes before the client's, and covers the body", async () => {
  await using vendor = await startVendor((response) => response.writeHead(200).write("["));
  const { client, post } = clientOf(vendor);
  const fault = await faultOf(client.send(post({ timeoutMs: 60 }), unaborted));
  expect(fault).toMatchObject({ kind: "TIMEOUT" });
});

test("an answer beyond the bound is MALFORMED", async () => {
  await using vendor = await startVendor(answer(200, "x".repeat(1001)), answer(200, "x".repeat(1000)));
  const { client, get } = clientOf(vendor, { maxResponseBytes: 1000 });
  const fault = await faultOf(client.send(get(), unaborted));
  expect(fault).toMatchObject({ kind: "MALFORMED", retryable: false });
  expect((await client.send(get(), unaborted)).body).toHaveLength(1000);
});

test("credentials are renewed once after a 401, and the call is sent again", async () => {
  await using vendor = await startVendor(answer(401), ok);
  const { client, post, tools } = clientOf(
    vendor,
    {},
    turnedTools(),
    numberedProtocol(() => true),
  );
  expect((await client.send(post(), unaborted)).status).toBe(200);
  expect(vendor.seen.map((seen) => seen.headers.authorization)).toEqual([
    "Bearer header-canary-1",
    "Bearer header-canary-2",
  ]);
  expect(tools.waits).toEqual([]);
});

test("a second 401 is final, as is one whose credentials cannot be renewed", async () => {
  await using vendor = await startVendor(answer(401));
  const renewing = clientOf(
    vendor,
    {},
    turnedTools(),
    numberedProtocol(() => true),
  );
  expect(await faultOf(renewing.client.send(renewing.get(), unaborted))).toMatchObject({
    kind: "UNAUTHENTICATED",
  });
  expect(vendor.seen).toHaveLength(2);
  const fixed = clientOf(
    vendor,
    {},
    turnedTools(),
    numberedProtocol(() => false),
  );
  expect(await faultOf(fixed.client.send(fixed.get(), unaborted))).toMatchObject({ kind: "UNAUTHENTICATED" });
  expect(vendor.seen).toHaveLength(3);
});

test("a call that cannot be signed is not sent", async () => {
  await using vendor = await startVendor(ok);
  const refused = new BackendError("UNAUTHENTICATED", "no token", { backend: turnedTools().backend });
  const protocol = { ...numberedProtocol(), authorizer: { authorize: () => Promise.reject(refused) } };
  const { client, get } = clientOf(vendor, {}, turnedTools(), protocol);
  await expect(client.send(get(), unaborted)).rejects.toBe(refused);
  expect(vendor.seen).toEqual([]);
});

test("a call aborted in flight rejects with the signal's reason and is no failure", async () => {
  await using vendor = await startVendor(silence);
  const { client, get } = clientOf(vendor, { breaker: { failures: 1, openMs: 1000 } });
  const controller = new AbortController();
  const call = client.send(get(), controller.signal);
  const left = expect(call).rejects.toThrow("left");
  await vendor.received(1);
  controller.abort(new Error("left"));
  await left;
  expect(client.figures).toMatchObject({ calls: 1, failures: 0, breakerOpen: false });
});

test("a call aborted while it waits for its next try is not tried again", async () => {
  await using vendor = await startVendor(answer(503));
  const controller = new AbortController();
  const tools = {
    ...turnedTools(),
    sleep: async (_ms: number, signal: AbortSignal) => {
      controller.abort(new Error("left"));
      signal.throwIfAborted();
    },
  };
  const { client, get } = clientOf(vendor, {}, tools);
  await expect(client.send(get(), controller.signal)).rejects.toThrow("left");
  expect(vendor.seen).toHaveLength(1);
});

test("a call that is aborted before it starts sends nothing", async () => {
  await using vendor = await startVendor(ok);
  const { client, get } = clientOf(vendor);
  await expect(client.send(get(), AbortSignal.abort(new Error("left")))).rejects.toThrow("left");
  expect(client.figures.calls).toBe(0);
});
