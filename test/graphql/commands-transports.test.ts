import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatId } from "../../src/domain/id.ts";
import { simulateBackend } from "../support/backend.ts";
import { toInput } from "../support/drafts/contract.ts";
import { draftsOf } from "../support/drafts/vendors.ts";
import { openEventStream } from "../support/event-stream.ts";
import { type SimulatedWorld, startWorld, type TestGateway } from "../support/gateway.ts";
import { ask, eventually, follow, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { command, mutationOf, senders } from "../support/mutations.ts";
import { backendId } from "../support/observation.ts";
import { openReadySocket, openSocket } from "../support/socket.ts";
import { documentOf } from "../support/vendor-documents.ts";
import { wordFor } from "../support/words.ts";

/** A vendor that removes a job at once. */
const kind = "SEEME";

let world: SimulatedWorld;
let gateway: TestGateway;
beforeAll(async () => {
  world = await startWorld({ jobs: 40, definitions: tireless.filter((one) => one.kind === kind) });
  gateway = await world.startGateway();
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const atVendor = (nativeId: string) => documentOf(world.vendor(kind), nativeId);
const deletion = mutationOf("deleteJob");

/** An ended job that the gateway knows, and the body of a request to delete it. */
async function addJob() {
  const script = [{ native: wordFor(kind, "SUCCEEDED"), afterMs: 0 }];
  const nativeId = await world.control.addJob(kind, script);
  const id = formatId("job", backendId(String(world.vendor(kind).config.id)), nativeId);
  await eventually(
    () => query<{ job: object | null }>(gateway.url, "query ($id: ID!) { job(id: $id) { id } }", { id }),
    ({ job }) => job !== null,
  );
  const variables = { input: { id } };
  return { id, nativeId, variables, body: JSON.stringify({ query: deletion, variables }) };
}

describe("a mutation", () => {
  it.each([
    ["/graphql", "application/json"],
    ["/graphql/stream", "application/json"],
    ["/graphql/stream", "text/event-stream"],
  ])("is not taken by GET at %s as %s", async (path, accept) => {
    const { nativeId, variables } = await addJob();
    const address = new URL(path, gateway.url);
    address.searchParams.set("query", deletion);
    address.searchParams.set("variables", JSON.stringify(variables));
    const answer = await fetch(address, { headers: { accept, "apollo-require-preflight": "1" } });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST");
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "BAD_REQUEST" } }] });
    expect(await atVendor(nativeId)).not.toBeNull();
  });

  it.each(["/graphql", "/graphql/stream"])(
    "is not taken at %s as a page of another site may send it",
    async (path) => {
      const { nativeId, body } = await addJob();
      const form = new URLSearchParams({ query: body });
      const multipart = new FormData();
      multipart.set("operations", body);
      const origin = { origin: "https://elsewhere.example" };
      const simple: readonly RequestInit[] = [
        { body, headers: { "content-type": "text/plain" } },
        { body, headers: { "content-type": "text/plain; application/json" } },
        { body: new TextEncoder().encode(body) },
        { body: form },
        { body: multipart },
      ];
      for (const init of simple) {
        for (const headers of [{}, origin]) {
          const sent = { ...init, method: "POST", headers: { ...init.headers, ...headers } };
          const answer = await fetch(new URL(path, gateway.url), sent);
          expect([400, 403, 415]).toContain(answer.status);
          await answer.body?.cancel();
        }
      }
      expect(await atVendor(nativeId)).not.toBeNull();
    },
  );

  it("is not taken over a socket or a stream that a page of another site opens", async () => {
    const { nativeId, variables } = await addJob();
    const origin = "https://elsewhere.example";
    await expect(openSocket(gateway.url, "graphql-transport-ws", { origin })).rejects.toThrow("403");
    using stream = await openEventStream(
      gateway.url,
      { query: deletion, variables },
      { headers: { origin } },
    );
    expect(stream.status).toBe(403);
    expect(await atVendor(nativeId)).not.toBeNull();
  });

  it.each(Object.entries(senders))("is carried out each time that it is sent over %s", async (_, send) => {
    const drafts = draftsOf[kind];
    const [definition] = tireless.filter((one) => one.kind === kind);
    if (!drafts || !definition) throw new Error(`${kind} is not registered.`);
    await using vendor = await simulateBackend(definition);
    const [draft] = Object.values(await drafts.valid(vendor.connect()));
    if (!draft) throw new Error(`${kind} has no drafts.`);
    const input = toInput(draft, kind, String(world.vendor(kind).config.id));
    const create = () => command(gateway.url, "createJob", input, send);
    const made = [...(await Promise.all([create(), create()])), await create()];
    const nativeIds = made.map(({ job }) => job?.nativeId ?? "");
    expect(new Set(nativeIds).size).toBe(3);
    for (const nativeId of nativeIds) expect(await atVendor(nativeId)).not.toBeNull();
  });
});

/** Sends a request and gives what breaks its connection off. */
const leavers: Readonly<Record<string, (body: string) => Promise<() => void>>> = {
  async HTTP(body) {
    const leaving = new AbortController();
    const headers = { "content-type": "application/json" };
    const init = { method: "POST", headers, body, signal: leaving.signal };
    fetch(`${gateway.url}/graphql`, init).catch(() => undefined);
    return () => leaving.abort();
  },
  async WebSocket(body) {
    const socket = await openReadySocket(gateway.url);
    socket.send(`{"id":"1","type":"subscribe","payload":${body}}`);
    return () => socket[Symbol.dispose]();
  },
  async "WebSocket, by ending the operation alone"(body) {
    const socket = await openReadySocket(gateway.url);
    socket.send(`{"id":"1","type":"subscribe","payload":${body}}`);
    return () => socket.send({ id: "1", type: "complete" });
  },
  async "server-sent events"(body) {
    const leaving = new AbortController();
    const { signal } = leaving;
    openEventStream(gateway.url, JSON.parse(body) as { query: string }, { signal }).then(
      (stream) => signal.addEventListener("abort", () => stream[Symbol.dispose]()),
      () => undefined,
    );
    return () => leaving.abort();
  },
};

it.each(Object.entries(leavers))("goes on when its client leaves in the middle: %s", async (_, send) => {
  const { id, nativeId, body } = await addJob();
  const { jobs } = await query<{ jobs: { eventCursor: string } }>(gateway.url, "{ jobs { eventCursor } }");
  const text = `subscription ($id: ID!, $after: String) {
    jobEvents(filter: { ids: [$id] }, after: $after) { ... on JobRemoved { removedJobId source actor } }
  }`;
  interface Told {
    readonly jobEvents: { readonly removedJobId?: string };
  }
  await using events = follow<Told>(gateway.url, text, { id, after: jobs.eventCursor });
  const path = `*/jobs/${nativeId}`;
  const fault = await world.control.addFault({
    kind,
    match: { method: "DELETE", path },
    fault: { type: "latency", ms: 500 },
    times: 1,
  });
  const { next } = await world.control.requests(kind);
  const leave = await send(body);
  await eventually(
    () => world.control.requests(kind, next),
    ({ items }) => items.some((item) => item.method === "DELETE" && item.path.endsWith(nativeId)),
  );
  expect(await atVendor(nativeId)).not.toBeNull();
  leave();
  let event = await events.next();
  while (event.jobEvents.removedJobId === undefined) event = await events.next();
  expect(event.jobEvents).toEqual({ removedJobId: id, source: "COMMAND", actor: "anonymous" });
  expect(await atVendor(nativeId)).toBeNull();
  await world.control.removeFault(fault).catch(() => undefined);
});

it("leaves nothing of the fields before undone when a later one fails", async () => {
  const { id, nativeId } = await addJob();
  const text = `mutation {
    first: deleteJob(input: { id: "${id}" }) { deletedJobId }
    second: deleteJob(input: { id: "x" }) { deletedJobId }
    third: deleteJob(input: { id: "y" }) { deletedJobId }
  }`;
  const { errors } = await ask(gateway.url, text);
  expect(errors?.map(({ path }) => path?.[0])).toEqual(["second", "third"]);
  expect(await atVendor(nativeId)).toBeNull();
});
