import type { World } from "../../../simulator/contract.ts";
import { formatId } from "./identifiers.ts";
import { extensionOf } from "./model-types.ts";
import { ACCOUNT, inProject, toUser } from "./people.ts";
import { toTimestamp } from "./timestamps.ts";
import type { WireDocument } from "./wire-document.ts";

/** A model that the account uploaded long ago. */
export interface StockModel {
  readonly name: string;
  readonly type: string;
  readonly input: WireDocument;
  readonly output: WireDocument;
}

/** Models that generated jobs begin with. */
export const STOCK_MODELS: readonly StockModel[] = [
  image("mobilenet_v2", "MODEL_TYPE_ONNX", 224, [1, 1000]),
  image("resnet50", "MODEL_TYPE_TORCHSCRIPT", 224, [1, 1000]),
  image("yolov8_det", "MODEL_TYPE_ONNX", 640, [1, 84, 8400]),
  image("ffnet_40s", "MODEL_TYPE_TORCHSCRIPT", 1024, [1, 19, 128, 128]),
  image("real_esrgan_x4plus", "MODEL_TYPE_ONNX", 128, [1, 3, 512, 512]),
  image("mobilenet_v2", "MODEL_TYPE_TFLITE", 224, [1, 1000]),
  image("squeezenet1_1", "MODEL_TYPE_ONNX", 224, [1, 1000]),
  tokens("llama_v3_2_3b_prompt_1", 128),
  tokens("llama_v3_2_3b_token_1", 1),
];

const DAY_MS = 24 * 3_600_000;

/** The models of these types, with the ids that they have in a world. */
export function stockOf(seed: number, ...types: readonly string[]) {
  return STOCK_MODELS.flatMap((model, serial) => {
    const id = formatId("model", seed, { origin: "stock", serial });
    return types.includes(model.type) ? [{ id, ...model }] : [];
  });
}

/** Shows a stock model; null when there are not as many. `startedAt` is when the world began. */
export function toStockModel(world: World, startedAt: number, serial: number): WireDocument | null {
  const model = STOCK_MODELS[serial];
  if (!model) return null;
  return {
    model_id: formatId("model", world.seed, { origin: "stock", serial }),
    owner: toUser(ACCOUNT),
    name: model.name + extensionOf(model.type, false),
    creation_time: toTimestamp(stockCreatedAt(startedAt, serial)),
    model_type: model.type,
    file_upload_complete: true,
    is_directory: false,
    metadata: {},
    input_spec: { types: [model.input] },
    output_spec: { types: [model.output] },
    ...inProject(world, ACCOUNT.projectId),
  };
}

/** When a stock model was uploaded: before all jobs. */
export function stockCreatedAt(startedAt: number, serial: number): number {
  return startedAt - (90 - serial / 10) * DAY_MS;
}

function image(name: string, type: string, size: number, output: readonly number[]): StockModel {
  return {
    name,
    type,
    input: tensor("image", [1, 3, size, size], "TENSOR_DTYPE_FLOAT32"),
    output: tensor("output_0", output, "TENSOR_DTYPE_FLOAT32"),
  };
}

function tokens(name: string, length: number): StockModel {
  return {
    name,
    type: "MODEL_TYPE_QNN_DLC",
    input: tensor("input_ids", [1, length], "TENSOR_DTYPE_INT32"),
    output: tensor("hidden_states", [1, length, 3072], "TENSOR_DTYPE_FLOAT16"),
  };
}

function tensor(name: string, shape: readonly number[], dtype: string): WireDocument {
  return { name, tensor_type: { shape: shape.map(String), dtype } };
}
