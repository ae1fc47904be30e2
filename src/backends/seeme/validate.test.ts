import { expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { draftOf } from "../../../test/support/drafts/contract.ts";
import applications from "./fixtures/02_applications_list_response.json" with { type: "json" };
import { connect } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const [application] = applications;
if (!application) throw new Error("The sample has an application");
const applicationId = application.id;
const training = { jobType: "TRAINING", applicationId, datasetId: "d", datasetVersionId: "v" };

/** An account that has everything a draft may name, and one application of these traits. */
const account = (traits: object = {}, missing: RegExp = /^$/) =>
  connect(({ url = "" }) => {
    if (url.endsWith("/applications")) return { json: [{ ...application, ...traits }] };
    return missing.test(url) ? { status: 400, json: { message: "invalid id" } } : { json: {} };
  });

test("blank and absent ids are the same: nothing is looked up for them", async () => {
  await using vendor = await account();
  const blank = { modelId: "", startModelId: "", startModelVersionId: null };
  expect(await vendor.backend.validate?.(draftOf("a job", { ...training, ...blank }), signal)).toEqual([]);
  expect(vendor.requests.map(({ line }) => line.replace(/.*\/v1/, "")).sort()).toEqual([
    "/applications",
    "/datasets/d",
    "/datasets/d/versions/v",
  ]);
});

test.each([
  [true, []],
  [false, [["job", "seeme", "startModelId"]]],
  [null, [["job", "seeme", "startModelId"]]],
])("a start model with continual training %s", async (continual_training, paths) => {
  await using vendor = await account({ continual_training });
  const draft = draftOf("a job", { ...training, startModelId: "m" });
  expect((await vendor.backend.validate?.(draft, signal))?.map(({ path }) => path)).toEqual(paths);
  covers("S0-40");
});

test("text that is no id is the id of nothing", async () => {
  await using vendor = await account({}, /models\/no%20id$/);
  const draft = draftOf("a job", { ...training, modelId: "no id" });
  expect(await vendor.backend.validate?.(draft, signal)).toMatchObject([{ code: "NOT_FOUND" }]);
  const swallowed = draftOf("a job", { ...training, modelId: ".." });
  expect(await vendor.backend.validate?.(swallowed, signal)).toMatchObject([{ code: "NOT_FOUND" }]);
});

test.each([
  ["INT", "12", "1e3"],
  ["FLOAT", "1e-3", "0,1"],
  ["NUMBER", "12.5", ""],
  ["BOOL", "false", "True"],
] as const)("a value of %s is written as %j and not as %j", async (valueType, good, bad) => {
  await using vendor = await account();
  const problems = (value: string) => {
    const items = [{ name: "x", value, valueType }];
    return vendor.backend.validate?.(draftOf("a job", { ...training, items }), signal);
  };
  expect(await problems(good)).toEqual([]);
  expect(await problems(bad)).toMatchObject([{ path: ["job", "seeme", "items", "0", "value"] }]);
});

test("the form has the settings of our table for the application, marked as ours", async () => {
  await using vendor = await account({ application: "image_classification", can_convert_to_onnx: true });
  const names = async (kind: "TRAINING" | "CONVERSION" | null) => {
    const template = await vendor.backend.jobTemplate?.({ kind, algorithmId: applicationId }, signal);
    const parameters = template?.parameters ?? [];
    expect(parameters.every(({ description }) => description?.includes("this gateway"))).toBe(true);
    return parameters.map(({ name }) => name);
  };
  expect(await names("CONVERSION")).toEqual(["target_format"]);
  expect(await names("TRAINING")).toEqual(expect.arrayContaining(["image_size", "arch", "batch_size"]));
  expect(await names("TRAINING")).not.toContain("target_format");
  expect(await names(null)).toEqual(expect.arrayContaining(["image_size", "target_format"]));
  covers("S0-15");
});

test("the form of a kind says what such a job cannot do without", async () => {
  await using vendor = await account();
  const required = async (kind: "TRAINING" | "VALIDATION" | "CONVERSION" | null) => {
    const template = await vendor.backend.jobTemplate?.({ kind, algorithmId: null }, signal);
    return template?.fields.filter((field) => field.required).map(({ path }) => path.at(-1));
  };
  const always = ["name", "jobType", "applicationId"];
  expect(await required(null)).toEqual(always);
  expect(await required("TRAINING")).toEqual([...always, "datasetId", "datasetVersionId"]);
  expect(await required("VALIDATION")).toEqual([...always, "datasetId", "datasetVersionId", "modelId"]);
  expect(await required("CONVERSION")).toEqual([...always, "modelId"]);
});
