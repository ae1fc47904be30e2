import type { JobAction, Refusal } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import { isJsonObject, type JsonObject } from "../../domain/json.ts";
import type { KeyValue } from "../../domain/spec.ts";
import { rules } from "./draft.ts";
import { readJobTags } from "./job-tags.ts";
import { malformed } from "./jobs.ts";
import type { Service } from "./service.ts";
import { readAsked } from "./wire/asked.ts";

/** Draft that makes the same job again, secrets included, from what the vendor tells of it now. */
export async function draftOf(
  service: Service,
  { nativeId }: Job,
  name: string,
  signal: AbortSignal,
): Promise<JobDraft> {
  const { backend } = service;
  const [response, labels] = await Promise.all([
    service.get("draftOf", ["training-jobs", nativeId], {}, signal),
    readJobTags(service, nativeId, signal),
  ]);
  const document = response.json();
  if (!isJsonObject(document)) throw malformed(backend, "draftOf", "a job that is no JSON object");
  const { draft, unsayable } = toDraft(document, name, labels);
  if (unsayable.length > 0) throw new BackendError("UNSUPPORTED", reasonOf(unsayable), { backend });
  return draft;
}

/** Why a job cannot be made again, by its document alone; null when it can. */
export function refusalToRetry({ native, core, labels }: Job, action: JobAction): Refusal | null {
  if (action !== "retry") return null;
  const { unsayable } = toDraft(native, core.name, labels);
  return unsayable.length > 0 ? { code: "UNSUPPORTED", reason: reasonOf(unsayable) } : null;
}

function toDraft(document: JsonObject, name: string, labels: readonly KeyValue[]) {
  const { description, job, unsayable } = readAsked(document);
  const draft: JobDraft = { name, displayName: null, description, labels, schedule: null, job };
  // Values that no draft may have. A name that is taken or wrong is another matter.
  const broken = rules.check(draft).problems.flatMap(({ path: [part, , ...place] }) => {
    return part === "job" ? [place.join(".")] : [];
  });
  return { draft, unsayable: unsayable.length > 0 ? unsayable : [...new Set(broken)] };
}

/** Names places, never what stands there. */
function reasonOf(places: readonly string[]): string {
  return `The job has something that a new one cannot be asked for here: ${places.join(", ")}. Create it in the vendor's console.`;
}
