import { describe, expect, test } from "vitest";
import { failureOf, readJob, toStoredJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import type { JobChange } from "../../domain/command.ts";
import started from "./fixtures/06_job_started_response.json" with { type: "json" };
import finished from "./fixtures/07_job_finished_response.json" with { type: "json" };
import { connect, errorOf } from "./scripted-vendor.ts";
import { having, settings, simulateJob } from "./vendor-api.ts";
import { parseJob } from "./wire.ts";

const { signal } = new AbortController();
const time = expect.stringMatching(/^\d{4}-/);

test("another description changes nothing else but the times of the update", async () => {
  await using vendor = await simulateJob({ description: "Nightly run", organization_id: "o-1", tags: ["a"] });
  const before = await vendor.document();
  const change = { description: "Weekly run, é and 🌹" };
  expect(await vendor.check(change)).toEqual([]);
  const reading = await vendor.update(change);
  const after = await vendor.document();
  expect(after).toEqual({
    ...before,
    ...change,
    updated_at: time,
    items: before.items.map((item) => ({ ...item, updated_at: time })),
  });
  const read = await readJob(vendor.backend, vendor.nativeId);
  expect([reading?.core, reading?.detail]).toEqual([read.core, read.detail]);
  expect(read.core.description).toBe(change.description);
  covers("S0-10", "S0-67");
});

test("the whole document goes back as it was read, with what nobody knows and with its status", async () => {
  const document = { ...finished, status: "error", project: { id: 7 }, items: [...finished.items, "odd"] };
  const readable = { ...document, items: finished.items.map((item) => ({ ...item, unit: { of: "px" } })) };
  await using vendor = await connect(({ method }) => ({ json: method === "PUT" ? finished : readable }));
  const job = toStoredJob(parseJob(finished, "single"));
  await having(vendor.backend.updateJob)(job, { description: "new", force: false }, signal);
  expect(vendor.requests.map(({ line }) => line.split(" ")[0])).toEqual(["GET", "PUT"]);
  expect(JSON.parse(vendor.requests[1]?.body ?? "")).toEqual({ ...readable, description: "new" });
});

test("a document of another job is not written over this one", async () => {
  await using vendor = await connect(() => ({ json: { ...finished, id: "another" } }));
  const job = toStoredJob(parseJob(finished, "single"));
  const change = { description: "new", force: false };
  const error = await errorOf(having(vendor.backend.updateJob)(job, change, signal));
  expect(error).toMatchObject({ kind: "MALFORMED", undone: true });
  expect(vendor.requests).toHaveLength(1);
});

test("an answer that shows another job leaves open what was written", async () => {
  await using vendor = await connect(({ method }) => ({
    json: method === "PUT" ? { ...finished, id: "another" } : finished,
  }));
  const job = toStoredJob(parseJob(finished, "single"));
  const change = { description: "new", force: false };
  const error = await errorOf(having(vendor.backend.updateJob)(job, change, signal));
  expect(error).toMatchObject({ kind: "MALFORMED", undone: false });
});

describe("each property that may change", () => {
  const model = "11111111-1111-4111-8111-111111111111";
  test.each<[string, Partial<JobChange>, object]>([
    ["the name", { name: "tulips" }, { name: "tulips" }],
    ["the description", { description: "d" }, { description: "d" }],
    ["the description, cleared", { description: null }, { description: "" }],
    ["the message", { patch: { statusMessage: "seen" } }, { status_message: "seen" }],
    ["the message, cleared", { patch: { statusMessage: null } }, { status_message: "" }],
    ["the application", { patch: { applicationId: "APP" } }, { application_id: "APP" }],
    [
      "the data set",
      { patch: { datasetId: "DATA", datasetVersionId: "VERSION" } },
      { dataset_id: "DATA", dataset_version_id: "VERSION" },
    ],
    [
      "the model",
      { patch: { modelId: model, modelVersionId: "v" } },
      { model_id: model, model_version_id: "v" },
    ],
    [
      "the model, taken away",
      { patch: { modelId: "", modelVersionId: null } },
      { model_id: "", model_version_id: "" },
    ],
    [
      "the start model",
      { patch: { startModelId: model, startModelVersionId: "v" } },
      { start_model_id: model, start_model_version_id: "v" },
    ],
    [
      "the start model, taken away",
      { patch: { startModelId: "", startModelVersionId: "" } },
      { start_model_id: "", start_model_version_id: "" },
    ],
  ])("%s", async (_title, change, expected) => {
    const start = { start_model_id: "s", start_model_version_id: "t" };
    await using vendor = await simulateJob({ description: "old", ...start });
    const before = await vendor.document();
    await vendor.update(change);
    const after = await vendor.document();
    expect(after).toEqual({ ...before, ...expected, updated_at: time, items: expect.any(Array) });
    expect(after.status).toBe("finished");
    covers("S0-12");
  });

  test("settings, found by id or by name, and new ones", async () => {
    await using vendor = await simulateJob();
    const [size, arch, batch] = (await vendor.document()).items;
    const patch = {
      items: [
        {
          id: batch?.id ?? "",
          name: "batch",
          value: "16",
          valueType: "INT",
          label: "Batch",
          description: "d",
        },
        { name: "arch", value: "resnet18", valueType: "TEXT", defaultValue: "resnet34" },
        { name: "seed", value: "12", valueType: "INT" },
      ],
    };
    expect(await vendor.check({ patch })).toEqual([]);
    for (let times = 0; times < 2; times++) {
      await vendor.update({ patch });
      expect((await vendor.document()).items).toEqual([
        { ...size, updated_at: time },
        { ...arch, value: "resnet18", default_value: "resnet34", updated_at: time },
        {
          ...batch,
          name: "batch",
          value: "16",
          value_type: "int",
          label: "Batch",
          description: "d",
          updated_at: time,
        },
        expect.objectContaining({ name: "seed", value: "12", value_type: "int", label: "seed" }),
      ]);
    }
    covers("S0-12");
  });

  test("settings where the vendor drops what is not sent", async () => {
    await using vendor = await simulateJob();
    await vendor.control.assume("SEEME", "putItems", "replace");
    await vendor.update({ patch: { items: [{ name: "arch", value: "resnet18", valueType: "TEXT" }] } });
    expect((await vendor.document()).items.map(({ value }) => value)).toEqual(["224", "resnet18", "50"]);
  });
});

test("what another client has changed meanwhile stays", async () => {
  await using vendor = await simulateJob();
  const [size] = (await vendor.document()).items;
  const other = { ...(await vendor.document()), name: "lilies", items: [{ ...size, value: "512" }] };
  expect((await vendor.ask("PUT", `/jobs/${vendor.nativeId}`, other)).status).toBe(200);
  await vendor.update({ description: "mine" });
  const after = await vendor.document();
  expect(after).toMatchObject({ name: "lilies", description: "mine" });
  expect(after.items.find(({ id }) => id === size?.id)?.value).toBe("512");
  covers("S0-11");
});

describe("secrets", () => {
  const secret = { name: "hf_token", value: "hf_1234", value_type: "text", label: "Token" };

  test("survive an update, and no reading shows them", async () => {
    await using vendor = await simulateJob({ items: [secret, ...settings] });
    const readings = [
      await vendor.update({ description: "new" }),
      await vendor.update({ patch: { items: [{ name: "arch", value: "resnet18", valueType: "TEXT" }] } }),
      // A form that was filled from a reading.
      await vendor.update({
        patch: { items: [{ name: "hf_token", value: "***", defaultValue: "***", valueType: "TEXT" }] },
      }),
    ];
    const [stored] = (await vendor.document()).items;
    expect(stored).toMatchObject({ value: "hf_1234", default_value: "" });
    expect(JSON.stringify(readings)).not.toContain("hf_1234");
    expect(JSON.stringify(readings)).toContain("***");
  });

  test("can be changed", async () => {
    await using vendor = await simulateJob({ items: [secret] });
    const reading = await vendor.update({
      patch: { items: [{ name: "hf_token", value: "hf_5678", valueType: "TEXT" }] },
    });
    expect((await vendor.document()).items).toMatchObject([{ value: "hf_5678" }]);
    expect(JSON.stringify(reading)).not.toContain("hf_5678");
  });

  test.each<[string, object, string]>([
    ["the value", { value: "***" }, "name"],
    ["the default", { value: "anew" }, "name"],
    ["the default by its mask", { value: "anew", defaultValue: "***" }, "name"],
  ])("keep their name as long as they keep %s", async (_title, kept, member) => {
    await using vendor = await simulateJob({ items: [{ ...secret, default_value: "hf_0" }] });
    const [stored] = (await vendor.document()).items;
    const renamed = { id: stored?.id ?? "", name: "note", valueType: "TEXT", ...kept };
    const problems = await vendor.check({ patch: { items: [renamed] } });
    expect(problems).toMatchObject([{ code: "INVALID", path: ["patch", "seeme", "items", "0", member] }]);
    const harmless = { ...renamed, value: "anew", defaultValue: null };
    expect(await vendor.check({ patch: { items: [harmless] } })).toEqual([]);
    expect(await vendor.check({ patch: { items: [{ ...renamed, name: "hub_token" }] } })).toEqual([]);
  });

  test("are not made of the mask, which may stand for one of any type", async () => {
    await using vendor = await simulateJob({ items: [{ ...secret, name: "max_token", value_type: "int" }] });
    const masked = (name: string) =>
      vendor.check({ patch: { items: [{ name, value: "***", valueType: "INT" }] } });
    expect(await masked("max_token")).toEqual([]);
    expect(await masked("api_token")).toMatchObject([{ path: ["patch", "seeme", "items", "0", "value"] }]);
  });
});

describe("a job whose agent is at work", () => {
  test.each(["waiting", "started"])("is changed by force only when it is %s", async (state) => {
    await using vendor = await simulateJob({}, state);
    const description = "new";
    expect(await vendor.check({ description })).toEqual([
      expect.objectContaining({
        code: "FAILED_PRECONDITION",
        path: ["force"],
        message: expect.stringContaining(state),
      }),
    ]);
    const error = await failureOf(vendor.update({ description }));
    expect(error).toMatchObject({ kind: "FAILED_PRECONDITION", undone: true });
    expect(await vendor.count("PUT")).toBe(0);
    expect(await vendor.check({ description, force: true })).toEqual([]);
    await vendor.update({ description, force: true });
    expect(await vendor.document()).toMatchObject({ description, status: state });
    covers("S0-11");
  });

  test("is found out from the vendor, whatever the gateway has stored", async () => {
    await using vendor = await connect(() => ({ json: started }));
    const job = toStoredJob(parseJob(finished, "single"));
    const change = { description: "new", force: false };
    const problems = await having(vendor.backend.validateChange)(job, change, signal);
    expect(problems).toMatchObject([{ code: "FAILED_PRECONDITION", path: ["force"] }]);
  });
});

describe("an update whose answer was lost", () => {
  test("is open, not sent again blindly, and does the same when it is made again", async () => {
    await using vendor = await simulateJob();
    const fault = { type: "drop", after: true };
    await vendor.control.addFault({ kind: "SEEME", match: { method: "PUT" }, fault, times: 1 });
    const patch = { items: [{ name: "seed", value: "12", valueType: "INT" }] };
    expect(await failureOf(vendor.update({ patch }))).toMatchObject({ undone: false });
    expect(await vendor.count("PUT")).toBe(1);
    expect((await vendor.document()).items).toHaveLength(4);
    await vendor.update({ patch });
    expect((await vendor.document()).items.map(({ name }) => name)).toEqual([
      "image_size",
      "arch",
      "batch_size",
      "seed",
    ]);
  });

  test("is not done when the read before it failed", async () => {
    await using vendor = await simulateJob();
    const fault = { type: "malformed" };
    await vendor.control.addFault({ kind: "SEEME", match: { method: "GET" }, fault, times: 1 });
    const error = await failureOf(vendor.update({ description: "new" }));
    expect(error).toMatchObject({ kind: "MALFORMED", undone: true });
    expect(await vendor.count("PUT")).toBe(0);
  });

  test("is open when the answer is no job", async () => {
    await using vendor = await simulateJob();
    await vendor.control.addFault({ kind: "SEEME", match: { method: "PUT" }, fault: { type: "malformed" } });
    const error = await failureOf(vendor.update({ description: "new" }));
    expect(error).toMatchObject({ kind: "MALFORMED", undone: false });
    expect(await vendor.document()).toMatchObject({ description: "new" });
  });
});

test("a job that is gone cannot be changed", async () => {
  await using vendor = await simulateJob();
  await vendor.ask("DELETE", `/jobs/${vendor.nativeId}`);
  expect(await failureOf(vendor.check({ name: "x" }))).toMatchObject({ kind: "NOT_FOUND" });
  expect(await failureOf(vendor.update({ name: "x" }))).toMatchObject({ kind: "NOT_FOUND", undone: true });
});
