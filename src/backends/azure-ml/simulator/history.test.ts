import { afterEach, beforeEach, expect, test } from "vitest";
import { commandBody, startTestWorkspace, type TestWorkspace } from "./test-workspace.ts";
import { at, listAt, textAt } from "./wire-document.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await startTestWorkspace(0);
});
afterEach(() => workspace[Symbol.asyncDispose]());

const history = (method: string, tail: string, body?: unknown) =>
  workspace.data("history", method, tail, body);
const childrenOf = async (id: string, query = "") =>
  listAt((await history("GET", `/runs/${id}/children${query}`)).json, "value");
const statuses = async (id: string) => (await childrenOf(id)).map((run) => textAt(run, "status"));
const PIPELINE = {
  jobType: "Pipeline",
  experimentName: "pipes",
  jobs: {
    prepare: { type: "command", componentId: "c" },
    train: { type: "command", componentId: "c" },
    score: { type: "command", componentId: "c" },
  },
};

test("runs the steps of a pipeline one after the other", async () => {
  await workspace.call("PUT", "/jobs/pipe_1", { properties: PIPELINE });
  expect(await statuses("pipe_1")).toEqual(["NotStarted", "NotStarted", "NotStarted"]);
  await workspace.advance(4000);
  expect(await statuses("pipe_1")).toEqual(["Running", "NotStarted", "NotStarted"]);
  await workspace.advance(27_000);
  expect(await statuses("pipe_1")).toEqual(["Completed", "Running", "NotStarted"]);
  await workspace.advance(80_000);
  expect(await statuses("pipe_1")).toEqual(["Completed", "Completed", "Completed"]);
  const [first] = await childrenOf("pipe_1");
  expect(first).toMatchObject({
    displayName: "prepare",
    parentRunId: "pipe_1",
    rootRunId: "pipe_1",
    runType: "azureml.StepRun",
    tags: { "azureml.pipeline": "pipe_1" },
  });
});

test("cancels the steps with their pipeline", async () => {
  await workspace.call("PUT", "/jobs/pipe_1", { properties: PIPELINE });
  await workspace.advance(4000);
  await workspace.call("POST", "/jobs/pipe_1/cancel");
  expect((await statuses("pipe_1"))[0]).toBe("CancelRequested");
  await workspace.advance(3000);
  expect(await statuses("pipe_1")).toEqual(["Canceled", "Canceled", "Canceled"]);
});

test("a failure of the pipeline is the failure of the step that ran", async () => {
  const id = await workspace.makeJob("Running", PIPELINE, { items: { finishedChildren: 1 } });
  await workspace.control("PATCH", `/jobs/AZURE_ML/${id}`, { native: "Failed", message: "It broke." });
  expect(await statuses(id)).toEqual(["Completed", "Failed", "Canceled"]);
  const [, failed] = await childrenOf(id);
  expect(at(failed, "error", "error", "message")).toBe("It broke.");
});

test("every pipeline has steps, whatever its status; management knows a step without properties", async () => {
  const id = await workspace.makeJob("Completed", { jobType: "Pipeline" });
  const [step] = await childrenOf(id);
  const stepId = textAt(step, "runId");
  expect(stepId).toMatch(/^[0-9a-f-]{36}$/);
  const resource = await workspace.call("GET", `/jobs/${stepId}`);
  expect([resource.status, at(resource.json, "name")]).toEqual([200, stepId]);
  expect(at(resource.json, "properties")).toBeUndefined();
  expect((await history("GET", `/runs/${stepId}`)).json).toMatchObject({
    parentRunId: id,
    status: "Completed",
  });
  expect((await workspace.listAll()).map((job) => textAt(job, "name"))).toEqual([id]);
});

test("starts the trials of a sweep as many at a time as it may", async () => {
  const limits = { jobLimitsType: "Sweep", maxTotalTrials: 4, maxConcurrentTrials: 2 };
  const items = { finishedChildren: 1 };
  const id = await workspace.makeJob("Running", { jobType: "Sweep", limits }, { items });
  expect(await statuses(id)).toEqual(["Completed", "Running", "Running"]);
  expect(textAt((await childrenOf(id))[0], "runId")).toBe(`${id}_0`);
  await workspace.control("PATCH", `/jobs/AZURE_ML/${id}`, { native: "Completed" });
  expect(await statuses(id)).toEqual(["Completed", "Completed", "Completed", "Completed"]);
  const { json } = await workspace.call("GET", `/jobs/${id}`);
  expect(at(json, "properties", "properties")).toMatchObject({ best_child_run_id: `${id}_0` });
});

test("cuts children into pages by $top; the last page has no continuation", async () => {
  const id = await workspace.makeJob("Completed", PIPELINE);
  const first = await history("GET", `/runs/${id}/children?$top=2`);
  expect(listAt(first.json, "value")).toHaveLength(2);
  const token = textAt(first.json, "continuationToken");
  const second = await history("GET", `/runs/${id}/children?$top=2&$continuationtoken=${token}`);
  expect(listAt(second.json, "value")).toHaveLength(1);
  expect(second.json).not.toHaveProperty("continuationToken");
});

test("reads many runs at once, and those that are missing apart", async () => {
  const id = await workspace.makeJob("Running");
  const requests = { a: { runId: id }, b: { runId: "nope" } };
  const { json } = await history("POST", "/batchrundata", { requests });
  expect(at(json, "successfulResults", "a", "runMetadata")).toMatchObject({ runId: id, status: "Running" });
  expect(at(json, "failedResults", "b", "error", "code")).toBe("UserError");
  expect((await history("POST", "/rundata", { runId: id })).json).toMatchObject({
    runMetadata: { runId: id },
  });
  const ids = await history("POST", "/experiments/any/runs/runIds", { runIds: [id, "nope"] });
  expect(Object.keys(at(ids.json, "runs") ?? {})).toEqual([id]);
  expect(Object.keys(at(ids.json, "errors") ?? {})).toEqual(["nope"]);
});

test("queries the runs of an experiment by filter, order and page size", async () => {
  const fields = { jobType: "Command", experimentName: "mine" };
  const running = await workspace.makeJob("Running", fields);
  await workspace.advance(1000);
  const done = await workspace.makeJob("Completed", fields);
  await workspace.makeJob("Running", { experimentName: "other" });
  const query = async (body: object) => {
    const { json } = await history("POST", "/experiments/mine/runs:query", body);
    return listAt(json, "value").map((run) => textAt(run, "runId"));
  };
  expect(await query({ filter: "status eq 'Running'" })).toEqual([running]);
  expect(await query({ orderBy: "StartTimeUtc desc" })).toEqual([done, running]);
  expect(await query({ orderBy: "StartTimeUtc asc", top: 1 })).toEqual([running]);
  expect((await history("POST", "/experiments/mine/runs:query", { filter: "?" })).status).toBe(400);
});

test("lists metrics of a run that has started, samples them and reads them all", async () => {
  await workspace.call("PUT", "/jobs/iris_1", commandBody());
  const metric = (tail: string, body: object = {}) =>
    workspace.data("metric", "POST", `/runs/iris_1/${tail}`, body);
  expect(listAt((await metric("list")).json, "value")).toEqual([]);
  await workspace.advance(40_000);
  const names = listAt((await metric("list")).json, "value").map((one) => textAt(one, "metricKey", "name"));
  expect(names).toEqual(["loss", "accuracy"]);
  const sample = (await metric("sample", { metricName: "loss" })).json;
  const values = listAt(sample, "value");
  expect(sample).toMatchObject({ name: "loss", columns: { loss: "Double" }, numValuesLogged: values.length });
  expect(values.length).toBeGreaterThan(3);
  await workspace.advance(30_000);
  const later = listAt((await metric("full", { metricName: "loss" })).json, "value");
  expect(later.slice(0, values.length)).toEqual(values);
  expect(later.length).toBeGreaterThan(values.length);
  const startTime = textAt(later[2], "createdUtc");
  const rest = listAt((await metric("full", { metricName: "loss", startTime })).json, "value");
  expect(rest).toEqual(later.slice(2));
  expect((await metric("sample", {})).status).toBe(400);
});

test("shows the endpoints of a job's own services per node while it runs", async () => {
  const services = { notebook: { jobServiceType: "JupyterLab", port: 8888 } };
  const id = await workspace.makeJob("Running", { jobType: "Command", services });
  const { json } = await history("GET", `/runs/${id}/serviceinstances/0`);
  expect(at(json, "instances", "notebook")).toMatchObject({ type: "JupyterLab", status: "Running" });
});

test("writes long times as .NET time spans", async () => {
  const script = [
    { native: "Running", afterMs: 0 },
    { native: "Completed", afterMs: 90_061_500 },
  ];
  const made = await workspace.control("POST", "/jobs", { kind: "AZURE_ML", script });
  const id = String(listAt(made, "ids")[0]);
  await workspace.advance(90_061_500);
  expect(at((await history("GET", `/runs/${id}`)).json, "duration")).toBe("1.01:01:01.5000000");
});
