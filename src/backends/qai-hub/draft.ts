import { z } from "zod";
import { draftRules, oneForm } from "../draft-rules.ts";

const id = z.string().min(1, "an id");
/** Trimmed, as by the vendor's client. */
const options = z.string().trim().describe("Flags as on a command line.");
const common = {
  options: options.nullish(),
  project: id.nullish().describe("The configured project when absent."),
};

const device = z
  .object({
    name: z.string().describe("As in the catalogue; may be empty beside attributes."),
    os: z
      .string()
      .regex(/^(?:[^[\](),\s]*|\[[\d.]*,[\d.]*\))$/, "a version such as 14, or an interval such as [13,15)")
      .nullish(),
    attributes: z.array(z.string().regex(/^[^:]+:[^:]+$/, "key:value, with one colon")).nullish(),
  })
  // The vendor's client refuses to look for a device by its system alone.
  .refine(({ name, attributes }) => name !== "" || (attributes ?? []).length > 0, {
    path: ["name"],
    error: "the name of a device, or attributes beside an empty one",
  });
/** What a device must be and have. */
export type QaiHubDevice = z.output<typeof device>;

const dtypes = ["FLOAT16", "FLOAT32", "INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "BOOL"] as const;
const tensor = z.object({
  name: z.string().min(1, "the name of an input"),
  shape: z.array(z.int("a whole number, at least 1").min(1, "a whole number, at least 1")),
  dtype: z.enum(dtypes).default("FLOAT32"),
});
const tensors = z.array(tensor).superRefine((inputs, context) => {
  const names = new Set<string>();
  for (const [index, { name }] of inputs.entries()) {
    if (names.has(name))
      context.addIssue({ code: "custom", path: [index, "name"], message: "each name once" });
    names.add(name);
  }
});

const compile = z.object({
  model: id,
  devices: z.array(device).min(1, "at least one device"),
  inputSpecs: tensors.nullish(),
  calibrationDataset: id.nullish(),
  ...common,
  // The service refuses this pair when it is submitted (an example in qualcomm/ai-hub-models).
  options: options
    .refine((text) => !isFullTypeOnnx(text), "no --quantize_full_type beside --target_runtime onnx")
    .nullish(),
});

const quantizeDtype = z.enum(["INT4", "INT8", "INT16"]).default("INT8");
const quantize = z.object({
  model: id,
  calibrationDataset: id,
  weightsDtype: quantizeDtype,
  activationsDtype: quantizeDtype,
  ...common,
});

const models = z
  .array(id)
  .min(1, "at least one model")
  .superRefine((ids, context) => {
    for (const [index, one] of ids.entries()) {
      if (ids.indexOf(one) < index)
        context.addIssue({ code: "custom", path: [index], message: "each model once" });
    }
  });
const link = z.object({ models, device, ...common });

const profile = z.object({ model: id, device, ...common });

const inference = z
  .object({ model: id, device, dataset: id.nullish(), profiling: z.boolean().default(true), ...common })
  .refine(({ dataset, profiling }) => profiling || dataset, {
    path: ["dataset"],
    error: "the id of a data set, which may be absent only with profiling",
  });

/** What the vendor documents about a create. An empty name becomes the model's. */
export const rules = draftRules({
  key: "qaiHub",
  name: z.string(),
  job: oneForm({ compile, quantize, link, profile, inference }),
});

/** The vendor's part of a draft that keeps to the rules. */
export type QaiHubDraft = NonNullable<ReturnType<typeof rules.check>["job"]>;

/** Values are separated by a space or `=`. */
function isFullTypeOnnx(text: string): boolean {
  const words = text.split(/[\s=]+/);
  const target = words.indexOf("--target_runtime");
  return target >= 0 && words[target + 1] === "onnx" && words.includes("--quantize_full_type");
}
