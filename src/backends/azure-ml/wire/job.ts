import { epochMs, type Instant, instantOf } from "../../../domain/instant.ts";
import {
  emptyCore,
  type JobCore,
  type JobKind,
  type JobReading,
  type JobService,
  type User,
} from "../../../domain/job.ts";
import { isJsonObject, type JsonObject } from "../../../domain/json.ts";
import { type KeyValue, toKeyValues } from "../../../domain/spec.ts";
import { toJobAlgorithm } from "./algorithm.ts";
import { parseIsoDuration } from "./duration.ts";
import { document, documents, flag, instant, integer, record, text, textMap } from "./lenient.ts";
import { maskDocument } from "./mask.ts";
import type { RunReading } from "./run.ts";
import { toJobFlavor, toSpec } from "./spec.ts";
import { toStatus } from "./status.ts";

/** Where a job was read. */
export interface WorkspaceFacts {
  /** ARM path: `/subscriptions/…/workspaces/{name}`. */
  readonly path: string;
  readonly name: string;
  readonly tenantId: string;
}

/** The types that the vendor's client knows; it sends a distillation as FineTuning, and refuses any other. */
const jobKinds: ReadonlyMap<string, JobKind> = new Map([
  ["command", "COMMAND"],
  ["pipeline", "PIPELINE"],
  ["sweep", "SEARCH"],
  ["automl", "AUTOML"],
  ["spark", "DATA_PROCESSING"],
  ["finetuning", "FINE_TUNING"],
]);

const wireLimits = record({ timeout: text });
const wireJob = record({
  id: text,
  name: text,
  systemData: record({
    createdAt: instant,
    createdBy: text,
    createdByType: text,
    lastModifiedAt: instant,
    lastModifiedBy: text,
  }),
  properties: record({
    jobType: text,
    status: text,
    displayName: text,
    description: text,
    tags: textMap,
    properties: textMap,
    experimentName: text,
    isArchived: flag,
    services: document,
    limits: wireLimits,
    taskDetails: record({ limitSettings: wireLimits }),
  }),
});
type WireJob = ReturnType<typeof wireJob.parse>;

/** Id of a document, however broken the rest of it is; null when there is none. */
export function readJobName(value: unknown): string | null {
  return wireJob.parse(value).name;
}

/** Tells whether a document is of a step of a pipeline, of which the job API knows no more than that it exists. */
export function isStep(value: unknown): boolean {
  return isJsonObject(value) && (value.properties === undefined || value.properties === null);
}

/** Reads a job's document with its run, where that could be read; the text is why it cannot be. Secrets are masked. */
export function parseJob(
  value: unknown,
  run: RunReading | null,
  workspace: WorkspaceFacts,
): JobReading | string {
  if (!isJsonObject(value)) return "a job that is no JSON object";
  const native = maskDocument(value);
  const job = wireJob.parse(native);
  const nativeId = job.name;
  if (nativeId === null) return "a job without a name";
  if (!isJsonObject(native.properties)) return "a job without properties";
  const { properties } = native;
  const algorithm = toJobAlgorithm(job.properties.jobType, nativeId, properties);
  const flavor = toJobFlavor(properties);
  const detail = { spec: toSpec(properties), algorithm, flavor };
  return {
    nativeId,
    core: {
      ...toCore(job, nativeId, run, workspace),
      algorithm: algorithm && { nativeId: algorithm.nativeId, name: algorithm.name },
      flavor: flavor && { nativeId: flavor.nativeId, name: flavor.name },
    },
    labels: toLabels(job.properties.tags),
    detail,
    native: run === null ? native : { ...native, run: run.native },
  };
}

function toCore(job: WireJob, name: string, reading: RunReading | null, workspace: WorkspaceFacts): JobCore {
  const { properties, systemData } = job;
  const run = reading?.run ?? null;
  const createdAt = systemData.createdAt ?? run?.createdUtc ?? null;
  const status = toStatus(properties.status, createdAt, run);
  const services = documents.parse(properties.services).map(([key, service]) => toService(key, service));
  return {
    ...emptyCore,
    kind: jobKinds.get(properties.jobType?.toLowerCase() ?? "") ?? "UNKNOWN",
    nativeKind: properties.jobType,
    name,
    displayName: properties.displayName,
    description: properties.description,
    owner: toOwner(job, reading),
    properties: toShownProperties(properties.properties),
    createdAt,
    updatedAt: systemData.lastModifiedAt ?? run?.lastModifiedUtc ?? null,
    deadlineAt: toDeadline(job, status.startedAt),
    url: toStudioUrl(services, name, workspace),
    archived: properties.isArchived ?? run?.hidden ?? false,
    status,
    workspace: { nativeId: workspace.path, name: workspace.name },
    // The service's own name for jobs that name none.
    experiment: { nativeId: run?.experimentId ?? null, name: properties.experimentName ?? "Default" },
    creation: {
      createdBy: systemData.createdBy,
      createdByType: systemData.createdByType,
      createdAt: systemData.createdAt,
      modifiedBy: systemData.lastModifiedBy,
      modifiedAt: systemData.lastModifiedAt,
    },
    resourceId: job.id,
    services,
  };
}

/** `createdBy` is the display name of a person, or the object id of an application. */
function toOwner({ systemData }: WireJob, reading: RunReading | null): User | null {
  const { createdBy, createdByType } = systemData;
  const objectId = reading?.run.createdBy.userObjectId ?? null;
  if (createdBy === null) {
    const name = reading?.run.createdBy.userName ?? null;
    return objectId === null && name === null ? null : { nativeId: objectId, name, email: null };
  }
  if (createdByType !== null && createdByType !== "User") {
    return { nativeId: objectId ?? createdBy, name: createdBy, email: null };
  }
  return { nativeId: objectId, name: createdBy, email: createdBy.includes("@") ? createdBy : null };
}

/** Tells whether a key is the service's own; those live in the same maps as the keys of people. */
export function isOfService(key: string): boolean {
  return /^(?:_aml_system_|azureml\.|_azureml\.)/.test(key);
}

/** Where the code of a job comes from is written by the vendor's client and worth showing. */
export function toShownProperties(properties: Readonly<Record<string, string>>): KeyValue[] {
  return toKeyValues(properties).filter(({ key }) => !isOfService(key) || key.startsWith("azureml.git."));
}

/** Labels without the keys of the service's own. */
export function toLabels(tags: Readonly<Record<string, string>>): KeyValue[] {
  return toKeyValues(tags).filter(({ key }) => !isOfService(key));
}

function toDeadline({ properties }: WireJob, startedAt: Instant | null): Instant | null {
  const timeoutMs = parseIsoDuration(
    properties.limits.timeout ?? properties.taskDetails.limitSettings.timeout,
  );
  return timeoutMs === null || startedAt === null ? null : instantOf(epochMs(startedAt) + timeoutMs);
}

const wireService = record({
  jobServiceType: text,
  port: integer,
  endpoint: text,
  status: text,
  errorMessage: text,
  properties: textMap,
});

/** A service of the leader node, which is number 0. */
function toService(name: string, value: JsonObject): JobService {
  const service = wireService.parse(value);
  return {
    name,
    type: service.jobServiceType,
    port: service.port,
    endpoint: service.endpoint?.replaceAll("<nodeIndex>", "0") ?? null,
    status: service.status,
    errorMessage: service.errorMessage,
    properties: toKeyValues(service.properties),
  };
}

/** The vendor's page for people. Its address names the tenant only when somebody adds it. */
export function toStudioUrl(
  services: readonly JobService[],
  name: string,
  workspace: WorkspaceFacts,
): string {
  const given = services.find((service) => service.name === "Studio")?.endpoint ?? null;
  const [, subscription, group, workspaceName] =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/.*\/workspaces\/([^/]+)$/.exec(workspace.path) ?? [];
  const wsid = `/subscriptions/${subscription}/resourcegroups/${group}/workspaces/${workspaceName}`;
  const url = given ?? `https://ml.azure.com/runs/${encodeURIComponent(name.toWellFormed())}?wsid=${wsid}`;
  if (/[?&]tid=/.test(url)) return url;
  return `${url}${url.includes("?") ? "&" : "?"}tid=${workspace.tenantId}`;
}
