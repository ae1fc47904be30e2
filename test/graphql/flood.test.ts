import { once } from "node:events";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bystanders, startBystanders } from "../support/bystanders.ts";
import { openEventStream } from "../support/event-stream.ts";
import type { TestGateway } from "../support/gateway.ts";
import { tireless } from "../support/hasty.ts";
import { type MovingWorld, startMovingWorld } from "../support/moving-world.ts";
import { openRelay } from "../support/relay.ts";
import { openReadySocket, openSocket } from "../support/socket.ts";

const events = "subscription { jobEvents { __typename cursor } }";

describe("what some do wrong", () => {
  const parts = new AsyncDisposableStack();
  let own: MovingWorld;
  let gateway: TestGateway;
  let bystanders: Bystanders;

  beforeAll(async () => {
    own = parts.use(await startMovingWorld({ seed: 1, speed: null, definitions: tireless }));
    gateway = parts.use(await own.world.startGateway());
    await own.shownBy(gateway.url, 20_000);
    bystanders = await startBystanders(gateway.url, own);
  }, 30_000);
  afterAll(() => parts.disposeAsync());

  it("may be a flood of subscriptions over one connection", async () => {
    using greedy = await openReadySocket(gateway.url);
    for (let number = 0; number <= 250; number++)
      greedy.send({ id: String(number), type: "subscribe", payload: { query: events } });
    await bystanders.stir();
    expect(await greedy.closed()).toBe(4429);
  });

  it("may be a flood of messages over one connection", async () => {
    using greedy = await openReadySocket(gateway.url);
    for (let number = 0; number < 5_000; number++) greedy.send({ type: "ping" });
    await bystanders.stir();
    expect(await greedy.closed()).toBe(4429);
  });

  it("may be many connections that are dropped at once", async () => {
    const sockets = await Promise.all(
      Array.from({ length: 300 }, async () => {
        const socket = await openReadySocket(gateway.url);
        socket.send({ id: "1", type: "subscribe", payload: { query: events } });
        return socket;
      }),
    );
    const streams = await Promise.all(
      Array.from({ length: 300 }, () => openEventStream(gateway.url, { query: events })),
    );
    await bystanders.stir();
    for (const one of [...sockets, ...streams]) one[Symbol.dispose]();
    await bystanders.stir();
    expect(streams.every(({ status }) => status === 200)).toBe(true);
  });

  it("may be a machine that has gone without a word", async () => {
    await using relay = await openRelay();
    relay.leadTo(gateway.url);
    using _socket = await openReadySocket(relay.url);
    _socket.send({ id: "1", type: "subscribe", payload: { query: events } });
    using _stream = await openEventStream(relay.url, { query: events });
    for (const line of relay.lines) line.freeze();
    for (let turn = 0; turn < 3; turn++) await bystanders.stir();
  });

  it("may be a message of 100 MB", async () => {
    const huge = Buffer.alloc(100 * 1024 * 1024, " ");
    using socket = await openSocket(gateway.url);
    socket.send({ type: "connection_init" });
    await socket.next();
    socket.send(huge);
    await bystanders.stir();
    expect(await socket.closed()).toBe(1009);

    const posted = request(`${gateway.url}/graphql/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": huge.length },
    });
    posted.on("error", () => undefined); // the server need not take what it has refused
    const answered = once(posted, "response");
    posted.end(huge);
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    const long = new URL("/graphql/stream", gateway.url);
    long.searchParams.set("query", `${events}#${" ".repeat(1024 * 1024)}`);
    expect((await fetch(long)).status).toBe(431);
    await bystanders.stir();
  });

  it("is nothing to the others: they have missed nothing", { timeout: 60_000 }, async () => {
    await bystanders.finish();
    expect(gateway.log).toEqual([]);
    await gateway[Symbol.asyncDispose]();
    expect(await bystanders.compare(join(own.world.folder, "journal.db"))).toEqual([]);
  });
});
