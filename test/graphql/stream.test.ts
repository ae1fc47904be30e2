import { once } from "node:events";
import { connect } from "node:net";
import { EventSource } from "eventsource";
import { createClient } from "graphql-sse";
import { describe, expect, it } from "vitest";
import { getStream, openStream, type ServerSentEvent, type StreamOptions } from "../support/events.ts";
import { eventually } from "../support/graphql.ts";
import { Numbers } from "../support/number-feed.ts";
import { startNumberServer } from "../support/number-server.ts";

const numbersAfter = `subscription ($after: String, $tail: Int) {
  numbers(after: $after, tail: $tail) { __typename cursor ... on Number { value } }
}`;
const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  openStream(`${url}/graphql/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

/** What a block says, in one line. */
function saidBy(block: ServerSentEvent | undefined): string {
  if (!block) return "end";
  const { id, event, data = "", retry } = block;
  if (retry) return `retry ${retry}`;
  if (event !== "next") return `${event} ${id}`;
  const { data: result, errors } = JSON.parse(data);
  if (errors) return `error ${errors[0].message}`;
  return `${id}: ${result.numbers.__typename} ${result.numbers.value ?? ""}`.trim();
}

/** What is asked for, and the code of the error. */
const mistakes: readonly (readonly [string, StreamOptions & { readonly query?: string }, string])[] = [
  ["a syntax error", { query: "subscription {" }, "GRAPHQL_PARSE_FAILED"],
  ["an unknown field", { query: "{ nobody }" }, "GRAPHQL_VALIDATION_FAILED"],
  ["too many levels", { query: `{ ${"nested { ".repeat(21)} __typename ${"}".repeat(21)} }` }, "TOO_COMPLEX"],
  [
    "an operation that is not there",
    { query: "query A { hello }", operationName: "B" },
    "OPERATION_RESOLUTION_FAILURE",
  ],
  ["a wrong variable", { query: numbersAfter, variables: { after: 1 } }, "BAD_USER_INPUT"],
  ["a wrong cursor", { query: numbersAfter, variables: { after: "x" } }, "BAD_USER_INPUT"],
  ["no document", {}, "BAD_REQUEST"],
  ["variables that are none", { query: "{ hello }", variables: [1] }, "BAD_REQUEST"],
];

describe("server-sent events", () => {
  it("bring the messages of a subscription with their cursors as ids, and its end", async () => {
    await using server = await startNumberServer();
    await using stream = await getStream(server.url, numbersAfter);
    const { headers, status } = stream.response;
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-accel-buffering")).toBe("no");
    expect(saidBy(await stream.next())).toBe("retry 1000");
    server.numbers.append(2);
    expect(saidBy(await stream.next())).toBe("1: Number 1");
    expect(saidBy(await stream.next())).toBe("2: Number 2");
    server.numbers.complete();
    expect((await stream.rest()).map(saidBy)).toEqual(["complete complete"]);
    await eventually(
      async () => server.hub.size,
      (size) => size === 0,
    );
  });

  it("resume at Last-Event-ID, whatever the operation says itself", async () => {
    await using server = await startNumberServer();
    server.numbers.append(5);
    server.numbers.complete();
    const headers = { "last-event-id": "3" };
    for (const variables of [{}, { after: "1" }, { tail: 4 }]) {
      await using stream = await getStream(server.url, numbersAfter, { headers, variables });
      const said = (await stream.rest()).map(saidBy);
      expect(said).toEqual(["retry 1000", "4: Number 4", "5: Number 5", "complete complete"]);
    }
    await using inFragment = await getStream(
      server.url,
      "subscription { ...all } fragment all on Subscription { numbers(tail: 5) { __typename cursor } }",
      { headers },
    );
    expect((await inFragment.rest()).map(saidBy).slice(1, 3)).toEqual(["4: Number", "5: Number"]);
  });

  it("tell a browser that has seen everything to stay away", async () => {
    await using server = await startNumberServer();
    server.numbers.append(5);
    server.numbers.complete();
    for (const id of ["5", "complete"]) {
      await using stream = await getStream(server.url, numbersAfter, { headers: { "last-event-id": id } });
      expect(stream.response.status).toBe(204);
    }
    await using anew = await getStream(server.url, numbersAfter);
    expect((await anew.rest()).map(saidBy)).toEqual(["retry 1000", "complete complete"]);
  });

  it("share what was executed and written, with sockets too", async () => {
    await using server = await startNumberServer();
    const streams = await Promise.all(
      Array.from({ length: 20 }, () => getStream(server.url, numbersAfter, { variables: { after: "0" } })),
    );
    await using parts = new AsyncDisposableStack();
    for (const stream of streams) parts.use(stream);
    await Promise.all(streams.map((stream) => stream.next()));
    server.numbers.append(3);
    for (const stream of streams) {
      const said = [await stream.next(), await stream.next(), await stream.next()].map(saidBy);
      expect(said).toEqual(["1: Number 1", "2: Number 2", "3: Number 3"]);
    }
    expect(server.executed).toEqual(["1", "2", "3"]);
    expect(server.hub.size).toBe(1);
  });

  it("answer a query once, and a mutation over POST alone", async () => {
    await using server = await startNumberServer();
    await using query = await getStream(server.url, "{ hello }");
    const [, next, complete] = await query.rest();
    expect(next).toEqual({ event: "next", data: '{"data":{"hello":"world"}}' });
    expect(complete).toEqual({ id: "complete", event: "complete", data: "" });
    await using refused = await getStream(server.url, "mutation { append(count: 1) }");
    expect(refused.response.status).toBe(405);
    expect(refused.response.headers.get("allow")).toBe("POST");
    expect(server.numbers.head).toBe(0);
    await using mutation = await post(server.url, { query: "mutation { append(count: 1) }" });
    expect((await mutation.rest())[1]?.data).toBe('{"data":{"append":1}}');
  });

  it.each(mistakes)(
    "refuse %s with status 400, and as an event who reads events alone",
    async (_, asked, code) => {
      await using server = await startNumberServer();
      await using json = await post(server.url, asked);
      expect(json.response.status).toBe(400);
      const { errors } = (await json.response.json()) as { errors: { extensions: { code: string } }[] };
      expect(errors[0]?.extensions.code).toBe(code);
      await using events = await post(server.url, asked, { accept: "text/event-stream" });
      expect(events.response.status).toBe(200);
      const [, next, complete] = await events.rest();
      expect(JSON.parse(next?.data ?? "").errors[0].extensions.code).toBe(code);
      expect(complete?.event).toBe("complete");
      if (asked.query === undefined) return;
      await using browser = await getStream(server.url, asked.query, asked);
      expect(browser.response.status).toBe(400);
    },
  );

  it("let a browser come back when the fault is ours", async () => {
    await using server = await startNumberServer();
    await using stream = await getStream(server.url, "subscription { broken { cursor } }");
    expect(stream.response.status).toBe(200);
    const said = (await stream.rest()).map(saidBy);
    expect(said).toEqual(["retry 1000", expect.stringMatching(/^error Internal error/)]);
    expect(server.bugs).toHaveLength(1);
  });

  it("bring a browser back after a fault in their middle, and tell others that they are over", async () => {
    const beforeRead = () => Promise.reject(new Error("The disk is busy."));
    await using server = await startNumberServer({ beforeRead });
    await using browser = await getStream(server.url, numbersAfter);
    await using other = await post(server.url, { query: numbersAfter });
    await Promise.all([browser.next(), other.next()]);
    await eventually(
      async () => server.hub.size,
      (size) => size === 1,
    );
    server.numbers.append();
    const fault = expect.stringMatching(/^error Internal error/);
    expect((await browser.rest()).map(saidBy)).toEqual([fault]);
    expect((await other.rest()).map(saidBy)).toEqual([fault, "complete complete"]);
  });

  it("are not for pages of other sites", async () => {
    await using server = await startNumberServer();
    const headers = { origin: "http://elsewhere.example" };
    await using refused = await getStream(server.url, "{ hello }", { headers });
    expect(refused.response.status).toBe(403);
    await using own = await getStream(server.url, "{ hello }", { headers: { origin: server.url } });
    expect(own.response.status).toBe(200);
  });

  it("let a graphql-sse client subscribe, ask and fail", async () => {
    await using server = await startNumberServer();
    const client = createClient({ url: `${server.url}/graphql/stream`, retryAttempts: 0 });
    using _closing = { [Symbol.dispose]: () => client.dispose() };
    const messages = client.iterate({ query: numbersAfter, variables: { after: "0" } });
    server.numbers.append(2);
    expect((await messages.next()).value).toMatchObject({ data: { numbers: { value: 1 } } });
    expect((await messages.next()).value).toMatchObject({ data: { numbers: { value: 2 } } });
    server.numbers.complete();
    expect(await messages.next()).toEqual({ done: true, value: undefined });
    const asked = client.iterate({ query: "{ hello }" });
    expect((await asked.next()).value).toEqual({ data: { hello: "world" } });
    const wrong = client.iterate({ query: "{ nobody }" });
    expect((await wrong.next()).value).toMatchObject({
      errors: [{ message: expect.stringContaining("nobody") }],
    });
    expect((await wrong.next()).done).toBe(true);
  });

  it("let an EventSource resume by itself after a restart, and stop at the end", async () => {
    const numbers = new Numbers();
    const first = await startNumberServer({ numbers });
    const address = new URLSearchParams({ query: numbersAfter });
    const source = new EventSource(`${first.url}/graphql/stream?${address}`);
    using _closing = { [Symbol.dispose]: () => source.close() };
    const seen: string[] = [];
    source.addEventListener("next", ({ data, lastEventId }) => {
      const { numbers } = JSON.parse(data).data;
      seen.push(`${lastEventId} ${numbers.__typename}`);
    });
    // An EventSource is an EventTarget, which `once` takes; its type lacks members that `once` does not need.
    await once(source as unknown as NodeJS.EventEmitter & EventTarget, "open");
    numbers.append(2);
    await eventually(
      async () => seen.length,
      (count) => count === 2,
    );
    await first.stop();
    await eventually(
      async () => seen.length,
      (count) => count === 3,
    );
    expect(seen).toEqual(["1 Number", "2 Number", "2 Bookmark"]);
    numbers.append(2);
    const port = Number(new URL(first.url).port);
    await using second = await startNumberServer({ numbers, port });
    await eventually(
      async () => seen.length,
      (count) => count === 5,
    );
    expect(seen.slice(3)).toEqual(["3 Number", "4 Number"]);
    numbers.complete();
    await eventually(
      async () => source.readyState,
      (state) => state === EventSource.CLOSED,
    );
    expect(seen).toHaveLength(5);
    expect(second.hub.size).toBe(0);
  }, 20_000);

  it("hold back for a client that does not read, which gets everything in the end", async () => {
    await using server = await startNumberServer();
    const { hostname, port } = new URL(server.url);
    const query = "subscription { numbers { cursor ... on Number { padding(bytes: 20000) } } }";
    const socket = connect(Number(port), hostname);
    using _closing = { [Symbol.dispose]: () => socket.destroy() };
    socket.write(
      `GET /graphql/stream?${new URLSearchParams({ query })} HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`,
    );
    await once(socket, "data");
    socket.pause();
    await eventually(
      async () => server.hub.size,
      (size) => size === 1,
    );
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 15; round++) {
      server.numbers.append(100);
      await new Promise(setImmediate);
    }
    await eventually(
      async () => server.executed.length,
      (count) => count > 50,
    );
    expect(server.executed.length).toBeLessThan(800);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20e6);
    let text = "";
    socket.on("data", (bytes) => {
      text += String(bytes).replaceAll("x", "");
    });
    socket.resume();
    await eventually(async () => text.includes("id: 1500\n"), Boolean);
    const ids = [...text.matchAll(/id: (\d+)\n/g)].map(([, id]) => Number(id));
    expect(ids).toEqual(Array.from({ length: 1_500 }, (_, index) => index + 1));
  });

  it("break with a client that takes nothing for long", async () => {
    await using server = await startNumberServer({ pulse: { beatMs: 20, mostStuckBeats: 3 } });
    const { hostname, port } = new URL(server.url);
    const query = "subscription { numbers { cursor ... on Number { padding(bytes: 100000) } } }";
    const socket = connect(Number(port), hostname);
    using _closing = { [Symbol.dispose]: () => socket.destroy() };
    socket.on("error", () => undefined);
    socket.write(
      `GET /graphql/stream?${new URLSearchParams({ query })} HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`,
    );
    await once(socket, "data");
    await using alive = await getStream(server.url, numbersAfter);
    await alive.next();
    socket.pause();
    server.numbers.append(200);
    await eventually(
      async () => server.hub.size,
      (size) => size === 1,
    );
    server.numbers.complete();
    expect((await alive.rest()).length).toBe(201);
  });

  it("have a limit of how many there are", async () => {
    await using server = await startNumberServer({ mostStreams: 1 });
    const only = await getStream(server.url, numbersAfter);
    await using refused = await getStream(server.url, numbersAfter);
    expect(refused.response.status).toBe(503);
    expect(refused.response.headers.get("retry-after")).toBe("5");
    await only[Symbol.asyncDispose]();
    await eventually(
      async () => server.hub.size,
      (size) => size === 0,
    );
    await using next = await getStream(server.url, numbersAfter);
    expect(next.response.status).toBe(200);
  });

  it("come one at a time over a connection", async () => {
    await using server = await startNumberServer({ pulse: { beatMs: 20 } });
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    using _closing = { [Symbol.dispose]: () => socket.destroy() };
    let text = "";
    socket.on("data", (bytes) => {
      text += String(bytes);
    });
    const get = (query: string) =>
      `GET /graphql/stream?${new URLSearchParams({ query })} HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`;
    const other = 'subscription { numbers(feed: "other") { cursor } }';
    socket.write(get("{ hello }") + get(numbersAfter) + get(other).repeat(20));
    await eventually(
      async () => server.numbers.followed,
      (count) => count === 1,
    );
    // The others wait a second for their turn.
    await eventually(
      async () => text.split("\n:\n").length,
      (beats) => beats > 75,
    );
    server.numbers.complete();
    await eventually(async () => text.includes("400 Bad Request"), Boolean);
    expect(server.numbers.followed).toBe(1);
  });

  it("forget a client that goes before its stream begins", async () => {
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const beforeFollow = () => {
      ask();
      return held;
    };
    await using server = await startNumberServer({ beforeFollow, mostStreams: 1 });
    const leaving = new AbortController();
    const address = `${server.url}/graphql/stream?${new URLSearchParams({ query: numbersAfter })}`;
    const answer = fetch(address, { signal: leaving.signal });
    await asked;
    leaving.abort();
    await expect(answer).rejects.toThrow();
    await eventually(
      () => server.connections(),
      (count) => count === 0,
    );
    release();
    await eventually(
      async () => server.numbers.followed,
      (count) => count === 1,
    );
    await using next = await getStream(server.url, "{ hello }");
    expect(next.response.status).toBe(200);
    expect(server.numbers.open).toBe(0);
  });

  it("leave the hub when their client goes", async () => {
    await using server = await startNumberServer();
    const stream = await getStream(server.url, numbersAfter);
    await stream.next();
    await stream[Symbol.asyncDispose]();
    await eventually(
      async () => server.hub.size,
      (size) => size === 0,
    );
    expect(server.numbers).toMatchObject({ open: 0, listeners: 0 });
  });
});
