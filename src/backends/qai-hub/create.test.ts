import type { JsonObject } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { failureOf } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { draftOf } from "../../../test/support/drafts/contract.ts";
import { qaiHub as drafts } from "../../../test/support/drafts/qai-hub.ts";
import { BackendError } from "../../domain/error.ts";
import { CreateUpdateResponseSchema, DeviceListSchema } from "./proto/public_api_pb.js";
import { type Answer, bytesOf, connect } from "./scripted-vendor.ts";
import { startHub } from "./simulated-hub.ts";
import { stockOf } from "./simulator/stock-models.ts";

const { signal } = new AbortController();
const idOf = (type: string) => stockOf(1, `MODEL_TYPE_${type}`)[0]?.id ?? "none";
const [onnx, tflite] = [idOf("ONNX"), idOf("TFLITE")];
const linked = stockOf(1, "MODEL_TYPE_QNN_DLC").map(({ id }) => ({ model_id: id }));
const phone = { name: "Samsung Galaxy S24", os: "14" };

/** What the service has of each draft, in the names of its schema, and how it was asked. */
const expected: Readonly<Record<string, { document: object; at: string; rows: string }>> = {
  "a compile job": {
    document: {
      name: "mobilenet_v2 (1, 3, 224, 224)",
      options: "--target_runtime onnx",
      model: { model_id: onnx },
      devices: { devices: [phone, { name: "Samsung Galaxy S23", os: "13" }], total_query_count: "2" },
      tensor_type_list: {
        types: [
          {
            name: "image",
            tensor_type: { shape: ["1", "3", "224", "224"], dtype: "TENSOR_DTYPE_FLOAT32" },
          },
          { name: "scale", tensor_type: { dtype: "TENSOR_DTYPE_FLOAT32" } },
        ],
      },
      calibration_dataset: { dataset_id: expect.any(String) },
      project_id: "p8k2n7wz0",
      target_model: { model_type: "MODEL_TYPE_ONNX" },
    },
    at: "/api/v1/projects/p8k2n7wz0/jobs/?seed_target_model=true",
    rows: "S3-11 S3-62",
  },
  "a quantize job": {
    document: {
      name: "mobilenet_v2.onnx",
      model: { model_id: onnx },
      calibration_dataset: { dataset_id: expect.any(String) },
      weights_dtype: "QUANTIZE_DTYPE_INT4",
      activations_dtype: "QUANTIZE_DTYPE_INT16",
      target_model: { model_type: "MODEL_TYPE_ONNX" },
    },
    at: "/api/v1/jobs/?seed_target_model=true",
    rows: "S3-76",
  },
  "a link job": {
    document: {
      name: "llm",
      models: { models: linked, total_query_count: "2" },
      device: phone,
      target_model: { model_type: "MODEL_TYPE_QNN_CONTEXT_BINARY" },
    },
    at: "/api/v1/jobs/?seed_target_model=true",
    rows: "S3-76",
  },
  "a profile job": {
    document: { name: "timed", model: { model_id: tflite }, device: phone, is_profiling_on: true },
    at: "/api/v1/jobs/",
    rows: "S3-12",
  },
  "an inference job": {
    document: {
      name: "run",
      model: { model_id: tflite },
      device: phone,
      dataset: { dataset_id: expect.any(String) },
      is_profiling_on: false,
    },
    at: "/api/v1/jobs/",
    rows: "S3-13 S3-63",
  },
  "an inference job with random inputs": {
    document: { name: "run", model: { model_id: tflite }, device: phone, is_profiling_on: true },
    at: "/api/v1/jobs/",
    rows: "S3-13 S3-63",
  },
};

test.each(Object.entries(expected))("makes %s as the draft says", async (title, { document, at, rows }) => {
  await using hub = await startHub(40);
  const draft = (await drafts.valid(hub.backend))[title];
  if (!draft) throw new Error(`there is no draft of ${title}`);
  expect(await hub.backend.validate(draft, signal)).toEqual([]);
  const before = new Set(await hub.ids());
  const { next } = await hub.vendor.control.requests("QAI_HUB");

  const created = await hub.backend.createJob(draft, signal);

  const fresh = (await hub.ids()).filter((id) => !before.has(id));
  expect(created).toEqual({ nativeId: fresh[0], reading: null, problems: [] });
  expect(fresh).toHaveLength(1);
  const made = await hub.document(created.nativeId);
  expect(made).toMatchObject(document);
  if (!("dataset" in document)) expect(made).not.toHaveProperty("dataset");
  const [sent, ...more] = (await hub.vendor.control.requests("QAI_HUB", next)).items.filter(
    ({ method }) => method === "POST",
  );
  expect(`${sent?.path}${sent?.query && `?${sent.query.replace(/^\?/, "")}`}`).toBe(at);
  expect(more).toEqual([]);
  covers(rows);
});

test("every valid draft has its document here", async () => {
  await using hub = await startHub(40);
  expect(Object.keys(expected)).toEqual(Object.keys(await drafts.valid(hub.backend)));
});

test("makes a job in the configured project, unless the draft names another", async () => {
  await using hub = await startHub(0, { project: "p3vx90qlm" });
  const run = { model: tflite, device: { name: phone.name } };
  const make = async (job: JsonObject) => {
    const { nativeId } = await hub.backend.createJob(draftOf("here", job), signal);
    return (await hub.document(nativeId)).project_id;
  };
  expect(await make({ profile: run })).toBe("p3vx90qlm");
  expect(await make({ profile: { ...run, project: "p8k2n7wz0" } })).toBe("p8k2n7wz0");
  covers("S3-62");
});

const draft = draftOf("made twice?", { profile: { model: tflite, device: { name: phone.name } } });

test("refuses with the text of the service when it answers without an id", async () => {
  await using hub = await startHub(2);
  await hub.vendor.control.assume("QAI_HUB", "refusedCreate", "status");
  const wrong = draftOf("no", { profile: { model: "m00000000", device: { name: phone.name } } });
  const before = await hub.ids();
  const failure = await failureOf(hub.backend.createJob(wrong, signal));
  expect(failure).toMatchObject({ kind: "FAILED_PRECONDITION", undone: true });
  expect(failure.message).toContain("Model m00000000 was not found.");
  expect(await hub.ids()).toEqual(before);
  covers("S3-75");
});

test.each(["json", "message"])("refuses what the service finds wrong, told as %s", async (form) => {
  await using hub = await startHub();
  await hub.vendor.control.assume("QAI_HUB", "errorForm", form);
  const wrong = draftOf("no", { profile: { model: "m00000000", device: { name: phone.name } } });
  const failure = await failureOf(hub.backend.createJob(wrong, signal));
  expect(failure).toMatchObject({ kind: "INVALID", undone: true });
  expect(failure.message).toContain("Model m00000000 was not found.");
});

test("refuses an unknown project and a device that is there no more", async () => {
  await using hub = await startHub();
  const make = (run: JsonObject) =>
    failureOf(hub.backend.createJob(draftOf("no", { profile: { model: tflite, ...run } }), signal));
  const elsewhere = await make({ device: { name: phone.name }, project: "p0" });
  expect(elsewhere).toMatchObject({ kind: "NOT_FOUND", undone: true });
  const unplugged = await make({ device: { name: "Samsung Galaxy S99" } });
  expect(unplugged).toMatchObject({ kind: "NOT_FOUND", undone: true });
  expect(await hub.ids()).toEqual([]);
});

/** A service that has the device and answers the create like this. */
function answering(answer: Answer, devices: Answer = {}) {
  const body = bytesOf(DeviceListSchema, { devices: [phone] });
  return connect((line) => (line.startsWith("POST") ? answer : { body, ...devices }));
}
const posts = (heard: readonly { readonly line: string }[]) =>
  heard.filter(({ line }) => line.startsWith("POST")).length;

test.each<[string, Answer]>([
  ["without anything in it", {}],
  ["that is no message", { body: "\u0007" }],
  ["of another type", { type: "text/html", body: "<p>Welcome</p>" }],
  [
    "with a time and no id",
    { body: bytesOf(CreateUpdateResponseSchema, { creation_time: "2026-01-01T00:00:00Z" }) },
  ],
])("an answer %s leaves open what was done", async (_, answer) => {
  await using vendor = await answering(answer);
  const failure = await vendor.backend.createJob?.(draft, signal).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(BackendError);
  expect(failure).toMatchObject({ kind: "MALFORMED", undone: false });
  expect(posts(vendor.heard)).toBe(1);
});

test("an answer with an id and a text is a job with a remark, without the token that it may quote", async () => {
  const body = bytesOf(CreateUpdateResponseSchema, { id: "j1", status: "Bad t0ken-of-the-test." });
  await using vendor = await answering({ body });
  const created = await vendor.backend.createJob?.(draft, signal);
  expect(created).toMatchObject({
    nativeId: "j1",
    problems: [{ code: "FAILED_PRECONDITION", message: "Bad ***." }],
  });
  await using refusing = await answering({
    body: bytesOf(CreateUpdateResponseSchema, { status: "Bad t0ken-of-the-test." }),
  });
  const failure = await refusing.backend.createJob?.(draft, signal).catch((error: unknown) => error);
  expect(String(failure)).toContain("Bad ***.");
});

test("a create is not sent again after a failure of the server, but when it was told to wait", async () => {
  await using failing = await answering({ status: 503 });
  await expect(failing.backend.createJob?.(draft, signal)).rejects.toMatchObject({ undone: false });
  expect(posts(failing.heard)).toBe(1);
  await using busy = await answering({ status: 429 });
  await expect(busy.backend.createJob?.(draft, signal)).rejects.toMatchObject({ undone: true });
  expect(posts(busy.heard)).toBeGreaterThan(1);
});

test("a look-up that fails before the create has done nothing", async () => {
  await using vendor = await answering({}, { status: 503 });
  await expect(vendor.backend.createJob?.(draft, signal)).rejects.toMatchObject({
    kind: "UNAVAILABLE",
    undone: true,
  });
  expect(posts(vendor.heard)).toBe(0);
});
