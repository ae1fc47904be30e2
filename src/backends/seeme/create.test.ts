import { expect, test } from "vitest";
import { failureOf, readJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { draftOf } from "../../../test/support/drafts/contract.ts";
import { seeme as drafts } from "../../../test/support/drafts/seeme.ts";
import type { Instant } from "../../domain/instant.ts";
import { isJsonObject, type Json } from "../../domain/json.ts";
import documented from "./fixtures/03_job_create_request_minimal.json" with { type: "json" };
import sdkForm from "./fixtures/04_job_create_request_sdk_form.json" with { type: "json" };
import answered from "./fixtures/05_job_created_waiting_response.json" with { type: "json" };
import { connect, errorOf } from "./scripted-vendor.ts";
import { having, simulate } from "./vendor-api.ts";

const { signal } = new AbortController();
const words: Readonly<Record<string, string>> = {
  NUMBER: "number",
  TEXT: "text",
  CHOICE: "multi",
  BOOL: "boolean",
};
const scenario = draftOf("Train a new model for cats and dogs", {
  jobType: "TRAINING",
  applicationId: documented.application_id,
  datasetId: documented.dataset_id,
  datasetVersionId: documented.dataset_version_id,
  modelId: "",
  items: [
    { name: "image_size", value: "224", valueType: "NUMBER", label: "Image Size" },
    { name: "arch", value: "resnet50", valueType: "TEXT", label: "Architecture" },
    { name: "batch_size", value: "50", valueType: "NUMBER", label: "Batch size" },
  ],
});

test("every draft that can be sent becomes a job that has what it says", async () => {
  await using vendor = await simulate(40);
  for (const [title, draft] of Object.entries(await drafts.valid(vendor.backend))) {
    const { nativeId, reading, problems } = await having(vendor.backend.createJob)(draft, signal);
    const { job } = draft;
    expect(await vendor.stored(nativeId), title).toMatchObject({
      name: draft.name,
      description: draft.description ?? "",
      job_type: String(job.jobType).toLowerCase(),
      application_id: job.applicationId,
      dataset_id: job.datasetId ?? "",
      dataset_version_id: job.datasetVersionId ?? "",
      model_id: job.modelId ?? "",
      model_version_id: job.modelVersionId ?? "",
      start_model_id: job.startModelId ?? "",
      start_model_version_id: job.startModelVersionId ?? "",
      status: "waiting",
      user_id: expect.stringMatching(/./),
      created_at: expect.stringMatching(/^\d{4}-/),
      items: (Array.isArray(job.items) ? job.items : []).map(toStoredItem),
    });
    const read = await readJob(vendor.backend, nativeId);
    expect([reading?.core, reading?.detail, problems], title).toEqual([read.core, read.detail, []]);
  }
  covers("S0-6");
});

function toStoredItem(item: Json) {
  if (!isJsonObject(item)) throw new Error("A setting is an object");
  const { name, label, value, valueType } = item;
  return { name, label, value, value_type: words[String(valueType)], default_value: "", description: "" };
}

test("the documented training is sent as the vendor's client sends it, without what the server owns", async () => {
  await using vendor = await connect(() => ({ json: answered }));
  const { nativeId, reading } = await having(vendor.backend.createJob)(scenario, signal);
  expect(nativeId).toBe(answered.id);
  expect(reading?.core).toMatchObject({ status: { phase: "QUEUED" }, createdAt: "2023-06-14T07:15:30.337Z" });
  const [request] = vendor.requests;
  const body: unknown = JSON.parse(request?.body ?? "");
  expect(body).toMatchObject(documented);
  const owned = ["id", "created_at", "updated_at", "user_id", "status", "status_message", "agent_name"];
  const times = ["cpu_start_time", "cpu_end_time", "gpu_start_time", "gpu_end_time"];
  const ofItems = ["id", "created_at", "updated_at", "job_id"];
  const items = sdkForm.items.map((item) => without(item, ofItems));
  expect(body).toEqual({ ...without(sdkForm, [...owned, ...times]), items });
  covers("S0-7");
});

function without(document: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)));
}

test("a training with image size, architecture and batch size trains, and its new model's id appears", async () => {
  await using vendor = await simulate();
  const { nativeId, reading } = await having(vendor.backend.createJob)(scenario, signal);
  const { items, model_id } = await vendor.stored(nativeId);
  expect(items.map(({ name, value }) => [name, value])).toEqual([
    ["image_size", "224"],
    ["arch", "resnet50"],
    ["batch_size", "50"],
  ]);
  covers("S0-65");
  expect([model_id, reading?.core.resultModel]).toEqual(["", null]);
  await vendor.finish();
  const finished = await vendor.stored(nativeId);
  expect(finished).toMatchObject({ status: "finished", model_id: expect.stringMatching(/./) });
  expect((await readJob(vendor.backend, nativeId)).core.resultModel).toMatchObject({
    nativeId: finished.model_id,
    versionId: finished.model_version_id,
  });
  covers("S0-38");
});

test("a setting without a label has its name for one", async () => {
  await using vendor = await simulate();
  const items = [{ name: "epochs", value: "5", valueType: "INT", description: "Rounds", defaultValue: "10" }];
  const draft = { ...scenario, job: { ...scenario.job, items } };
  const { nativeId } = await having(vendor.backend.createJob)(draft, signal);
  expect((await vendor.stored(nativeId)).items).toMatchObject([
    { label: "epochs", description: "Rounds", default_value: "10", value_type: "int" },
  ]);
});

test("a job whose create was not answered is told by name and time from those that were there", async () => {
  await using vendor = await simulate();
  const older = await having(vendor.backend.createJob)(scenario, signal);
  const { now } = await vendor.control.clock({ advanceMs: 60_000 });
  const before = await vendor.storedIds();
  const match = { method: "POST", path: "/api/v1/jobs" };
  await vendor.control.addFault({ kind: "SEEME", match, fault: { type: "drop", after: true } });
  const error = await failureOf(having(vendor.backend.createJob)(scenario, signal));
  expect(error).toMatchObject({ kind: "UNAVAILABLE", undone: false });
  expect(await vendor.count("POST")).toBe(2);
  const made = (await vendor.storedIds()).filter((one) => !before.includes(one));
  expect(made).toHaveLength(1);
  // The simulator's clock gives the instant in the form that the gateway has.
  const found = await having(vendor.backend.findCreated)(scenario.name, now as Instant, signal);
  expect(found.map(({ nativeId }) => nativeId)).toEqual(made);
  const all = await having(vendor.backend.findCreated)(scenario.name, longAgo, signal);
  expect(all.map(({ nativeId }) => nativeId)).toEqual([...made, older.nativeId]);
  expect(await having(vendor.backend.findCreated)("Another name", longAgo, signal)).toEqual([]);
});

const longAgo = "2000-01-01T00:00:00.000Z" as Instant;

test("a job of the name that cannot be read leaves open whether it is the new one", async () => {
  await using vendor = await connect(() => ({
    json: [
      { ...answered, status: 7 },
      { id: 5, name: "else" },
    ],
  }));
  const found = (name: string) => having(vendor.backend.findCreated)(name, longAgo, signal);
  expect(await errorOf(found(answered.name))).toMatchObject({ kind: "MALFORMED" });
  expect(await errorOf(found("else"))).toMatchObject({ kind: "MALFORMED" });
  expect(await found("nobody's")).toEqual([]);
});

test("what the vendor refuses is not done", async () => {
  await using vendor = await simulate();
  await vendor.control.assume("SEEME", "requiredFields", "strict");
  const job = { jobType: "CONVERSION", applicationId: documented.application_id, modelId: "m" };
  const error = await failureOf(having(vendor.backend.createJob)(draftOf("Convert", job), signal));
  expect(error).toMatchObject({ kind: "INVALID", undone: true, status: 400 });
  expect(error.message).toContain("model_version_id is required");
  expect(await vendor.storedIds()).toHaveLength(4);
});

test.each([
  ["no JSON", { text: "<html>" }],
  ["nothing", { text: "" }],
  ["a job without an id", { json: { ...answered, id: null } }],
])("an answer that is %s leaves open what was done", async (_title, answer) => {
  await using vendor = await connect(() => answer);
  expect(await errorOf(having(vendor.backend.createJob)(scenario, signal))).toMatchObject({
    kind: "MALFORMED",
    undone: false,
  });
  expect(vendor.requests).toHaveLength(1);
});

test("any status of success will do, and of an answer that cannot be read its id", async () => {
  await using vendor = await connect(() => ({ status: 201, json: { ...answered, status: 7 } }));
  const created = await having(vendor.backend.createJob)(scenario, signal);
  expect(created).toEqual({ nativeId: answered.id, reading: null, problems: [] });
});
