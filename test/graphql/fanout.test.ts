import { once } from "node:events";
import { createClient } from "graphql-ws";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { getStream } from "../support/events.ts";
import { eventually } from "../support/graphql.ts";
import { startNumberServer } from "../support/number-server.ts";
import { openReadySocket, type Socket } from "../support/socket.ts";

const text = `subscription ($after: String, $of: Int, $feed: String) {
  numbers(after: $after, feed: $feed) { __typename cursor ... on Number { value(of: $of) } }
}`;
const subscribe = (id: string, variables: object = {}, query = text) => ({
  id,
  type: "subscribe",
  payload: { query, variables },
});
const number = (id: string, value: number) => ({
  id,
  type: "next",
  payload: { data: { numbers: { __typename: "Number", cursor: String(value), value } } },
});

/** Waits until the server has dealt with all that was sent before. */
async function settled(socket: Socket): Promise<void> {
  socket.send(subscribe("settled", {}, "{ hello }"));
  expect(await socket.next()).toMatchObject({ id: "settled", type: "next" });
  expect(await socket.next()).toEqual({ id: "settled", type: "complete" });
}

describe("subscriptions over WebSocket", () => {
  it("share the execution of those who ask the same, wherever each begins", async () => {
    await using server = await startNumberServer();
    server.numbers.append(4);
    using one = await openReadySocket(server.url);
    using other = await openReadySocket(server.url);
    one.send(subscribe('a "1"'));
    one.send(subscribe("b", { after: "3" }));
    other.send(subscribe("c", { after: "4" }));
    expect(await one.next()).toEqual(number("b", 4));
    await settled(one);
    await settled(other);
    server.numbers.append();
    const both = [await one.next(), await one.next()];
    expect(both.toSorted(({ id: a = "" }, { id: b = "" }) => a.localeCompare(b))).toEqual([
      number('a "1"', 5),
      number("b", 5),
    ]);
    expect(await other.next()).toEqual(number("c", 5));
    expect(server.executed).toEqual(["4", "5"]);
    expect(server.hub.size).toBe(1);
    await using stream = await getStream(server.url, text);
    expect(server.hub.size).toBe(1);
    await stream.next();
  });

  it("keep apart what differs in more than its beginning", async () => {
    await using server = await startNumberServer();
    using socket = await openReadySocket(server.url);
    const same = [{}, { after: "0" }, { after: null }];
    const others = [{ of: 1 }, { of: null }, { feed: "other" }];
    for (const [index, variables] of [...same, ...others].entries())
      socket.send(subscribe(String(index), variables));
    socket.send(subscribe("text", {}, `${text} # of another`));
    await settled(socket);
    expect(server.hub.size).toBe(5);
    // A name that every object has.
    const named = text.replaceAll("$of", "$toString");
    socket.send(subscribe("absent", {}, named));
    socket.send(subscribe("null", { toString: null }, named));
    await settled(socket);
    expect(server.hub.size).toBe(7);
  });

  it("count a variable that is used elsewhere too", async () => {
    await using server = await startNumberServer();
    using socket = await openReadySocket(server.url);
    const query = `subscription ($after: String) {
      numbers(after: $after, feed: $after) { cursor }
    }`;
    socket.send(subscribe("1", { after: "0" }, query));
    socket.send(subscribe("2", { after: "00" }, query));
    await settled(socket);
    expect(server.hub.size).toBe(2);
  });

  it("complete with their feed, and make room", async () => {
    await using server = await startNumberServer();
    using socket = await openReadySocket(server.url);
    socket.send(subscribe("1"));
    await settled(socket);
    server.numbers.append();
    server.numbers.complete();
    expect(await socket.next()).toEqual(number("1", 1));
    expect(await socket.next()).toEqual({ id: "1", type: "complete" });
    expect(server.hub.size).toBe(0);
    expect(server.numbers).toMatchObject({ open: 0, listeners: 0 });
  });

  it("end when the client says so, and let it use the id again at once", async () => {
    await using server = await startNumberServer();
    using socket = await openReadySocket(server.url);
    socket.send(subscribe("1"));
    for (let round = 0; round < 10; round++) {
      socket.send({ id: "1", type: "complete" });
      socket.send(subscribe("1"));
    }
    await settled(socket);
    server.numbers.append();
    expect(await socket.next()).toEqual(number("1", 1));
    socket.send({ id: "1", type: "complete" });
    await eventually(
      async () => server.hub.size,
      (size) => size === 0,
    );
    expect(server.numbers).toMatchObject({ open: 0, listeners: 0 });
  });

  it("leave the hub with their connection", async () => {
    await using server = await startNumberServer();
    {
      using socket = await openReadySocket(server.url);
      socket.send(subscribe("1"));
      socket.send(subscribe("2", { feed: "other" }));
      await settled(socket);
    }
    await eventually(
      async () => server.hub.size,
      (size) => size === 0,
    );
    expect(server.numbers.open).toBe(0);
  });

  it("show what went wrong in a message and go on", async () => {
    await using server = await startNumberServer();
    using socket = await openReadySocket(server.url);
    const query = "subscription { numbers { cursor ... on Number { value broken } } }";
    socket.send(subscribe("1", {}, query));
    await settled(socket);
    server.numbers.append(2);
    for (const _ of [1, 2]) {
      const { type, payload } = await socket.next();
      expect(type).toBe("next");
      const message = expect.stringMatching(/^Internal error/);
      const errors = [
        {
          message,
          path: ["numbers", "broken"],
          extensions: { code: "INTERNAL" },
          locations: expect.anything(),
        },
      ];
      expect(payload).toMatchObject({ data: null, errors });
    }
    expect(server.bugs).toHaveLength(2);
  });

  it("can be refused by the resolver", async () => {
    await using server = await startNumberServer();
    using socket = await openReadySocket(server.url);
    socket.send(subscribe("1", { after: "x" }));
    expect(await socket.next()).toMatchObject({
      type: "next",
      payload: {
        errors: [{ message: 'after: got "x", expected a number', extensions: { code: "BAD_USER_INPUT" } }],
      },
    });
    expect(await socket.next()).toEqual({ id: "1", type: "complete" });
    expect(server.hub.size).toBe(0);
  });

  it("end with a bookmark and the code of a restart when the server stops", async () => {
    await using server = await startNumberServer();
    server.numbers.append(7);
    using socket = await openReadySocket(server.url);
    socket.send(subscribe("1"));
    socket.send(subscribe("2", { feed: "other" }));
    await settled(socket);
    const stopped = server.stop();
    const bookmarks = [await socket.next(), await socket.next()];
    for (const { type, payload } of bookmarks) {
      expect(type).toBe("next");
      expect(payload).toEqual({ data: { numbers: { __typename: "Bookmark", cursor: "7" } } });
    }
    expect(await socket.closed()).toBe(1012);
    await stopped;
    expect(server.hub.size).toBe(0);
  });

  it("reach a client of graphql-ws whole, in order and once, over many restarts of the connection", async () => {
    await using server = await startNumberServer();
    let after = "0";
    const values: number[] = [];
    while (values.length < 500) {
      const client = createClient({
        url: `${server.url.replace("http", "ws")}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
      });
      server.numbers.append(37);
      const enough = values.length + 20;
      for await (const { data } of client.iterate<{ numbers: { cursor: string; value: number } }>({
        query: text,
        variables: { after },
      })) {
        if (!data) throw new Error("A message without data.");
        values.push(data.numbers.value);
        after = data.numbers.cursor;
        if (values.length === enough) break;
      }
      await client.dispose();
    }
    expect(values).toEqual(Array.from({ length: values.length }, (_, index) => index + 1));
  });

  it("hold back for a client that does not read, and leave the others alone", async () => {
    await using server = await startNumberServer();
    const query = "subscription { numbers { cursor ... on Number { padding(bytes: 20000) } } }";
    const slow = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    using _closing = { [Symbol.dispose]: () => slow.terminate() };
    await once(slow, "open");
    slow.send(JSON.stringify({ type: "connection_init" }));
    await once(slow, "message");
    slow.send(JSON.stringify(subscribe("slow", {}, query)));
    using quick = await openReadySocket(server.url);
    await eventually(
      async () => server.hub.size,
      (size) => size === 1,
    );
    slow.pause();
    quick.send(subscribe("quick"));
    await settled(quick);
    server.numbers.append(1_500);
    for (let value = 1; value <= 1_500; value++) expect(await quick.next()).toEqual(number("quick", value));
    const cursors: string[] = [];
    slow.on("message", (data) => {
      cursors.push(JSON.parse(String(data)).payload.data.numbers.cursor);
    });
    const executedBefore = server.executed.length;
    expect(executedBefore).toBeLessThan(2_500);
    slow.resume();
    await eventually(
      async () => cursors.length,
      (count) => count === 1_500,
    );
    expect(cursors).toEqual(Array.from({ length: 1_500 }, (_, index) => String(index + 1)));
    expect(server.executed).toHaveLength(3_000);
  });

  it("break with a client that answers nothing and takes nothing", async () => {
    await using server = await startNumberServer({ pulse: { beatMs: 20, mostSilentBeats: 3 } });
    const mute = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
      autoPong: false,
    });
    const closed = once(mute, "close") as Promise<[number]>;
    await once(mute, "open");
    using answering = await openReadySocket(server.url);
    mute.send(JSON.stringify({ type: "connection_init" }));
    expect((await closed)[0]).toBe(1006);
    answering.send(subscribe("1", {}, "{ hello }"));
    expect(await answering.next()).toMatchObject({ id: "1", type: "next" });
  });

  it("have a limit of connections", async () => {
    await using server = await startNumberServer({ mostConnections: 1 });
    using _only = await openReadySocket(server.url);
    await expect(openReadySocket(server.url)).rejects.toThrow("503");
  });

  it("close a connection that floods the server with messages", async () => {
    await using server = await startNumberServer();
    using socket = await openReadySocket(server.url);
    for (let count = 0; count < 2_001; count++) socket.send({ type: "pong" });
    expect(await socket.closed()).toBe(4429);
    const pinging = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    const closed = once(pinging, "close");
    await once(pinging, "open");
    for (let count = 0; count < 2_001; count++) pinging.ping();
    expect((await closed)[0]).toBe(4429);
  });

  it("close a connection that has pings answered which it does not read", async () => {
    await using server = await startNumberServer();
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    using _closing = { [Symbol.dispose]: () => socket.terminate() };
    const closed = once(socket, "close");
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init" }));
    await once(socket, "message");
    socket.pause();
    const ping = JSON.stringify({ type: "ping", payload: { text: "x".repeat(1_000_000) } });
    for (let count = 0; count < 60; count++)
      await new Promise<void>((resolve) => socket.send(ping, () => resolve()));
    socket.resume();
    expect((await closed)[0]).toBe(4429);
  });

  it("have a limit of what is kept for a connection", async () => {
    await using server = await startNumberServer();
    using socket = await openReadySocket(server.url);
    const large = (id: string) => subscribe(id, {}, `${text} # ${"x".repeat(900_000)}`);
    for (const id of ["1", "2", "3", "4"]) socket.send(large(id));
    socket.send({ id: "1", type: "complete" });
    socket.send(large("5"));
    await settled(socket);
    expect(server.hub.size).toBe(1);
    socket.send(large("6"));
    expect(await socket.closed()).toBe(4429);
  });

  it("begin once under an id, also when that was ended before it began", async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await using server = await startNumberServer({ beforeFollow: () => held });
    using socket = await openReadySocket(server.url);
    socket.send(subscribe("1"));
    socket.send({ id: "1", type: "complete" });
    socket.send(subscribe("1"));
    expect(await socket.closed()).toBe(4409);
    release();
    await eventually(
      async () => server.numbers.followed,
      (count) => count === 1,
    );
    await eventually(
      async () => server.numbers.open,
      (count) => count === 0,
    );
  });
});
