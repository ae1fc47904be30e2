import { create } from "@bufbuild/protobuf";
import type { QaiHubDraft } from "./draft.ts";
import {
  CompileJobSchema,
  type Device,
  DeviceSchema,
  InferenceJobSchema,
  type Job,
  JobSchema,
  LinkJobSchema,
  type NamedTensorType,
  NamedTensorTypeSchema,
  QuantizeDtype,
  QuantizeJobSchema,
  TensorDtype,
} from "./proto/public_api_pb.js";
import type { JobMember } from "./wire/member.ts";

/**
 * The message that creates a job, in the form that the vendor's client (`qai-hub` 0.56) was recorded to send: only ids of
 * models and data sets, devices as the service picked them. `devices` are those of the draft, in its order.
 */
export function toRequest(draft: QaiHubDraft, name: string, devices: readonly Device[]): Job {
  return create(JobSchema, { job: toMember(draft, name, devices.map(toRequested)) });
}

/** What is picked is named as the catalogue names it. */
function toRequested({ name, os, attributes }: Device): Device {
  return create(DeviceSchema, { name, os, attributes });
}

function toMember(draft: QaiHubDraft, name: string, devices: Device[]): JobMember {
  const { compile, quantize, link, profile, inference } = draft;
  const [device] = devices;
  if (compile) {
    const value = create(CompileJobSchema, {
      name,
      options: compile.options ?? "",
      model: { modelId: compile.model },
      devices: { devices, totalQueryCount: BigInt(devices.length) },
      tensorTypeList: { types: (compile.inputSpecs ?? []).map(toTensor) },
      ...toDataset("calibrationDataset", compile.calibrationDataset),
    });
    return { case: "compileJob", value };
  }
  if (quantize) {
    const value = create(QuantizeJobSchema, {
      name,
      options: quantize.options ?? "",
      model: { modelId: quantize.model },
      weightsDtype: QuantizeDtype[quantize.weightsDtype],
      activationsDtype: QuantizeDtype[quantize.activationsDtype],
      ...toDataset("calibrationDataset", quantize.calibrationDataset),
    });
    return { case: "quantizeJob", value };
  }
  if (link) {
    const models = link.models.map((modelId) => ({ modelId }));
    const value = create(LinkJobSchema, {
      name,
      options: link.options ?? "",
      models: { models, totalQueryCount: BigInt(models.length) },
      ...(device && { device }),
    });
    return { case: "linkJob", value };
  }
  const run = profile ?? inference;
  if (!run) throw new Error("A draft that was checked has one form");
  const value = create(InferenceJobSchema, {
    name,
    options: run.options ?? "",
    model: { modelId: run.model },
    isProfilingOn: inference?.profiling ?? true,
    ...(device && { device }),
    ...toDataset("dataset", inference?.dataset),
  });
  return { case: "inferenceJob", value };
}

type InputSpec = NonNullable<NonNullable<QaiHubDraft["compile"]>["inputSpecs"]>[number];

function toTensor({ name, shape, dtype }: InputSpec): NamedTensorType {
  const tensorType = { shape: shape.map(BigInt), dtype: TensorDtype[dtype] };
  return create(NamedTensorTypeSchema, { name, tensorType });
}

/** A message that is present is a data set, even when it is empty. */
function toDataset<Field extends string>(field: Field, datasetId: string | null | undefined) {
  return datasetId ? ({ [field]: { datasetId } } as { [Name in Field]: { datasetId: string } }) : {};
}
