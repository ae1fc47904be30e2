import type { JsonObject } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { failureOf } from "../../../test/support/backend.ts";
import { draftOf } from "../../../test/support/drafts/contract.ts";
import { qaiHub as drafts } from "../../../test/support/drafts/qai-hub.ts";
import type { Job } from "../../domain/job.ts";
import { isJsonObject } from "../../domain/json.ts";
import { startHub, type WholeBackend } from "./simulated-hub.ts";
import { stockOf } from "./simulator/stock-models.ts";

const { signal } = new AbortController();
const tflite = stockOf(1, "MODEL_TYPE_TFLITE")[0]?.id ?? "none";
const phone = { name: "Samsung Galaxy S24", os: "14" };
const draft = draftOf("timed", { profile: { model: tflite, device: { name: phone.name } } });

/** Parts of a document that no two jobs share. */
function comparable(document: JsonObject): JsonObject {
  const own = /_job_id$|_time$|^target_model$|^job_state$|^user/;
  return Object.fromEntries(Object.entries(document).filter(([name]) => !own.test(name)));
}

async function again(backend: WholeBackend, job: Job) {
  const copy = await backend.draftOf(job, job.core.name, signal);
  expect(await backend.validate(copy, signal)).toEqual([]);
  return backend.createJob(copy, signal);
}

test.each([
  "a compile job",
  "a quantize job",
  "a link job",
  "a profile job",
  "an inference job",
  "an inference job with random inputs",
])("%s can be made again as it was", async (title) => {
  await using hub = await startHub(40);
  const first = (await drafts.valid(hub.backend))[title];
  if (!first) throw new Error(`there is no draft of ${title}`);
  const { nativeId } = await hub.backend.createJob(first, signal);
  const second = await again(hub.backend, await hub.stored(nativeId));
  expect(second.nativeId).not.toBe(nativeId);
  const [one, other] = [await hub.document(nativeId), await hub.document(second.nativeId)];
  expect(comparable(other)).toEqual(comparable(one));
});

const asked = [
  ...["name", "options", "project_id", "model", "models", "device", "devices", "dataset"],
  ...["calibration_dataset", "weights_dtype", "activations_dtype", "is_profiling_on"],
];

test("jobs of all kinds that others have made can be made again", async () => {
  await using hub = await startHub(60);
  const kinds = new Set<string>();
  for (const id of await hub.ids()) {
    const job = await hub.stored(id);
    if (kinds.has(job.core.kind)) continue;
    const { nativeId } = await again(hub.backend, job);
    kinds.add(job.core.kind);
    const [one, other] = [await hub.document(id), await hub.document(nativeId)];
    for (const name of asked) expect([name, other[name]]).toEqual([name, one[name]]);
  }
  expect([...kinds].toSorted()).toEqual(["COMPILE", "INFERENCE", "LINK", "PROFILE", "QUANTIZE"]);
});

test("options are copied as they are, secrets included, and shown to nobody else", async () => {
  await using hub = await startHub();
  const options = "--api_key hunter2hunter2";
  const job = { profile: { model: tflite, device: { name: phone.name }, options } };
  const { nativeId } = await hub.backend.createJob(draftOf("s", job), signal);
  const stored = await hub.stored(nativeId);
  expect(JSON.stringify(stored)).not.toContain("hunter2");
  const copy = await hub.backend.draftOf(stored, "s", signal);
  expect(copy).toMatchObject({ job: { profile: { options } } });
});

test.each<[string, JsonObject, RegExp]>([
  [
    "inputs of unknown length",
    { tensor_type_list: { types: [tensor({ shape: ["-1"] })] } },
    /inputSpecs\.0\.shape\.0/,
  ],
  [
    "inputs that are quantized",
    { tensor_type_list: { types: [tensor({ scale: 0.5 })] } },
    /inputs that are quantized/,
  ],
  [
    "inputs of several graphs",
    { tensor_type_list: { types: [{ ...tensor({}), graph_name: "prompt" }] } },
    /inputs of several graphs/,
  ],
  [
    "a device with a strange tag",
    { devices: { devices: [{ name: "X", attributes: ["a"] }] } },
    /attributes\.0/,
  ],
])("a job with %s cannot be made again", async (_, fields, says) => {
  await using hub = await startHub();
  const script = [{ native: "SUCCESS", afterMs: 0 }];
  const nativeId = await hub.vendor.control.addJob("QAI_HUB", script, { compile_job: fields });
  const failure = await failureOf(hub.backend.draftOf(await hub.stored(nativeId), "again", signal));
  expect(failure.kind).toBe("UNSUPPORTED");
  expect(failure.message).toMatch(says);
});

test("a profile job of the form before client 0.56 is made again in the newer one", async () => {
  await using hub = await startHub();
  await hub.vendor.control.assume("QAI_HUB", "profileForm", "profile");
  const { nativeId } = await hub.backend.createJob(draft, signal);
  const stored = await hub.stored(nativeId);
  expect(isJsonObject(stored.native.job) && "profile_job" in stored.native.job).toBe(true);
  expect((await hub.backend.draftOf(stored, "again", signal)).job).toMatchObject({
    profile: { model: tflite, device: phone },
  });
});

test("the draft of a job that is gone is not found", async () => {
  await using hub = await startHub();
  const { nativeId } = await hub.backend.createJob(draft, signal);
  const stored = await hub.stored(nativeId);
  await hub.vendor.control.removeJob("QAI_HUB", nativeId);
  expect(await failureOf(hub.backend.draftOf(stored, "again", signal))).toMatchObject({ kind: "NOT_FOUND" });
});

function tensor(type: JsonObject): JsonObject {
  return { name: "image", tensor_type: { shape: ["1"], dtype: "TENSOR_DTYPE_FLOAT32", ...type } };
}
