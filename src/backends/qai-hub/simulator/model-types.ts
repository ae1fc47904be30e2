/** What a model file is: its wire type, the extension that download names carry, and the framework that runs it. */
export interface ModelForm {
  readonly type: string;
  readonly extension: string;
  readonly framework: string;
}

const TFLITE = form("TFLITE", ".tflite", "tflite");
const ONNX = form("ONNX", ".onnx", "onnx");
const DLC = form("QNN_DLC", ".dlc", "qnn");
const CONTEXT_BINARY = form("QNN_CONTEXT_BINARY", ".bin", "qnn");

/** By `--target_runtime` of a compile job. */
const RUNTIMES: Readonly<Record<string, ModelForm>> = {
  tflite: TFLITE,
  onnx: ONNX,
  precompiled_qnn_onnx: ONNX,
  qnn_dlc: DLC,
  qnn_context_binary: CONTEXT_BINARY,
  qnn_lib_aarch64_android: form("QNN_LIB_AARCH64_ANDROID", ".so", "qnn"),
};

const FORMS = new Map(
  [
    ...Object.values(RUNTIMES),
    form("TORCHSCRIPT", ".pt", "tflite"),
    form("MLMODEL", ".mlmodel", "coreml"),
    form("MLPACKAGE", ".mlpackage.zip", "coreml"),
    form("MLMODELC", ".mlmodelc.zip", "coreml"),
    form("ORT", ".ort", "onnx"),
    form("AIMET_ONNX", ".aimet.zip", "onnx"),
    form("AIMET_PT", ".aimet.zip", "tflite"),
    form("TORCH_EXPORTED_PROGRAM", ".pt2", "tflite"),
  ].map((entry) => [entry.type, entry]),
);

/** The form of a model that a compile job with these options makes; null for a runtime that there is not. */
export function compiledForm(options: string): ModelForm | null {
  const runtime = optionOf(options, "--target_runtime");
  return runtime === null ? TFLITE : (RUNTIMES[runtime] ?? null);
}

/** Tells whether jobs of a type make a model. */
export function makesModel(jobType: string): boolean {
  return targetForm(jobType, "") !== null;
}

/** The form of what a job makes: by its options for a compile, one and the same for the others; null: it makes none. */
export function targetForm(jobType: string, options: string): ModelForm | null {
  if (jobType === "compile") return compiledForm(options) ?? TFLITE;
  if (jobType === "quantize") return ONNX;
  return jobType === "link" ? CONTEXT_BINARY : null;
}

/** The extension of files of a wire type; directories are sent as archives. */
export function extensionOf(type: string, isDirectory: boolean): string {
  const extension = FORMS.get(type)?.extension ?? ".bin";
  return isDirectory && !extension.endsWith(".zip") ? `${extension}.zip` : extension;
}

/** The framework that runs models of a wire type. */
export function frameworkOf(type: string): string {
  return FORMS.get(type)?.framework ?? "onnx";
}

/** The value of an option, separated by a space or `=`; null when it is not there. */
function optionOf(options: string, name: string): string | null {
  const words = options.trim().split(/[\s=]+/);
  const at = words.indexOf(name);
  return at < 0 ? null : (words[at + 1] ?? "");
}

function form(name: string, extension: string, framework: string): ModelForm {
  return { type: `MODEL_TYPE_${name}`, extension, framework };
}
