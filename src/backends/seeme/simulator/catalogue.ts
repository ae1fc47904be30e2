import { toUuid } from "../../../simulator/native-id.ts";
import { toRowTime } from "./timestamps.ts";

/** An application as it is sent. */
export type Application = ReturnType<typeof application>;

/** A dataset version that jobs name. */
export interface DatasetVersion {
  readonly datasetId: string;
  readonly versionId: string;
}

const OPENED = Date.UTC(2022, 7, 2, 8, 0, 0, 123);

/** Every framework version is an application of its own. The first id is the one of the vendor's documentation. */
export const applications: readonly Application[] = [
  application("acf26cf4-e19f-425e-b5cb-031830a46df4", "Fastai image classification", "image_classification", {
    framework: "fastai 2.7.9",
    host: "image-pt-1-12-1-fa-2-7-9",
    can: ["onnx", "tensorflow", "tflite", "continue", "labels"],
    extensions: "jpg,jpeg,png",
  }),
  application(toUuid(1, 1), "Fastai tabular", "structured", {
    framework: "fastai 2.7.9",
    host: "structured-pt-1-12-1-fa-2-7-9",
    can: [],
    extensions: "",
  }),
  application(toUuid(1, 2), "YOLO object detection", "object_detection", {
    framework: "yolo 4",
    host: "detection-pt-1-12-1-yolo-4",
    can: ["onnx", "continue", "labels"],
    extensions: "jpg,jpeg,png",
  }),
  application(toUuid(1, 3), "XGBoost", "structured", {
    framework: "xgboost 1.6.2",
    host: "structured-xgboost-1-6-2",
    can: [],
    extensions: "csv",
  }),
  application(toUuid(1, 4), "SpaCy named entities", "ner", {
    framework: "spacy 3.4.1",
    host: "ner-spacy-3-4-1",
    can: ["continue"],
    extensions: "txt",
  }),
  application(toUuid(1, 5), "Fastai text classification", "text_classification", {
    framework: "fastai 2.7.9",
    host: "text-pt-1-12-1-fa-2-7-9",
    can: ["labels", "embedding"],
    extensions: "txt",
  }),
];

/** Finds an application by id. */
export function findApplication(id: string): Application | undefined {
  return applications.find((candidate) => candidate.id === id);
}

/** Datasets that generated jobs use; the first is the one of the vendor's documentation. */
export const datasetVersions: readonly [DatasetVersion, ...DatasetVersion[]] = [
  {
    datasetId: "8037b73a-5512-4a45-89e2-29761771fff6",
    versionId: "1d3bf8d6-e39b-498e-9c08-680d2f8a3c47",
  },
  ...[1, 2, 3, 4].map((number) => ({ datasetId: toUuid(2, number), versionId: toUuid(3, number) })),
];

type Ability = "onnx" | "tensorflow" | "tflite" | "continue" | "embedding" | "labels";

function application(
  id: string,
  name: string,
  kind: string,
  traits: { framework: string; host: string; can: readonly Ability[]; extensions: string },
) {
  const [framework = "", version = ""] = traits.framework.split(" ");
  const can = (ability: Ability) => traits.can.includes(ability);
  return {
    id,
    created_at: toRowTime(OPENED),
    updated_at: toRowTime(OPENED),
    name,
    description: "",
    base_framework: "pytorch",
    base_framework_version: "1.12.1",
    framework,
    framework_version: version,
    application: kind,
    inference_host: traits.host,
    can_convert_to_onnx: can("onnx"),
    can_convert_to_tensorflow: can("tensorflow"),
    can_convert_to_tflite: can("tflite"),
    continual_training: can("continue"),
    has_embedding_support: can("embedding"),
    has_labels_file: can("labels"),
    inference_extensions: traits.extensions,
  };
}
