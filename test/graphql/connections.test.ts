import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { SimulatedVendor } from "../../src/simulator/start.ts";
import { startWorld } from "../support/gateway.ts";
import { ask, eventually, query } from "../support/graphql.ts";
import { openReadySocket } from "../support/socket.ts";

const subscribe = (id: string, query: string) => ({ id, type: "subscribe", payload: { query } });
const stateOf = "query ($id: ID!) { backend(id: $id) { source { state } } }";
const transitions = "subscription { statusTransitions { __typename } }";

/** Opens a socket by hand and never says a word again, as a client does whose machine has stopped. */
async function openMute(url: string): Promise<Disposable> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const headers = [
    "GET /graphql HTTP/1.1",
    `Host: ${hostname}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol: graphql-transport-ws",
  ];
  socket.write(`${headers.join("\r\n")}\r\n\r\n`);
  await once(socket, "data");
  socket.on("error", () => undefined);
  return { [Symbol.dispose]: () => socket.destroy() };
}

describe("connections", () => {
  it("do not hold up the end of the gateway, and are told that it restarts", async () => {
    await using world = await startWorld({ jobs: 2 });
    const gateway = await world.startGateway();
    using _mute = await openMute(gateway.url);
    using own = await openReadySocket(gateway.url);
    own.send(subscribe("1", transitions));
    const began = performance.now();
    await gateway[Symbol.asyncDispose]();
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(await own.closed()).toBe(1012);
  });

  it("get the answers that are under way when the gateway ends", async () => {
    await using world = await startWorld({ jobs: 2 });
    const gateway = await world.startGateway();
    const [{ kind, config }] = world.vendors as [SimulatedVendor]; // there is one at least
    await eventually(
      () => query<{ backend: { source: { state: string } } }>(gateway.url, stateOf, { id: config.id }),
      ({ backend }) => backend.source.state === "LIVE",
    );
    await world.control.addFault({ kind, fault: { type: "latency", ms: 500 } });
    const answer = ask(
      gateway.url,
      'query ($id: ID!) { jobByNativeId(backend: $id, nativeId: "nobody") { id } }',
      {
        id: config.id,
      },
    );
    await eventually(
      () => world.control.requests(kind),
      ({ items }) => items.some(({ path }) => path.includes("nobody")),
    );
    await gateway[Symbol.asyncDispose]();
    expect(await answer).toEqual({ data: { jobByNativeId: null } });
  });

  it("have a limit of operations under way", async () => {
    await using world = await startWorld({ jobs: 2 });
    await using gateway = await world.startGateway();
    using greedy = await openReadySocket(gateway.url);
    for (let number = 1; number <= 251; number++) greedy.send(subscribe(String(number), transitions));
    expect(await greedy.closed()).toBe(4429);
    using modest = await openReadySocket(gateway.url);
    for (let number = 1; number <= 250; number++) modest.send(subscribe(String(number), transitions));
    modest.send({ id: "1", type: "complete" });
    modest.send(subscribe("one more", "{ __typename }"));
    expect(await modest.next()).toMatchObject({ id: "one more", payload: { data: { __typename: "Query" } } });
  });

  it("have a limit of answers that nobody reads", async () => {
    await using world = await startWorld({ jobs: 2 });
    await using gateway = await world.startGateway();
    const socket = new WebSocket(`${gateway.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    using _closing = { [Symbol.dispose]: () => socket.terminate() };
    const closed = once(socket, "close");
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init" }));
    await once(socket, "message");
    socket.pause();
    // Two megabytes each; the system between the two ends holds some of them.
    const aliases = Array.from({ length: 200 }, (_, index) => `all${index}: statusVocabulary { ...all }`);
    const large = `{ ${aliases.join(" ")} } fragment all on StatusMapping {
      jobKinds nativeValue nativeSecondary phase phaseClass stage description
    }`;
    for (let round = 0; round < 20; round++) {
      socket.send(JSON.stringify(subscribe(`round ${round}`, large)));
      await ask(gateway.url, "{ __typename }");
    }
    socket.resume();
    expect((await closed)[0]).toBe(4429);
    expect(gateway.log).toEqual([]);
  });
});
