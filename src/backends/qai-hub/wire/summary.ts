import type { JobCore, JobKind, JobReading } from "../../../domain/job.ts";
import { type JobSummary, JobSummaryListSchema, JobSummarySchema } from "../proto/public_api_pb.js";
import { type JobFields, toCore } from "./core.ts";
import { decode, maskMessage, splitMessage, type WireField } from "./decode.ts";
import { toStatus } from "./status.ts";

/** What jobs tell and summaries do not: the reason of a failure, models, remarks, the service's version. */
const omitted = [
  "status.message",
  "status.outcome",
  "status.reason",
  "status.error",
  "annotations",
  "algorithm",
  "serviceVersion",
  "resultModel",
];
/** Some summaries carry no more of a person than the address. */
const omittedOfOwner = ["owner.nativeId", "owner.name"];

/** Answer of a list, cut into its entries. */
export interface SummaryPage {
  readonly entries: readonly Uint8Array[];
  /** Matches before paging; null when not told. */
  readonly total: number | null;
}

/** Reads the envelope of a list; the entries stay as they are, so that a spoiled one costs no other. Null for no list. */
export function parseSummaryPage(bytes: Uint8Array): SummaryPage | null {
  const { fields, isWhole } = splitMessage(bytes);
  if (!isWhole) return null;
  const { jobSummaries, totalQueryCount } = JobSummaryListSchema.field;
  const total = fields.findLast(({ number }) => number === totalQueryCount.number)?.value;
  return {
    entries: valuesOf(fields, jobSummaries.number),
    total: typeof total === "bigint" && total > 0n ? Number(total) : null,
  };
}

function valuesOf(fields: readonly WireField[], number: number): Uint8Array[] {
  return fields.flatMap((field) =>
    field.number === number && typeof field.value !== "bigint" ? [field.value] : [],
  );
}

/** Reads an entry of a list; the text is why it cannot be. `web` is the base of the pages for people. */
export function parseSummary(bytes: Uint8Array, web: string): JobReading | string {
  const summary = decode(JobSummarySchema, bytes);
  if (summary === null) return "a summary that is no message";
  const masked = maskMessage(JobSummarySchema, summary);
  if (masked === null) return "a summary with a time that is none";
  const fields = toFields(masked.message);
  if (fields === null) return "a summary of a kind that is not known";
  if (fields.nativeId === "") return "a summary without an id";
  const core: JobCore = { ...toCore(fields, web), status: toStatus(fields, null) };
  const isThinOwner = core.owner !== null && (core.owner.nativeId === null || core.owner.name === null);
  return {
    nativeId: fields.nativeId,
    core,
    native: { summary: masked.document },
    omits: isThinOwner ? [...omitted, ...omittedOfOwner] : omitted,
  };
}

const kinds: Readonly<Record<NonNullable<JobSummary["job"]["case"]>, readonly [JobKind, string]>> = {
  compileJobSummary: ["COMPILE", "compile"],
  quantizeJobSummary: ["QUANTIZE", "quantize"],
  linkJobSummary: ["LINK", "link"],
  inferenceJobSummary: ["INFERENCE", "inference"],
  profileJobSummary: ["PROFILE", "profile"],
};

function toFields({ job }: JobSummary): JobFields | null {
  if (job.case === undefined) return null;
  const { value } = job;
  const [kind, nativeKind] = kinds[job.case];
  const isProfiled = job.case === "inferenceJobSummary" && job.value.isProfilingOn === true;
  const hasDevice = job.case !== "quantizeJobSummary";
  // Of a job that makes no model, a job's own document does not repeat the type.
  const makesModel = job.case !== "inferenceJobSummary" && job.case !== "profileJobSummary";
  return {
    nativeId: value.jobId,
    kind: isProfiled ? "PROFILE" : kind,
    nativeKind,
    name: value.name,
    user: value.user,
    jobState: value.jobState,
    creationTime: value.creationTime,
    queuedTime: value.queuedTime,
    startTime: value.startTime,
    completionTime: value.completionTime,
    lastUpdatedTime: value.lastUpdatedTime,
    projectId: value.projectId,
    projectSlug: value.projectSlug,
    deviceName: hasDevice ? job.value.deviceName : "",
    deviceOs: hasDevice ? job.value.deviceOsVersion : "",
    targetModelType: makesModel ? value.targetModelType : undefined,
  };
}

/** Id of a summary, however spoiled the rest of it is; null when there is none. */
export function readSummaryId(bytes: Uint8Array): string | null {
  const members = JobSummarySchema.oneofs.flatMap(({ fields }) => fields);
  for (const member of members) {
    for (const summary of valuesOf(splitMessage(bytes).fields, member.number)) {
      const idNumber = member.message?.field.jobId?.number ?? 0;
      const [id] = valuesOf(splitMessage(summary).fields, idNumber);
      if (id !== undefined && id.length > 0) return new TextDecoder().decode(id);
    }
  }
  return null;
}
