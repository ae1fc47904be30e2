import { stockOf } from "../../../src/backends/qai-hub/simulator/stock-models.ts";
import { draftOf, type VendorDrafts } from "./contract.ts";

/** Ids of uploaded models in a world of seed 1, which is that of the tests. */
const modelOf = (type: string) => stockOf(1, `MODEL_TYPE_${type}`)[0]?.id ?? "none";
const [onnx, tflite] = [modelOf("ONNX"), modelOf("TFLITE")];
const linked = stockOf(1, "MODEL_TYPE_QNN_DLC").map(({ id }) => id);
const device = { name: "Samsung Galaxy S24", os: "[13,15)", attributes: ["format:phone", "vendor:samsung"] };
const missing = { dataset: "d00000000", model: "m00000000", project: "p0" };
const [compile, quantize, link, inference] = [
  "a compile job",
  "a quantize job",
  "a link job",
  "an inference job",
];

/** One of each form, with the data set of a job that the account has. */
export const qaiHub: VendorDrafts = {
  async valid(backend) {
    const signal = AbortSignal.timeout(10_000);
    const { readings } = await backend.listJobs({ cursor: null, pageSize: 40, since: null }, signal);
    const jobs = await backend.getJobs(
      readings.map(({ nativeId }) => nativeId),
      signal,
    );
    const dataset = jobs
      .flatMap((job) => ("detail" in job && job.detail ? (job.detail.spec.dataset?.nativeId ?? []) : []))
      .at(0);
    if (dataset === undefined) throw new Error("The world has no job with a data set.");
    return {
      [compile]: draftOf("mobilenet_v2 (1, 3, 224, 224)", {
        compile: {
          model: onnx,
          devices: [device, { name: "", attributes: ["chipset:sm8550"] }],
          inputSpecs: [
            { name: "image", shape: [1, 3, 224, 224], dtype: "FLOAT32" },
            { name: "scale", shape: [] },
          ],
          calibrationDataset: dataset,
          options: " --target_runtime onnx ",
          project: "p8k2n7wz0",
        },
      }),
      [quantize]: draftOf("", {
        quantize: {
          model: onnx,
          calibrationDataset: dataset,
          weightsDtype: "INT4",
          activationsDtype: "INT16",
        },
      }),
      [link]: draftOf("llm", { link: { models: linked, device } }),
      "a profile job": draftOf("timed", { profile: { model: tflite, device } }),
      [inference]: draftOf("run", { inference: { model: tflite, device, dataset, profiling: false } }),
      "an inference job with random inputs": draftOf("run", { inference: { model: tflite, device } }),
    };
  },
  broken: [
    {
      title: "a description",
      put: { description: "?" },
      code: "UNSUPPORTED",
      at: "description",
      says: "no such field",
    },
    {
      title: "two forms",
      put: { "job.profile": { model: tflite, device } },
      code: "INVALID",
      at: "job",
      says: "exactly one of compile, quantize, link, profile, inference",
    },
    {
      title: "a model that is not there",
      put: { "job.compile.model": missing.model },
      code: "NOT_FOUND",
      at: "job.compile.model",
      says: 'model "m00000000" is not there',
    },
    {
      title: "no device",
      put: { "job.compile.devices": [] },
      code: "INVALID",
      at: "job.compile.devices",
      says: "at least one device",
    },
    {
      title: "a device that is not there",
      put: { "job.compile.devices.0.name": "Samsung Galaxy S99" },
      code: "NOT_FOUND",
      at: "job.compile.devices.0.name",
      says: "Samsung Galaxy S99 [13,15) format:phone",
    },
    {
      title: "a device that lacks an attribute",
      put: { "job.compile.devices.0.attributes": ["format:auto"] },
      code: "NOT_FOUND",
      at: "job.compile.devices.0.name",
      says: "format:auto",
    },
    {
      title: "a device by its system alone",
      put: { "job.compile.devices.0": { name: "", os: "14" } },
      code: "INVALID",
      at: "job.compile.devices.0.name",
      says: "attributes beside an empty one",
    },
    {
      title: "an interval of systems that is closed",
      put: { "job.compile.devices.0.os": "[13,15]" },
      code: "INVALID",
      at: "job.compile.devices.0.os",
      says: "[13,15)",
    },
    {
      title: "an attribute without a colon",
      put: { "job.compile.devices.0.attributes": ["phone"] },
      code: "INVALID",
      at: "job.compile.devices.0.attributes.0",
      says: "key:value",
    },
    {
      title: "an input of length 0",
      put: { "job.compile.inputSpecs.0.shape": [1, 0] },
      code: "INVALID",
      at: "job.compile.inputSpecs.0.shape.1",
      says: "at least 1",
    },
    {
      title: "an input without a name",
      put: { "job.compile.inputSpecs.0.name": "" },
      code: "INVALID",
      at: "job.compile.inputSpecs.0.name",
      says: "the name of an input",
    },
    {
      title: "an input that is there twice",
      put: { "job.compile.inputSpecs.1.name": "image" },
      code: "INVALID",
      at: "job.compile.inputSpecs.1.name",
      says: "each name once",
    },
    {
      title: "an input of a sort that tensors have not",
      put: { "job.compile.inputSpecs.0.dtype": "FLOAT64" },
      code: "INVALID",
      at: "job.compile.inputSpecs.0.dtype",
      says: "FLOAT32",
    },
    {
      title: "a data set that is not there",
      put: { "job.compile.calibrationDataset": missing.dataset },
      code: "NOT_FOUND",
      at: "job.compile.calibrationDataset",
      says: "data set",
    },
    {
      title: "options that the service refuses",
      put: { "job.compile.options": "--target_runtime onnx --quantize_full_type int8" },
      code: "INVALID",
      at: "job.compile.options",
      says: "no --quantize_full_type beside --target_runtime onnx",
    },
    {
      title: "a project that is not there",
      put: { "job.compile.project": missing.project },
      code: "NOT_FOUND",
      at: "job.compile.project",
      says: "project",
    },
    {
      title: "a model that cannot be quantized",
      of: quantize,
      put: { "job.quantize.model": tflite },
      code: "INVALID",
      at: "job.quantize.model",
      says: "a model of type ONNX, and this is TFLITE",
    },
    {
      title: "a sort of number that models are not quantized to",
      of: quantize,
      put: { "job.quantize.weightsDtype": "FLOAT16" },
      code: "INVALID",
      at: "job.quantize.weightsDtype",
      says: "INT4",
    },
    {
      title: "no model to link",
      of: link,
      put: { "job.link.models": [] },
      code: "INVALID",
      at: "job.link.models",
      says: "at least one model",
    },
    {
      title: "a model to link that is there twice",
      of: link,
      put: { "job.link.models": [linked[0], linked[0]] },
      code: "INVALID",
      at: "job.link.models.1",
      says: "each model once",
    },
    {
      title: "a model that cannot be linked",
      of: link,
      put: { "job.link.models.1": onnx },
      code: "INVALID",
      at: "job.link.models.1",
      says: "a model of type QNN_DLC, and this is ONNX",
    },
    {
      title: "a device that cannot run the model",
      of: "a profile job",
      put: { "job.profile.device": { name: "Snapdragon X Elite CRD" } },
      code: "INVALID",
      at: "job.profile.device.name",
      says: "a device that runs tflite",
    },
    {
      title: "neither data nor profiling",
      of: inference,
      put: { "job.inference.dataset": null },
      code: "INVALID",
      at: "job.inference.dataset",
      says: "which may be absent only with profiling",
    },
  ],
};
