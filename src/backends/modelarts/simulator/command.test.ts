import { afterEach, beforeEach, expect, test } from "vitest";
import { type Answer, codeOf, startTestProject, type TestProject } from "./test-project.ts";
import { at, listAt, textAt, type WireDocument } from "./wire-document.ts";

let project: TestProject;
beforeEach(async () => {
  project = await startTestProject();
});
afterEach(() => project[Symbol.asyncDispose]());

const read = (id: string) => project.call("GET", `training-jobs/${id}`);
const phaseOf = async (id: string) => textAt((await read(id)).json, "status", "phase");
const advance = (advanceMs: number) => project.control("POST", "/clock", { advanceMs });
const stop = (id: string, action = "terminate") =>
  project.call("POST", `training-jobs/${id}/actions`, { action_type: action });
const idOf = (answer: Answer) => textAt(answer.json, "metadata", "id");

const RESOURCE = { flavor_id: "modelarts.vm.cpu.8u", node_count: 2 };
const CODE = { code_dir: "obs://bucket/code/", boot_file: "obs://bucket/code/train.py" };

async function algorithmId(): Promise<string> {
  const { json } = await project.call("GET", "algorithms?limit=50&order=asc");
  return textAt(listAt(json, "items")[0], "metadata", "id");
}

/** A body that is accepted, with parts replaced. */
function draft(
  parts: { algorithm?: unknown; spec?: WireDocument; metadata?: WireDocument; kind?: string } = {},
) {
  return {
    kind: parts.kind ?? "job",
    metadata: { name: "made-by-test", ...parts.metadata },
    algorithm: parts.algorithm ?? CODE,
    spec: { resource: RESOURCE, ...parts.spec },
  };
}

const create = (body: object) => project.call("POST", "training-jobs", body);

test("creates a job and echoes it filled in", async () => {
  const id = await algorithmId();
  const algorithm = {
    id,
    parameters: [{ name: "world_size", value: "2" }],
    inputs: [{ name: "data_url", remote: { obs: { obs_url: "/bucket/data/" } } }],
    outputs: [{ name: "train_url", remote: { obs: { obs_url: "/bucket/out/" } } }],
    environments: { NCCL_DEBUG: "INFO" },
  };
  const answer = await create(draft({ algorithm, metadata: { description: "first" } }));
  expect(answer.status).toBe(201);
  expect(answer.json).toMatchObject({
    kind: "job",
    metadata: { name: "made-by-test", description: "first", workspace_id: "0", user_name: "demo-user" },
    status: {
      phase: "Creating",
      secondary_phase: "Creating",
      duration: 0,
      start_time: 0,
      node_count_metrics: null,
      tasks: ["worker-0", "worker-1"],
    },
    algorithm: {
      id,
      name: "test-pytorch-cpu",
      environments: { NCCL_DEBUG: "INFO" },
      inputs: [{ name: "data_url", local_dir: "/home/ma-user/modelarts/inputs/data_url_0" }],
    },
    spec: { resource: { flavor_name: "Computing CPU(8U) instance", node_count: 2 }, log_export_path: {} },
  });
  const parameters = listAt(answer.json, "algorithm", "parameters");
  expect(parameters.map((one) => [textAt(one, "name"), textAt(one, "value")])).toEqual([
    ["dist", "False"],
    ["world_size", "2"],
  ]);
  expect((await read(idOf(answer))).json).toEqual(answer.json);
  const { json } = await project.call("POST", "training-job-searches", { limit: 1 });
  expect(listAt(json, "items")).toEqual([answer.json]);
});

test("takes a created job through its phases", async () => {
  const id = idOf(await create(draft()));
  await advance(3_000);
  expect(await phaseOf(id)).toBe("Pending");
  await advance(4_000);
  expect(await phaseOf(id)).toBe("Running");
  await advance(90_000);
  expect(at((await read(id)).json, "status")).toMatchObject({ phase: "Completed", duration: 90_000 });
});

test("answers hetero inputs as single objects and names tasks by role", async () => {
  const channel = [{ name: "data_url", remote: { obs: { obs_url: "/bucket/data/" } } }];
  const tasks = ["learner", "worker"].map((role) => ({
    role,
    algorithm: { ...CODE, inputs: channel, outputs: channel },
    task_resource: RESOURCE,
  }));
  const answer = await create({ kind: "hetero_job", metadata: { name: "mixed" }, tasks });
  expect(answer.status).toBe(201);
  expect(listAt(answer.json, "status", "tasks")).toEqual(["learner-0", "learner-1", "worker-0", "worker-1"]);
  expect(at(listAt(answer.json, "tasks")[0], "algorithm")).toMatchObject({ inputs: channel[0] });
  expect(at(listAt(answer.json, "tasks")[0], "task_resource", "node_count")).toBeUndefined();
});

test("refuses a name that is taken, by whomever", async () => {
  await create(draft());
  const again = await create(draft());
  expect([again.status, codeOf(again)]).toEqual([400, "ModelArts.2751"]);
  const { json } = await project.call("POST", "training-job-searches", { offset: 20, limit: 1 });
  const generated = textAt(listAt(json, "items")[0], "metadata", "name");
  expect(codeOf(await create(draft({ metadata: { name: generated } })))).toBe("ModelArts.2751");
  const check = (name: string) => project.call("GET", `training-job-names?job_name=${name}`);
  expect((await check(generated)).json).toEqual({ is_duplicate: true });
  expect((await check(`${generated}0`)).json).toEqual({ is_duplicate: false });
});

test.each<[string, Parameters<typeof draft>[0], number]>([
  ["a bad name", { metadata: { name: "no spaces" } }, 2788],
  ["a long description", { metadata: { description: "x".repeat(257) } }, 2788],
  ["an unknown kind", { kind: "no_job" }, 2788],
  ["an unknown algorithm", { algorithm: { id: "0" } }, 2755],
  ["no way to the code", { algorithm: {} }, 2788],
  ["a code directory that is no path", { algorithm: { ...CODE, code_dir: "bucket" } }, 2757],
  ["a boot file elsewhere", { algorithm: { ...CODE, boot_file: "obs://bucket/train.py" } }, 2758],
  ["an image without a command", { algorithm: { engine: { image_url: "org/image:1" } } }, 2806],
  ["an unknown engine", { algorithm: { ...CODE, engine: { engine_id: "abacus" } } }, 2780],
  ["half a subscription", { algorithm: { subscription_id: "s" } }, 2788],
  ["a bad variable", { algorithm: { ...CODE, environments: { "1X": "y" } } }, 2788],
  ["an input without a place", { algorithm: { ...CODE, inputs: [{ name: "data_url", remote: {} }] } }, 2788],
  ["an unknown flavor", { spec: { resource: { flavor_id: "abacus", node_count: 1 } } }, 2781],
  ["too many nodes", { spec: { resource: { ...RESOURCE, node_count: 17 } } }, 2793],
  ["no nodes", { spec: { resource: { ...RESOURCE, node_count: 0 } } }, 2788],
  ["an unknown pool", { spec: { resource: { pool_id: "pool-x", node_count: 1 } } }, 2890],
  ["a stop after no time", { spec: { auto_stop: { time_unit: "HOURS", duration: 0 } } }, 2788],
])("refuses %s", async (_, parts, code) => {
  const answer = await create(draft(parts));
  expect(codeOf(answer)).toBe(`ModelArts.${code}`);
  const { json } = await project.call("POST", "training-job-searches", { limit: 1 });
  expect(json).toMatchObject({ total: 40 });
});

test("stops a job by way of Terminating", async () => {
  const id = await project.makeJob("Running");
  const answer = await stop(id);
  expect([answer.status, textAt(answer.json, "status", "phase")]).toEqual([202, "Terminating"]);
  await advance(2_999);
  expect(await phaseOf(id)).toBe("Terminating");
  expect(codeOf(await stop(id))).toBe("ModelArts.2796");
  await advance(1);
  expect(at((await read(id)).json, "status")).toMatchObject({ phase: "Terminated", duration: 3_000 });
  const again = await stop(id);
  expect([again.status, codeOf(again)]).toEqual([409, "ModelArts.2796"]);
});

test("knows no other action, and answers a stop with 200 where that is assumed", async () => {
  const id = await project.makeJob("Pending");
  const refused = await stop(id, "pause");
  expect([refused.status, codeOf(refused)]).toEqual([400, "ModelArts.2812"]);
  await project.control("POST", "/assumptions", { kind: "MODELARTS", key: "stopStatus", value: 200 });
  expect((await stop(id)).status).toBe(200);
});

test("deletes a job that runs, which can be read until it has vanished", async () => {
  const id = await project.makeJob("Running");
  const answer = await project.call("DELETE", `training-jobs/${id}`);
  expect([answer.status, answer.text]).toEqual([202, '""']);
  expect(await phaseOf(id)).toBe("Running");
  await advance(3_000);
  expect(codeOf(await read(id))).toBe("ModelArts.2775");
});

test("deletes many jobs, or none when one of them does not exist", async () => {
  const ids = [await project.makeJob("Completed"), await project.makeJob("Failed")];
  const remove = (list: readonly string[]) =>
    project.call("POST", "training-jobs/batch-delete", {
      jobs: list.map((id) => ({ kind: "job", metadata: { id } })),
    });
  expect(codeOf(await remove([...ids, "nobody"]))).toBe("ModelArts.2775");
  const answer = await remove(ids);
  expect([answer.status, answer.text]).toEqual([202, ""]);
  await advance(3_000);
  for (const id of ids) expect((await read(id)).status).toBe(400);
  expect(codeOf(await remove(Array.from({ length: 101 }, () => "x")))).toBe("ModelArts.2788");
});

test("changes what is sent and nothing else", async () => {
  const id = await project.makeJob("Running", { metadata: { name: "changing", description: "old" } });
  const change = (body: object) => project.call("PUT", `training-jobs/${id}`, body);
  const answer = await change({ description: "new" });
  expect([answer.status, answer.text]).toEqual([200, "null"]);
  expect(at((await read(id)).json, "metadata")).toMatchObject({ name: "changing", description: "new" });
  await change({ description: "" });
  expect(textAt((await read(id)).json, "metadata", "description")).toBe("");
  await change({ spec: { schedule_policy: { priority: 3, preemptible: true } } });
  expect((await read(id)).json).toMatchObject({
    metadata: { name: "changing" },
    spec: { schedule_policy: { priority: 3, preemptible: true } },
  });
  expect(codeOf(await change({ description: "x".repeat(257) }))).toBe("ModelArts.2788");
  expect(codeOf(await change({ spec: { schedule_policy: { priority: 9 } } }))).toBe("ModelArts.2788");
});

test("adds, overwrites and removes tags, and finds jobs by them", async () => {
  const id = await project.makeJob("Running", { tags: [], metadata: { name: "tagged" } });
  const path = `modelarts-training-job/${id}/tags`;
  const add = (...tags: object[]) => project.call("POST", `${path}/create`, { tags });
  expect((await add({ key: "a", value: "1" }, { key: "b", value: "2" })).status).toBe(204);
  await add({ key: "a", value: "3" });
  const removed = await project.call("DELETE", `${path}/delete`, { tags: [{ key: "b", value: "2" }] });
  expect(removed.status).toBe(204);
  expect((await project.call("GET", path)).json).toEqual({ tags: [{ key: "a", value: "3" }] });
  expect(codeOf(await add({ key: "_sys_x", value: "1" }))).toBe("ModelArts.2788");

  const find = { tags: [{ key: "a", values: ["3"] }] };
  const base = "modelarts-training-job/resource-instances";
  expect((await project.call("POST", `${base}/count`, find)).json).toEqual({ total_count: 1 });
  expect((await project.call("POST", `${base}/filter?limit=10&offset=0`, find)).json).toMatchObject({
    total_count: 1,
    resources: [{ resource_id: id, resource_name: "tagged", workspace_id: "0" }],
  });
  const all = (await project.call("GET", "modelarts-training-job/tags?limit=1000&offset=0")).json;
  expect(listAt(all, "tags")).toContainEqual({ key: "a", values: ["3"] });
  expect(at((await read(id)).json, "tags")).toBeUndefined();
});

test("takes a JSON content type with an empty body", async () => {
  const id = await project.makeJob("Running");
  const target = `/v2/${project.credentials.projectId}/training-jobs/${id}/actions`;
  const headers = { "content-type": "application/json" };
  expect(codeOf(await project.send({ method: "POST", target, headers }))).toBe("ModelArts.2812");
});
