import { toUuid } from "../../../simulator/native-id.ts";
import { searchAlgorithms, searchOfAlgorithm } from "./auto-search.ts";
import { type Engine, findEngine } from "./engines.ts";
import { fixed, type Parameter, parameter, required } from "./parameters.ts";

/** An algorithm of the algorithm management, as the listing and the single read answer it. */
export interface Algorithm {
  readonly metadata: AlgorithmMetadata;
  readonly share_info: object;
  readonly job_config: {
    readonly code_dir: string;
    readonly boot_file: string;
    readonly command: string;
    readonly parameters: readonly Parameter[];
    readonly parameters_customization: boolean;
    readonly inputs: readonly { readonly name: string; readonly description: string }[];
    readonly outputs: readonly { readonly name: string; readonly description: string }[];
    readonly engine: Pick<Engine, "engine_id" | "engine_name" | "engine_version">;
    readonly code_tree: { readonly name: string; readonly children: readonly object[] };
  };
  readonly resource_requirements: readonly object[];
  /** Holds `auto_search` when the algorithm can be searched. */
  readonly advanced_config: { readonly auto_search?: object };
}

interface AlgorithmMetadata {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Milliseconds since 1970. */
  readonly create_time: number;
  readonly workspace_id: string;
  readonly ai_project: string;
  readonly user_name: string;
  readonly domain_id: string;
  readonly source: string;
  readonly api_version: string;
  readonly is_valid: boolean;
  readonly state: string;
  readonly size: number;
  readonly tags: readonly Record<string, string>[] | null;
  readonly attr_list: null;
  readonly version_num: number;
  /** 0 when it was never changed. */
  readonly update_time: number;
}

type Requirement = readonly ("CPU" | "GPU" | "Ascend")[];

/** Fixed, so that an algorithm keeps its id in every world. */
const CATALOGUE_SEED = 7;
const GPU: Requirement = ["GPU"];
const ANY: Requirement = ["CPU", "GPU"];
const NPU: Requirement = ["Ascend"];
const PYTORCH = "pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64";
const TENSORFLOW = "tensorflow_2.1.0-cuda_10.1-py_3.7-ubuntu_18.04-x86_64";
const MINDSPORE = "mindspore_2.3.0-cann_8.0.rc1-py_3.9-euler_2.10.7-aarch64";

const LEARNING_RATE = parameter("learning_rate", "0.01", ["0.001", "0.1"]);
const BATCH_SIZE = parameter("batch_size", "32");
const EPOCHS = parameter("epochs", "20");

/** The dozen algorithms of the project, oldest first. */
export const algorithms: readonly Algorithm[] = [
  algorithm(
    "test-pytorch-cpu",
    "test pytorch job in cpu in mode gloo",
    PYTORCH,
    ["CPU"],
    [parameter("dist", "False"), parameter("world_size", "1")],
  ),
  algorithm("image-classification-resnet50", "ResNet-50 on labelled images", PYTORCH, GPU, [
    LEARNING_RATE,
    BATCH_SIZE,
    EPOCHS,
  ]),
  algorithm("object-detection-yolov5", "", PYTORCH, GPU, [
    EPOCHS,
    parameter("image_size", "640", ["320", "640", "1280"]),
  ]),
  searchable(
    algorithm("lenet-search", "LeNet with searchable learning rate", PYTORCH, ANY, [
      LEARNING_RATE,
      BATCH_SIZE,
    ]),
  ),
  algorithm("text-classification-bert", "", TENSORFLOW, GPU, [LEARNING_RATE, parameter("max_length", "128")]),
  algorithm("llama-pretrain-ascend", "causal language model on Ascend", MINDSPORE, NPU, [
    parameter("tensor_parallel", "8"),
    BATCH_SIZE,
  ]),
  algorithm("llama-finetune-ascend", "", MINDSPORE, NPU, [LEARNING_RATE, EPOCHS]),
  searchable(
    algorithm("unet-search", "segmentation, searched over batch sizes", TENSORFLOW, GPU, [
      LEARNING_RATE,
      BATCH_SIZE,
    ]),
  ),
  algorithm(
    "time-series-forecast",
    "weekly demand",
    TENSORFLOW,
    ["CPU"],
    [required(parameter("horizon", "14")), parameter("season", "weekly")],
  ),
  algorithm("speech-recognition-conformer", "", PYTORCH, GPU, [BATCH_SIZE, EPOCHS]),
  algorithm(
    "tabular-boosting",
    "",
    "xgboost-sklearn-python3.6",
    ["CPU"],
    [parameter("max_depth", "6"), fixed(parameter("eta", "0.3"))],
  ),
  algorithm("diffusion-lora", "low-rank adaption of an image generator", PYTORCH, GPU, [
    parameter("rank", "16"),
    parameter("mixed_precision", "True"),
  ]),
].map((entry, index) => ({ ...entry, metadata: { ...entry.metadata, ...birth(index) } }));

export function findAlgorithm(id: string): Algorithm | undefined {
  return algorithms.find((algorithm) => algorithm.metadata.id === id);
}

/** The kinds of machine that an algorithm may run on. */
export function flavorTypesOf(algorithm: Algorithm): Requirement {
  const requirement = algorithm.resource_requirements.find(
    (one): one is { key: string; value: Requirement } =>
      "key" in one && one.key === "flavor_type" && "value" in one,
  );
  return requirement?.value ?? ["CPU", "GPU", "Ascend"];
}

function birth(index: number): Pick<AlgorithmMetadata, "id" | "create_time" | "size"> {
  const create_time = Date.UTC(2026, 0, 5 + 9 * index, 8, 30, index);
  return { id: toUuid(CATALOGUE_SEED, index), create_time, size: 4790 + 611 * index };
}

function algorithm(
  name: string,
  description: string,
  engineId: string,
  flavorTypes: Requirement,
  parameters: readonly Parameter[],
): Algorithm {
  const engine = findEngine(engineId);
  if (!engine) throw new Error(`engine ${engineId} is not in the catalogue`);
  const { engine_id, engine_name, engine_version } = engine;
  const codeDirectory = `/example-bucket/algorithms/${name}/code/`;
  return {
    metadata: {
      id: "",
      name,
      description,
      create_time: 0,
      workspace_id: "0",
      ai_project: "default-ai-project",
      user_name: "",
      domain_id: "0123456789abcdef0123456789abcdef",
      source: "custom",
      api_version: "",
      is_valid: true,
      state: "",
      size: 0,
      tags: null,
      attr_list: null,
      version_num: 0,
      update_time: 0,
    },
    share_info: {},
    job_config: {
      code_dir: codeDirectory,
      boot_file: `${codeDirectory}train.py`,
      command: "",
      parameters,
      parameters_customization: true,
      inputs: [{ name: "data_url", description: "Data source 1" }],
      outputs: [{ name: "train_url", description: "Output data 1" }],
      engine: { engine_id, engine_name, engine_version },
      code_tree: { name: "code/", children: [{ name: "train.py" }] },
    },
    resource_requirements: [{ key: "flavor_type", value: flavorTypes, operator: "in" }],
    advanced_config: {},
  };
}

function searchable(plain: Algorithm): Algorithm {
  const [search] = searchAlgorithms;
  if (!search) throw new Error("there is no search algorithm");
  return {
    ...plain,
    metadata: { ...plain.metadata, tags: [{ auto_search: "True" }] },
    advanced_config: { auto_search: searchOfAlgorithm(search) },
  };
}
