import { afterEach, beforeEach, expect, test } from "vitest";
import { reasonOf, startTestWorkspace, type TestWorkspace } from "./test-workspace.ts";
import { at, documentAt, isDocument, listAt, textAt, type WireDocument } from "./wire-document.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await startTestWorkspace(200);
});
afterEach(() => workspace[Symbol.asyncDispose]());

const read = async (id: string) => (await workspace.call("GET", `/jobs/${id}`)).json;
const details = async (id: string) => (await workspace.data("history", "GET", `/runs/${id}/details`)).json;

/** What a job of each type must have for the vendor's own client. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  Command: ["command", "environmentId", "inputs", "outputs", "resources", "environmentVariables"],
  Sweep: ["searchSpace", "trial", "objective", "samplingAlgorithm", "limits"],
  Pipeline: ["jobs", "settings", "inputs", "outputs"],
  AutoML: ["taskDetails", "resources"],
  Spark: ["entry", "conf", "resources"],
  FineTuning: ["fineTuningDetails", "outputs", "resources"],
};

test("generates all job types, each with what it needs and nulls where nothing is set", async () => {
  const jobs = await workspace.listAll();
  const types = new Set(jobs.map((job) => textAt(job, "properties", "jobType")));
  expect([...types].sort()).toEqual(Object.keys(NEEDED).sort());
  for (const job of jobs) {
    const properties = documentAt(job, "properties");
    for (const name of NEEDED[textAt(properties, "jobType")] ?? []) {
      expect(properties).toHaveProperty(name);
    }
    expect(properties).toMatchObject({ tags: expect.any(Object), properties: expect.any(Object) });
    expect(at(properties, "componentId")).toBeNull();
    expect(Object.values(documentAt(properties, "services")).every(isDocument)).toBe(true);
  }
});

test("is the same at every read and after a reset with the same seed", async () => {
  const before = await workspace.listAll();
  await workspace.control("POST", "/reset", { seed: 1, jobs: 200 });
  await workspace.renew();
  const names = (jobs: readonly WireDocument[]) => jobs.map((job) => textAt(job, "name")).sort();
  expect(names(await workspace.listAll())).toEqual(names(before));
  const one = textAt(before[0], "name");
  expect(await read(one)).toMatchObject({ properties: { jobType: at(before[0], "properties", "jobType") } });
});

test("lays fields over the document: maps of users whole, other objects member by member", async () => {
  const id = await workspace.makeJob("Running", {
    jobType: "Command",
    displayName: "mine",
    tags: { a: "b" },
    resources: { instanceCount: 4 },
  });
  expect(at(await read(id), "properties")).toMatchObject({
    displayName: "mine",
    status: "Running",
    resources: { instanceCount: 4, shmSize: "2g" },
  });
  const tags = documentAt(await read(id), "properties", "tags");
  expect(Object.keys(tags).filter((key) => !key.startsWith("_aml_system_"))).toEqual(["a"]);
  expect(at(await details(id), "compute", "instanceCount") ?? 4).toBe(4);
});

test("writes service tags and properties into the maps of the user", async () => {
  const fields = { jobType: "Command", tags: {}, computeId: "azureml:cpu-cluster" };
  const id = await workspace.makeJob("Queued", fields);
  const { tags, properties } = documentAt(await read(id), "properties");
  expect(tags).toHaveProperty("_aml_system_ComputeTargetStatus");
  expect(properties).toMatchObject({ "_azureml.ComputeTargetType": "amlctrain" });
});

test("goes through a script under a paused clock, with times that follow its words", async () => {
  const script = [
    { native: "Queued", afterMs: 0 },
    { native: "Running", afterMs: 2000 },
    {
      native: "Failed",
      afterMs: 5000,
      message: "It broke.",
      secondary: "UserTrainingScriptFailed",
    },
  ];
  const made = await workspace.control("POST", "/jobs", { kind: "AZURE_ML", script });
  const id = String(listAt(made, "ids")[0]);
  expect(await details(id)).toMatchObject({ status: "Queued", startTimeUtc: null, endTimeUtc: null });
  await workspace.advance(2000);
  expect(at(await read(id), "properties", "status")).toBe("Running");
  expect(await details(id)).toMatchObject({ status: "Running", endTimeUtc: null, error: null });
  expect(textAt(await details(id), "startTimeUtc")).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{7}\+00:00$/);
  await workspace.advance(5000);
  expect(await details(id)).toMatchObject({
    status: "Failed",
    duration: "00:00:05.0000000",
    error: { error: { message: "It broke.", innerError: { code: "UserTrainingScriptFailed" } } },
  });
  expect(at(await read(id), "properties", "error")).toBeUndefined();
});

test("a patched word fills start and end, and going back takes the end away", async () => {
  const id = await workspace.makeJob("Queued", { jobType: "Command" });
  await workspace.control("PATCH", `/jobs/AZURE_ML/${id}`, { native: "Completed" });
  const done = await details(id);
  expect(textAt(done, "startTimeUtc")).not.toBe("");
  expect(textAt(done, "endTimeUtc")).not.toBe("");
  await workspace.control("PATCH", `/jobs/AZURE_ML/${id}`, { native: "Running" });
  expect(at(await details(id), "endTimeUtc")).toBeNull();
});

test("shows an unknown status word where a fault says so", async () => {
  const id = await workspace.makeJob("Running");
  const fault = { type: "unknownStatus", word: "Meditating" };
  await workspace.control("POST", "/faults", { kind: "AZURE_ML", fault, times: 3 });
  expect(at(await read(id), "properties", "status")).toBe("Meditating");
  expect(at(await details(id), "status")).toBe("Meditating");
  expect(at((await workspace.data("history", "GET", `/runs/${id}`)).json, "status")).toBe("Meditating");
  expect(at(await read(id), "properties", "status")).toBe("Running");
});

test("refuses an unknown job on both planes, each in its shape", async () => {
  const management = await workspace.call("GET", "/jobs/nope");
  expect([management.status, reasonOf(management)]).toEqual([404, "JobNotFound"]);
  expect(textAt(management.json, "error", "message")).toBe("Job nope not found.");
  expect(management.headers.get("x-ms-response-type")).toBe("error");
  const data = await workspace.data("history", "GET", "/runs/nope/details");
  expect(data.status).toBe(404);
  expect(data.json).toMatchObject({
    error: { code: "UserError", messageParameters: { runId: "nope" }, innerError: { code: "NotFoundError" } },
    componentName: "run-history",
  });
});

test("knows a job that is removed through the control port no more", async () => {
  const id = await workspace.makeJob("Running");
  await workspace.control("DELETE", `/jobs/AZURE_ML/${id}`);
  expect((await workspace.call("GET", `/jobs/${id}`)).status).toBe(404);
});

test("lists computes, sizes, usages and quotas; a missing compute has an empty body", async () => {
  const computes = await workspace.call("GET", "/computes");
  expect(at(computes.json, "value")).toHaveLength(6);
  expect((await workspace.call("GET", "/computes/gpu-cluster")).json).toMatchObject({
    properties: { computeType: "AmlCompute", properties: { vmSize: "STANDARD_NC6S_V3" } },
  });
  const missing = await workspace.call("GET", "/computes/missing");
  expect([missing.status, missing.text]).toEqual([404, ""]);
  expect(at((await workspace.region("/vmSizes")).json, "value")).toHaveLength(6);
  expect(at((await workspace.region("/usages")).json, "value")).toContainEqual(
    expect.objectContaining({ limit: -1, unit: "Count" }),
  );
  expect(at((await workspace.region("/quotas")).json, "value")).toHaveLength(6);
});

test("pages the catalogue by nextLink too", async () => {
  await workspace.assume("pageSize", 4);
  const { json } = await workspace.call("GET", "/computes");
  expect(at(json, "value")).toHaveLength(4);
  const next = textAt(json, "nextLink");
  const tail = next.slice(next.indexOf("/computes?")).replace(/api-version=[^&]*&?/, "");
  expect(at((await workspace.call("GET", tail)).json, "value")).toHaveLength(2);
});

test("keeps components and environments by version, and registers new ones", async () => {
  const versions = "/environments/sklearn-env/versions";
  const latest = await workspace.call("GET", `${versions}?$orderBy=createdtime%20desc&$top=1`);
  expect(at(latest.json, "value")).toMatchObject([{ name: "34", properties: { osType: "Linux" } }]);
  const body = { properties: { image: "mcr.example/mine:1" } };
  expect((await workspace.call("PUT", "/environments/mine/versions/1", body)).status).toBe(201);
  expect((await workspace.call("GET", "/environments/mine/versions/1")).json).toMatchObject(body);
  expect((await workspace.call("GET", "/components/train_table")).json).toMatchObject({
    properties: { latestVersion: "2", nextVersion: "3" },
  });
  expect((await workspace.call("GET", "/components/none")).status).toBe(404);
});
