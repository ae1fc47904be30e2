import { describe, expect, test } from "vitest";
import { z } from "zod";
import { startToy } from "./control-client.ts";

const logged = z.object({
  next: z.number(),
  items: z.array(
    z.object({
      n: z.number(),
      at: z.iso.datetime(),
      method: z.string(),
      path: z.string(),
      query: z.string(),
      status: z.number().nullable(),
      fault: z.string().nullable(),
    }),
  ),
});

describe("a fault", () => {
  test("of type status answers in the vendor's error shape with Retry-After, as often as it was told", async () => {
    await using toy = await startToy();
    const fault = { type: "status", status: 429, retryAfterS: 7 };
    await toy.call("POST /faults", {
      kind: "TOY",
      match: { method: "get", path: "*/jobs" },
      fault,
      times: 1,
    });
    const answer = await toy.get("/jobs");
    expect([answer.status, answer.headers.get("retry-after"), await answer.json()]).toEqual([
      429,
      "7",
      { problem: 429 },
    ]);
    expect((await toy.get("/jobs")).status).toBe(200);
  });

  test("hits only requests that match, whatever their query", async () => {
    await using toy = await startToy();
    const fault = { type: "status", status: 503 };
    await toy.call("POST /faults", { kind: "TOY", match: { path: "/v1/jobs/*" }, fault });
    expect((await toy.get("/jobs?offset=/v1/jobs/")).status).toBe(200);
    expect((await toy.get("/jobs/x?y=1")).status).toBe(503);
  });

  test("of type drop closes before the vendor acts, or after it", async () => {
    await using toy = await startToy({ jobs: 0 });
    const id = await toy.make({ script: [{ native: "Running", afterMs: 0 }] });
    const stop = () => fetch(`${toy.vendors[0]?.url}/jobs/${id}:stop`, { method: "POST" });
    await toy.call("POST /faults", {
      kind: "TOY",
      match: { method: "POST" },
      fault: { type: "drop" },
      times: 1,
    });
    await expect(stop()).rejects.toThrow();
    expect((await toy.job(id)).status).toBe("Running");
    const after = { type: "drop", after: true };
    await toy.call("POST /faults", { kind: "TOY", match: { method: "POST" }, fault: after, times: 1 });
    await expect(stop()).rejects.toThrow();
    expect((await toy.job(id)).status).toBe("Stopped");
  });

  test("of type half breaks off in the body", async () => {
    await using toy = await startToy();
    await toy.call("POST /faults", { kind: "TOY", fault: { type: "half" }, times: 1 });
    const answer = await toy.get("/jobs");
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  test("of type malformed sends a whole body that is no JSON", async () => {
    await using toy = await startToy();
    await toy.call("POST /faults", { kind: "TOY", fault: { type: "malformed" }, times: 1 });
    const body = await (await toy.get("/jobs")).text();
    expect(() => JSON.parse(body)).toThrow();
  });

  test("of type latency delays the answer by at least its length", async () => {
    await using toy = await startToy();
    await toy.call("POST /faults", { kind: "TOY", fault: { type: "latency", ms: 60 }, times: 1 });
    const before = performance.now();
    expect((await toy.get("/jobs")).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  test("of type expireTokens, unknownStatus or shiftPages is acted out by the vendor", async () => {
    await using toy = await startToy();
    await toy.call("POST /clock", { paused: true });
    await toy.call("POST /faults", { kind: "TOY", fault: { type: "expireTokens" }, times: 1 });
    expect((await toy.get("/jobs")).status).toBe(401);

    await toy.call("POST /faults", { kind: "TOY", fault: { type: "unknownStatus", word: "Odd" }, times: 1 });
    expect((await toy.page()).map((job) => job.status)).toEqual(["Odd", "Odd", "Odd", "Odd", "Odd"]);

    const before = await toy.page();
    await toy.call("POST /faults", { kind: "TOY", fault: { type: "shiftPages", by: 2 }, times: 1 });
    expect((await toy.page()).slice(2)).toEqual(before.slice(0, 3));
  });

  test("is listed until it is used up, deleted or reset", async () => {
    await using toy = await startToy();
    const put = (times?: number) =>
      toy.call("POST /faults", { kind: "TOY", fault: { type: "half" }, ...(times && { times }) });
    const { id } = z.object({ id: z.string() }).parse((await put(2)).body);
    expect((await toy.call("GET /faults")).body).toEqual([
      { id, kind: "TOY", match: {}, fault: { type: "half" }, times: 2 },
    ]);
    expect((await toy.call(`DELETE /faults/${id}`)).status).toBe(200);
    expect((await toy.call(`DELETE /faults/${id}`)).status).toBe(404);
    await put();
    await toy.call("POST /reset", {});
    expect((await toy.call("GET /faults")).body).toEqual([]);
  });
});

describe("the request log", () => {
  test("counts what the vendor was asked, dropped requests included, and goes on where it was read", async () => {
    await using toy = await startToy();
    await toy.get("/jobs?offset=5");
    const first = logged.parse((await toy.call("GET /requests?kind=TOY&since=0")).body);
    expect(first.items).toMatchObject([
      { method: "GET", path: "/v1/jobs", query: "offset=5", status: 200, fault: null },
    ]);
    await toy.call("POST /faults", { kind: "TOY", fault: { type: "drop" }, times: 1 });
    await expect(toy.get("/jobs/a%2Fb")).rejects.toThrow();
    const second = logged.parse((await toy.call(`GET /requests?kind=TOY&since=${first.next}`)).body);
    expect(second.items).toMatchObject([{ path: "/v1/jobs/a%2Fb", status: null, fault: "drop" }]);
    expect(second.items[0]?.n).toBe(2);
  });
});
