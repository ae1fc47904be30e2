import {
  type Algorithm,
  type DataChannel,
  type DatasetReference,
  emptySpec,
  type Flavor,
  type ModelReference,
  type Parameter,
  type Spec,
} from "../../../domain/spec.ts";
import {
  type Dataset,
  type JobResult,
  type Model,
  ModelSchema,
  QuantizeDtype,
} from "../proto/public_api_pb.js";
import { toDocument } from "./decode.ts";
import { type JobMember, modelsOf } from "./member.ts";

/** What was asked for; the output dataset is told by the result. */
export function toSpec(member: JobMember, result: JobResult | null, flavor: Flavor | null): Spec {
  const models = modelsOf(member);
  const dataset = datasetOf(member);
  const [model] = models;
  return {
    ...emptySpec,
    topology: "SINGLE",
    parameters: member.case === "quantizeJob" ? toDtypes(member.value) : [],
    inputs: [
      ...(member.case === "linkJob" ? models.flatMap(toModelChannel) : []),
      ...toDatasetChannel(
        member.case === "inferenceJob" || member.case === "profileJob" ? "dataset" : "calibration_dataset",
        dataset,
        "source",
      ),
    ],
    outputs: toDatasetChannel("output_dataset", outputOf(result), "target"),
    resource: flavor === null ? null : { policy: null, flavor, nodeCount: null, pool: null, allocated: null },
    dataset,
    baseModel: model === undefined || models.length > 1 ? null : toReference(model),
    options: member.value.options.trim() || null,
  };
}

/** The model that a job runs or works on; null where it works on several. */
export function toAlgorithm(member: JobMember): Algorithm | null {
  const [model, ...others] = modelsOf(member);
  if (!model?.modelId || others.length > 0) return null;
  return {
    nativeId: model.modelId,
    form: "MODEL",
    name: model.name || model.modelId,
    description: null,
    subscriptionId: null,
    versionId: null,
    codeDir: null,
    bootFile: null,
    command: null,
    engine: null,
    supportsContinualTraining: null,
    parameters: null,
    native: toDocument(ModelSchema, model),
  };
}

/** The data set that a job reads or is calibrated with. */
export function datasetOf(member: JobMember): DatasetReference | null {
  if (member.case === "linkJob") return null;
  const isMeasured = member.case === "inferenceJob" || member.case === "profileJob";
  const dataset = isMeasured ? member.value.dataset : member.value.calibrationDataset;
  return toDataset(dataset);
}

function toDataset(dataset: Dataset | undefined): DatasetReference | null {
  if (!dataset?.datasetId) return null;
  return { nativeId: dataset.datasetId, versionId: null, name: dataset.name || null };
}

/** The data set that a job has made; null for random inputs, whose outputs are not kept. */
export function outputOf(result: JobResult | null): DatasetReference | null {
  if (result?.result.case !== "inferenceJobResult") return null;
  const nativeId = result.result.value.outputDatasetId;
  return nativeId === "" ? null : { nativeId, versionId: null, name: null };
}

const emptyChannel: Omit<DataChannel, "name"> = {
  accessMethod: null,
  description: null,
  localPath: null,
  source: null,
  target: null,
  constraints: [],
  transfer: null,
};

function toDatasetChannel(
  name: string,
  dataset: DatasetReference | null,
  end: "source" | "target",
): DataChannel[] {
  if (dataset === null) return [];
  return [{ ...emptyChannel, name, [end]: { kind: "DatasetSource", dataset, resolvedUri: null } }];
}

function toModelChannel(model: Model): DataChannel[] {
  if (!model.modelId) return [];
  const source = { kind: "LiteralSource", value: model.modelId } as const;
  return [{ ...emptyChannel, name: model.name || model.modelId, source }];
}

function toReference({ modelId, name }: Model): ModelReference | null {
  return modelId ? { nativeId: modelId, versionId: null, name: name || null, url: null } : null;
}

function toDtypes(job: { readonly weightsDtype: number; readonly activationsDtype: number }): Parameter[] {
  return [
    toParameter("weights_dtype", job.weightsDtype),
    toParameter("activations_dtype", job.activationsDtype),
  ];
}

function toParameter(name: string, dtype: number): Parameter {
  // Open enums: the number may be one that the table lacks.
  const value = (QuantizeDtype[dtype] as string | undefined) ?? String(dtype);
  return {
    nativeId: null,
    name,
    label: null,
    description: null,
    descriptions: [],
    value,
    typedValue: value,
    defaultValue: null,
    type: "CHOICE",
    nativeType: null,
    constraint: null,
    createdAt: null,
    updatedAt: null,
  };
}
