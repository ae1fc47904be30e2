import { z } from "zod";
import type { Instant } from "../../domain/instant.ts";
import {
  emptyCore,
  type JobCore,
  type JobDetail,
  type JobKind,
  type JobReading,
  type UsagePeriod,
} from "../../domain/job.ts";
import { isJsonObject, type JsonObject } from "../../domain/json.ts";
import { emptySpec, type ModelReference } from "../../domain/spec.ts";
import { classOf, makeStatus, type Phase, type Status } from "../../domain/status.ts";
import type { StatusMapping } from "../contract.ts";
import { itemSchema, maskItems } from "./item.ts";
import { readInstant, readVersion, wireName, wireText } from "./wire-text.ts";

/** The vendor's words for the kind of a job, in the order in which its client lists them. */
const jobKinds: ReadonlyMap<string, JobKind> = new Map([
  ["training", "TRAINING"],
  ["validation", "VALIDATION"],
  ["conversion", "CONVERSION"],
]);

/** Every word of `job_type`; a listing names them all, because the vendor's own default is training alone. */
export const jobTypes: readonly string[] = [...jobKinds.keys()];

/** Every word of `status`. The vendor has none for a cancelled job, and no call that cancels. */
export const vocabulary: readonly StatusMapping[] = [
  mapping("waiting", "QUEUED", "Waits for an agent to take it."),
  mapping("started", "RUNNING", "An agent works on it."),
  mapping("finished", "SUCCEEDED", null),
  mapping("error", "FAILED", "The message says why."),
];

const phases: ReadonlyMap<string, Phase> = new Map(vocabulary.map((row) => [row.nativeValue, row.phase]));

const wireJob = z.object({
  id: z.string().min(1),
  created_at: wireText,
  updated_at: wireText,
  name: wireName,
  description: wireText,
  job_type: wireText,
  application_id: wireText,
  status: wireText,
  status_message: wireText,
  user_id: wireText,
  cpu_start_time: wireText,
  cpu_end_time: wireText,
  gpu_start_time: wireText,
  gpu_end_time: wireText,
  agent_name: wireText,
  dataset_id: wireText,
  dataset_version_id: wireText,
  model_id: wireText,
  model_version_id: wireText,
  start_model_id: wireText,
  start_model_version_id: wireText,
  items: z.array(itemSchema).nullish(),
});
type WireJob = z.output<typeof wireJob>;

/**
 * Reads a job's document; throws `z.ZodError` where it is outside the protocol. In a list, and perhaps in the answer to
 * a write, `items: null` says that the items were not loaded, so the reading has no detail; a single read loads them,
 * and null is "no items" there.
 */
export function parseJob(document: unknown, from: "list" | "single" | "write"): JobReading {
  const job = wireJob.parse(document);
  const native = isJsonObject(document) ? document : {};
  const version = readVersion(job.updated_at);
  const loaded = from === "single" || Array.isArray(job.items);
  return {
    nativeId: job.id,
    core: toCore(job),
    ...(loaded && { detail: toDetail(job) }),
    native: toNative(native, loaded),
    ...(version !== null && { version }),
  };
}

/** Reads the id of a document that is otherwise unreadable; null when there is none. */
export function readNativeId(document: unknown): string | null {
  return isJsonObject(document) && typeof document.id === "string" && document.id !== "" ? document.id : null;
}

function toNative(document: JsonObject, loaded: boolean): JsonObject {
  const { items, ...native } = document;
  return loaded && items !== undefined ? { ...native, items: maskItems(items) } : native;
}

function toCore(job: WireJob): JobCore {
  const cpu = toPeriod(job.cpu_start_time, job.cpu_end_time);
  const gpu = toPeriod(job.gpu_start_time, job.gpu_end_time);
  const { status, endIsEstimate } = toStatus(job, cpu, gpu);
  return {
    ...emptyCore,
    kind: jobKinds.get(job.job_type?.toLowerCase() ?? "") ?? "UNKNOWN",
    nativeKind: job.job_type,
    name: job.name,
    description: job.description,
    owner: job.user_id === null ? null : { nativeId: job.user_id, name: null, email: null },
    annotations: endIsEstimate ? [{ key: "endedAt", value: "estimated from updated_at" }] : [],
    createdAt: readInstant(job.created_at),
    updatedAt: readInstant(job.updated_at),
    status,
    algorithm: job.application_id === null ? null : { nativeId: job.application_id, name: null },
    usage: cpu || gpu ? { cpu, gpu } : null,
    resultModel: toModel(job.model_id, job.model_version_id),
  };
}

function toDetail(job: WireJob): JobDetail {
  const dataset =
    job.dataset_id === null
      ? null
      : { nativeId: job.dataset_id, versionId: job.dataset_version_id, name: null };
  const baseModel = toModel(job.start_model_id, job.start_model_version_id);
  return {
    spec: { ...emptySpec, parameters: job.items ?? [], dataset, baseModel },
    algorithm: null,
    flavor: null,
  };
}

/**
 * The vendor keeps two pairs of times, one per processor: work began with the first start and ended with the last
 * end. An ended job without either end was last touched when it ended or later, which `endIsEstimate` tells.
 */
function toStatus(
  job: WireJob,
  cpu: UsagePeriod | null,
  gpu: UsagePeriod | null,
): { status: Status; endIsEstimate: boolean } {
  const known = phases.get(job.status?.toLowerCase() ?? "");
  const phase = known ?? "UNKNOWN";
  const ended = classOf(phase) === "TERMINAL";
  const lastEnd = sorted([cpu?.endedAt, gpu?.endedAt]).at(-1) ?? null;
  const updatedAt = readInstant(job.updated_at);
  const status = makeStatus({
    phase,
    native: { value: job.status, secondary: null, code: null, mapped: known !== undefined },
    message: job.status_message,
    updatedAt,
    startedAt: sorted([cpu?.startedAt, gpu?.startedAt])[0] ?? null,
    endedAt: ended ? (lastEnd ?? updatedAt) : null,
    executor: job.agent_name === null ? null : { name: job.agent_name },
  });
  return { status, endIsEstimate: status.endedAt !== null && lastEnd === null };
}

/** Instants are text that orders as the instants do. */
function sorted(instants: readonly (Instant | null | undefined)[]): Instant[] {
  return instants.filter((instant) => instant !== null && instant !== undefined).sort();
}

function toPeriod(start: string | null, end: string | null): UsagePeriod | null {
  const startedAt = readInstant(start);
  const endedAt = readInstant(end);
  return startedAt || endedAt ? { startedAt, endedAt } : null;
}

function toModel(nativeId: string | null, versionId: string | null): ModelReference | null {
  return nativeId || versionId ? { nativeId, versionId, name: null, url: null } : null;
}

function mapping(nativeValue: string, phase: Phase, description: string | null): StatusMapping {
  return { jobKinds: [], nativeValue, nativeSecondary: null, phase, stage: null, description };
}
