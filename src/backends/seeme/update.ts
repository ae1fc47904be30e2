import type { JobChange } from "../../domain/command.ts";
import type { DraftProblem } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import { unsent } from "../unsent.ts";
import { patchPlace, planChange } from "./change.ts";
import type { Api } from "./documents.ts";
import { type ListApplications, lookUp } from "./look-up.ts";
import { readReferences } from "./reference.ts";
import { jobUrl, readWholeJob, requestJob } from "./whole-job.ts";

/** What is wrong with a change, by the rules, by how the job stands now, and by what the account has. */
export async function validateChange(
  api: Api,
  listApplications: ListApplications,
  { nativeId }: Job,
  change: JobChange,
  signal: AbortSignal,
): Promise<DraftProblem[]> {
  const job = await requestJob(api, "validateChange", nativeId, signal);
  const { problems, document, patch, names } = planChange(job, change);
  const found = await lookUp(
    api,
    listApplications,
    {
      references: readReferences(document),
      names,
      items: patch.items ?? [],
      input: patch,
      prefix: patchPlace,
    },
    signal,
  );
  return [...problems, ...found];
}

/** Lays a change over the whole job as a fresh read has it, and writes that back at once: the vendor takes nothing less. */
export async function updateJob(
  api: Api,
  { nativeId }: Job,
  change: JobChange,
  signal: AbortSignal,
): Promise<JobReading> {
  const job = await unsent(requestJob(api, "updateJob", nativeId, signal));
  const { problems, document } = planChange(job, change);
  const [problem] = problems;
  // An agent has taken the job since the change was checked, or somebody has changed it.
  if (problem) throw new BackendError(problem.code, problem.message, { backend: api.backend });
  const request = {
    operation: "updateJob",
    method: "PUT",
    url: jobUrl(api, nativeId),
    headers: { "content-type": "application/json" },
    body: JSON.stringify(document),
    // Sent again later, it would undo what was written in between, and add new settings twice: read again first.
    repeatable: false,
  } as const;
  const answer = (await api.client.send(request, signal)).json();
  return readWholeJob(api, "updateJob", nativeId, { document: answer, from: "write" });
}
