import type { QaiHubDevice, QaiHubDraft } from "./draft.ts";
import { ModelType } from "./proto/public_api_pb.js";

/** Something that a draft names, with its place below the vendor's part. */
export interface Named<Thing> {
  readonly path: readonly (string | number)[];
  readonly thing: Thing;
}

/** What a draft names. */
export interface DraftNames {
  readonly models: readonly Named<string>[];
  /** The one type that the models may have; null for any. */
  readonly modelType: ModelType | null;
  readonly devices: readonly Named<QaiHubDevice>[];
  /** Whether the models run on the devices as they are: then these must have a framework for them. */
  readonly runs: boolean;
  readonly datasets: readonly Named<string>[];
  readonly project: Named<string> | null;
}

/** Collects what a draft names, in the order of the input. */
export function namesOf({ compile, quantize, link, profile, inference }: QaiHubDraft): DraftNames {
  if (compile) {
    const { model, devices, calibrationDataset: dataset } = compile;
    const at = below("compile", compile.project);
    return {
      ...at.common,
      models: [at.named(model, "model")],
      devices: devices.map((device, index) => at.named(device, "devices", index)),
      datasets: dataset ? [at.named(dataset, "calibrationDataset")] : [],
    };
  }
  if (quantize) {
    const at = below("quantize", quantize.project);
    return {
      ...at.common,
      models: [at.named(quantize.model, "model")],
      modelType: ModelType.ONNX,
      datasets: [at.named(quantize.calibrationDataset, "calibrationDataset")],
    };
  }
  if (link) {
    const at = below("link", link.project);
    return {
      ...at.common,
      models: link.models.map((model, index) => at.named(model, "models", index)),
      modelType: ModelType.QNN_DLC,
      devices: [at.named(link.device, "device")],
      runs: true,
    };
  }
  const [form, run] = profile ? (["profile", profile] as const) : (["inference", inference] as const);
  if (!run) throw new Error("A draft that was checked has one form");
  const at = below(form, run.project);
  const dataset = inference?.dataset;
  return {
    ...at.common,
    models: [at.named(run.model, "model")],
    devices: [at.named(run.device, "device")],
    runs: true,
    datasets: dataset ? [at.named(dataset, "dataset")] : [],
  };
}

function below(form: string, project: string | null | undefined) {
  const named = <Thing>(thing: Thing, ...path: readonly (string | number)[]): Named<Thing> => ({
    path: [form, ...path],
    thing,
  });
  const nothing = { models: [], modelType: null, devices: [], runs: false, datasets: [] };
  return { named, common: { ...nothing, project: project ? named(project, "project") : null } };
}
