import { afterEach, beforeEach, expect, test } from "vitest";
import { KEY, listAt, startTestProject, type TestProject, textAt } from "./test-project.ts";
import { valueAt } from "./wire-document.ts";

let project: TestProject;
beforeEach(async () => {
  project = await startTestProject();
});
afterEach(() => project[Symbol.asyncDispose]());

const ARTIFACT = "artifact_65ae274540259e2a07533532";
const FLOW = "flow_63bbd3bf8a78eb906f417396";

const read = async (path: string) => (await project.call("GET", path)).body;
const send = async (method: string, path: string, body?: unknown) =>
  (await project.call(method, path, body)).body;
const statusOf = (document: unknown) => textAt(document, "status", "overview");

test("the key opens one workspace with one project", async () => {
  const workspace = (await project.send("GET", "/workspace", KEY)).body;
  const projects = (await project.send("GET", "/workspace/projects", KEY)).body;
  const id = textAt(workspace, "id");
  expect(projects).toEqual([await read("")]);
  expect(projects).toMatchObject([{ workspaceId: id, statistic: { totalAssets: 2 } }]);
  const artifacts = (await project.send("GET", `/workspaces/${id}/artifacts`, KEY)).body;
  expect(artifacts).toEqual(await read("/artifacts"));
});

test("artifacts come as a bare array, by run where asked, with their exports where asked", async () => {
  const all = listAt(await read("/artifacts?includeExports=false&"));
  expect(all.map((artifact) => textAt(artifact, "id"))).toContain(ARTIFACT);
  expect(all[0]).not.toHaveProperty("exports");
  const runId = textAt(all, 0, "runId");
  const some = listAt(await read(`/artifacts?includeExports=true&runId%5B%5D=${runId}&`));
  expect(some.length).toBeLessThan(all.length);
  expect(some[0]).toMatchObject({ runId, exports: [], isDeployed: true });
});

test("an export is made in time and can then be fetched", async () => {
  const path = `/artifacts/${ARTIFACT}/exports`;
  const made = await send("POST", path, { format: "ONNX", quantization: "float16" });
  expect(made).toMatchObject({ status: "Queued" });
  await project.advance(5_000);
  expect(await read(path)).toMatchObject([{ status: "Running", format: "ONNX" }]);
  await project.advance(10_000);
  const finished = await read(path);
  expect(finished).toMatchObject([{ status: "Finished" }]);
  expect((await fetch(textAt(finished, 0, "download", "url"))).status).toBe(200);
});

test("machines hang on the artifact and the region, and no artifact has all of them", async () => {
  const offered = async (id: string, region: string): Promise<readonly string[]> => {
    const answer = await read(`/artifacts/${id}/availableInstances/regions/${region}`);
    return listAt(answer, "availableInstances").map((instance) => textAt(instance, "instanceId"));
  };
  const documented = ["instance_x1cpu-standard", "instance_t4-standard-1g", "instance_l4-standard-1g"];
  expect(await offered(ARTIFACT, "*")).toEqual(documented);
  expect(await offered(ARTIFACT, "asia-east1")).toEqual(documented.slice(0, 2));
  const artifacts = listAt(await read("/artifacts"));
  const lists = await Promise.all(artifacts.map((artifact) => offered(textAt(artifact, "id"), "*")));
  const union = new Set(lists.flat());
  expect(union.size).toBe(4);
  for (const list of lists) {
    expect(list.length).toBeLessThan(union.size);
    expect(list.some((id) => documented.includes(id))).toBe(true);
  }
  const nowhere = await project.call("GET", `/artifacts/${ARTIFACT}/availableInstances/regions/moon`);
  expect(nowhere.status).toBe(400);
});

test("deployments are created, changed, given a version and deleted", async () => {
  const body = { name: "new", artifactId: ARTIFACT, replicas: 2, instanceId: "instance_t4-standard-1g" };
  const created = await send("POST", "/deployments", body);
  expect(statusOf(created)).toBe("Creating");
  const path = `/deployments/${textAt(created, "id")}`;
  await project.advance(5_000);
  expect(await read(path)).toMatchObject({ status: { overview: "Available" }, scaling: { replicas: 2 } });
  expect(await send("PATCH", path, { name: "newer", replicas: 3 })).toMatchObject({
    name: "newer",
    scaling: { replicas: 3, mode: "FixedReplicaCount" },
    status: { overview: "Updating" },
  });
  expect(await send("POST", `${path}/versions`, { versionTag: "v2", artifactId: ARTIFACT })).toMatchObject({
    versionTag: "v2",
    historyVersions: [{ versionTag: "v1", artifactId: ARTIFACT }],
  });
  expect(listAt(await read("/deployments")).at(-1)).toEqual(await read(path));
  expect(await send("DELETE", path)).toEqual({ id: textAt(created, "id"), deleted: true });
  expect((await project.call("GET", path)).status).toBe(404);
});

test("a training runs, logs its checkpoints and can be killed", async () => {
  const execution = {
    accelerator: { name: "GPU_T4", count: 1 },
    checkpoint: { strategy: "STRAT_ALWAYS_SAVE_LATEST", evaluationInterval: 250 },
    limit: { metric: "LIM_NONE", value: 0 },
    debug: null,
  };
  const features = { advancedEvaluation: null, preview: true, matrix: null };
  const run = await send("POST", "/runs", { flowId: FLOW, execution, features });
  expect(run).toMatchObject({ status: { overview: "Creating" }, features: { preview: true } });
  const [path, logId] = [`/runs/${textAt(run, "id")}`, textAt(run, "logIds", 0)];
  expect(logId).toMatch(/^runlog_\w+$/);
  await project.advance(30_000);
  expect(statusOf(await read(path))).toBe("Running");
  const logs = listAt(await read(`/runs/logs/${logId}`), "logs");
  expect(logs).toHaveLength(2);
  expect(logs[0]).toMatchObject({ ev: "trainingCheckpoint", pl: { step: 0, totalLoss: 64.055 } });
  expect(statusOf(await send("PATCH", path, { status: "Cancelled" }))).toBe("Cancelled");
  expect((await project.call("PATCH", path, { status: "Cancelled" })).status).toBe(400);
  const words = listAt(await read("/runs")).map(statusOf);
  expect(new Set(words)).toEqual(new Set(["Finished", "Errored", "Cancelled"]));
  expect(JSON.parse(textAt(await read(`${path}/confusionMatrix`), "data"))).toHaveProperty("counts");
});

test("assets come in pages and are found by name", async () => {
  const first = await read("/assets?limit=1&");
  const second = await read(`/assets?limit=1&page=${textAt(first, "nextPage")}&`);
  const assets = [...listAt(first, "data"), ...listAt(second, "data")];
  expect(assets.map((asset) => textAt(asset, "filename"))).toEqual(["1.jpg", "2.jpg"]);
  expect(await read("/assets/2.jpg")).toEqual(valueAt(second, "data", 0));
});
