import type { CreatedJob, Problem } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import { toFault } from "../../domain/fault.ts";
import type { JobReading } from "../../domain/job.ts";
import { type KeyValue, toKeyValues } from "../../domain/spec.ts";
import { toCreateBody } from "./create-body.ts";
import { rules } from "./draft.ts";
import { withoutTuning } from "./fine-tuning.ts";
import { addJobTags, readJobTags } from "./job-tags.ts";
import { type JobReader, malformed, pageLimit, searchIn } from "./jobs.ts";
import { readAll } from "./paging.ts";
import { defaultWorkspace, parseJob } from "./wire/job.ts";

/** What creates jobs. */
interface JobMaker extends JobReader {
  /** Wall clock in milliseconds. */
  now(): number;
}

/** Creates the job, then gives it its labels: the vendor takes these only for a job that is there. */
export async function createJob(maker: JobMaker, draft: JobDraft, signal: AbortSignal): Promise<CreatedJob> {
  const { service, workspaces } = maker;
  const { backend } = service;
  const job = rules.parse(draft, backend);
  const body = toCreateBody(draft, job, job.workspaceId ?? workspaces[0] ?? defaultWorkspace);
  // Names are taken once, so a second create would do no harm; but it would be told that the name is taken.
  const call = { method: "POST", path: ["training-jobs"], body, repeatable: false } as const;
  const response = await service.change("createJob", call, signal);
  const reading = parseJob(response.json());
  if (typeof reading === "string") throw malformed(backend, "createJob", reading);
  const { nativeId } = reading;
  const labelled = await labelNewJob(maker, nativeId, draft.labels, signal);
  if (labelled instanceof BackendError)
    return { nativeId, reading, problems: [unlabelled(labelled, nativeId, maker.now())] };
  return { nativeId, reading: { ...reading, labels: labelled }, problems: [] };
}

/** The labels that it has now, or why it got none. Rejects only with the signal's reason. */
async function labelNewJob(
  { service, labels }: JobMaker,
  nativeId: string,
  wanted: readonly KeyValue[],
  signal: AbortSignal,
): Promise<readonly KeyValue[] | BackendError> {
  try {
    await addJobTags(service, nativeId, wanted, signal);
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
  const set = toKeyValues(Object.fromEntries(wanted.map(({ key, value }) => [key, value])));
  labels.note(nativeId, set);
  return set;
}

function unlabelled(error: BackendError, nativeId: string, nowMs: number): Problem {
  const { kind, message, undone } = error;
  const labelled = undone ? "without its labels" : "and may lack its labels";
  const isOurs = kind === "UNAUTHENTICATED" || kind === "MALFORMED" || kind === "TIMEOUT";
  return {
    code: isOurs ? "UNAVAILABLE" : kind,
    message: `The job ${nativeId} was created ${labelled}: ${message}`,
    path: ["labels"],
    expected: null,
    fault: toFault(error, nowMs),
  };
}

/** The vendor's search by name; a name is there once in each workspace. Labels are read from the jobs themselves. */
export async function findCreated(
  { service, workspaces, unit }: JobReader,
  name: string,
  signal: AbortSignal,
): Promise<JobReading[]> {
  const only = { key: "name", values: [name] };
  const lists = workspaces.map((workspace) =>
    readAll(searchIn(service, { workspace, only }, "findCreated", signal), pageLimit, unit),
  );
  const found = (await Promise.all(lists)).flat().flatMap((row) => {
    // It could be the one that is looked for.
    if ("unreadable" in row) throw row.unreadable.error;
    return row.reading.core.name === name ? [withoutTuning(row.reading)] : [];
  });
  return Promise.all(
    found.map(async (reading) => ({
      ...reading,
      labels: await readJobTags(service, reading.nativeId, signal),
    })),
  );
}
