import type { JobAction, Refusal } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import { isJsonObject, type Json } from "../../domain/json.ts";
import type { Service } from "./service.ts";
import { toDefinition, toOwnProperties } from "./wire/definition.ts";
import { toLabels } from "./wire/job.ts";
import { record, text, textMap } from "./wire/lenient.ts";

const wireWords = record({
  displayName: text,
  description: text,
  experimentName: text,
  computeId: text,
  tags: textMap,
  properties: textMap,
});

/** Draft of the same job under another name: its whole definition, and the words that people gave it. */
export async function draftOf(
  service: Service,
  { nativeId }: Job,
  name: string,
  signal: AbortSignal,
): Promise<JobDraft> {
  const { backend } = service;
  const found = await service.manage("draftOf", ["jobs", nativeId], {}, signal);
  const properties = isJsonObject(found) ? found.properties : undefined;
  const reason = unspeakable(properties);
  if (!isJsonObject(properties) || reason !== null) {
    throw new BackendError("UNSUPPORTED", `${nativeId}: ${reason}`, { backend });
  }
  const words = wireWords.parse(properties);
  const { displayName, description, experimentName, computeId } = words;
  return {
    name,
    // The vendor's client calls a job by its name where it is given nothing else.
    displayName: displayName === nativeId ? name : displayName,
    description,
    labels: toLabels(words.tags),
    schedule: null,
    job: {
      experimentName,
      computeId,
      properties: toOwnProperties(words.properties).map(({ key, value }) => ({ key, value })),
      definition: { native: toDefinition(nativeId, properties) },
    },
  };
}

/** Why a job cannot be made again, as far as its document says. */
export function refusal({ native }: Job, action: JobAction): Refusal | null {
  if (action !== "retry") return null;
  const reason = unspeakable(native.properties);
  return reason === null ? null : { code: "UNSUPPORTED", reason: `The job cannot be made again: ${reason}.` };
}

/** The vendor's client sends a distillation as a fine-tuning with properties that look like the service's own. */
const distillation = "azureml.enable_distillation";

/** What a job has that no draft can say; null when there is nothing. */
function unspeakable(properties: Json | undefined): string | null {
  if (!isJsonObject(properties)) return "it has no definition";
  const isDistillation =
    isJsonObject(properties.properties) && Object.hasOwn(properties.properties, distillation);
  return isDistillation ? `it is a distillation (${distillation}), whose settings are not told apart` : null;
}
