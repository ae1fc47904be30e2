import { expect, test } from "vitest";
import { draftOf } from "../../../test/support/drafts/contract.ts";
import { DatasetSchema, DeviceListSchema, ModelSchema } from "./proto/public_api_pb.js";
import { bytesOf, connect } from "./scripted-vendor.ts";

const { signal } = new AbortController();

/** A service with one data set, one device of these attributes, and models of one type. */
function startService({ times = {}, type = "MODEL_TYPE_TFLITE", status = 200 } = {}) {
  return connect((line) => {
    if (line.includes("/datasets/")) return { body: bytesOf(DatasetSchema, { dataset_id: "d1", ...times }) };
    if (line.includes("/models/"))
      return { status, body: bytesOf(ModelSchema, { model_id: "m1", model_type: type }) };
    const devices = [{ name: "X Elite", os: "11", attributes: ["framework:onnx", "framework:qnn"] }];
    return { body: bytesOf(DeviceListSchema, { devices }) };
  });
}
const device = { name: "X Elite", os: "", attributes: ["framework:onnx", "a:b&c"] };
const inference = (rest: object = {}) =>
  draftOf("a job", { inference: { model: "m1", device, ...rest } } as never);

test("a data set that has expired is refused, a permanent one never", async () => {
  const problems = async (times: object) => {
    await using service = await startService({ type: "MODEL_TYPE_ONNX", times });
    return await service.backend.validate?.(inference({ dataset: "d1" }), signal);
  };
  expect(await problems({ expiration_time: "2020-01-01T00:00:00Z" })).toMatchObject([
    {
      code: "INVALID",
      path: ["job", "qaiHub", "inference", "dataset"],
      expected: "a data set that has not expired",
    },
  ]);
  expect(await problems({ expiration_time: "2999-01-01T00:00:00Z" })).toEqual([]);
  expect(await problems({ permanent: true })).toEqual([]);
});

test.each([
  ["MODEL_TYPE_TFLITE", ["a device that runs tflite, as the model needs"]],
  ["MODEL_TYPE_MLMODEL", ["a device that runs coreml, as the model needs"]],
  ["MODEL_TYPE_QNN_DLC", []],
  // What runs it is not known: the service has to say.
  ["MODEL_TYPE_TORCHSCRIPT", []],
])("a model of %s needs a device with its framework", async (type, expected) => {
  await using service = await startService({ type });
  const problems = await service.backend.validate?.(inference(), signal);
  expect(problems?.map((problem) => problem.expected)).toEqual(expected);
});

test("a compile job makes the model that the device runs", async () => {
  await using service = await startService();
  const draft = draftOf("a job", { compile: { model: "m1", devices: [device] } });
  expect(await service.backend.validate?.(draft, signal)).toEqual([]);
});

test("a device is asked for as the vendor's client does, each attribute by itself", async () => {
  await using service = await startService({ type: "MODEL_TYPE_ONNX" });
  await service.backend.validate?.(inference(), signal);
  expect(service.heard.map(({ line }) => line)).toContain(
    "GET /api/v1/devices/?name=X%20Elite&os=&select=True&attributes=framework%3Aonnx&attributes=a%3Ab%26c",
  );
});

test("a service that fails is no mistake of the draft", async () => {
  await using service = await startService({ status: 403 });
  await expect(service.backend.validate?.(inference(), signal)).rejects.toMatchObject({ kind: "FORBIDDEN" });
});

test("the form of a kind has the fields of what makes such jobs", async () => {
  await using service = await startService();
  const forms = async (kind: "COMPILE" | "PROFILE" | "INFERENCE" | null) => {
    const template = await service.backend.jobTemplate?.({ kind, algorithmId: null }, signal);
    expect(template?.fields[0]).toMatchObject({ path: ["name"] });
    return [...new Set(template?.fields.flatMap(({ path }) => (path[0] === "job" ? [path[2]] : [])))];
  };
  expect(await forms(null)).toEqual(["compile", "quantize", "link", "profile", "inference"]);
  expect(await forms("COMPILE")).toEqual(["compile"]);
  expect(await forms("PROFILE")).toEqual(["profile", "inference"]);
  expect(await forms("INFERENCE")).toEqual(["inference"]);
});
