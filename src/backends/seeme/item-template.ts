import type { Parameter } from "../../domain/spec.ts";
import type { Application } from "./application.ts";
import { itemSchema } from "./item.ts";

/** Marks the table as ours in every parameter that comes of it. */
const ours = "Suggested by this gateway: the vendor names no items.";

interface TemplateItem {
  readonly name: string;
  readonly label: string;
  readonly type: "int" | "float" | "number" | "text" | "boolean" | "multi";
  /** As text; `""`: none. */
  readonly default: string;
  readonly choices?: readonly string[];
}

// The items and values of image classification up to the batch size are the vendor's documented example, those of
// structured data its recorded one. The rest is assumed: agents take any item and do without any.
const architecture = item("arch", "Architecture", "text", "");
const batchSize = item("batch_size", "Batch size", "number", "32");
const epochs = item("nb_epochs", "Number of epochs", "int", "10");
const imageSize = item("image_size", "Image size", "number", "224");
const learningRate = item("learning_rate", "Learning rate", "float", "0.002");

const templates: ReadonlyMap<string, readonly TemplateItem[]> = new Map([
  [
    "image_classification",
    [
      imageSize,
      { ...architecture, default: "resnet50" },
      { ...batchSize, default: "50" },
      epochs,
      item("seed", "Seed", "int", "12"),
      learningRate,
      item("pretrained", "Pretrained", "boolean", "true"),
    ],
  ],
  ["object_detection", [imageSize, batchSize, epochs, architecture]],
  ["text_classification", [batchSize, epochs, learningRate]],
  ["ner", [batchSize, epochs, learningRate]],
  [
    "structured",
    [{ ...architecture, default: "[200 - 100]" }, batchSize, { ...epochs, type: "number", default: "50" }],
  ],
]);

const boostedTrees: readonly TemplateItem[] = [
  item("nb_estimators", "Number of estimators", "int", "100"),
  item("max_depth", "Maximum depth", "int", "6"),
  item("learning_rate", "Learning rate", "float", "0.1"),
  item("target", "Target", "text", ""),
];
const boostedTreeFrameworks: ReadonlySet<string> = new Set(["xgboost", "catboost", "lightgbm"]);

/** Offers items for the jobs of an application, with defaults; null where we know none for its kind. */
export function itemTemplate(application: Application): Parameter[] | null {
  const boosted = boostedTreeFrameworks.has(application.framework?.toLowerCase() ?? "");
  const items = boosted ? boostedTrees : templates.get(application.application?.toLowerCase() ?? "");
  if (items === undefined) return null;
  const choices = conversionTargets(application);
  const target =
    choices.length > 0 ? [{ ...item("target_format", "Target format", "multi", ""), choices }] : [];
  return [...items, ...target].map(toParameter);
}

/** Formats that a conversion job may be asked for, by what the application says of itself. */
function conversionTargets(application: Application): string[] {
  const onnx = application.can_convert_to_onnx ? ["onnx", "onnx_int8"] : [];
  const tflite = application.can_convert_to_tflite ? ["tflite"] : [];
  const known = [...onnx, ...tflite];
  // No flag tells of the fourth format, which models have too.
  return known.length > 0 ? [...known, "mlmodel"] : [];
}

function toParameter(template: TemplateItem): Parameter {
  const parameter = itemSchema.parse({
    name: template.name,
    label: template.label,
    description: ours,
    value: template.default,
    default_value: template.default,
    value_type: template.type,
  });
  return template.choices === undefined
    ? parameter
    : { ...parameter, constraint: choiceOf(template.choices) };
}

function choiceOf(validRange: readonly string[]): Parameter["constraint"] {
  return {
    nativeType: "multi",
    editable: true,
    required: false,
    sensitive: false,
    validType: "choice",
    validRange,
  };
}

function item(name: string, label: string, type: TemplateItem["type"], value: string): TemplateItem {
  return { name, label, type, default: value };
}
