import { describe, expect, test } from "vitest";
import { failureOf, toStoredJob } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { draftOf as toDraft } from "../../../test/support/drafts/contract.ts";
import { seeme as drafts } from "../../../test/support/drafts/seeme.ts";
import type { JsonObject } from "../../domain/json.ts";
import finished from "./fixtures/07_job_finished_response.json" with { type: "json" };
import { connect, errorOf } from "./scripted-vendor.ts";
import { type Document, having, simulate } from "./vendor-api.ts";
import { parseJob } from "./wire.ts";

const { signal } = new AbortController();
const { application_id, dataset_id, dataset_version_id } = finished;
const training = {
  jobType: "TRAINING",
  applicationId: application_id,
  datasetId: dataset_id,
  datasetVersionId: dataset_version_id,
};

/** What a copy has in common with its original. */
function asked({ items, ...document }: Document): object {
  const names = ["description", "job_type", "application_id", "dataset_id", "dataset_version_id"];
  const starts = ["start_model_id", "start_model_version_id"];
  const settings = items.map(({ id, job_id, created_at, updated_at, ...setting }) => setting);
  return [...[...names, ...starts].map((name) => document[name]), settings];
}

test("each job can be made again, from the draft that its copy gives again", async () => {
  await using vendor = await simulate(40);
  for (const [title, draft] of Object.entries(await drafts.valid(vendor.backend))) {
    const { nativeId } = await having(vendor.backend.createJob)(draft, signal);
    await vendor.finish();
    const copyDraft = await having(vendor.backend.draftOf)(await vendor.job(nativeId), "Again", signal);
    expect(await having(vendor.backend.validate)(copyDraft, signal), title).toEqual([]);
    const copy = await having(vendor.backend.createJob)(copyDraft, signal);
    const [stored, original] = [await vendor.stored(copy.nativeId), await vendor.stored(nativeId)];
    expect(asked(stored), title).toEqual(asked(original));
    expect(stored, title).toMatchObject({
      name: "Again",
      status: "waiting",
      model_id: draft.job.modelId ?? "",
      model_version_id: draft.job.modelVersionId ?? "",
    });
  }
});

describe("the model of an ended training", () => {
  /** The model that a first training has made, and what a second one that was given it has made of it. */
  async function trainTwice() {
    const vendor = await simulate();
    const train = async (name: string, modelId: string) => {
      const { nativeId } = await having(vendor.backend.createJob)(
        toDraft(name, { ...training, modelId }),
        signal,
      );
      await vendor.finish();
      return vendor.job(nativeId);
    };
    const first = await train("first", "");
    const modelId = first.core.resultModel?.nativeId ?? "";
    return { ...vendor, first, modelId, second: await train("second", modelId) };
  }

  test("is no model for the copy when the job has made it", async () => {
    await using vendor = await trainTwice();
    expect(vendor.modelId).toMatch(/./);
    const { job } = await having(vendor.backend.draftOf)(vendor.first, "copy", signal);
    expect(job).toMatchObject({ modelId: null, modelVersionId: null });
    covers("S0-38");
  });

  test("is the model for the copy when the job was given it", async () => {
    await using vendor = await trainTwice();
    expect(vendor.second.core.resultModel).toMatchObject({ nativeId: vendor.modelId });
    const { job } = await having(vendor.backend.draftOf)(vendor.second, "copy", signal);
    expect(job).toMatchObject({ modelId: vendor.modelId, modelVersionId: null });
  });

  test.each<[string, object, string | null]>([
    ["older in another zone", { json: { created_at: "2023-06-14T08:15:30.337+03:00" } }, finished.model_id],
    ["younger by microseconds", { json: { created_at: "2023-06-14T09:15:30.337419+02:00" } }, null],
    ["gone", { status: 404, json: {} }, null],
  ])("is told by its age: %s", async (_title, model, modelId) => {
    await using vendor = await connect(({ url = "" }) =>
      url.includes("/models/") ? model : { json: finished },
    );
    const job = toStoredJob(parseJob(finished, "single"));
    const draft = await having(vendor.backend.draftOf)(job, "copy", signal);
    expect(draft.job).toMatchObject({ modelId, modelVersionId: null });
  });
});

test("secrets go into the draft as they are", async () => {
  await using vendor = await simulate();
  const items = [{ name: "hf_token", value: "hf_1234", value_type: "text", label: "Token" }];
  const fields = { job_type: "training", application_id, dataset_id, dataset_version_id, items };
  const job = await vendor.job(
    await vendor.control.addJob("SEEME", [{ native: "error", afterMs: 0 }], fields),
  );
  expect(JSON.stringify(job)).not.toContain("hf_1234");
  const { job: draft } = await having(vendor.backend.draftOf)(job, "copy", signal);
  expect(draft.items).toMatchObject([{ name: "hf_token", value: "hf_1234" }]);
});

describe("a job that no draft can say", () => {
  const cases: [string, JsonObject, string][] = [
    ["a type that we do not know", { job_type: "pruning" }, "jobType"],
    ["no application", { application_id: "" }, "applicationId"],
    ["no data", { dataset_id: "", dataset_version_id: "" }, "datasetId"],
    ["a type of setting that we do not know", { items: [item("a", "1", "blob")] }, "items[0].valueType"],
    ["a value of another type", { items: [item("a", "many", "int")] }, "items[0].value"],
    ["two settings of a name", { items: [item("a", "1", "int"), item("a", "2", "int")] }, "items[1].name"],
    ["settings without a name", { items: [item("", "1", "int")] }, "items[0].name"],
  ];
  test.each(cases)("is refused by name: %s", async (_title, fields, says) => {
    const document = { ...finished, model_id: "", ...fields };
    await using vendor = await connect(() => ({ json: document }));
    const job = toStoredJob(parseJob(document, "single"));
    const error = await errorOf(having(vendor.backend.draftOf)(job, "copy", signal));
    expect(error).toMatchObject({ kind: "UNSUPPORTED", message: expect.stringContaining(`${says}: `) });
  });

  test("is refused without a word of its secrets", async () => {
    const secret = { ...item("hf_token", "12", "int"), default_value: "hf_1234" };
    const document = { ...finished, model_id: "", items: [secret, { ...secret, value: "hf_5678" }] };
    await using vendor = await connect(() => ({ json: document }));
    const job = toStoredJob(parseJob(document, "single"));
    const error = await errorOf(having(vendor.backend.draftOf)(job, "copy", signal));
    expect(error).toMatchObject({ kind: "UNSUPPORTED" });
    expect(String(error)).toContain("items[0].defaultValue: got ***");
    expect(String(error)).not.toMatch(/hf_\d/);
  });

  test("is one whose model has no age", async () => {
    await using vendor = await connect(({ url = "" }) => ({
      json: url.includes("/models/") ? {} : finished,
    }));
    const job = toStoredJob(parseJob(finished, "single"));
    const error = await errorOf(having(vendor.backend.draftOf)(job, "copy", signal));
    expect(error).toMatchObject({
      kind: "UNSUPPORTED",
      message: expect.stringContaining(`was given model "${finished.model_id}" or has made it`),
    });
  });
});

function item(name: string, value: string, value_type: string) {
  return { name, value, value_type, label: name };
}

test("a job that is gone has no draft", async () => {
  await using vendor = await simulate();
  const [nativeId = ""] = await vendor.storedIds();
  const job = await vendor.job(nativeId);
  await vendor.ask("DELETE", `/jobs/${nativeId}`);
  const error = await failureOf(having(vendor.backend.draftOf)(job, "copy", signal));
  expect(error.kind).toBe("NOT_FOUND");
});
