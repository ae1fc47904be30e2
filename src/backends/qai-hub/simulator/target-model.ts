import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { ModelMetadataKey } from "../proto/public_api_pb.js";
import { hexagonOf } from "./devices.ts";
import { QAIRT_DEFAULT } from "./frameworks.ts";
import { formatId } from "./identifiers.ts";
import { ownerOf, projectOf, requestOf, sourcesOf, typeOf } from "./job-request.ts";
import { extensionOf, targetForm } from "./model-types.ts";
import { inProject, toUser } from "./people.ts";
import { toTimestamp } from "./timestamps.ts";
import { documentAt, documentsAt, textAt, type WireDocument } from "./wire-document.ts";

/** Finds a model by id, for names and shapes of sources. */
type FindModel = (id: string) => WireDocument | null;

/** The model that a job makes, complete once the job has succeeded. Throws for a job that makes none. */
export function targetModelOf(world: World, job: SimulatedJob, findModel: FindModel): WireDocument {
  const request = requestOf(world, job);
  const form = targetForm(typeOf(job), textAt(request, "options"));
  if (!form) throw new Error(`job ${job.id} makes no model`);
  const sources = sourcesOf(request).map((source) => findModel(textAt(source, "model_id")) ?? source);
  const name = baseName(typeOf(job) === "link" ? request : (sources[0] ?? {}));
  return {
    model_id: formatId("model", world.seed, { origin: "job", serial: job.serial }),
    owner: toUser(ownerOf(job)),
    name: name + extensionOf(form.type, false),
    creation_time: toTimestamp(job.createdAt),
    model_type: form.type,
    producer_id: job.id,
    is_directory: false,
    ...inProject(world, projectOf(job)),
    ...(job.state.native === "SUCCESS" && contents(job, request, form.type, sources)),
  };
}

function contents(
  job: SimulatedJob,
  request: WireDocument,
  type: string,
  sources: readonly WireDocument[],
): WireDocument {
  const isLink = typeOf(job) === "link";
  // Nobody looks into uploaded files: their shapes are those that the request gives.
  const specOf = (source: WireDocument, name: string) =>
    name === "input_spec" && !(name in source)
      ? documentAt(request, "tensor_type_list")
      : documentAt(source, name);
  const specs = (name: string) => ({
    types: sources.flatMap((source) =>
      documentsAt(specOf(source, name), "types").map((tensor) => ({
        ...(type === "MODEL_TYPE_TFLITE" ? channelsLast(tensor) : tensor),
        ...(isLink && { graph_name: baseName(source) }),
      })),
    ),
  });
  return {
    file_upload_complete: true,
    metadata: { entries: metadata(type, hexagonOf(request), sources.map(baseName)) },
    input_spec: specs("input_spec"),
    output_spec: specs("output_spec"),
  };
}

function metadata(type: string, hexagon: string, graphs: readonly string[]): WireDocument {
  if (!type.startsWith("MODEL_TYPE_QNN")) return {};
  const key = ModelMetadataKey;
  const sdk = { [key.QAIRT_SDK_VERSION]: QAIRT_DEFAULT };
  if (type !== "MODEL_TYPE_QNN_CONTEXT_BINARY") return sdk;
  return {
    ...sdk,
    [key.QNN_MODEL_GRAPH_NAMES]: graphs.join(","),
    [key.QNN_CONTEXT_BIN_HEXAGON_VERSION]: hexagon,
    [key.QNN_CONTEXT_BIN_BACKEND]: "HTP",
  };
}

/** TensorFlow Lite keeps the channels of an image last. */
export function channelsLast(tensor: WireDocument): WireDocument {
  const type = documentAt(tensor, "tensor_type");
  const { shape } = type;
  if (!Array.isArray(shape) || shape.length !== 4) return tensor;
  const [batch, channels, height, width] = shape;
  return { ...tensor, tensor_type: { ...type, shape: [batch, height, width, channels] } };
}

function baseName(model: WireDocument): string {
  return textAt(model, "name").replace(/(\.(onnx|aimet|mlpackage|mlmodelc))?\.\w{1,7}$/, "") || "model";
}
