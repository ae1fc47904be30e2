import { afterEach, beforeEach, expect, test } from "vitest";
import { type Entry, startTestProject, type TestProject } from "./test-project.ts";

let project: TestProject;
beforeEach(async () => {
  project = await startTestProject();
});
afterEach(() => project[Symbol.asyncDispose]());

const write = (id: string, body: object) => project.control("POST", `/logs/DATATURE/${id}`, body);
const items = (entries: readonly Entry[]) => entries.map(({ item }) => item);

/** Entries at three instants, ten seconds apart: `a b`, `c`, `d`. */
async function makeLog(): Promise<{ id: string; times: readonly [number, number, number] }> {
  const id = await project.makeJob({ native: "Running" });
  const first = await project.now();
  await write(id, { lines: ["a", "b"] });
  await project.advance(10_000);
  await write(id, { lines: [{ item: "c", level: "Error", status: "FailedPredict", reason: "no" }] });
  await project.advance(10_000);
  await write(id, { lines: ["d"] });
  return { id, times: [first, first + 10_000, first + 20_000] };
}

test("a job without entries has an empty log under its own id", async () => {
  const id = await project.makeJob({ native: "Waiting" });
  const { status, body } = await project.call("GET", `/batch/jobs/${id}/logs`);
  expect([status, body]).toMatchObject([
    200,
    { id: id.replace("batchjob_", "batchjoblog_"), object: "batch_job_log", entries: [] },
  ]);
});

test("lines become entries, newest first, with their time and an id that stays", async () => {
  const { id, times } = await makeLog();
  const entries = await project.logs(id);
  expect(items(entries)).toEqual(["d", "c", "b", "a"]);
  expect(entries.map(({ createTime }) => createTime)).toEqual([times[2], times[1], times[0], times[0]]);
  expect(entries[3]).toMatchObject({ kind: "ItemPredicted", level: "Info", status: "Delivered", reason: "" });
  expect(entries[1]).toMatchObject({ level: "Error", status: "FailedPredict", reason: "no" });
  expect(new Set(entries.map((entry) => entry.id)).size).toBe(4);
  expect(await project.logs(id)).toEqual(entries);
});

test("is cut by time: the bound before includes its millisecond, the bound after does not", async () => {
  const { id, times } = await makeLog();
  expect(items(await project.logs(id, `?beforeTime=${times[1]}&`))).toEqual(["c", "b", "a"]);
  expect(items(await project.logs(id, `?beforeTime=${times[1] - 1}&`))).toEqual(["b", "a"]);
  expect(items(await project.logs(id, `?afterTime=${times[1]}&`))).toEqual(["d"]);
  expect(items(await project.logs(id, `?afterTime=${times[1] - 1}&`))).toEqual(["d", "c"]);
  expect(items(await project.logs(id, "?afterTime=0&"))).toHaveLength(4);
  expect(await project.logs(id, "?beforeTime=5&afterTime=0&minLevel=Info&maxEntries=1&")).toEqual([]);
});

test("has other bounds where that is assumed", async () => {
  const { id, times } = await makeLog();
  await project.assume("logBounds", "both");
  expect(items(await project.logs(id, `?afterTime=${times[1]}&`))).toEqual(["d", "c"]);
  await project.assume("logBounds", "neither");
  expect(items(await project.logs(id, `?beforeTime=${times[1]}&`))).toEqual(["b", "a"]);
});

test("is cut by level and by number, from the newest on", async () => {
  const { id } = await makeLog();
  expect(items(await project.logs(id, "?minLevel=Error&"))).toEqual(["c"]);
  expect(items(await project.logs(id, "?maxEntries=1&"))).toEqual(["d"]);
  for (const query of ["?minLevel=Loud", "?maxEntries=0", "?beforeTime=yesterday"]) {
    expect((await project.call("GET", `/batch/jobs/${id}/logs${query}`)).status).toBe(400);
  }
});

test("answers a thousand entries at most, and goes on to the rest by time", async () => {
  const id = await project.makeJob({ native: "Running" });
  await write(id, { lines: Array.from({ length: 2500 }, (_, at) => `item ${at}`) });
  const seen = new Map<string, Entry>();
  let query = "";
  for (let page = 0; page < 10; page++) {
    const entries = await project.logs(id, query);
    for (const entry of entries) seen.set(entry.id, entry);
    if (entries.length < 1000) break;
    query = `?beforeTime=${entries.at(-1)?.createTime}&`;
  }
  expect(items([...seen.values()])).toEqual(Array.from({ length: 2500 }, (_, at) => `item ${2499 - at}`));
});

test("starts over when it is rotated, and the new entries are new", async () => {
  const { id } = await makeLog();
  const before = await project.logs(id);
  await write(id, { rotate: true });
  expect(await project.logs(id)).toEqual([]);
  await write(id, { lines: ["e"] });
  const [entry] = await project.logs(id);
  expect(entry?.item).toBe("e");
  expect(before.map((old) => old.id)).not.toContain(entry?.id);
});

test("has one source", async () => {
  const id = await project.makeJob({ native: "Running" });
  await write(id, { source: "items", lines: ["a"] });
  await expect(write(id, { source: "worker-0", lines: ["a"] })).rejects.toThrow("400");
});

test("a generated job logs each item that it delivers, when its counters move, and the failures among them", async () => {
  await project.control("POST", "/reset", { jobs: 60 });
  let outcomes: string[] = [];
  for (const { id, status } of await project.jobs()) {
    const settled = (status.items.Delivered ?? 0) + (status.items.FailedDeliver ?? 0);
    const entries = await project.logs(id);
    expect(entries).toHaveLength(Math.min(1000, settled));
    if (settled > 1000) continue;
    const failed = entries.filter((entry) => entry.status === "FailedDeliver");
    expect(failed).toHaveLength(status.items.FailedDeliver ?? 0);
    for (const entry of entries) expect(entry.createTime).toBeLessThanOrEqual(status.updateDate);
    outcomes = [...outcomes, ...entries.map((entry) => `${entry.level} ${entry.status}`)];
  }
  expect(new Set(outcomes)).toEqual(
    new Set([
      "Info Delivered",
      "Error FailedGather",
      "Error FailedProcess",
      "Error FailedPredict",
      "Error FailedDeliver",
    ]),
  );
});

test("what was read of a running job stays while more comes", async () => {
  await project.control("POST", "/reset", { jobs: 60 });
  const active = (await project.jobs()).filter(({ status }) => status.overview === "Waiting");
  const early = await Promise.all(active.map(({ id }) => project.logs(id)));
  await project.advance(120_000);
  const late = await Promise.all(active.map(({ id }) => project.logs(id, "?maxEntries=1000")));
  early.forEach((entries, at) => {
    const kept = late[at]?.slice(-entries.length) ?? [];
    if (entries.length > 0 && (late[at]?.length ?? 0) < 1000) expect(kept).toEqual(entries);
  });
  expect(late.flat().length).toBeGreaterThan(early.flat().length);
});
