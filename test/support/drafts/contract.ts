import type { Backend } from "../../../src/backends/contract.ts";
import type { DraftProblem, JobDraft } from "../../../src/domain/draft.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../src/domain/json.ts";
import { inputKeyOf } from "../../../src/federation/drafts.ts";

/** Drafts of one vendor: some that can be sent, and for each rule one that cannot. */
export interface VendorDrafts {
  /** By a name for the test's title; each can be sent to the simulator as it is. The first is what broken ones are made of. */
  valid(backend: Backend): Promise<Readonly<Record<string, JobDraft>>>;
  readonly broken: readonly BrokenDraft[];
}

/** A valid draft with something put into it, and what comes of that. */
export interface BrokenDraft {
  /** What is wrong: `a name of 65 characters`. */
  readonly title: string;
  /** Which valid draft it is made of; the first when absent. */
  readonly of?: string;
  /** Values by dotted places in the draft, the vendor's part under `job`: `{ "job.resource.nodeCount": 0 }`; undefined takes out. */
  readonly put: Readonly<Record<string, unknown>>;
  readonly code: DraftProblem["code"];
  /** Place of the problem, in the same form: `job.resource.nodeCount`. */
  readonly at: string;
  /** Part of the message. */
  readonly says: string;
  /** Rows of `docs/coverage.md` that it shows. */
  readonly rows?: string;
}

/** Draft of a name and the vendor's part. */
export function draftOf(name: string, job: JsonObject, rest: Partial<JobDraft> = {}): JobDraft {
  return { name, displayName: null, description: null, labels: [], schedule: null, ...rest, job };
}

/** The draft with values put at places; objects and lists on the way are made where they are missing. */
export function withValues(draft: JobDraft, put: BrokenDraft["put"]): JobDraft {
  let whole = structuredClone(draft) as unknown as Json; // every part of a draft is JSON
  for (const [place, value] of Object.entries(put)) whole = withValue(whole, place.split("."), value as Json);
  return whole as unknown as JobDraft; // of the same form, but for what the test breaks
}

function withValue(whole: Json | undefined, [step, ...rest]: readonly string[], value: Json): Json {
  if (step === undefined) return value;
  if (Array.isArray(whole) || (!isJsonObject(whole) && /^\d+$/.test(step))) {
    const list: Json[] = Array.isArray(whole) ? [...whole] : [];
    list[Number(step)] = withValue(list[Number(step)], rest, value);
    return list;
  }
  const members = isJsonObject(whole) ? whole : {};
  return { ...members, [step]: withValue(members[step], rest, value) };
}

/** A dotted place as a path of `CreateJobInput`. */
export function pathOf(place: string, kind: string): string[] {
  const [first = "", ...rest] = place.split(".");
  return first === "job" ? ["job", inputKeyOf(kind), ...rest] : [first, ...rest];
}

/** A draft as `CreateJobInput` has it. */
export function toInput({ job, ...draft }: JobDraft, kind: string, backend: string): object {
  return { backend, ...draft, job: { [inputKeyOf(kind)]: job } };
}
