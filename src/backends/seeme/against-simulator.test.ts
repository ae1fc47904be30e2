import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import { createVendorClient } from "../../http/client.ts";
import { startSimulators } from "../../simulator/start.ts";
import { seeme } from "./index.ts";

const id = "seeme-test" as BackendId;
const { signal } = new AbortController();
const wholeList = { cursor: null, pageSize: seeme.limits.pageSize, since: null };

/** A simulator with 40 jobs whose clock stands still, and a way to connect to it. */
async function simulate() {
  const simulators = await startSimulators({
    definitions: [await seeme.simulator()],
    jobs: 40,
    speed: 1,
    seed: 7,
  });
  const control = async (path: string, body: object) => {
    const response = await fetch(simulators.control + path, { method: "POST", body: JSON.stringify(body) });
    expect(response.ok).toBe(true);
  };
  await control("/clock", { paused: true });
  const connect = (settings: object = {}) => {
    const config = seeme.config.parse({ ...simulators.vendors[0]?.config, ...settings });
    return seeme.create(config, {
      id,
      now: Date.now,
      connect: (protocol, options) => {
        const tools = { backend: id, now: Date.now, random: () => 0, sleep: async () => {} };
        return createVendorClient(protocol, tools, options);
      },
    });
  };
  return {
    connect,
    control,
    assume: (key: string, value: string) => control("/assumptions", { kind: "SEEME", key, value }),
    [Symbol.asyncDispose]: () => simulators[Symbol.asyncDispose](),
  };
}

describe("against the simulator", () => {
  test("a list holds all jobs and agrees with single reads", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    const { readings, unreadable } = await backend.listJobs(wholeList, signal);
    expect(readings).toHaveLength(40);
    expect(unreadable).toEqual([]);
    expect(readings.every(({ core }) => core.kind !== "UNKNOWN" && core.status.native.mapped)).toBe(true);
    const ids = readings.map(({ nativeId }) => nativeId);
    expect(await backend.getJobs(ids.slice(0, 20), signal)).toEqual(readings.slice(0, 20));
    covers("S0-1", "S0-8");
  });

  test("active jobs are those of the list that have not ended", async () => {
    await using vendor = await simulate();
    await vendor.control("/jobs", { kind: "SEEME", script: [{ native: "started", afterMs: 0 }] });
    const backend = vendor.connect();
    const { readings } = await backend.listJobs(wholeList, signal);
    const active = await backend.activeJobs?.(signal);
    expect(active?.readings).toEqual(readings.filter(({ core }) => core.status.phaseClass !== "TERMINAL"));
    expect(active?.readings.length).toBeGreaterThan(0);
  });

  test.each(["oldest", "unordered"])("lists the same jobs when the vendor sends %s", async (order) => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    const ids = async () => {
      const { readings } = await backend.listJobs(wholeList, signal);
      return readings.map(({ nativeId }) => nativeId);
    };
    const newest = await ids();
    await vendor.assume("listOrder", order);
    const others = await ids();
    expect(others).not.toEqual(newest);
    expect(others.toSorted()).toEqual(newest.toSorted());
  });

  test("a list without items leaves the detail to single reads", async () => {
    await using vendor = await simulate();
    await vendor.assume("listItems", "null");
    const backend = vendor.connect();
    const { readings } = await backend.listJobs(wholeList, signal);
    expect(readings.some(({ detail, native }) => detail !== undefined || "items" in native)).toBe(false);
    const [single] = await backend.getJobs([readings[0]?.nativeId ?? ""], signal);
    expect(single).toHaveProperty("detail.spec.parameters");
    covers("S0-73");
  });

  test("either header form is accepted where the server knows it, and refused elsewhere", async () => {
    await using vendor = await simulate();
    const bearer = vendor.connect();
    const plain = vendor.connect({ headerForm: "plain" });
    const kindOf = (backend: typeof bearer) =>
      backend.listJobs(wholeList, signal).then(
        () => "ok",
        (error: unknown) => (error instanceof BackendError ? error.kind : error),
      );
    expect([await kindOf(bearer), await kindOf(plain)]).toEqual(["ok", "ok"]);
    await vendor.assume("headerForms", "bearer");
    expect([await kindOf(bearer), await kindOf(plain)]).toEqual(["ok", "UNAUTHENTICATED"]);
    await vendor.assume("headerForms", "raw");
    expect([await kindOf(bearer), await kindOf(plain)]).toEqual(["UNAUTHENTICATED", "ok"]);
    covers("S0-70");
  });

  test("a wrong key is refused by the applications too", async () => {
    await using vendor = await simulate();
    const wrong = vendor.connect({ credentials: { username: "demo", apiKey: "wrong" } });
    await expect(wrong.listAlgorithms?.(signal)).rejects.toMatchObject({
      kind: "UNAUTHENTICATED",
      status: 401,
    });
    covers("S0-71");
  });

  test("unknown ids and texts that are none are not found", async () => {
    await using vendor = await simulate();
    const unknown = ["00000000-0000-4000-8000-00000000dead", "no id"];
    const results = await vendor.connect().getJobs(unknown, signal);
    for (const result of results) expect(result).toMatchObject({ kind: "NOT_FOUND", backend: id });
    covers("S0-72");
  });

  test("every job's application is in the catalogue", async () => {
    await using vendor = await simulate();
    const backend = vendor.connect();
    const algorithms = new Set((await backend.listAlgorithms?.(signal))?.map(({ nativeId }) => nativeId));
    const { readings } = await backend.listJobs(wholeList, signal);
    for (const { core } of readings) expect(algorithms).toContain(core.algorithm?.nativeId);
    covers("S0-75");
  });

  test("a status word that nobody knows ends no job", async () => {
    await using vendor = await simulate();
    await vendor.control("/faults", { kind: "SEEME", fault: { type: "unknownStatus", word: "pending" } });
    const { readings } = await vendor.connect().listJobs(wholeList, signal);
    expect(new Set(readings.map(({ core }) => core.status.phase))).toEqual(new Set(["UNKNOWN"]));
    expect(readings[0]?.core.status.native).toMatchObject({ value: "pending", mapped: false });
    covers("S0-21");
  });
});
