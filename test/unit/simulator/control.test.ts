import { describe, expect, test } from "vitest";
import { startSimulators } from "../../../src/simulator/start.ts";
import { startToy } from "./control-client.ts";
import { createToyVendor } from "./toy-vendor.ts";

describe("the control port", () => {
  test("describes the vendors and the clock", async () => {
    await using toy = await startToy({ speed: 3 });
    const [vendor] = toy.vendors;
    expect(vendor?.control).toBe(toy.control);
    expect((await toy.call("GET /")).body).toEqual({
      vendors: [
        { kind: "TOY", url: vendor?.url, credentials: { token: "toy-token" }, config: vendor?.config },
      ],
      now: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      speed: 3,
      paused: false,
    });
  });

  test.each([
    ["POST /clock", { speed: 0 }, "speed"],
    ["POST /clock", { sped: 2 }, ""],
    ["POST /reset", { jobs: -1 }, "jobs"],
    ["POST /jobs", { kind: "TOY", script: [{ afterMs: 1 }] }, "script.0.native"],
    ["POST /faults", { kind: "TOY", fault: { type: "fire" } }, "fault.type"],
    ["POST /faults", { kind: "TOY", fault: { type: "latency" } }, "fault.ms"],
    ["POST /assumptions", { kind: "TOY", key: "order", value: "sideways" }, "value"],
    ["POST /assumptions", { kind: "TOY", key: "cancelLatencyMs", value: "3000" }, "value"],
    ["POST /assumptions", { kind: "TOY", key: "colour", value: 1 }, "key"],
    ["POST /hooks", { kind: "TOY", url: "nowhere" }, "url"],
    ["GET /requests?kind=TOY&since=x", undefined, "since"],
  ])("refuses %s with %j and names the place", async (call, body, path) => {
    await using toy = await startToy();
    expect(await toy.call(call, body)).toEqual({ status: 400, body: { error: expect.any(String), path } });
  });

  test.each([
    ["POST /jobs", { kind: "NONE" }],
    ["GET /requests?kind=NONE", undefined],
    ["POST /faults", { kind: "NONE", fault: { type: "half" } }],
    ["PATCH /jobs/TOY/none", { native: "Done" }],
    ["PATCH /jobs/NONE/none", { native: "Done" }],
    ["DELETE /jobs/TOY/none", undefined],
    ["POST /logs/TOY/none", { lines: [] }],
    ["GET /nothing", undefined],
  ])("answers 404 to %s with %j", async (call, body) => {
    await using toy = await startToy();
    expect(await toy.call(call, body)).toMatchObject({ status: 404, body: { error: expect.any(String) } });
  });

  test("refuses a body that is no JSON", async () => {
    await using toy = await startToy();
    const answer = await fetch(`${toy.control}/clock`, { method: "POST", body: "{" });
    expect(answer.status).toBe(400);
  });

  test("makes as many jobs as asked and removes one as if by somebody else", async () => {
    await using toy = await startToy({ jobs: 0 });
    await toy.call("POST /jobs", { kind: "TOY", count: 3, script: [{ native: "Running", afterMs: 0 }] });
    const [first] = await toy.page();
    expect((await toy.call(`DELETE /jobs/TOY/${first?.id}`)).status).toBe(200);
    expect(await toy.page()).toHaveLength(2);
    expect((await toy.get(`/jobs/${first?.id}`)).status).toBe(404);
  });

  test("switches assumptions, which a reset keeps", async () => {
    await using toy = await startToy();
    await toy.call("POST /assumptions", { kind: "TOY", key: "cancelLatencyMs", value: 3000 });
    await toy.call("POST /reset", {});
    expect(toy.vendor.world().assumption("cancelLatencyMs")).toBe(3000);
    expect((await toy.call("GET /assumptions")).body).toEqual([
      { kind: "TOY", key: "order", value: "up", meaning: "which way it goes" },
      { kind: "TOY", key: "cancelLatencyMs", value: 3000, meaning: "how long a cancel takes" },
    ]);
  });

  test("starts a fresh world at a reset, with the clock's speed and pause kept and its advance gone", async () => {
    await using toy = await startToy();
    await toy.call("POST /clock", { speed: 5, paused: true, advanceMs: 86_400_000 });
    await toy.make({});
    await toy.call("POST /reset", { seed: 2, jobs: 7 });
    expect((await toy.call("GET /")).body).toMatchObject({ speed: 5, paused: true });
    const world = toy.vendor.world();
    expect(world.now() - world.wallNow()).toBeLessThanOrEqual(0);
    expect([world.seed, world.jobs.count()]).toEqual([2, 7]);
  });
});

describe("the simulators", () => {
  test("share the jobs out evenly", async () => {
    const vendors = [createToyVendor("A", 1), createToyVendor("B", 2), createToyVendor("C", 3)];
    await using simulators = await startSimulators({ definitions: vendors, jobs: 11, speed: 1, seed: 1 });
    expect(simulators.vendors.map((vendor) => vendor.kind)).toEqual(["A", "B", "C"]);
    expect(vendors.map((vendor) => vendor.world().jobs.count())).toEqual([4, 4, 3]);
  });

  test("give bodies and queries to the vendor as they were sent", async () => {
    await using toy = await startToy();
    const answer = await fetch(`${toy.vendors[0]?.url}/echo?a=1,2&b=%2C`, {
      method: "POST",
      body: '{ "x":1}',
    });
    expect(await answer.json()).toEqual({ body: '{ "x":1}', query: "a=1,2&b=%2C" });
  });

  test("stop when their signal aborts", async () => {
    const abort = new AbortController();
    await using toy = await startToy({ signal: abort.signal });
    abort.abort();
    await expect(toy.get("/jobs")).rejects.toThrow();
  });

  test("name the port that is taken and leave nothing open", async () => {
    await using toy = await startToy();
    const port = Number(new URL(toy.control).port);
    const definitions = [{ ...createToyVendor(), portOffset: 0 }];
    const second = startSimulators({ definitions, port, jobs: 0, speed: 1, seed: 1 });
    await expect(second).rejects.toThrow(`127.0.0.1:${port}`);
  });
});
