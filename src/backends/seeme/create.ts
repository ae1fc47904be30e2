import type { CreatedJob } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { JsonObject } from "../../domain/json.ts";
import { type Api, readDocument } from "./documents.ts";
import { rules, type SeemeDraft } from "./draft.ts";
import { toItem } from "./item-rules.ts";
import { writeReferences } from "./reference.ts";
import { parseJob, readNativeId } from "./wire.ts";

/** Creates a job in one try: the vendor takes any number of equal ones. */
export async function createJob(api: Api, draft: JobDraft, signal: AbortSignal): Promise<CreatedJob> {
  const job = rules.parse(draft, api.backend);
  const request = {
    operation: "createJob",
    method: "POST",
    url: new URL(`${api.base}/jobs`),
    headers: { "content-type": "application/json" },
    body: JSON.stringify(toDocument(draft, job)),
  } as const;
  const document = (await api.client.send(request, signal)).json();
  const reading = readDocument(api, document, () => parseJob(document, "write"));
  if (!(reading instanceof BackendError)) return { nativeId: reading.nativeId, reading, problems: [] };
  const nativeId = readNativeId(document);
  // Without an id nobody can tell which job it is.
  if (nativeId === null) throw reading;
  return { nativeId, reading: null, problems: [] };
}

/** The whole entity but for what the server and the agent write: id, times, user, status, agent. */
function toDocument({ name, description }: JobDraft, job: SeemeDraft): JsonObject {
  return {
    name,
    description: description ?? "",
    job_type: job.jobType.toLowerCase(),
    ...writeReferences(job),
    items: (job.items ?? []).map(toItem),
  };
}
