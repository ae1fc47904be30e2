import { z } from "zod";
import { epochMs, type Instant, instantOf } from "../../../domain/instant.ts";
import { emptyCore, type JobReading, type JobService, type Reference } from "../../../domain/job.ts";
import { isJsonObject, type JsonObject } from "../../../domain/json.ts";
import { type Algorithm, toKeyValues } from "../../../domain/spec.ts";
import { toInlineAlgorithm } from "./algorithm.ts";
import { document, instant, number, record, records, text, textMap, texts } from "./lenient.ts";
import { maskDocument } from "./mask.ts";
import { toJobKind, toResourceFlavor, toSpec, wireJobAlgorithm, wireSpec, wireTasks } from "./spec.ts";
import { toStatus, wireStatus } from "./status.ts";

const wireJob = z.object({
  kind: text,
  metadata: record({
    id: text,
    name: text,
    description: text,
    create_time: instant,
    workspace_id: text,
    ai_project: text,
    user_name: text,
    annotations: textMap,
    training_experiment_reference: record({ id: text, name: text }),
  }),
  status: wireStatus,
  algorithm: wireJobAlgorithm,
  tasks: wireTasks,
  spec: wireSpec,
  endpoints: record({
    ssh: record({ key_pair_names: texts, task_urls: records({ task: text, url: text }) }),
    jupyter_lab: record({ url: text }),
    tensorboard: record({ url: text }),
    mindstudio_insight: record({ url: text }),
  }),
  ftjob_config: document,
});
type WireJob = z.output<typeof wireJob>;

/** The default workspace, which documents may leave out. */
export const defaultWorkspace = "0";

const idOnly = record({ metadata: record({ id: text }) });

/** Id of a document, however broken the rest of it is; null when there is none. */
export function readJobId(value: unknown): string | null {
  return idOnly.parse(value).metadata.id;
}

/** Reads a job's document; the text is why it cannot be read. All secrets in it are masked. */
export function parseJob(value: unknown): JobReading | string {
  if (!isJsonObject(value)) return "a job that is no JSON object";
  if (!isJsonObject(value.status)) return "a job without a status";
  const native = maskDocument(value);
  const job = wireJob.parse(native);
  const { metadata, spec } = job;
  const nativeId = metadata.id;
  if (nativeId === null) return "a job without an id";
  const algorithm = toJobAlgorithm(job, nativeId, native);
  const flavor = toResourceFlavor(spec.resource);
  const status = toStatus(job.status, metadata.create_time, number.parse(job.ftjob_config?.train_process));
  const parts = {
    nativeId,
    nativeKind: job.kind,
    annotations: metadata.annotations,
    taskNames: job.status.tasks,
  };
  return {
    nativeId,
    core: {
      ...emptyCore,
      kind: toJobKind(job.kind, job.ftjob_config !== null),
      nativeKind: job.kind,
      name: metadata.name ?? nativeId,
      description: metadata.description,
      owner: metadata.user_name === null ? null : { nativeId: null, name: metadata.user_name, email: null },
      annotations: toKeyValues(metadata.annotations),
      createdAt: metadata.create_time,
      deadlineAt: toDeadline(spec.auto_stop, status.startedAt),
      status,
      algorithm: algorithm && { nativeId: algorithm.nativeId, name: algorithm.name },
      flavor: flavor && { nativeId: flavor.nativeId, name: flavor.name },
      project: toReference(metadata.ai_project),
      workspace: toReference(metadata.workspace_id ?? defaultWorkspace),
      experiment: toExperiment(metadata.training_experiment_reference),
      services: toServices(job.endpoints),
      resultModel: toResultModel(spec.asset_model),
    },
    detail: {
      spec: toSpec({ ...job, ...parts, native }),
      algorithm,
      flavor: spec.resource.flavor_detail === null ? null : flavor,
    },
    native,
  };
}

function toJobAlgorithm({ algorithm }: WireJob, nativeId: string, native: JsonObject): Algorithm | null {
  return toInlineAlgorithm(algorithm, nativeId, isJsonObject(native.algorithm) ? native.algorithm : {});
}

function toReference(nativeId: string | null): Reference | null {
  return nativeId === null ? null : { nativeId, name: null };
}

function toExperiment({ id, name }: WireJob["metadata"]["training_experiment_reference"]) {
  const shown = name ?? id;
  return shown === null ? null : { nativeId: id, name: shown };
}

/** The hours of `auto_stop` count from the start. */
function toDeadline(stop: WireJob["spec"]["auto_stop"], startedAt: Instant | null): Instant | null {
  const isHours = stop.time_unit === null || stop.time_unit.toUpperCase() === "HOURS";
  if (!isHours || stop.duration === null || stop.duration <= 0 || startedAt === null) return null;
  return instantOf(epochMs(startedAt) + stop.duration * 3_600_000);
}

function toResultModel(model: WireJob["spec"]["asset_model"]) {
  if (model.id === null && model.name === null) return null;
  return { nativeId: model.id, versionId: model.version, name: model.name, url: model.location };
}

/** Endpoints of a running job: shells by task, then pages. */
function toServices(endpoints: WireJob["endpoints"]): JobService[] {
  const { ssh, ...pages } = endpoints;
  const keyPairs = ssh.key_pair_names.join(",");
  const shells = ssh.task_urls.flatMap(({ task, url }) =>
    url === null
      ? []
      : [
          {
            ...toService("ssh", task ?? "ssh", url),
            properties: keyPairs ? [{ key: "keyPairs", value: keyPairs }] : [],
          },
        ],
  );
  const others = Object.entries(pages).flatMap(([type, { url }]) =>
    url === null ? [] : [toService(type, type, url)],
  );
  return [...shells, ...others];
}

function toService(type: string, name: string, url: string): JobService {
  return { name, type, port: null, endpoint: url, status: null, errorMessage: null, properties: [] };
}
