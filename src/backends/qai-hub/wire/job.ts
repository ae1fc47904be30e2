import type { JobCore, JobKind, JobReading } from "../../../domain/job.ts";
import type { KeyValue, ModelReference } from "../../../domain/spec.ts";
import {
  type Job,
  JobArtifactType,
  type JobResult,
  JobResultSchema,
  JobSchema,
  type Model,
  type Notice,
  Notice_Context,
  Notice_Severity,
} from "../proto/public_api_pb.js";
import { type JobFields, toCore } from "./core.ts";
import { decode, maskMessage, toDocument } from "./decode.ts";
import { toFlavor } from "./device.ts";
import { deviceOf, idOf, type JobMember, targetModelOf } from "./member.ts";
import { toAlgorithm, toSpec } from "./spec.ts";
import { type FailureFields, toStatus } from "./status.ts";

/** Reads a job; the text is why it cannot be. */
export function parseJob(bytes: Uint8Array): Job | string {
  const job = decode(JobSchema, bytes);
  if (job === null) return "a job that is no message";
  if (job.job.case === undefined) return "a job of a kind that is not known";
  return idOf(job) === "" ? "a job without an id" : job;
}

/** Makes a reading of a job and, where it has one, its result; the text is why it cannot be. */
export function toReading(decoded: Job, result: JobResult | null, web: string): JobReading | string {
  const masked = maskMessage(JobSchema, decoded);
  if (masked === null) return "a job with a time that is none";
  const { message: job, document } = masked;
  const member = job.job;
  if (member.case === undefined) return "a job of a kind that is not known";
  const resultDocument = result && toDocument(JobResultSchema, result);
  const nativeId = idOf(job);
  const device = deviceOf(member);
  const flavor = device ? toFlavor(device) : null;
  const algorithm = toAlgorithm(member);
  const core: JobCore = {
    ...toCore(toFields(nativeId, member), web),
    status: toStatus(member.value, failureOf(job, member)),
    annotations: job.notices.map(toAnnotation),
    algorithm: algorithm && { nativeId: algorithm.nativeId, name: algorithm.name },
    serviceVersion: job.hubVersion || null,
    resultModel: toModelReference(targetModelOf(member), web),
  };
  return {
    nativeId,
    core,
    detail: { spec: toSpec(member, result, flavor), algorithm, flavor },
    native: { job: document, ...(resultDocument && { result: resultDocument }) },
    omits: ["native.summary"],
  };
}

const kinds: Readonly<Record<JobMember["case"], readonly [JobKind, string]>> = {
  compileJob: ["COMPILE", "compile"],
  quantizeJob: ["QUANTIZE", "quantize"],
  linkJob: ["LINK", "link"],
  inferenceJob: ["INFERENCE", "inference"],
  // What clients before 0.56 made; now a profile job is an inference job with profiling.
  profileJob: ["PROFILE", "profile"],
};

function toFields(nativeId: string, member: JobMember): JobFields {
  const { value } = member;
  const [kind, nativeKind] = kinds[member.case];
  const isProfiled = member.case === "inferenceJob" && member.value.isProfilingOn === true;
  const device = deviceOf(member);
  return {
    nativeId,
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
    deviceName: device?.name ?? "",
    deviceOs: device?.os ?? "",
    targetModelType: targetModelOf(member)?.modelType,
  };
}

function failureOf({ failureType }: Job, { case: kind, value }: JobMember): FailureFields {
  const errorDetails = kind === "quantizeJob" ? undefined : value.errorDetails;
  return { failureType, failureReason: value.failureReason, errorDetails };
}

function toModelReference(model: Model | undefined, web: string): ModelReference | null {
  if (!model?.modelId) return null;
  const { modelId, name } = model;
  return {
    nativeId: modelId,
    versionId: null,
    name: name || null,
    url: `${web}/models/${encodeURIComponent(modelId)}/`,
  };
}

/** Remark of the service: `WARNING DEVICE` and its text. */
function toAnnotation({ severity, context, message }: Notice): KeyValue {
  return {
    key: `${Notice_Severity[severity] ?? severity} ${Notice_Context[context] ?? context}`,
    value: message,
  };
}

/** Words of the artifacts that a job has; the number as text where there is no word. */
export function artifactsOf({ availableArtifacts }: Job): string[] {
  return availableArtifacts.map(toArtifactWord);
}

/** Word of a kind of artifacts. Open enums: the number may be one that the table lacks. */
export function toArtifactWord(type: JobArtifactType): string {
  return (JobArtifactType[type] as string | undefined) ?? String(type);
}
