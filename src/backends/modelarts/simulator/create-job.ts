import type { Step } from "../../../simulator/contract.ts";
import { checkAlgorithm, resolveAlgorithm } from "./create-algorithm.ts";
import { resolveResource } from "./create-resource.ts";
import { engineOfJob, findEngine } from "./engines.ts";
import { ServiceError } from "./errors.ts";
import { findFlavor } from "./flavors.ts";
import { taskResource } from "./generated-hetero.ts";
import { LIFE_OF_CREATED_JOB } from "./population.ts";
import { at, isDocument, listAt, textAt, type WireDocument } from "./wire-document.ts";

/** A checked create request: the wire fields of the new job, but for the id and the time that the world gives. */
export interface NewJob {
  readonly kind: string;
  readonly name: string;
  readonly workspaceId: string;
  readonly fields: WireDocument;
  readonly steps: readonly Step[];
}

const KINDS = [
  "job",
  "hetero_job",
  "autosearch_job",
  "mrs_job",
  "edge_job",
  "federated_pool_job",
  "diag_job",
  "visualization_job",
];
const NOTIFIED = [
  "JobStarted",
  "JobCompleted",
  "JobFailed",
  "JobTerminated",
  "JobRestarted",
  "JobHanged",
  "JobPreempted",
];

/** Checks a create body and fills in what the service adds; throws the documented errors. */
export function toNewJob(body: unknown, userName: string): NewJob {
  if (!isDocument(body)) throw new ServiceError("2788", "body");
  const kind = textAt(body, "kind");
  if (!KINDS.includes(kind)) throw new ServiceError("2788", "kind");
  const isHetero = body.tasks !== undefined;
  const metadata = resolveMetadata(body.metadata, isHetero, userName);
  const head = {
    kind,
    metadata,
    ...copy(body, "endpoints", "train_type", "ftjob_config"),
  };
  const common = {
    kind,
    name: textAt(metadata, "name"),
    workspaceId: textAt(metadata, "workspace_id"),
    steps: LIFE_OF_CREATED_JOB,
  };
  if (isHetero) {
    const { tasks, taskIds } = resolveTasks(listAt(body, "tasks"));
    return { ...common, fields: { ...head, status: { tasks: taskIds }, algorithm: {}, tasks } };
  }
  checkAlgorithm(body.algorithm);
  const algorithm = resolveAlgorithm(body.algorithm);
  return { ...common, fields: { ...head, algorithm, spec: resolveSpec(body.spec) } };
}

function resolveMetadata(metadata: unknown, isHetero: boolean, userName: string): WireDocument {
  const name = textAt(metadata, "name");
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) throw new ServiceError("2788", "metadata.name");
  const description = checkDescription(at(metadata, "description") ?? "");
  const workspaceId = textAt(metadata, "workspace_id") || "0";
  if (workspaceId !== "0" && workspaceId.length !== 32) {
    throw new ServiceError("2788", "metadata.workspace_id");
  }
  const annotations = at(metadata, "annotations") ?? {};
  if (!isDocument(annotations) || Object.values(annotations).some((one) => typeof one !== "string")) {
    throw new ServiceError("2788", "metadata.annotations");
  }
  const retries = annotations["fault-tolerance/job-retry-num"];
  if (retries !== undefined && !/^[1-9]\d*$/.test(String(retries))) {
    throw new ServiceError("2788", "fault-tolerance/job-retry-num");
  }
  const reference = at(metadata, "training_experiment_reference");
  return {
    name,
    description,
    workspace_id: workspaceId,
    ai_project: "default-ai-project",
    user_name: userName,
    annotations: {
      job_template: isHetero ? "Template RL" : "Template DL",
      key_task: isHetero ? "learner" : "worker",
      ...annotations,
    },
    ...(isDocument(reference) && { training_experiment_reference: reference }),
  };
}

/** Checks a description, at most 256 characters; `""` clears it. */
export function checkDescription(description: unknown): string {
  if (typeof description !== "string" || [...description].length > 256) {
    throw new ServiceError("2788", "metadata.description");
  }
  return description;
}

/** Checks `schedule_policy` and `notification`, which a change may carry too. */
export function checkPolicies(spec: unknown): void {
  const priority = at(spec, "schedule_policy", "priority");
  if (
    priority !== undefined &&
    !(Number.isInteger(priority) && Number(priority) >= 0 && Number(priority) <= 3)
  ) {
    throw new ServiceError("2788", "spec.schedule_policy.priority");
  }
  if (!listAt(spec, "notification", "events").every((event) => NOTIFIED.includes(String(event)))) {
    throw new ServiceError("2788", "spec.notification.events");
  }
}

function resolveSpec(spec: unknown): WireDocument {
  if (!isDocument(spec)) throw new ServiceError("2788", "spec");
  checkPolicies(spec);
  const stop = spec.auto_stop;
  const hours = at(stop, "duration");
  const isValidStop = textAt(stop, "time_unit") === "HOURS" && Number.isInteger(hours) && Number(hours) >= 1;
  if (stop !== undefined && !isValidStop) throw new ServiceError("2788", "spec.auto_stop");
  return {
    ...spec,
    resource: resolveResource(spec.resource),
    log_export_path: spec.log_export_path ?? {},
    is_hosted_log: true,
  };
}

/** The request has lists of inputs and outputs, the answer single objects and no node count. */
function resolveTasks(tasks: readonly unknown[]): { tasks: WireDocument[]; taskIds: string[] } {
  const resolved: WireDocument[] = [];
  const taskIds: string[] = [];
  if (tasks.length === 0) throw new ServiceError("2788", "tasks");
  for (const task of tasks) {
    const role = textAt(task, "role");
    if (!role) throw new ServiceError("2788", "tasks.role");
    const flavorId = textAt(task, "task_resource", "flavor_id");
    const flavor = findFlavor(flavorId);
    if (!flavor) throw new ServiceError("2781", flavorId);
    const { node_count: nodes } = resolveResource(at(task, "task_resource"));
    const algorithm = at(task, "algorithm");
    const engine = findEngine(textAt(algorithm, "engine", "engine_id"));
    resolved.push({
      role,
      algorithm: {
        ...copy(algorithm, "code_dir", "boot_file", "local_code_dir", "working_dir"),
        inputs: listAt(algorithm, "inputs")[0] ?? {},
        outputs: listAt(algorithm, "outputs")[0] ?? {},
        engine: engine ? engineOfJob(engine) : (at(algorithm, "engine") ?? {}),
        environments: at(algorithm, "environments") ?? {},
      },
      task_resource: taskResource(flavor),
      ...copy(task, "log_export_path"),
    });
    for (let index = 0; index < Number(nodes); index++) taskIds.push(`${role}-${index}`);
  }
  return { tasks: resolved, taskIds };
}

/** The named members that are there. */
function copy(source: unknown, ...keys: readonly string[]): WireDocument {
  const entries = keys.map((key) => [key, at(source, key)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
