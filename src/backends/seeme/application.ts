import { z } from "zod";
import { isJsonObject } from "../../domain/json.ts";
import type { Algorithm } from "../../domain/spec.ts";
import { itemTemplate } from "./item-template.ts";
import { wireText } from "./wire-text.ts";

const wireFlag = z
  .boolean()
  .nullish()
  .transform((flag) => flag ?? null);

const wireApplication = z.object({
  id: z.string().min(1),
  name: wireText,
  description: wireText,
  base_framework: wireText,
  base_framework_version: wireText,
  framework: wireText,
  framework_version: wireText,
  application: wireText,
  can_convert_to_onnx: wireFlag,
  can_convert_to_tflite: wireFlag,
  continual_training: wireFlag,
});

/** What the vendor calls an application: a kind of task with one set of framework versions. */
export type Application = z.output<typeof wireApplication>;

/**
 * Reads an application's document; throws `z.ZodError` where it is outside the protocol. The framework stands on a
 * base framework, whose name and version stay in `native` unless there is no other.
 */
export function parseApplication(document: unknown): Algorithm {
  const application = wireApplication.parse(document);
  return {
    nativeId: application.id,
    form: "APPLICATION",
    name: application.name ?? application.id,
    description: application.description,
    subscriptionId: null,
    versionId: null,
    codeDir: null,
    bootFile: null,
    command: null,
    engine:
      toEngine(application.framework, application.framework_version) ??
      toEngine(application.base_framework, application.base_framework_version),
    supportsContinualTraining: application.continual_training,
    parameters: itemTemplate(application),
    native: isJsonObject(document) ? document : {},
  };
}

function toEngine(name: string | null, version: string | null): Algorithm["engine"] {
  return name === null
    ? null
    : { nativeId: null, name, version, imageUri: null, v1Compatible: null, runUser: null };
}
