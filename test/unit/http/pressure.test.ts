import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { answer, clientOf, silence, startVendor, turnedTools, unaborted } from "./vendor.ts";

const ok = answer(200);
const oneTry = { maxRetries: 0 };

test("no more calls than allowed are under way at once, and the rest go in order", async () => {
  const held: ServerResponse[] = [];
  await using vendor = await startVendor((response) => held.push(response));
  const { client, get } = clientOf(vendor, { concurrency: 2 });
  const order: number[] = [];
  const calls = [0, 1, 2, 3].map(async (number) => {
    await client.send(get(), unaborted);
    order.push(number);
  });
  await vendor.received(2);
  expect(vendor.seen).toHaveLength(2);
  held[0]?.end();
  await vendor.received(3);
  held[1]?.end();
  await vendor.received(4);
  held[2]?.end();
  held[3]?.end();
  await Promise.all(calls);
  expect(order.toSorted()).toEqual([0, 1, 2, 3]);
  expect(order.slice(0, 2)).toEqual([0, 1]);
});

test("a call beyond the queue is refused, and one that leaves the queue makes room", async () => {
  await using vendor = await startVendor(silence);
  const { client, get } = clientOf(vendor, { concurrency: 1, queue: 1 });
  const controller = new AbortController();
  const running = client.send(get(), controller.signal);
  const gone = new AbortController();
  const waiting = client.send(get(), gone.signal);
  await expect(client.send(get(), unaborted)).rejects.toMatchObject({
    kind: "UNAVAILABLE",
    message: expect.stringContaining("was not sent: 1 calls are waiting already"),
  });
  gone.abort(new Error("left the queue"));
  await expect(waiting).rejects.toThrow("left the queue");
  const next = client.send(get(), controller.signal);
  await vendor.received(1);
  controller.abort(new Error("end"));
  await expect(running).rejects.toThrow("end");
  await expect(next).rejects.toThrow("end");
  expect(vendor.seen).toHaveLength(1);
});

test("a call that gets no slot before its deadline is a TIMEOUT", async () => {
  await using vendor = await startVendor(silence);
  const { client, get } = clientOf(vendor, { concurrency: 1, deadlineMs: 60, timeoutMs: 10_000 });
  const calls = [client.send(get(), unaborted), client.send(get(), unaborted)];
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes).toMatchObject([{ reason: { kind: "TIMEOUT" } }, { reason: { kind: "TIMEOUT" } }]);
  expect(vendor.seen).toHaveLength(1);
});

test("calls keep to the budget by waiting", async () => {
  await using vendor = await startVendor(ok);
  const { client, get, tools } = clientOf(vendor, { callsPerMinute: 12 });
  for (let call = 0; call < 4; call += 1) await client.send(get(), unaborted);
  // Two at once, then eleven a minute.
  expect(tools.waits).toEqual([5455, 5455]);
});

test("calls of a process that is not the first wait from the first one on", async () => {
  await using vendor = await startVendor(ok);
  const { client, get, tools } = clientOf(vendor, { callsPerMinute: 12, isFirstProcess: false });
  for (let call = 0; call < 2; call += 1) await client.send(get(), unaborted);
  expect(tools.waits).toEqual([5455, 5455]);
});

test("a call that the budget holds beyond its deadline is RATE_LIMITED at once", async () => {
  await using vendor = await startVendor(ok);
  const { client, get, tools } = clientOf(vendor, { callsPerMinute: 1, deadlineMs: 30_000 });
  await client.send(get(), unaborted);
  await expect(client.send(get(), unaborted)).rejects.toMatchObject({
    kind: "RATE_LIMITED",
    retryAfterMs: 60_000,
    message: expect.stringContaining(
      "the budget of 1 calls a minute is used up, the next call may go in 60 s",
    ),
  });
  expect(tools.waits).toEqual([]);
  expect(vendor.seen).toHaveLength(1);
});

test("failures in a row open the breaker, which refuses calls and says until when", async () => {
  await using vendor = await startVendor(answer(503));
  const { client, get, tools } = clientOf(vendor, { ...oneTry, breaker: { failures: 2, openMs: 30_000 } });
  await expect(client.send(get(), unaborted)).rejects.toMatchObject({ status: 503 });
  expect(client.figures.breakerOpen).toBe(false);
  await expect(client.send(get(), unaborted)).rejects.toMatchObject({ status: 503 });
  expect(client.figures.breakerOpen).toBe(true);
  tools.turn(10_000);
  await expect(client.send(get(), unaborted)).rejects.toMatchObject({
    kind: "UNAVAILABLE",
    retryAfterMs: 20_000,
    message: expect.stringContaining("it is tried again in 20 s"),
  });
  expect(vendor.seen).toHaveLength(2);
});

test("a breaker that opens during a call ends its tries with the vendor's own fault", async () => {
  await using vendor = await startVendor(answer(503, { message: "maintenance" }));
  const { client, get } = clientOf(vendor, { maxRetries: 9, breaker: { failures: 3, openMs: 30_000 } });
  await expect(client.send(get(), unaborted)).rejects.toThrow("maintenance");
  expect(vendor.seen).toHaveLength(3);
});

test("a half-open breaker lets one call through, whose success closes it", async () => {
  const held: ServerResponse[] = [];
  await using vendor = await startVendor(answer(503), (response) => held.push(response), ok);
  const { client, get, tools } = clientOf(vendor, { ...oneTry, breaker: { failures: 1, openMs: 1000 } });
  await expect(client.send(get(), unaborted)).rejects.toMatchObject({ status: 503 });
  tools.turn(1000);
  const probe = client.send(get(), unaborted);
  await vendor.received(2);
  await expect(client.send(get(), unaborted)).rejects.toThrow("another call is trying it right now");
  held[0]?.end();
  await probe;
  expect(client.figures.breakerOpen).toBe(false);
  expect((await client.send(get(), unaborted)).status).toBe(200);
});

test("a half-open breaker opens again when its one call fails", async () => {
  await using vendor = await startVendor(answer(503));
  const { client, get, tools } = clientOf(vendor, { ...oneTry, breaker: { failures: 1, openMs: 1000 } });
  await expect(client.send(get(), unaborted)).rejects.toMatchObject({ status: 503 });
  tools.turn(1000);
  await expect(client.send(get(), unaborted)).rejects.toMatchObject({ status: 503 });
  await expect(client.send(get(), unaborted)).rejects.toThrow("it is tried again in 1 s");
  expect(vendor.seen).toHaveLength(2);
});

test("a probe that is aborted neither closes the breaker nor blocks the next probe", async () => {
  await using vendor = await startVendor(answer(503), silence, ok);
  const { client, get, tools } = clientOf(vendor, { ...oneTry, breaker: { failures: 1, openMs: 1000 } });
  await expect(client.send(get(), unaborted)).rejects.toMatchObject({ status: 503 });
  tools.turn(1000);
  const controller = new AbortController();
  const probe = expect(client.send(get(), controller.signal)).rejects.toThrow("left");
  await vendor.received(2);
  controller.abort(new Error("left"));
  await probe;
  expect(client.figures.breakerOpen).toBe(true);
  expect((await client.send(get(), unaborted)).status).toBe(200);
  expect(client.figures.breakerOpen).toBe(false);
});

test("faults of the caller and rate limits leave the breaker closed, and an answer resets its count", async () => {
  await using vendor = await startVendor(
    answer(503),
    answer(404),
    answer(503),
    answer(429),
    answer(408),
    answer(503),
  );
  const { client, get } = clientOf(
    vendor,
    { ...oneTry, breaker: { failures: 2, openMs: 1000 } },
    turnedTools(),
  );
  for (let call = 0; call < 6; call += 1) await expect(client.send(get(), unaborted)).rejects.toThrow();
  expect(client.figures).toMatchObject({ failures: 6, breakerOpen: false });
  await expect(client.send(get(), unaborted)).rejects.toThrow();
  expect(client.figures.breakerOpen).toBe(true);
});
