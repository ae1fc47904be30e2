import type { Backend, BackendCapabilities } from "../../../src/backends/contract.ts";
import type { JobDraft } from "../../../src/domain/draft.ts";
import { formatId } from "../../../src/domain/id.ts";
import { type Instant, instantOf } from "../../../src/domain/instant.ts";
import type { Job } from "../../../src/domain/job.ts";
import { listAll, readJob, type SimulatedBackend, toStoredJob } from "../../support/backend.ts";
import { draftsOf } from "../../support/drafts/vendors.ts";
import type { Word } from "../../support/words.ts";
import { type Subject, signal, stepTo } from "./subject.ts";

/** The backend, which must have these operations. */
export function able<Method extends keyof BackendCapabilities>(
  backend: Backend,
  ...methods: readonly Method[]
): Backend & Pick<BackendCapabilities, Method> {
  for (const method of methods) if (!(method in backend)) throw new Error(`The backend has no ${method}.`);
  return backend as Backend & Pick<BackendCapabilities, Method>; // all of them were just seen to be there
}

/** The drafts of a vendor that can be sent, by their titles. */
export async function validDrafts(
  { definition: { kind } }: Subject,
  vendor: SimulatedBackend,
): Promise<(readonly [title: string, draft: JobDraft])[]> {
  const drafts = Object.entries((await draftsOf[kind]?.valid(vendor.connect())) ?? {});
  if (drafts.length === 0) throw new Error(`There is no valid draft for ${kind}.`);
  return drafts;
}

/** The first of them. */
export async function validDraft(subject: Subject, vendor: SimulatedBackend): Promise<JobDraft> {
  const [first] = await validDrafts(subject, vendor);
  if (!first) throw new Error("There is no valid draft.");
  return first[1];
}

/** Makes a job through the vendor's own way of creating them, and gives it as it would be stored. */
export async function createdJob(backend: Backend, draft: JobDraft): Promise<Job> {
  const { nativeId } = await able(backend, "createJob").createJob(draft, signal);
  return toStoredJob(await readJob(backend, nativeId));
}

/** Makes a job that stands at a word, and gives it as it would be stored. */
export async function jobAt(
  { definition: { kind } }: Subject,
  vendor: SimulatedBackend,
  word: Word,
): Promise<Job> {
  const nativeId = await vendor.control.addJob(kind, [stepTo(word)], word.fields);
  return toStoredJob(await readJob(vendor.connect(), nativeId));
}

/** A job whose id is of the vendor's form, and which there is not. */
export async function unknownJob({ definition }: Subject, like: Job): Promise<Job> {
  const { idOf } = (await definition.simulator()).population(1);
  const nativeId = idOf(2_000_000);
  return { ...like, nativeId, id: formatId("job", like.backend, nativeId) };
}

/** Ids of all jobs, as a backend that knows nothing yet lists them. */
export async function listedIds({ definition }: Subject, vendor: SimulatedBackend): Promise<string[]> {
  const readings = await listAll(vendor.connect(), definition.limits.pageSize);
  return readings.map(({ nativeId }) => nativeId).toSorted();
}

/** Some time before all that a test does. */
export function recently(): Instant {
  return instantOf(Date.now() - 300_000) as Instant; // inside the range of dates
}

/** Lets time go by at the vendor: what it carries out later, it has done. */
export async function settle({ control }: SimulatedBackend): Promise<void> {
  await control.clock({ advanceMs: 60_000 });
}
