import { once } from "node:events";
import { connect } from "node:net";
import Fastify from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Backend, HookRequest } from "../../../src/backends/contract.ts";
import { BackendError } from "../../../src/domain/error.ts";
import { createHooks, type HookRefusal } from "../../../src/federation/hooks.ts";
import { serveHooks } from "../../../src/server/hooks.ts";
import type { Hint } from "../../../src/sync/hinted-reads.ts";
import { tiny } from "../../graphql/tiny-vendor/index.ts";
import { backendId } from "../../support/observation.ts";

const pushing = backendId("pushing");
const silent = backendId("silent");
const refusal = (kind: BackendError["kind"]) => new BackendError(kind, `no: ${kind}`, { backend: pushing });

/** A vendor that takes what its body asks for. */
const received: HookRequest[] = [];
const backend: Pick<Backend, "receiveHook"> = {
  async receiveHook(request, signal) {
    received.push(request);
    const text = request.body.toString();
    if (/^[A-Z_]+$/.test(text)) throw refusal(text as BackendError["kind"]); // the tests' own words
    if (text === "bug") throw new TypeError("a bug");
    if (text === "hang") await once(signal, "abort").then(() => Promise.reject(signal.reason));
    if (text === "code") {
      const answer = { status: 200, headers: { "x-code": "7" }, json: { code: 7 } };
      return { nativeIds: [], wakes: false, ignored: 0, answer };
    }
    return { nativeIds: [text], wakes: false, ignored: 2 };
  },
};

let hinted: Hint[];
let told: HookRefusal[];
let rig: Awaited<ReturnType<typeof start>>;
async function start() {
  const clock = { now: 0 };
  const rest = { listJobs: () => Promise.reject(new Error()), getJobs: () => Promise.reject(new Error()) };
  const connected = [
    { id: pushing, title: "Pushing", definition: tiny, backend: { ...rest, ...backend } },
    { id: silent, title: "Silent", definition: tiny, backend: rest },
  ];
  const hooks = createHooks({
    connected,
    sync: { of: () => ({ hint: (hint) => void hinted.push(hint) }) },
    signal: new AbortController().signal,
    now: () => clock.now,
    onRefused: (one) => void told.push(one),
  });
  const app = Fastify();
  serveHooks(app, hooks);
  app.post("/echo", async ({ body }) => ({ body }));
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const send = async (body: string | Buffer | null, init: RequestInit = {}, path = "/hooks/pushing") => {
    const response = await fetch(url + path, { method: "POST", body, ...init });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { app, hooks, clock, url, send, figures: () => hooks.figures.get(pushing) };
}
beforeEach(async () => {
  received.length = 0;
  hinted = [];
  told = [];
  rig = await start();
});
afterEach(() => rig.app.close());

const codeOf = (text: string) => JSON.parse(text).errors[0].extensions.code;

describe("/hooks/{backendId}", () => {
  it("hands the raw bytes, the query and the headers to the vendor, of whatever content type", async () => {
    const body = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
    const headers = { "content-type": "odd/one", "X-Signature": "s" };
    expect((await rig.send(body, { headers }, "/hooks/pushing?secret=a%2Bb&x=1")).status).toBe(200);
    const [request] = received;
    expect(request?.body.equals(body)).toBe(true);
    expect(request?.headers).toMatchObject({ "x-signature": "s", "content-type": "odd/one" });
    expect(request?.query.get("secret")).toBe("a+b");
  });

  it("answers with an empty 200 and hands on what the push said", async () => {
    const { status, text } = await rig.send("job-1");
    expect([status, text]).toEqual([200, ""]);
    expect(hinted).toEqual([{ nativeIds: ["job-1"], wakes: false }]);
    expect(rig.figures()).toEqual({ accepted: 1, refused: 0, ignored: 2 });
  });

  it("gives the answer that the vendor wants", async () => {
    const { status, headers, text } = await rig.send("code");
    expect([status, headers.get("x-code"), JSON.parse(text)]).toEqual([200, "7", { code: 7 }]);
    expect(headers.get("content-type")).toContain("application/json");
  });

  it("takes OPTIONS and a push without a body", async () => {
    expect((await rig.send(null, { method: "OPTIONS" })).status).toBe(200);
    expect((await rig.send(null)).status).toBe(200);
    expect(received.map(({ method, body }) => [method, body.length])).toEqual([
      ["OPTIONS", 0],
      ["POST", 0],
    ]);
  });

  it.each([
    ["INVALID", 400, "BAD_REQUEST"],
    ["UNAUTHENTICATED", 401, "UNAUTHENTICATED"],
    ["FORBIDDEN", 403, "FORBIDDEN"],
    ["UNSUPPORTED", 405, "METHOD_NOT_ALLOWED"],
    ["UNAVAILABLE", 503, "UNAVAILABLE"],
    ["TIMEOUT", 503, "UNAVAILABLE"],
  ])("answers %s with %d in the form of our errors, and hands nothing on", async (kind, status, code) => {
    const answer = await rig.send(kind);
    expect([answer.status, codeOf(answer.text)]).toEqual([status, code]);
    expect(JSON.parse(answer.text).errors[0]).toMatchObject({
      message: `no: ${kind}`,
      extensions: { backend: "pushing" },
    });
    expect(hinted).toEqual([]);
    expect(rig.figures()).toEqual({ accepted: 0, refused: 1, ignored: 0 });
  });

  it.each([
    ["/hooks/nobody", "POST"],
    ["/hooks/silent", "POST"],
    ["/hooks/silent", "GET"],
    ["/hooks/constructor", "POST"],
    ["/hooks/", "POST"],
    ["/hooks/pushing/more", "POST"],
  ])("has nothing at %s by %s", async (path, method) => {
    expect((await rig.send(null, { method }, path)).status).toBe(404);
    expect(received).toEqual([]);
  });

  it.each(["GET", "PUT", "PATCH", "DELETE"])("refuses %s", async (method) => {
    const { status, headers, text } = await rig.send(null, { method });
    expect([status, codeOf(text)]).toEqual([405, "METHOD_NOT_ALLOWED"]);
    expect(headers.get("allow")).toBe("POST, OPTIONS");
    expect(received).toEqual([]);
    expect(rig.figures()?.refused).toBe(1);
  });

  it("refuses a body of more than 1 MiB, whether it says its length or not, and goes on", async () => {
    const half = Buffer.alloc(600 * 1024);
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(half);
        controller.enqueue(half);
        controller.close();
      },
    });
    const said = await rig.send(Buffer.alloc(1024 * 1024 + 1));
    expect([said.status, codeOf(said.text)]).toEqual([413, "LIMIT_EXCEEDED"]);
    const unsaid = await fetch(`${rig.url}/hooks/pushing`, {
      method: "POST",
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(unsaid.status).toBe(413);
    expect(received).toEqual([]);
    expect(rig.figures()?.refused).toBe(2);
    expect((await rig.send("job-1")).status).toBe(200);
  });

  it("counts nothing for a sender that hangs up in the middle", async () => {
    const { port, hostname } = new URL(rig.url);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    socket.end("POST /hooks/pushing HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf");
    socket.resume();
    await once(socket, "close");
    expect((await rig.send("job-1")).status).toBe(200);
    expect(received).toHaveLength(1);
    expect(rig.figures()?.accepted).toBe(1);
  });

  it("leaves a bug to the server, and takes the next push", async () => {
    expect((await rig.send("bug")).status).toBe(500);
    expect((await rig.send("job-1")).status).toBe(200);
    expect(rig.figures()).toEqual({ accepted: 1, refused: 0, ignored: 2 });
  });

  it("tells of refusals once in a while, with how many there were", async () => {
    for (let push = 0; push < 20; push++) await rig.send("UNAUTHENTICATED");
    rig.clock.now += 10_000;
    await rig.send("INVALID");
    expect(told.map(({ refused, error }) => [refused, error.kind])).toEqual([
      [1, "UNAUTHENTICATED"],
      [21, "INVALID"],
    ]);
  });

  it("changes nothing for other routes", async () => {
    const init = { headers: { "content-type": "application/json" } };
    expect((await rig.send('{"a":1}', init, "/echo")).text).toBe('{"body":{"a":1}}');
    expect((await rig.send("x", { headers: { "content-type": "odd/one" } }, "/echo")).status).toBe(415);
  });
});
