import { afterEach, beforeEach, expect, test } from "vitest";
import { WORKSPACE_ID } from "./account.ts";
import {
  type Answer,
  commandBody,
  reasonOf,
  startTestWorkspace,
  type TestWorkspace,
} from "./test-workspace.ts";
import { at, documentAt, textAt, type WireDocument } from "./wire-document.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await startTestWorkspace(0);
});
afterEach(() => workspace[Symbol.asyncDispose]());

const put = (name: string, body: unknown) => workspace.call("PUT", `/jobs/${name}`, body);
const read = async (name: string) =>
  documentAt((await workspace.call("GET", `/jobs/${name}`)).json, "properties");
const status = async (name: string) => (await read(name)).status;
const patch = (name: string, body: unknown, experiment = "iris") =>
  workspace.data("history", "PATCH", `/experiments/${experiment}/runs/${name}`, body);
const poll = ({ headers }: Answer) => {
  const location = headers.get("location") ?? "";
  const tail = /\/mfeOperationResults[^?]*/.exec(location)?.[0] ?? "";
  return workspace.region(tail);
};

test("creates and starts a job under the client's name, with nulls and defaults filled in", async () => {
  const created = await put("iris_1", commandBody());
  expect(created.status).toBe(201);
  expect(created.headers.get("location")).toBe(
    `${workspace.url}${WORKSPACE_ID}/jobs/iris_1?api-version=2024-10-01`,
  );
  expect(created.json).toMatchObject({
    name: "iris_1",
    properties: {
      status: "Starting",
      description: null,
      queueSettings: null,
      resources: { instanceCount: 1, shmSize: "2g" },
      tags: { owner: "demo" },
      outputs: { default: { uri: expect.stringContaining("dcid.iris_1") } },
    },
    systemData: { createdByType: "Application" },
  });
});

test("repeats a create without a second job, and refuses another definition", async () => {
  await put("iris_1", commandBody());
  const again = await put("iris_1", commandBody());
  expect(again.status).toBe(200);
  expect(await workspace.listAll()).toHaveLength(1);
  const other = await put("iris_1", commandBody({ command: "python other.py" }));
  expect([other.status, reasonOf(other)]).toEqual([400, "JobPropertyImmutable"]);
  await workspace.assume("immutableStatus", 409);
  expect((await put("iris_1", commandBody({ command: "python other.py" }))).status).toBe(409);
});

test("lives on by the clock until it has completed", async () => {
  await put("iris_1", commandBody());
  await workspace.advance(3000);
  expect(await status("iris_1")).toBe("Queued");
  await workspace.advance(4000);
  expect(await status("iris_1")).toBe("Running");
  await workspace.advance(80_000);
  expect(await status("iris_1")).toBe("Finalizing");
  await workspace.advance(4000);
  expect(await status("iris_1")).toBe("Completed");
});

test("takes a PUT of the job as read, replacing the tags: service tags that are not echoed are lost", async () => {
  await put("iris_1", commandBody());
  await workspace.advance(10_000);
  const current = await read("iris_1");
  expect(current.tags).toHaveProperty("_aml_system_ComputeTargetStatus");
  const echoed = await put("iris_1", { properties: { ...current, isArchived: true } });
  expect([echoed.status, at(echoed.json, "properties", "isArchived")]).toEqual([200, true]);
  expect(at(echoed.json, "properties", "tags")).toEqual(current.tags);
  const replaced = await put("iris_1", { properties: { ...current, tags: { stage: "done" } } });
  expect(at(replaced.json, "properties", "tags")).toEqual({ stage: "done" });
});

test("merges the tags of a PUT where that is assumed", async () => {
  await workspace.assume("putTags", "merge");
  await put("iris_1", commandBody());
  const again = await put("iris_1", commandBody({ tags: { stage: "done" } }));
  expect(at(again.json, "properties", "tags")).toEqual({ owner: "demo", stage: "done" });
});

test("keeps old property keys: new ones may come, old ones not change", async () => {
  await put("iris_1", commandBody());
  const added = await put("iris_1", commandBody({ properties: { team: "demo", reviewed: "yes" } }));
  expect(at(added.json, "properties", "properties")).toMatchObject({ team: "demo", reviewed: "yes" });
  const changed = await put("iris_1", commandBody({ properties: { team: "other" } }));
  expect(reasonOf(changed)).toBe("JobPropertyImmutable");
});

test.each<[string, WireDocument, string]>([
  ["a type in lower case", { jobType: "command" }, "properties.jobType"],
  ["no command", { command: "" }, "properties.command"],
  ["no environment", { environmentId: null }, "properties.environmentId"],
  ["an input without a value", { inputs: { lr: { jobInputType: "literal" } } }, "properties.inputs.lr.value"],
  ["a timeout that is no duration", { limits: { timeout: "2 h" } }, "properties.limits.timeout"],
  ["a tag that is no text", { tags: { a: 1 } }, "properties.tags.a"],
  ["a long display name", { displayName: "x".repeat(257) }, "properties.displayName"],
  ["a type that the api-version lacks", { jobType: "FineTuning" }, "properties.jobType"],
])("refuses a create with %s", async (_, change, target) => {
  const answer = await put("iris_1", commandBody(change));
  expect([answer.status, textAt(answer.json, "error", "target")]).toEqual([400, target]);
  expect((await workspace.call("GET", "/jobs/iris_1")).status).toBe(404);
});

test("refuses names that are none, and answers 404 when the compute is missing", async () => {
  expect((await put("-iris", commandBody())).status).toBe(400);
  const answer = await put("iris_1", commandBody({ computeId: `${WORKSPACE_ID}/computes/none` }));
  expect([answer.status, reasonOf(answer)]).toEqual([404, "ComputeNotFound"]);
});

test("tells names apart by case", async () => {
  await put("iris", commandBody());
  expect((await put("Iris", commandBody())).status).toBe(201);
});

test("cancels in two steps with an operation to poll", async () => {
  await put("iris_1", commandBody());
  const canceled = await workspace.call("POST", "/jobs/iris_1/cancel");
  expect([canceled.status, canceled.text]).toEqual([202, "null"]);
  expect(canceled.headers.get("x-ms-async-operation-timeout")).toBe("PT1H");
  expect(canceled.headers.get("location")).toMatch(
    /\/mfeOperationResults\/jc:[^:]+:iris_1\?api-version=2024-10-01$/,
  );
  expect(await status("iris_1")).toBe("CancelRequested");
  const waiting = await poll(canceled);
  expect([waiting.status, waiting.text, waiting.headers.get("retry-after")]).toEqual([202, "{}", null]);
  expect(waiting.headers.get("location")).toBe(canceled.headers.get("location"));
  await workspace.assume("operationRetryAfterS", 5);
  expect((await poll(canceled)).headers.get("retry-after")).toBe("5");
  await workspace.advance(3000);
  expect(await status("iris_1")).toBe("Canceled");
  const done = await poll(canceled);
  expect([done.status, done.text]).toEqual([200, ""]);
});

test.each([200, 202, 400])(
  "answers %i to the cancellation of a job that has ended, as assumed",
  async (code) => {
    await workspace.assume("cancelFinishedStatus", code);
    const id = await workspace.makeJob("Completed");
    expect((await workspace.call("POST", `/jobs/${id}/cancel`)).status).toBe(code);
    expect(await status(id)).toBe("Completed");
  },
);

test("does not know jobs to cancel that are not there", async () => {
  expect(reasonOf(await workspace.call("POST", "/jobs/nope/cancel"))).toBe("JobNotFound");
});

test("deletes a job after a while; an unknown name is gone already", async () => {
  await put("iris_1", commandBody());
  const deleted = await workspace.call("DELETE", "/jobs/iris_1");
  expect(deleted.status).toBe(202);
  expect((await poll(deleted)).status).toBe(202);
  expect((await workspace.call("GET", "/jobs/iris_1")).status).toBe(200);
  await workspace.advance(3000);
  expect((await poll(deleted)).status).toBe(200);
  expect((await workspace.call("GET", "/jobs/iris_1")).status).toBe(404);
  expect((await workspace.call("DELETE", "/jobs/iris_1")).status).toBe(204);
  expect((await put("iris_1", commandBody())).status).toBe(201);
});

test("refuses to delete a running job where that is assumed", async () => {
  await workspace.assume("deleteRunningStatus", 409);
  const id = await workspace.makeJob("Running");
  expect((await workspace.call("DELETE", `/jobs/${id}`)).status).toBe(409);
});

test("edits through run history, merging tags and properties", async () => {
  await put("iris_1", commandBody());
  await workspace.advance(10_000);
  const edited = await patch("iris_1", {
    displayName: "new name",
    tags: { stage: "done" },
    properties: { team: "demo", reviewed: "yes" },
  });
  expect(edited.status).toBe(200);
  expect(edited.json).toMatchObject({ runId: "iris_1", displayName: "new name" });
  expect(await read("iris_1")).toMatchObject({
    displayName: "new name",
    tags: { owner: "demo", stage: "done", _aml_system_ComputeTargetStatus: expect.any(String) },
    properties: { team: "demo", reviewed: "yes" },
  });
  expect((await patch("iris_1", { properties: { team: "other" } })).status).toBe(400);
  expect((await patch("iris_1", { displayName: "x" }, "another")).status).toBe(404);
});

test("archives and restores by the flag of run history", async () => {
  await put("iris_1", commandBody());
  expect((await patch("iris_1", { hidden: true })).json).toMatchObject({ hidden: true });
  expect(await workspace.listAll("")).toHaveLength(0);
  expect((await read("iris_1")).isArchived).toBe(true);
  await patch("iris_1", { hidden: false });
  expect(await workspace.listAll("")).toHaveLength(1);
});

test("sets and removes single tags, and raises the revision with each edit", async () => {
  await put("iris_1", commandBody());
  await workspace.advance(10_000);
  const before = Number(at((await workspace.data("history", "GET", "/runs/iris_1")).json, "revision"));
  const tail = "/experiments/iris/runs/iris_1/tags";
  const body = {
    tagsToModify: { stage: "done" },
    tagsToDelete: ["owner", "_aml_system_ComputeTargetStatus"],
  };
  const { json } = await workspace.data("history", "PATCH", tail, body);
  expect(at(json, "tags")).toEqual({ stage: "done" });
  expect(Number(at(json, "revision"))).toBeGreaterThan(before);
  expect((await read("iris_1")).tags).toEqual({ stage: "done" });
});

test("needs the second token for pipelines only where that is assumed", async () => {
  const body = { properties: { jobType: "Pipeline", jobs: { one: { type: "command", componentId: "c" } } } };
  expect((await put("pipe_1", body)).status).toBe(201);
  expect(await status("pipe_1")).toBe("Preparing");
  await workspace.assume("pipelineNeedsToken", true);
  expect((await put("pipe_2", body)).status).toBe(400);
});

test("takes every generated job back as it was read", async () => {
  await workspace.control("POST", "/reset", { seed: 1, jobs: 100 });
  await workspace.renew();
  for (const job of await workspace.listAll()) {
    const [name, properties] = [textAt(job, "name"), documentAt(job, "properties")];
    if (properties.jobType === "FineTuning") continue;
    const answer = await put(name, { properties: { ...properties, displayName: "renamed" } });
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining("renamed")]);
    expect(at(answer.json, "properties")).toMatchObject({
      tags: properties.tags,
      properties: properties.properties,
    });
  }
});
