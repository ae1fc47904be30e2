import type { JobAction, Refusal } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { rules } from "./draft.ts";
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
  const draft = toDraft(nativeId, isJsonObject(found) ? found.properties : undefined, name);
  if (typeof draft === "string") throw new BackendError("UNSUPPORTED", `${nativeId}: ${draft}`, { backend });
  return draft;
}

/** Why a job cannot be made again, as far as its document says. */
export function refusal({ nativeId, native }: Job, action: JobAction): Refusal | null {
  if (action !== "retry") return null;
  const draft = toDraft(nativeId, native.properties, nativeId);
  if (typeof draft !== "string") return null;
  return { code: "UNSUPPORTED", reason: `The job cannot be made again: ${draft}.` };
}

/** The draft of a job's definition; the text is what of it no draft can say, by its place alone. */
function toDraft(nativeId: string, properties: Json | undefined, name: string): JobDraft | string {
  if (!isJsonObject(properties)) return "it has no definition";
  if (isDistillation(properties))
    return `it is a distillation (${distillation}), whose settings are not told apart`;
  const draft = readDraft(nativeId, properties, name);
  // A name that is taken or wrong is another matter.
  const broken = rules.check(draft).problems.find(({ path }) => path[0] !== "name");
  return broken === undefined ? draft : `${broken.path.join(".")} is not ${broken.expected}`;
}

function readDraft(nativeId: string, properties: JsonObject, name: string): JobDraft {
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

/** The vendor's client sends a distillation as a fine-tuning with properties that look like the service's own. */
const distillation = "azureml.enable_distillation";

function isDistillation({ properties }: JsonObject): boolean {
  return isJsonObject(properties) && Object.hasOwn(properties, distillation);
}
