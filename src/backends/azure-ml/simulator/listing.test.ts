import { afterEach, beforeEach, expect, test } from "vitest";
import { reasonOf, startTestWorkspace, type TestWorkspace } from "./test-workspace.ts";
import { at, listAt, textAt, type WireDocument } from "./wire-document.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await startTestWorkspace(230);
});
afterEach(() => workspace[Symbol.asyncDispose]());

const nameOf = (job: WireDocument) => textAt(job, "name");
const createdAt = (job: WireDocument) => textAt(job, "systemData", "createdAt");
const pageOf = async (query = "") => workspace.call("GET", `/jobs?${query}`);

test.each(["mixed", "newest", "oldest"])("lists every job exactly once, order %s", async (order) => {
  await workspace.assume("listOrder", order);
  await workspace.assume("pageSize", 7);
  const ids = await Promise.all(Array.from({ length: 5 }, () => workspace.makeJob("Running")));
  const jobs = await workspace.listAll();
  const names = jobs.map(nameOf);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(235);
  expect(names).toEqual(expect.arrayContaining(ids));
});

test("is in no order of time, unless that is assumed", async () => {
  const times = (await workspace.listAll()).map(createdAt);
  expect(times).not.toEqual(times.toSorted());
  expect(times).not.toEqual(times.toSorted().toReversed());
  await workspace.assume("listOrder", "newest");
  const ordered = (await workspace.listAll()).map(createdAt);
  expect(ordered).toEqual(times.toSorted().toReversed());
});

test("has no page size to ask for, and pages of 50 at most", async () => {
  const { json } = await pageOf("listViewType=All&$top=3");
  expect(listAt(json, "value")).toHaveLength(50);
  const next = new URL(textAt(json, "nextLink"));
  expect(next.origin).toBe(workspace.url);
  expect(next.searchParams.get("listViewType")).toBe("All");
  expect(next.search).toMatch(/\$skip=[^+=]+(%3D)*$/);
});

test.each([
  ["null", null],
  ["empty", ""],
  ["absent", undefined],
])("ends with a nextLink that is %s", async (form, value) => {
  await workspace.assume("lastNextLink", form);
  const { json } = await pageOf("listViewType=All&tag=no-such-tag");
  expect(at(json, "value")).toEqual([]);
  expect(at(json, "nextLink")).toBe(value);
});

test("points elsewhere where that is assumed", async () => {
  await workspace.assume("nextLinkOrigin", "https://elsewhere.example");
  expect(textAt((await pageOf()).json, "nextLink")).toMatch(/^https:\/\/elsewhere\.example\/subscriptions\//);
});

test("is not moved by jobs that appear and vanish between pages", async () => {
  const before = (await workspace.listAll()).map(nameOf);
  const first = await pageOf("listViewType=All");
  const fault = { type: "shiftPages", by: 20 };
  await workspace.control("POST", "/faults", {
    kind: "AZURE_ML",
    match: { path: "*/jobs" },
    fault,
    times: 2,
  });
  const names = listAt(first.json, "value").map((job) => textAt(job, "name"));
  let next = textAt(first.json, "nextLink");
  while (next !== "") {
    const tail = next.slice(next.indexOf("/jobs?")).replace(/api-version=[^&]*&?/, "");
    const page = await workspace.call("GET", tail);
    names.push(...listAt(page.json, "value").map((job) => textAt(job, "name")));
    next = textAt(page.json, "nextLink");
  }
  expect(names.toSorted()).toEqual(before.toSorted());
});

test("filters by type, by tag key, by property and by view", async () => {
  const id = await workspace.makeJob("Running", {
    jobType: "Sweep",
    tags: { colour: "red" },
    properties: { batch: "7" },
  });
  const names = async (query: string) => (await workspace.listAll(query)).map(nameOf);
  const sweeps = await workspace.listAll("listViewType=All&jobType=Sweep");
  expect(sweeps.length).toBeGreaterThan(3);
  expect(new Set(sweeps.map((job) => textAt(job, "properties", "jobType")))).toEqual(new Set(["Sweep"]));
  expect(await names("tag=colour")).toEqual([id]);
  expect(await names("properties=batch,platform=AML")).toEqual([id]);
  expect(await names("properties=batch=8")).toEqual([]);
  const archived = await workspace.makeJob("Completed", { isArchived: true });
  expect(await names("listViewType=ArchivedOnly")).toContain(archived);
  expect(await names("")).not.toContain(archived);
  expect(await names("listViewType=All")).toContain(archived);
});

test("refuses a view and a continuation that it does not know", async () => {
  expect(reasonOf(await pageOf("listViewType=Some"))).toBe("ArgumentInvalid");
  expect((await pageOf("$skip=nonsense")).status).toBe(400);
});

test("reads a world of a million jobs page by page without walking through it", async () => {
  await workspace.control("POST", "/reset", { seed: 1, jobs: 1_000_000 });
  const started = performance.now();
  let page = await pageOf("listViewType=All");
  const names = new Set<string>();
  for (let read = 0; read < 20; read++) {
    for (const job of listAt(page.json, "value")) names.add(textAt(job, "name"));
    const next = textAt(page.json, "nextLink");
    page = await workspace.call("GET", next.slice(next.indexOf("/jobs?")).replace(/api-version=[^&]*&?/, ""));
  }
  expect(names.size).toBe(1000);
  expect(performance.now() - started).toBeLessThan(5000);
});

test("archives no job of the control port, which somebody would look for in vain", async () => {
  const script = [{ native: "Completed", afterMs: 0 }];
  const made = await workspace.control("POST", "/jobs", { kind: "AZURE_ML", count: 100, script });
  const listed = (await workspace.listAll("")).map(nameOf);
  expect(listed).toEqual(expect.arrayContaining([...listAt(made, "ids")]));
});
