import type { CreatedJob, Problem } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { JobReading } from "../../domain/job.ts";
import { canonicalJson, isJsonObject, type JsonObject } from "../../domain/json.ts";
import { findOrNull } from "../draft-problems.ts";
import { unsent } from "../unsent.ts";
import { rules } from "./draft.ts";
import { getJobs } from "./jobs.ts";
import type { Service } from "./service.ts";
import { toLabels } from "./wire/job.ts";
import { document, textMap } from "./wire/lenient.ts";
import { type Submission, toSubmission } from "./wire/submission.ts";

/**
 * Creates a job by a PUT of its name. Of a name that is taken the service makes an update: of a job with the same
 * definition it changes display name, description, tags and properties. So the name is looked up first, and a job
 * that says anything else is left alone. There is no condition to send with a PUT: who takes the name between the two
 * calls, with the same definition, has it changed, which the answer gives away.
 *
 * The PUT is not repeated after a lost answer, although it makes no second job: its tags would take the place of those
 * that the service has written on the job meanwhile.
 */
export async function createJob(service: Service, draft: JobDraft, signal: AbortSignal): Promise<CreatedJob> {
  const { backend, workspace } = service;
  const { name } = draft;
  const job = rules.parse(draft, backend);
  const asked = toSubmission(draft, job, workspace.path);
  const there = await unsent(findOrNull(service.manage("createJob", ["jobs", name], {}, signal)));
  const properties = there === null ? asked : repeated(asked, there);
  if (properties === null) {
    throw new BackendError("CONFLICT", `there is a job ${JSON.stringify(name)} already`, { backend });
  }
  const actsForCaller = needsCallerToken(properties);
  const path = ["jobs", name];
  const body = { properties };
  const call = {
    operation: "createJob",
    method: "PUT",
    path,
    body,
    repeatable: false,
    actsForCaller,
  } as const;
  const { status } = await service.change(call, signal);
  // 201 is a new job, 200 one that was there.
  const isOvertaken = there === null && status === 200;
  // The answer knows neither times nor cause: those stand in the run, which a read has too.
  return { nativeId: name, reading: null, problems: isOvertaken ? [overtaken(name)] : [] };
}

/** The job of this name, if there is one: the name is its id. */
export async function findCreated(
  service: Service,
  name: string,
  signal: AbortSignal,
): Promise<JobReading[]> {
  const found = await findOrNull(
    getJobs(service, [name], signal).then(([reading]) => reading ?? noJob(service)),
  );
  return found === null ? [] : [found];
}

function noJob({ backend }: Service): BackendError {
  return new BackendError("NOT_FOUND", "there is no such job", { backend });
}

/**
 * What to send for a job that is there so that nothing of it changes: its tags as they are, the service's among them.
 * Null when it says anything else; whether the definition is another one, the service finds.
 */
function repeated(asked: Submission, there: unknown): Submission | null {
  if (!isJsonObject(there) || !isJsonObject(there.properties)) return null;
  const { properties } = there;
  const stored = textMap.parse(properties.properties);
  const added = Object.entries(textMap.parse(asked.properties)).filter(
    ([key, value]) => stored[key] !== value,
  );
  const isSame = added.length === 0 && canonicalJson(wordsOf(asked)) === canonicalJson(wordsOf(properties));
  return isSame ? { ...asked, tags: properties.tags } : null;
}

function wordsOf({ displayName, description, isArchived, tags }: Submission | JsonObject) {
  return {
    displayName: displayName ?? null,
    description: description ?? null,
    isArchived: isArchived ?? false,
    tags: toLabels(textMap.parse(tags)),
  };
}

/**
 * The vendor's client sends a second token with pipelines and with what runs under the identity of its caller; whether
 * the service insists on it is not documented.
 */
function needsCallerToken({ jobType, identity }: Submission): boolean {
  return jobType === "Pipeline" || document.parse(identity).identityType === "UserIdentity";
}

function overtaken(name: string): Problem {
  const message = `a job ${JSON.stringify(name)} with the same definition came up at the same moment; it has the display name, description, tags and properties of this one now`;
  return { code: "CONFLICT", message, path: ["name"], expected: null, fault: null };
}
