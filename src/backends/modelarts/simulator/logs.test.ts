import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, startTestProject, type TestProject } from "./test-project.ts";
import { at, listAt, textAt } from "./wire-document.ts";

let project: TestProject;
let id: string;
beforeEach(async () => {
  project = await startTestProject();
  id = await project.makeJob("Running", { kind: "job", spec: { resource: { node_count: 2 } } });
});
afterEach(() => project[Symbol.asyncDispose]());

const write = (body: object) => project.control("POST", `/logs/MODELARTS/${id}`, body);
const preview = (task = "worker-0") => project.call("GET", `training-jobs/${id}/tasks/${task}/logs/preview`);
const lines = (query: string) => project.call("GET", `training-jobs/${id}/logs/worker-0?${query}`);
const assume = (key: string, value: unknown) =>
  project.control("POST", "/assumptions", { kind: "MODELARTS", key, value });

test("answers 204 before the first line, or 2818 where that is assumed", async () => {
  const answer = await preview();
  expect([answer.status, answer.text]).toEqual([204, ""]);
  await assume("noLogStatus", 400);
  expect(codeOf(await preview())).toBe("ModelArts.2818");
});

test("grows, counts bytes, and keeps tasks apart", async () => {
  await write({ lines: ["epoch 0", "精度 0.5"] });
  const content = "epoch 0\n精度 0.5\n";
  const size = Buffer.byteLength(content);
  expect((await preview()).json).toEqual({ content, current_size: size, full_size: size });
  await write({ lines: ["epoch 1"] });
  expect((await preview()).json).toMatchObject({ full_size: size + 8 });
  expect((await preview("worker-1")).status).toBe(204);
  expect((await preview("worker-2")).status).toBe(400);
});

test("shows the last 5 MB of a longer log from a whole character on", async () => {
  const line = "数据".repeat(100);
  await write({ lines: Array.from({ length: 9000 }, () => line) });
  const { json } = await preview();
  const content = textAt(json, "content");
  expect(at(json, "full_size")).toBe(9000 * 601);
  expect(at(json, "current_size")).toBe(Buffer.byteLength(content));
  expect(Buffer.byteLength(content)).toBeGreaterThan(5 * 1024 * 1024 - 4);
  expect(Buffer.byteLength(content)).toBeLessThanOrEqual(5 * 1024 * 1024);
  expect(content).not.toContain("\uFFFD");
  expect(content.endsWith(`${line}\n`)).toBe(true);
});

test("shrinks when the log is truncated and starts over when it is rotated", async () => {
  await write({ lines: ["first", "second"] });
  await write({ truncateBytes: 6 });
  expect(textAt((await preview()).json, "content")).toBe("first\n");
  await write({ rotate: true });
  expect((await preview()).json).toEqual({ content: "", current_size: 0, full_size: 0 });
});

test("reads lines newest first, and onwards from a line without repeating it", async () => {
  await write({ lines: ["a", "b", "c", "d"] });
  const newest = (await lines("lines=2")).json;
  expect(newest).toMatchObject({ content: "d\nc\n", lines: 2 });
  expect(textAt(newest, "start_line")).toMatch(/^\d{19}$/);
  const older = (await lines(`lines=500&order=desc&base_line=${textAt(newest, "end_line")}`)).json;
  expect(older).toMatchObject({ content: "b\na\n" });

  const base = textAt(newest, "start_line");
  expect((await lines(`base_line=${base}&lines=500&order=asc`)).json).toMatchObject({
    content: "",
    lines: 0,
  });
  await write({ lines: ["e", "f", "g"] });
  const next = (await lines(`base_line=${base}&lines=2&order=asc`)).json;
  expect(next).toMatchObject({ content: "e\nf\n", lines: 2 });
  const last = (await lines(`base_line=${textAt(next, "end_line")}&lines=2&order=asc`)).json;
  expect(last).toMatchObject({ content: "g\n", lines: 1 });
});

test("begins with the base line where that is assumed", async () => {
  await write({ lines: ["a", "b"] });
  const base = textAt((await lines("lines=1")).json, "start_line");
  await assume("lineApiIncludesBase", true);
  expect((await lines(`base_line=${base}&order=asc`)).json).toMatchObject({ content: "b\n" });
});

test.each(["lines=0", "lines=501", "order=up", "base_line=x"])("refuses lines with %s", async (query) => {
  expect(codeOf(await lines(query))).toBe("ModelArts.2788");
});

test("has no line API in regions without it", async () => {
  await assume("lineApi", false);
  const answer = await lines("lines=2");
  expect([answer.status, codeOf(answer)]).toEqual([404, "ModelArts.2836"]);
});

test("hands out a link that reads the whole log", async () => {
  await write({ lines: ["whole"] });
  const { json } = await project.call("GET", `training-jobs/${id}/tasks/worker-0/logs/url`);
  const link = textAt(json, "obs_url");
  expect(await (await fetch(link)).text()).toBe("whole\n");
  expect((await fetch(link.replace(/Signature=../, "Signature=zz"))).status).toBe(403);
});

test("lets generated jobs write lines that stay as they were while more come", async () => {
  const filters = [{ key: "phase", operator: "in", value: ["Creating", "Pending"] }];
  const { json } = await project.call("POST", "training-job-searches", { limit: 50, filters });
  const waiting = listAt(json, "items").map((item) => textAt(item, "metadata", "id"));
  await project.control("POST", "/clock", { advanceMs: 120_000 });
  const read = async (job: string) => {
    const { json: job_ } = await project.call("GET", `training-jobs/${job}`);
    const path = `training-jobs/${job}/tasks/${listAt(job_, "status", "tasks")[0]}/logs/preview`;
    return textAt((await project.call("GET", path)).json, "content");
  };
  const early = await Promise.all(waiting.map(read));
  await project.control("POST", "/clock", { advanceMs: 10_000 });
  const late = await Promise.all(waiting.map(read));
  early.forEach((text, index) => {
    expect(late[index]?.startsWith(text)).toBe(true);
  });
  expect(late.join("").length).toBeGreaterThan(early.join("").length);
  expect(early.join("")).toMatch(/^\[ModelArts Service Log\]\[INFO\]\[\d{4}\/\d\d\/\d\d /);
});
