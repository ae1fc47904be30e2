/** A training engine as `training-job-engines` lists it. */
export interface Engine {
  readonly engine_id: string;
  readonly engine_name: string;
  readonly engine_version: string;
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
  readonly v1_compatible: boolean;
  readonly run_user: string;
  readonly image_info: {
    readonly cpu_image_url: string;
    readonly gpu_image_url: string;
    readonly image_version: string;
  };
}

const PYTORCH = "pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64";
const TENSORFLOW = "tensorflow_2.1.0-cuda_10.1-py_3.7-ubuntu_18.04-x86_64";
const MINDSPORE = "mindspore_2.3.0-cann_8.0.rc1-py_3.9-euler_2.10.7-aarch64";

/** Every engine of the region, in the order of the listing. */
export const engines: readonly Engine[] = [
  engine(PYTORCH, "PyTorch", "aip/pytorch_1_8:train", true),
  engine(TENSORFLOW, "TensorFlow", "aip/tensorflow_2_1:train", true),
  {
    ...engine(MINDSPORE, "Powered-Engine", "atelier/mindspore_2_3:train", false),
    run_user: "1000",
    image_info: {
      cpu_image_url: "",
      gpu_image_url: "atelier/mindspore_2_3:train",
      image_version: MINDSPORE,
    },
  },
  legacyEngine("pytorch-cp36-1.4.0-v2", "PyTorch", "PyTorch-1.4.0-python3.6-v2"),
  legacyEngine("xgboost-sklearn-python3.6", "XGBoost-Sklearn", "XGBoost-0.80-Sklearn-0.18.1-python3.6"),
  legacyEngine("caffe-1.0.0-python2.7", "Caffe", "caffe-1.0.0-python2.7"),
];

export function findEngine(id: string): Engine | undefined {
  return engines.find((engine) => engine.engine_id === id);
}

/** The engine that runs on an accelerator of this kind. */
export function engineFor(flavorType: "CPU" | "GPU" | "Ascend", choice: number): Engine {
  const id = flavorType === "Ascend" ? MINDSPORE : choice < 0.7 ? PYTORCH : TENSORFLOW;
  const found = findEngine(id);
  if (!found) throw new Error(`engine ${id} is not in the catalogue`);
  return found;
}

/** An engine as a job's document repeats it. */
export function engineOfJob({ image_info: _, ...engine }: Engine): object {
  return { ...engine, usage: "training", support_groups: "public" };
}

function engine(id: string, name: string, image: string, searchable: boolean): Engine {
  return {
    engine_id: id,
    engine_name: name,
    engine_version: id,
    ...(searchable && { tags: [{ key: "auto_search", value: "True" }] }),
    v1_compatible: false,
    run_user: "1102",
    image_info: { cpu_image_url: image, gpu_image_url: image, image_version: id },
  };
}

function legacyEngine(id: string, name: string, version: string): Engine {
  return {
    engine_id: id,
    engine_name: name,
    engine_version: version,
    v1_compatible: true,
    run_user: "",
    image_info: {
      cpu_image_url: `modelarts-job-dev-image/${id}-cpu:2.0.10`,
      gpu_image_url: `modelarts-job-dev-image/${id}-gpu:2.0.10`,
      image_version: "2.0.10",
    },
  };
}
