import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, startTestProject, type TestProject } from "./test-project.ts";
import { at, listAt, textAt } from "./wire-document.ts";

let project: TestProject;
beforeEach(async () => {
  project = await startTestProject(120);
});
afterEach(() => project[Symbol.asyncDispose]());

const search = (body?: object) => project.call("POST", "training-job-searches", body);
const idsOf = (json: unknown) => listAt(json, "items").map((item) => textAt(item, "metadata", "id"));

async function walk(body: object = {}, limit = 50): Promise<string[]> {
  const ids: string[] = [];
  for (let offset = 0; ; offset++) {
    const page = idsOf((await search({ ...body, offset, limit })).json);
    ids.push(...page);
    if (page.length < limit) return ids;
  }
}

async function filtered(key: string, operator: string, ...value: string[]): Promise<readonly unknown[]> {
  return listAt((await search({ limit: 50, filters: [{ key, operator, value }] })).json, "items");
}

test("pages newest first without hole or repeat, and backwards the other way round", async () => {
  const { json } = await search({ limit: 50 });
  expect(json).toMatchObject({ total: 120, count: 120, limit: 50, offset: 0, order: "desc", group_by: "" });
  const times = listAt(json, "items").map((item) => Number(at(item, "metadata", "create_time")));
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  const ids = await walk();
  expect(new Set(ids).size).toBe(120);
  expect(await walk({}, 7)).toEqual(ids);
  expect(await walk({ order: "asc" })).toEqual(ids.toReversed());
});

test("answers a search without any body", async () => {
  const answer = await project.send({
    method: "POST",
    target: `/v2/${project.credentials.projectId}/training-job-searches`,
    headers: { "content-type": "application/json;charset=utf-8" },
  });
  expect([answer.status, listAt(answer.json, "items").length]).toEqual([200, 50]);
});

test("shifts pages when jobs arrive and when they go", async () => {
  const first = idsOf((await search({ offset: 0, limit: 10 })).json);
  const second = idsOf((await search({ offset: 1, limit: 10 })).json);
  const newer = await project.makeJob("Running");
  expect(idsOf((await search({ offset: 0, limit: 10 })).json)).toEqual([newer, ...first.slice(0, 9)]);
  expect(idsOf((await search({ offset: 1, limit: 10 })).json)[0]).toBe(first[9]);
  await project.control("DELETE", `/jobs/MODELARTS/${newer}`);
  await project.control("DELETE", `/jobs/MODELARTS/${first[3]}`);
  const after = idsOf((await search({ offset: 1, limit: 10 })).json);
  expect(after.slice(0, 9)).toEqual(second.slice(1));
});

test("counts items instead of pages where that is assumed", async () => {
  const ids = idsOf((await search({ limit: 50 })).json);
  await project.control("POST", "/assumptions", { kind: "MODELARTS", key: "offsetUnit", value: "item" });
  expect(idsOf((await search({ offset: 1, limit: 10 })).json)).toEqual(ids.slice(1, 11));
});

test("filters by phase, with all of the world in total and the matches in count", async () => {
  const running = await project.makeJob("Running");
  const { json } = await search({
    limit: 50,
    filters: [{ key: "phase", operator: "in", value: ["Creating", "Pending", "Running", "Terminating"] }],
  });
  const items = listAt(json, "items");
  expect(json).toMatchObject({ total: 121, count: items.length });
  expect(idsOf(json)).toContain(running);
  expect(items.map((item) => textAt(item, "status", "phase"))).not.toContain("Completed");
  const others = await filtered("phase", "not", "Running");
  expect(others.map((item) => textAt(item, "status", "phase"))).not.toContain("Running");
});

test("finds an active job that is older than ended ones", async () => {
  const oldest = (await walk({ order: "asc" }))[0] ?? "";
  await project.control("PATCH", `/jobs/MODELARTS/${oldest}`, { native: "Running" });
  expect((await filtered("phase", "in", "Running")).map((item) => textAt(item, "metadata", "id"))).toContain(
    oldest,
  );
});

test("filters by part of the name, by kind, by id and by time", async () => {
  const id = await project.makeJob("Running", { kind: "autosearch_job", metadata: { name: "needle-42" } });
  expect(await filtered("name", "like", "eedle")).toHaveLength(1);
  expect(await filtered("id", "in", id)).toHaveLength(1);
  const searches = await filtered("kind", "in", "autosearch_job");
  expect(new Set(searches.map((item) => textAt(item, "kind")))).toEqual(new Set(["autosearch_job"]));
  const [job] = await filtered("id", "in", id);
  const time = new Date(Number(at(job, "metadata", "create_time"))).toISOString();
  expect(await filtered("create_time", "between", time, time)).toHaveLength(1);
});

test("joins conditions by AND and ignores empty ones", async () => {
  const value = ["Running"];
  const both = [
    { key: "phase", operator: "in", value },
    { key: "phase", operator: "not", value },
  ];
  expect(await search({ filters: both }).then(({ json }) => idsOf(json))).toEqual([]);
  const empty = [
    { key: "name", operator: "like", value: [""] },
    { key: "create_time", operator: "between", value: ["", ""] },
    { key: "phase", operator: "in", value: [] },
  ];
  expect((await search({ filters: empty })).json).toMatchObject({ count: 120 });
});

test("filters by tags and by host, and tells addresses only then", async () => {
  const id = await project.makeJob("Running", { tags: [{ key: "owner", value: "me" }] });
  const tagged = await search({ tags: [{ key: "owner", values: ["you", "me"] }] });
  expect(idsOf(tagged.json)).toEqual([id]);
  expect((await search({ tags: [{ key: "owner", values: ["you"] }] })).json).toMatchObject({ count: 0 });
  const tasks = (await project.call("GET", `training-jobs/${id}/tasks`)).json;
  const hostIp = Array.isArray(tasks) ? textAt(tasks[0], "host_ip") : "";
  const found = listAt((await search({ host_ips: [hostIp] })).json, "items");
  const job = found.find((item) => textAt(item, "metadata", "id") === id);
  expect(at(job, "status", "task_ips")).toEqual(tasks);
  expect(at(listAt(tagged.json, "items")[0], "status", "task_ips")).toBeUndefined();
});

test("keeps workspaces apart", async () => {
  const workspace_id = "0123456789abcdef0123456789abcdef";
  const id = await project.makeJob("Running", { metadata: { workspace_id } });
  expect(await walk({ workspace_id })).toEqual([id]);
  expect(await walk()).not.toContain(id);
  expect((await search({})).json).toMatchObject({ total: 120, count: 120 });
});

test.each([
  [{ limit: 0 }, "2788"],
  [{ limit: 51 }, "2788"],
  [{ offset: -1 }, "2788"],
  [{ order: "up" }, "2788"],
  [{ sort_by: "name" }, "2790"],
  [{ filters: [{ key: "status", operator: "in", value: ["x"] }] }, "2807"],
  [{ filters: [{ key: "name", operator: "eq", value: ["x"] }] }, "2808"],
  [{ filters: [{ key: "create_time", operator: "between", value: ["yesterday", "today"] }] }, "2809"],
  [
    {
      filters: [
        { key: "create_time", operator: "between", value: ["2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z"] },
      ],
    },
    "2809",
  ],
])("refuses %j", async (body, code) => {
  const answer = await search(body);
  expect([answer.status, codeOf(answer)]).toEqual([400, `ModelArts.${code}`]);
  expect(textAt(answer.json, "error_msg")).not.toBe("");
});

test("refuses a body that is no JSON", async () => {
  const answer = await project.send({
    method: "POST",
    target: `/v2/${project.credentials.projectId}/training-job-searches`,
    body: "{",
  });
  expect(codeOf(answer)).toBe("ModelArts.2787");
});

test("makes the same world from the same seed and another from another", async () => {
  const ids = await walk();
  await project.control("POST", "/reset", { seed: 1, jobs: 120 });
  expect(await walk()).toEqual(ids);
  await project.control("POST", "/reset", { seed: 2, jobs: 120 });
  expect(await walk()).not.toEqual(ids);
});
