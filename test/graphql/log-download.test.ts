import { once } from "node:events";
import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { type SimulatedWorld, startWorld } from "../support/gateway.ts";
import { eventually, query } from "../support/graphql.ts";
import { hasty, tireless } from "../support/hasty.ts";
import { wordFor } from "../support/words.ts";

const kind = "AZURE_ML";
const worldOptions = { jobs: hasty.length, definitions: hasty };

/** A running job with these lines, once the gateway can read them. */
async function startJob({ control, vendor }: SimulatedWorld, url: string, lines: readonly string[]) {
  const nativeId = await control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
  await control.writeLog(kind, nativeId, { lines });
  const text = `query ($backend: ID!, $id: String!) { jobByNativeId(backend: $backend, nativeId: $id) { id } }`;
  const variables = { backend: vendor(kind).config.id, id: nativeId };
  const { jobByNativeId } = await query<{ jobByNativeId: { id: string } }>(url, text, variables);
  return { nativeId, address: `${url}/jobs/${jobByNativeId.id}/logs`, jobId: jobByNativeId.id };
}

const linesFrom = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `line ${from + index}: Größe 加载`);
const toText = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");

describe("the download of a log", () => {
  it("gives the whole text, line by line, as a file", async () => {
    await using world = await startWorld(worldOptions);
    await using gateway = await world.startGateway();
    const lines = linesFrom(0, 2_500);
    const { address, nativeId } = await startJob(world, gateway.url, lines);
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${nativeId}.log"`);
    expect(await response.text()).toBe(toText(lines));
  });

  it("gives NDJSON with cursors, after any of which it goes on", async () => {
    await using world = await startWorld(worldOptions);
    await using gateway = await world.startGateway();
    const { address } = await startJob(world, gateway.url, [...linesFrom(0, 5), "\u001b[31mERROR\u001b[0m"]);
    const response = await fetch(address, { headers: { accept: "application/x-ndjson" } });
    expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    const entries = (await response.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(entries.map(({ text }) => text).slice(0, 5)).toEqual(linesFrom(0, 5));
    expect(entries[5]).toEqual({
      cursor: expect.any(String),
      source: "user_logs/std_log.txt",
      nativeId: null,
      kind: "LINE",
      nativeKind: null,
      level: "ERROR",
      nativeLevel: "ERROR",
      text: "\u001b[31mERROR\u001b[0m",
      hasAnsi: true,
      occurredAt: null,
      observedAt: expect.any(String),
      item: null,
      itemStatus: null,
      nativeItemStatus: null,
      durationMs: null,
      reason: null,
    });
    const rest = await fetch(`${address}?format=text&after=${entries[2].cursor}`);
    expect(await rest.text()).toBe(`${toText(linesFrom(3, 5))}\u001b[31mERROR\u001b[0m\n`);
  });

  it("gives one NDJSON object a line, also to readers that know more ends of lines", async () => {
    await using world = await startWorld(worldOptions);
    await using gateway = await world.startGateway();
    const lines = ["a\u2028b\u2029c", "d\u0085e"];
    const { address } = await startJob(world, gateway.url, lines);
    const body = await (await fetch(`${address}?format=ndjson`)).text();
    const objects = body.trim().split(/[\n\u0085\u2028\u2029]/);
    expect(objects.map((line) => JSON.parse(line).text)).toEqual(lines);
  });

  it("is not held up by a client that leaves while both wait for the vendor, which is no fault of ours", async () => {
    await using world = await startWorld({ jobs: tireless.length, definitions: tireless });
    await using gateway = await world.startGateway();
    const { address } = await startJob(world, gateway.url, linesFrom(0, 3));
    const match = { path: "*/details" };
    const { next } = await world.control.requests(kind);
    const latency = { type: "latency", ms: 1_000 };
    const fault = await world.control.addFault({ kind, match, fault: latency });
    const ask = () => request(`${address}?follow=1`, { agent: false }).on("error", () => undefined);
    const leaving = ask().end();
    await eventually(
      () => world.control.requests(kind, next),
      ({ items }) => items.some(({ path }) => path.endsWith("/details")),
    );
    const staying = ask().end();
    const answered = once(staying, "response");
    // What is asked after it is answered: by now it waits too.
    await (await fetch(`${gateway.url}/schema.graphql`)).text();
    leaving.destroy();
    expect(await answered).toMatchObject([{ statusCode: 200 }]);
    staying.destroy();
    await world.control.removeFault(fault);
    expect(gateway.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it("goes on until the log is complete when it follows", async () => {
    await using world = await startWorld(worldOptions);
    await using gateway = await world.startGateway();
    const { address, nativeId } = await startJob(world, gateway.url, linesFrom(0, 3));
    const response = await fetch(`${address}?follow=1`);
    const reading = response.text();
    await world.control.writeLog(kind, nativeId, { rotate: true });
    await world.control.writeLog(kind, nativeId, { lines: ["new"] });
    await world.control.changeJob(kind, nativeId, { native: wordFor(kind, "SUCCEEDED") });
    const text = await reading;
    expect(text).toMatch(
      /^line 0.*\nline 1.*\nline 2.*\n\*\*\* jobgraph: .* \((ROTATION|TRUNCATION)\) \*\*\*\nnew\n$/,
    );
  });

  it("breaks off when the gateway stops, and when the vendor fails in the middle, so that nobody takes it for whole", async () => {
    await using world = await startWorld(worldOptions);
    await using gateway = await world.startGateway();
    const { address, jobId } = await startJob(world, gateway.url, linesFrom(0, 200_000));
    const failed = await fetch(address);
    const path = "*std_log*";
    const fault = await world.control.addFault({
      kind,
      match: { path },
      fault: { type: "status", status: 403 },
    });
    await expect(failed.text()).rejects.toThrow();
    // Before the first byte there is a proper answer.
    const refused = await fetch(address);
    expect(refused.status).toBe(502);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "BACKEND_FORBIDDEN" } }] });

    await world.control.removeFault(fault);

    const other = await startJob(world, gateway.url, []);
    expect(other.jobId).not.toBe(jobId);
    const following = await fetch(`${other.address}?follow=1`);
    const ended = expect(following.text()).rejects.toThrow();
    await gateway[Symbol.asyncDispose]();
    await ended;
  });

  it("reads no further than its client does", async () => {
    await using world = await startWorld(worldOptions);
    await using gateway = await world.startGateway();
    const line = "x".repeat(10_000);
    const { address } = await startJob(
      world,
      gateway.url,
      Array.from({ length: 8_000 }, () => line),
    );
    const rangesRead = async () =>
      (await world.control.requests(kind)).items.filter(({ path }) => path.includes("std_log")).length;
    const before = await rangesRead();
    const asking = request(address);
    const paused = new Promise<void>((resolve) =>
      asking.on("response", (response) => resolve(void response.pause())),
    );
    asking.on("error", () => undefined);
    asking.end();
    await paused;
    let last = -1;
    await eventually(rangesRead, (count) => {
      const isStill = count === last;
      last = count;
      return isStill;
    });
    // 80 MB are some 300 ranges.
    expect(last - before).toBeLessThan(120);
    asking.destroy();
  });

  it("answers mistakes in the form of GraphQL", async () => {
    await using world = await startWorld(worldOptions);
    await using gateway = await world.startGateway();
    const { address } = await startJob(world, gateway.url, linesFrom(0, 3));
    const { jobId } = await startJob(world, gateway.url, []);
    const refusal = async (url: string, init: RequestInit = {}) => {
      const response = await fetch(url, init);
      const { errors } = (await response.json()) as { errors: { extensions: object }[] };
      return { status: response.status, ...errors[0]?.extensions };
    };
    const unknown = Buffer.from(`job:${world.vendor(kind).config.id}:nobody`).toString("base64url");
    expect(await refusal(`${gateway.url}/jobs/garbage/logs`)).toMatchObject({
      status: 404,
      code: "INVALID_ID",
    });
    expect(await refusal(`${gateway.url}/jobs/${unknown}/logs`)).toMatchObject({
      status: 404,
      code: "INVALID_ID",
    });
    expect(await refusal(`${address}?format=pdf`)).toMatchObject({ status: 400, argument: ["format"] });
    expect(await refusal(`${address}?follow=yes`)).toMatchObject({ status: 400, argument: ["follow"] });
    expect(await refusal(`${address}?source=a&source=b`)).toMatchObject({
      status: 400,
      argument: ["source"],
    });
    expect(await refusal(`${address}?source=nothing`)).toMatchObject({ status: 400, argument: ["source"] });
    expect(await refusal(`${address}?after=garbage`)).toMatchObject({ status: 400, code: "INVALID_CURSOR" });
    const other = await fetch(`${gateway.url}/jobs/${jobId}/logs?format=ndjson`);
    expect(other.status).toBe(200);
    expect(await other.text()).toBe("");
    const foreign = { headers: { origin: "http://elsewhere.example" } };
    expect(await refusal(address, foreign)).toMatchObject({ status: 403, code: "FORBIDDEN" });
  });
});
