import type { Random } from "../../../simulator/random.ts";

/** A setting of a job without what the server adds. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  readonly value_type: string;
  readonly label: string;
}

/** Settings that a generated job of an application kind has. Invented but for the first three and the tabular ones. */
export function drawSettings(kind: string, jobType: string, random: Random): readonly Setting[] {
  if (jobType === "conversion") {
    const target = random.pick(["onnx", "onnx_int8", "tflite", "mlmodel"]);
    return [setting("target_format", target, "multi", "Target format")];
  }
  const draw = DRAWS[kind] ?? drawTextSettings;
  return draw(random);
}

const DRAWS: Readonly<Record<string, (random: Random) => readonly Setting[]>> = {
  image_classification: (random) => [
    setting("image_size", random.pick(["224", "256", "384"]), "number", "Image Size"),
    setting("arch", random.pick(["resnet18", "resnet34", "resnet50"]), "text", "Architecture"),
    setting("batch_size", random.pick(["16", "32", "50"]), "number", "Batch size"),
    setting("nb_epochs", String(random.int(3, 30)), "int", "Number of epochs"),
    setting("seed", "12", "int", "Seed"),
    setting("learning_rate", "0.002", "float", "Learning rate"),
    setting("pretrained", random.pick(["true", "false"]), "boolean", "Pretrained"),
  ],
  object_detection: (random) => [
    setting("image_size", random.pick(["416", "608"]), "number", "Image Size"),
    setting("batch_size", random.pick(["8", "16"]), "number", "Batch size"),
    setting("nb_epochs", String(random.int(10, 100)), "int", "Number of epochs"),
    setting("arch", "yolov4-tiny", "text", "Architecture"),
  ],
  structured: (random) => [
    setting("arch", random.pick(["[200 - 100]", "[1000 - 500]"]), "text", "Architecture"),
    setting("batch_size", random.pick(["32", "64"]), "number", "Batch Size"),
    setting("nb_epochs", String(random.int(5, 50)), "number", "Number of epochs"),
    setting("drop_columns", "id,created", "string_array", "Columns to leave out"),
  ],
};

function drawTextSettings(random: Random): readonly Setting[] {
  return [
    setting("batch_size", random.pick(["16", "32"]), "number", "Batch size"),
    setting("nb_epochs", String(random.int(2, 20)), "int", "Number of epochs"),
    setting("learning_rate", "0.01", "float", "Learning rate"),
  ];
}

function setting(name: string, value: string, valueType: string, label: string): Setting {
  return { name, value, value_type: valueType, label };
}
