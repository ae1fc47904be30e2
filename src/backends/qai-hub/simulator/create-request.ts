import type { World } from "../../../simulator/contract.ts";
import type { Datasets } from "./datasets.ts";
import { selectDevice, toWish } from "./devices.ts";
import { InvalidField } from "./errors.ts";
import type { JobType } from "./job-words.ts";
import { compiledForm } from "./model-types.ts";
import type { Models } from "./models.ts";
import { documentAt, documentsAt, textAt, type WireDocument } from "./wire-document.ts";

/** What a request may refer to, as the caller sees it. */
export interface Stores {
  readonly world: World;
  readonly models: Pick<Models, "find">;
  readonly datasets: Pick<Datasets, "find">;
  readonly isVisible: (id: string) => boolean;
}

/** A create request that the service takes. */
export interface AcceptedRequest {
  readonly type: JobType;
  /** The request with references reduced to ids and devices as the service picked them. */
  readonly fields: WireDocument;
  /** Jobs that make the models which the job reads. */
  readonly producerIds: readonly string[];
}

const QUANTIZE_DTYPES = ["QUANTIZE_DTYPE_INT8", "QUANTIZE_DTYPE_INT16", "QUANTIZE_DTYPE_INT4"];

/** Checks the body of a create. Throws a 400 that names the first thing wrong with it. */
export function acceptRequest(stores: Stores, job: WireDocument): AcceptedRequest {
  const found = MEMBERS.find(({ member }) => member in job);
  if (!found) throw new InvalidField("job", "No job was given.");
  const { member } = found;
  const request = documentAt(job, member);
  const type = found.type ?? (request.is_profiling_on === true ? "profile" : "inference");
  const models = readModels(stores, type, request, member);
  return {
    type,
    producerIds: models.map((model) => textAt(model, "producer_id")).filter((id) => id !== ""),
    fields: {
      ...pick(request, ["options", "tensor_type_list", "weights_dtype", "activations_dtype"]),
      name: textAt(request, "name") || textAt(models[0] ?? {}, "name"),
      ...(type === "link" ? { models: toReferences(models) } : { model: toReference(models[0] ?? {}) }),
      ...readDevices(type, request, member),
      ...readDataset(stores, request, member),
      ...checkOptions(type, request, member),
      ...((type === "inference" || type === "profile") && { is_profiling_on: type === "profile" }),
    },
  };
}

/** A `profile_job` is what clients before 0.56 send. */
const MEMBERS: readonly { readonly member: string; readonly type?: JobType }[] = [
  { member: "compile_job", type: "compile" },
  { member: "quantize_job", type: "quantize" },
  { member: "link_job", type: "link" },
  { member: "inference_job" },
  { member: "profile_job", type: "profile" },
];

function readModels(
  { models, isVisible }: Stores,
  type: JobType,
  request: WireDocument,
  member: string,
): readonly WireDocument[] {
  const asked =
    type === "link" ? documentsAt(documentAt(request, "models"), "models") : [documentAt(request, "model")];
  if (asked.length === 0) throw new InvalidField(`${member}.models`, "At least one model is required.");
  return asked.map((reference) => {
    const id = textAt(reference, "model_id");
    const model = isVisible(id) ? models.find(id) : null;
    if (!model) throw new InvalidField(`${member}.model`, `Model ${id} was not found.`);
    const { document } = model;
    if (document.file_upload_complete !== true && !("producer_id" in document))
      throw new InvalidField(`${member}.model`, `The upload of model ${id} is not complete.`);
    const wanted = type === "quantize" ? "MODEL_TYPE_ONNX" : type === "link" ? "MODEL_TYPE_QNN_DLC" : null;
    if (wanted !== null && document.model_type !== wanted)
      throw new InvalidField(`${member}.model`, `Model ${id} must be of type ${wanted.slice(11)}.`);
    return document;
  });
}

function readDevices(type: JobType, request: WireDocument, member: string): WireDocument {
  if (type === "quantize") return {};
  const listed = documentsAt(documentAt(request, "devices"), "devices");
  const asked = type === "compile" && listed.length > 0 ? listed : [documentAt(request, "device")];
  const devices = asked.map((wish) => {
    const device =
      toWish(wish).name === "" && toWish(wish).attributes.length === 0 ? null : selectDevice(toWish(wish));
    if (!device)
      throw new InvalidField(`${member}.device`, `No device fits ${textAt(wish, "name") || "the request"}.`);
    return device;
  });
  const total = String(devices.length);
  const list = type === "compile" ? { devices: { devices, total_query_count: total } } : {};
  return { device: devices[0], ...list };
}

function readDataset(
  { world, datasets, isVisible }: Stores,
  request: WireDocument,
  member: string,
): WireDocument {
  const name = ["dataset", "calibration_dataset"].find((candidate) => candidate in request);
  if (name === undefined) {
    if (member === "quantize_job")
      throw new InvalidField(`${member}.calibration_dataset`, "Calibration data is required.");
    return {};
  }
  const id = textAt(documentAt(request, name), "dataset_id");
  const dataset = isVisible(id) ? datasets.find(id) : null;
  if (!dataset) throw new InvalidField(`${member}.${name}`, `Dataset ${id} was not found.`);
  if (dataset.expiresAt !== null && dataset.expiresAt <= world.now())
    throw new InvalidField(`${member}.${name}`, `Dataset ${id} has expired.`);
  return { [name]: { dataset_id: id } };
}

/** Refuses what would fail anyway. */
function checkOptions(type: JobType, request: WireDocument, member: string): WireDocument {
  const options = textAt(request, "options");
  if (type === "compile") {
    const form = compiledForm(options);
    if (!form) throw new InvalidField(`${member}.options`, `Unknown target runtime in: ${options}`);
    if (form.framework === "onnx" && options.includes("--quantize_full_type")) {
      const text = "Option --quantize_full_type cannot be combined with target runtime ONNX.";
      throw new InvalidField(`${member}.options`, text);
    }
  }
  if (type === "quantize")
    for (const name of ["weights_dtype", "activations_dtype"])
      if (!QUANTIZE_DTYPES.includes(textAt(request, name)))
        throw new InvalidField(`${member}.${name}`, "Must be INT8, INT16 or INT4.");
  return {};
}

function pick(document: WireDocument, names: readonly string[]): WireDocument {
  return Object.fromEntries(names.filter((name) => name in document).map((name) => [name, document[name]]));
}

function toReference(model: WireDocument): WireDocument {
  return { model_id: model.model_id };
}

function toReferences(models: readonly WireDocument[]): WireDocument {
  return { models: models.map(toReference), total_query_count: String(models.length) };
}
