import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, startTestProject, type TestProject } from "./test-project.ts";
import { at, listAt, textAt } from "./wire-document.ts";

let project: TestProject;
let id: string;
beforeEach(async () => {
  project = await startTestProject();
  const script = [
    { native: "Creating", afterMs: 0 },
    { native: "Pending", afterMs: 10_000 },
    { native: "Running", afterMs: 10_000 },
    { native: "Failed", afterMs: 300_000, message: "no memory left" },
  ];
  const fields = { kind: "autosearch_job" };
  const made = await project.control("POST", "/jobs", { kind: "MODELARTS", count: 1, script, fields });
  id = String(listAt(made, "ids")[0]);
});
afterEach(() => project[Symbol.asyncDispose]());

const get = (path: string) => project.call("GET", `training-jobs/${id}/${path}`);
const advance = (advanceMs: number) => project.control("POST", "/clock", { advanceMs });

test("tells events newest first with the region's offset", async () => {
  await advance(400_000);
  const { json } = await get("events?limit=100");
  const events = listAt(json, "events");
  expect(json).toMatchObject({ total: events.length, limit: 100, offset: 0, order: "desc" });
  expect(events[0]).toMatchObject({ level: "Error", source: "Job" });
  expect(textAt(events[0], "message")).toContain("no memory left");
  expect(textAt(events[0], "time")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
  const ascending = (await get("events?limit=100&order=asc")).json;
  expect(listAt(ascending, "events")).toEqual(events.toReversed());
});

test("pages events by page number and filters them", async () => {
  await advance(400_000);
  const all = listAt((await get("events?limit=100")).json, "events");
  expect(listAt((await get("events?limit=2&offset=1")).json, "events")).toEqual(all.slice(2, 4));
  const errors = listAt((await get("events?level=Error")).json, "events");
  expect(errors).toHaveLength(1);
  expect(listAt((await get("events?pattern=queuing")).json, "events")).toHaveLength(1);
  for (const query of ["limit=101", "level=Loud", "start_time=1", "order=up"]) {
    expect(codeOf(await get(`events?${query}`))).toBe("ModelArts.2788");
  }
});

test("tells stages in order with text for times", async () => {
  await advance(30_000);
  const record = listAt((await get("stages")).json, "running_records")[0];
  const stages = listAt(record, "stages");
  expect(stages.map((stage) => [textAt(stage, "name"), at(stage, "stage_order")])).toEqual([
    ["scheduling", 1],
    ["preparing", 2],
    ["running", 3],
  ]);
  expect(at(stages[2], "end_time")).toBe("");
  await advance(300_000);
  const ended = listAt(listAt((await get("stages")).json, "running_records")[0], "stages");
  expect(textAt(ended[3], "name")).toBe("end");
  expect(at(ended[3], "start_time")).toEqual(at(ended[2], "end_time"));
});

test("has no metrics before the first minute, then six series a minute", async () => {
  expect((await get("metrics/worker-0")).status).toBe(204);
  await advance(20_000 + 300_000);
  const series = listAt((await get("metrics/worker-0")).json, "metrics");
  expect(series).toHaveLength(6);
  for (const one of series) expect(listAt(one, "value")).toHaveLength(5);
  const cpu = listAt(series[0], "value");
  expect(cpu.slice(0, 2)).toEqual([-1, -1]);
  expect(Number(cpu[4])).toBeGreaterThan(0);
});

test("tells the trials of a search, a page at a time", async () => {
  await advance(20_000 + 100_000);
  const { json } = await get("autosearch-trials?limit=2&offset=0");
  expect(json).toMatchObject({ total: 3, count: 2, limit: 2, offset: 0 });
  const header = listAt(json, "items", "header");
  const rows = listAt(json, "items", "data").map((row) => (Array.isArray(row) ? row : []));
  expect(rows.map((row) => row[header.indexOf("status")])).toEqual(["TERMINATED", "TERMINATED"]);
  const trial = rows[0]?.[header.indexOf("trial_id")];
  expect(listAt((await get(`autosearch-trials/${trial}`)).json, "data")).toEqual([rows[0]]);
});

test("lists the catalogues", async () => {
  const gpus = (await project.call("GET", "training-job-flavors?flavor_type=GPU")).json;
  expect(listAt(gpus, "flavors")).toHaveLength(Number(at(gpus, "total_count")));
  expect(new Set(listAt(gpus, "flavors").map((one) => textAt(one, "flavor_type")))).toEqual(new Set(["GPU"]));
  const engines = (await project.call("GET", "training-job-engines")).json;
  expect(listAt(engines, "items")).toHaveLength(Number(at(engines, "total")));
  expect((await project.call("GET", "search-algorithms")).json).toMatchObject({ search_algo_count: 3 });
  expect((await project.call("GET", "training-quotas")).json).toMatchObject({
    quotas: [{ resource: "job-num", used: 41 }],
  });
  const categories = (await project.call("GET", "training-event-categories")).json;
  expect(listAt(categories, "event-categories")).toHaveLength(7);
  expect(listAt((await project.call("GET", "training-experiments")).json, "items")).toHaveLength(4);
});

test("lists algorithms, finds one, and pages them by items", async () => {
  const all = (await project.call("GET", "algorithms?limit=50&offset=0")).json;
  const items = listAt(all, "items");
  expect(all).toMatchObject({ total: 12, count: 12 });
  const one = await project.call("GET", `algorithms/${textAt(items[3], "metadata", "id")}`);
  expect(one.json).toEqual(items[3]);
  const second = await project.call("GET", "algorithms?limit=5&offset=1");
  expect(listAt(second.json, "items")).toEqual(items.slice(1, 6));
  const found = await project.call("GET", "algorithms?searches=name%3Allama");
  expect(found.json).toMatchObject({ total: 12, count: 2 });
  const missing = await project.call("GET", "algorithms/none");
  expect([missing.status, codeOf(missing)]).toEqual([400, "ModelArts.2755"]);
});
