import { toUuid } from "../../../src/simulator/native-id.ts";
import { draftOf, type VendorDrafts } from "./contract.ts";

const item = (name: string, label: string, value: string, valueType = "NUMBER") => ({
  name,
  label,
  value,
  valueType,
});
const data = {
  datasetId: "8037b73a-5512-4a45-89e2-29761771fff6",
  datasetVersionId: "1d3bf8d6-e39b-498e-9c08-680d2f8a3c47",
};
const applicationId = "acf26cf4-e19f-425e-b5cb-031830a46df4";
/** Of the simulator: an application that cannot go on with a model, and the one of the documentation can. */
const tabular = "Fastai tabular";
const unknown = "00000000-0000-4000-8000-000000000000";
const conversion = "a conversion";
const validation = "a validation";

const items = [
  item("image_size", "Image Size", "224"),
  item("arch", "Architecture", "resnet50", "TEXT"),
  item("batch_size", "Batch size", "50"),
];

/** The vendor's documented training, and the other two types with a model that some job has made. */
export const seeme: VendorDrafts = {
  async valid(backend) {
    const query = { cursor: null, pageSize: 1_000, since: null };
    const { readings } = await backend.listJobs(query, AbortSignal.timeout(10_000));
    const model = readings.map(({ core }) => core.resultModel).find((one) => one?.nativeId && one.versionId);
    const modelId = model?.nativeId ?? null;
    const modelVersionId = model?.versionId ?? null;
    const training = { jobType: "TRAINING", applicationId, ...data, items };
    return {
      "a training": draftOf(
        "Train a new model for cats and dogs",
        { ...training, modelId: "" },
        { description: "" },
      ),
      "a training that goes on": draftOf("Again", { ...training, startModelId: modelId }),
      [validation]: draftOf("Look", {
        jobType: "VALIDATION",
        applicationId,
        ...data,
        modelId,
        modelVersionId,
      }),
      [conversion]: draftOf("Convert", {
        jobType: "CONVERSION",
        applicationId,
        modelId,
        items: [
          item("target_format", "Target format", "onnx", "CHOICE"),
          item("fast", "Fast", "true", "BOOL"),
        ],
      }),
    };
  },
  broken: [
    { title: "an empty name", put: { name: "" }, code: "INVALID", at: "name", says: "at least 1 character" },
    {
      title: "labels",
      put: { labels: [{ key: "a", value: "b" }] },
      code: "UNSUPPORTED",
      at: "labels",
      says: "labels",
    },
    {
      title: "an application that is not there",
      put: { "job.applicationId": unknown },
      code: "NOT_FOUND",
      at: "job.applicationId",
      says: "application",
    },
    {
      title: "a training without data",
      put: { "job.datasetId": null, "job.datasetVersionId": null },
      code: "INVALID",
      at: "job.datasetId",
      says: "an id, which a TRAINING needs",
    },
    {
      title: "a data set without a version",
      of: conversion,
      put: { "job.datasetId": data.datasetId },
      code: "INVALID",
      at: "job.datasetVersionId",
      says: "a version of the data set",
    },
    {
      title: "a version without a data set",
      of: conversion,
      put: { "job.datasetVersionId": data.datasetVersionId },
      code: "INVALID",
      at: "job.datasetId",
      says: "the id of what datasetVersionId is a version of",
    },
    {
      title: "a data set that is not there",
      put: { "job.datasetId": unknown },
      code: "NOT_FOUND",
      at: "job.datasetId",
      says: "data set",
    },
    {
      title: "a version that the data set lacks",
      put: { "job.datasetVersionId": unknown },
      code: "NOT_FOUND",
      at: "job.datasetVersionId",
      says: `version of data set ${data.datasetId}`,
    },
    {
      title: "a conversion without a model",
      of: conversion,
      put: { "job.modelId": "" },
      code: "INVALID",
      at: "job.modelId",
      says: "an id, which a CONVERSION needs",
    },
    {
      title: "a model that is not there",
      of: conversion,
      put: { "job.modelId": unknown },
      code: "NOT_FOUND",
      at: "job.modelId",
      says: "model",
    },
    {
      title: "a version that the model lacks",
      of: validation,
      put: { "job.modelVersionId": unknown },
      code: "NOT_FOUND",
      at: "job.modelVersionId",
      says: "version of model",
    },
    {
      title: "a version of no model",
      put: { "job.modelVersionId": unknown },
      code: "INVALID",
      at: "job.modelId",
      says: "the id of what modelVersionId is a version of",
    },
    {
      title: "a version that a training is to make",
      put: { "job.modelId": unknown, "job.modelVersionId": unknown },
      code: "INVALID",
      at: "job.modelVersionId",
      says: "nothing: a training makes its own version",
    },
    {
      title: "a start model that is not there",
      put: { "job.startModelId": unknown },
      code: "NOT_FOUND",
      at: "job.startModelId",
      says: "model",
    },
    {
      title: "a version without a start model",
      put: { "job.startModelVersionId": unknown },
      code: "INVALID",
      at: "job.startModelId",
      says: "the id of what startModelVersionId is a version of",
    },
    {
      title: "a start model for an application without continual training",
      of: "a training that goes on",
      put: { "job.applicationId": toUuid(1, 1) },
      code: "INVALID",
      at: "job.startModelId",
      says: `nothing: application ${tabular} has no continual training`,
      rows: "S0-40",
    },
    {
      title: "a setting with an id",
      put: { "job.items.0.id": unknown },
      code: "INVALID",
      at: "job.items.0.id",
      says: "nothing: a new job has no settings yet",
    },
    {
      title: "a setting without a name",
      put: { "job.items.0.name": "" },
      code: "INVALID",
      at: "job.items.0.name",
      says: "the name of a setting",
    },
    {
      title: "a setting that is there twice",
      put: { "job.items.1.name": "image_size" },
      code: "INVALID",
      at: "job.items.1.name",
      says: "each name once",
    },
    {
      title: "a whole number with a fraction",
      put: { "job.items.0.valueType": "INT", "job.items.0.value": "1.5" },
      code: "INVALID",
      at: "job.items.0.value",
      says: "a whole number, as text",
      rows: "S0-58",
    },
    {
      title: "a number that is none",
      put: { "job.items.0.value": "many" },
      code: "INVALID",
      at: "job.items.0.value",
      says: 'got "many", expected a number',
    },
    {
      title: "a default that is no truth value",
      of: conversion,
      put: { "job.items.1.defaultValue": "yes" },
      code: "INVALID",
      at: "job.items.1.defaultValue",
      says: "true or false",
    },
    {
      title: "a setting of an unknown type",
      put: { "job.items.0.valueType": "UNKNOWN" },
      code: "INVALID",
      at: "job.items.0.valueType",
      says: "INT",
    },
    {
      title: "a choice that our table lacks",
      of: conversion,
      put: { "job.items.0.value": "coreml" },
      code: "INVALID",
      at: "job.items.0.value",
      says: "one of onnx, onnx_int8, tflite",
    },
  ],
};
