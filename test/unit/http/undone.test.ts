import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { expect, test, vi } from "vitest";
import { BackendError, type BackendErrorKind } from "../../../src/domain/error.ts";
import {
  type Answer,
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

const ok = answer(200, {});

/** Vendor that closes every connection without reading from it. */
async function startClosing(): Promise<AsyncDisposable & { readonly url: URL }> {
  const server = createServer((socket: Socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: new URL(`http://127.0.0.1:${address.port}/v2/jobs`),
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

/** Protocol whose credentials cannot be had. */
function uncredentialled(kind: BackendErrorKind) {
  const error = new BackendError(kind, "no token", { backend: turnedTools().backend });
  return { ...numberedProtocol(), authorizer: { authorize: () => Promise.reject(error) } };
}

test.for([
  [400, true],
  [401, true],
  [404, true],
  [409, true],
  [429, true],
  [408, false],
  [500, false],
  [501, true],
  [502, false],
  [503, false],
  [504, false],
] as const)("an answer of %i is undone: %s", async ([status, undone]) => {
  await using vendor = await startVendor(answer(status, { code: "E.1", message: "no" }));
  const { client, post } = clientOf(vendor, { maxRetries: 0 });
  expect(await faultOf(client.send(post(), unaborted))).toMatchObject({ status, undone });
});

test("the status decides, whatever kind the vendor's words give the fault", async () => {
  for (const [status, undone] of [
    [409, true],
    [503, false],
  ] as const) {
    await using vendor = await startVendor(answer(status));
    const kind = status === 409 ? "UNAVAILABLE" : "RATE_LIMITED";
    const protocol = { ...numberedProtocol(), readFault: () => ({ kind }) as const };
    const { client, post } = clientOf(vendor, { maxRetries: 0 }, turnedTools(), protocol);
    expect(await faultOf(client.send(post(), unaborted))).toMatchObject({ kind, undone });
  }
});

test.for([
  ["drops the connection after the request was read", drop],
  ["sends half an answer", halfAnswer],
  [
    "sends half an error",
    ((response) => {
      response.writeHead(400, { "content-length": "100" });
      response.write("half", () => response.socket?.destroy());
    }) satisfies Answer,
  ],
] as const)("it is open what was done when the vendor %s", async ([, unclear]) => {
  await using vendor = await startVendor(unclear);
  const { client, post } = clientOf(vendor);
  expect(await faultOf(client.send(post(), unaborted))).toMatchObject({ kind: "UNAVAILABLE", undone: false });
  expect(vendor.seen).toHaveLength(1);
});

test("it is open what was done when the connection breaks before the request was read", async () => {
  await using vendor = await startClosing();
  const { client, post } = clientOf(vendor);
  expect(await faultOf(client.send(post(), unaborted))).toMatchObject({ kind: "UNAVAILABLE", undone: false });
});

test("it is open what was done when no answer comes in time, or none that can be read", async () => {
  await using vendor = await startVendor(silence, answer(200, "x".repeat(100)), answer(200, "<html>"));
  const { client, post } = clientOf(vendor, { maxResponseBytes: 50 });
  const late = await faultOf(client.send(post({ timeoutMs: 200 }), unaborted));
  expect(late).toMatchObject({ kind: "TIMEOUT", undone: false });
  const long = await faultOf(client.send(post(), unaborted));
  expect(long).toMatchObject({ kind: "MALFORMED", undone: false });
  const response = await client.send(post(), unaborted);
  const unreadable = await faultOf(Promise.resolve().then(() => response.json()));
  expect(unreadable).toMatchObject({ kind: "MALFORMED", undone: false });
});

test("nothing was done where nobody listens, or nobody speaks TLS", async () => {
  await using plain = await startVendor(ok);
  const encrypted = new URL(plain.url.href.replace("http:", "https:"));
  for (const url of [await closedPort(), new URL("http://nowhere.invalid/"), encrypted]) {
    const { client, post } = clientOf({ url }, { maxRetries: 0 });
    const fault = await faultOf(client.send(post(), unaborted));
    expect(fault, fault.message).toMatchObject({ kind: "UNAVAILABLE", undone: true });
  }
});

test("nothing was done by what was sent elsewhere, but for the result of what was done", async () => {
  for (const [status, undone] of [
    [302, true],
    [307, true],
    [303, false],
  ] as const) {
    await using vendor = await startVendor(answer(status, "", { location: "/elsewhere" }));
    const { client, post } = clientOf(vendor);
    expect(await faultOf(client.send(post(), unaborted))).toMatchObject({ kind: "MALFORMED", undone });
  }
});

test("nothing was done without credentials, whatever became of the call for them", async () => {
  await using vendor = await startVendor(ok);
  for (const kind of ["UNAVAILABLE", "TIMEOUT", "MALFORMED", "UNAUTHENTICATED"] as const) {
    const { client, post } = clientOf(vendor, {}, turnedTools(), uncredentialled(kind));
    expect(await faultOf(client.send(post(), unaborted))).toMatchObject({ kind, undone: true });
  }
  const never = (_request: unknown, signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const protocol = { ...numberedProtocol(), authorizer: { authorize: never } };
  const { client, post } = clientOf(vendor, { maxRetries: 0 }, turnedTools(), protocol);
  const late = await faultOf(client.send(post({ timeoutMs: 20 }), unaborted));
  expect(late).toMatchObject({ kind: "TIMEOUT", undone: true });
  expect(vendor.seen).toEqual([]);
});

test("nothing was done by what the client itself held back", async () => {
  await using vendor = await startVendor(silence);
  const controller = new AbortController();
  const crowded = clientOf(vendor, { concurrency: 1, queue: 0 });
  const first = expect(crowded.client.send(crowded.post(), controller.signal)).rejects.toThrow("left");
  const refused = await faultOf(crowded.client.send(crowded.post(), unaborted));
  expect(refused).toMatchObject({ kind: "UNAVAILABLE", undone: true });
  controller.abort(new Error("left"));
  await first;

  await using down = await startVendor(answer(500));
  const broken = clientOf(down, { maxRetries: 0, breaker: { failures: 1, openMs: 60_000 } });
  expect((await faultOf(broken.client.send(broken.post(), unaborted))).undone).toBe(false);
  const unsent = await faultOf(broken.client.send(broken.post(), unaborted));
  expect(unsent).toMatchObject({ kind: "UNAVAILABLE", undone: true });
  expect(unsent.message).toContain("was not sent");

  const spent = clientOf(vendor, { callsPerMinute: 1, isFirstProcess: false, deadlineMs: 1000 });
  const late = await faultOf(spent.client.send(spent.post(), unaborted));
  expect(late).toMatchObject({ kind: "RATE_LIMITED", undone: true });
});

test("a refusal of a later try does not undo what an earlier one may have done", async () => {
  await using vendor = await startVendor(drop, answer(409));
  const { client, post } = clientOf(vendor);
  const fault = await faultOf(client.send(post({ repeatable: true }), unaborted));
  expect(fault).toMatchObject({ kind: "CONFLICT", status: 409, undone: false });
  expect(vendor.seen).toHaveLength(2);
});

test("what was refused may be sent again, whatever the method, when the vendor says that it may pass", async () => {
  await using vendor = await startVendor(answer(409), ok);
  const protocol = { ...numberedProtocol(), readFault: () => ({ retryable: true }) as const };
  const { client, post } = clientOf(vendor, {}, turnedTools(), protocol);
  expect((await client.send(post(), unaborted)).status).toBe(200);
});

test("a call whose time is up between two tries is as open as the tries before", async () => {
  const forEver = (_ms: number, signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const options = { deadlineMs: 500, backoffMs: { first: 10, longest: 10 } };
  for (const [first, undone] of [
    [answer(429), true],
    [drop, false],
  ] as const) {
    await using vendor = await startVendor(first);
    const { client, post } = clientOf(vendor, options, { ...turnedTools(), sleep: forEver });
    const fault = await faultOf(client.send(post({ repeatable: true }), unaborted));
    expect(fault).toMatchObject({ kind: "TIMEOUT", undone });
  }
});

test.for([
  ["connect", true],
  ["read", false],
] as const)("a host that is unreachable at `%s` leaves undone: %s", async ([syscall, undone]) => {
  const cause = Object.assign(new Error("unreachable"), { code: "EHOSTUNREACH", syscall });
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("fetch failed", { cause }));
  await using vendor = await startVendor(ok);
  const { client, post } = clientOf(vendor, { maxRetries: 0 });
  expect(await faultOf(client.send(post(), unaborted))).toMatchObject({ kind: "UNAVAILABLE", undone });
});
