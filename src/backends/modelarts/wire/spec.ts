import { z } from "zod";
import type { JobKind } from "../../../domain/job.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import {
  type Flavor,
  makeQuantity,
  type ResourceSpec,
  type Spec,
  type TaskSpec,
  toKeyValues,
  type Volume,
} from "../../../domain/spec.ts";
import { toInlineAlgorithm, wireCode } from "./algorithm.ts";
import { toInputs, toOutputs, wireChannels } from "./channel.ts";
import { toFlavor, wireFlavor } from "./flavor.ts";
import { document, flag, integer, number, record, records, text, textMap } from "./lenient.ts";
import { toParameters, wireParameters } from "./parameter.ts";
import { toSearchPolicy, wirePolicies } from "./search-policy.ts";

/** `algorithm` of a job. */
export const wireJobAlgorithm = record({
  ...wireCode,
  autosearch_config_path: text,
  autosearch_framework_path: text,
  parameters: wireParameters,
  policies: wirePolicies,
  inputs: wireChannels,
  outputs: wireChannels,
  environments: textMap,
});

/** `tasks` of a hetero job; they have no node count. */
export const wireTasks = records({
  role: text,
  algorithm: record({ ...wireCode, inputs: wireChannels, outputs: wireChannels }),
  task_resource: wireFlavor,
});

/** `spec` of a job. */
export const wireSpec = record({
  resource: record({
    policy: text,
    flavor_id: text,
    flavor_name: text,
    node_count: integer,
    pool_id: text,
    pool_name: text,
    pool_group_id: text,
    flavor_detail: document,
    main_container_allocated_resources: record({
      cpu_arch: text,
      cpu_core_num: number,
      mem_size: number,
      accelerator_num: number,
      accelerator_type: text,
    }),
  }),
  volumes: z.unknown().optional(),
  log_export_path: record({ obs_url: text, host_path: text }),
  schedule_policy: record({
    priority: integer,
    preemptible: flag,
    required_affinity: document,
    preferred_affinity: document,
  }),
  auto_stop: record({ time_unit: text, duration: number }),
  asset_model: record({ id: text, name: text, version: text, location: text }),
});
type WireSpec = z.output<typeof wireSpec>;

/** The parts of a job's document that a spec is made of. */
export interface SpecParts {
  readonly nativeId: string;
  readonly nativeKind: string | null;
  readonly annotations: Readonly<Record<string, string>>;
  readonly algorithm: z.output<typeof wireJobAlgorithm>;
  readonly tasks: z.output<typeof wireTasks>;
  readonly spec: WireSpec;
  /** Names of the running tasks: `worker-0`. */
  readonly taskNames: readonly string[];
  /** The masked document that the parts were read from. */
  readonly native: JsonObject;
}

/** What was asked for. */
export function toSpec(parts: SpecParts): Spec {
  const { algorithm, spec } = parts;
  const search = toSearchPolicy(algorithm.policies, {
    configUri: algorithm.autosearch_config_path,
    frameworkUri: algorithm.autosearch_framework_path,
  });
  return {
    topology: topologyOf(parts),
    paradigm: paradigms[parts.annotations.job_template ?? ""] ?? null,
    parameters: toParameters(algorithm.parameters, "asked"),
    environment: toKeyValues(algorithm.environments),
    inputs: toInputs(algorithm.inputs),
    outputs: toOutputs(algorithm.outputs),
    resource: toResource(spec.resource),
    compute: null,
    tasks: toTasks(parts),
    volumes: toVolumes(spec.volumes),
    logExport:
      spec.log_export_path.obs_url === null
        ? null
        : { uri: spec.log_export_path.obs_url, hostPath: spec.log_export_path.host_path },
    schedule: null,
    scheduling: toScheduling(spec.schedule_policy),
    delivery: null,
    deployment: null,
    dataset: null,
    baseModel: null,
    policies: search === null ? null : { search },
    options: null,
  };
}

const paradigms: Readonly<Record<string, Spec["paradigm"]>> = {
  "Template RL": "REINFORCEMENT_LEARNING",
  "Template DL": "DEEP_LEARNING",
};

function topologyOf({ nativeKind, tasks, spec }: SpecParts): Spec["topology"] {
  if (nativeKind === "hetero_job" || tasks.length > 0) return "HETEROGENEOUS";
  const nodes = spec.resource.node_count ?? 0;
  if (nodes < 1) return "UNKNOWN";
  return nodes > 1 ? "DISTRIBUTED" : "SINGLE";
}

const policies: Readonly<Record<string, ResourceSpec["policy"]>> = {
  regular: "REGULAR",
  economic: "ECONOMIC",
  turbo: "TURBO",
};

function toResource(resource: WireSpec["resource"]): ResourceSpec | null {
  const { policy, node_count, main_container_allocated_resources: container } = resource;
  const poolId = resource.pool_id ?? resource.pool_group_id;
  const isAllocated = Object.values(container).some((value) => value !== null);
  const flavor = toResourceFlavor(resource);
  if (!isAllocated && policy === null && node_count === null && poolId === null && flavor === null)
    return null;
  return {
    policy: policy === null ? null : (policies[policy.toLowerCase()] ?? "UNKNOWN"),
    flavor,
    nodeCount: node_count,
    pool:
      poolId === null
        ? null
        : { nativeId: poolId, name: resource.pool_name, groupId: resource.pool_group_id },
    allocated: isAllocated
      ? {
          arch: container.cpu_arch,
          cores: container.cpu_core_num,
          // The service names no unit here; in its flavors memory is in GB.
          memory: container.mem_size === null ? null : makeQuantity(container.mem_size, "GB"),
          acceleratorCount: container.accelerator_num,
          acceleratorType: container.accelerator_type,
        }
      : null,
  };
}

/** Flavor of a job; dedicated pools give no detail, then little more than the id is known. */
export function toResourceFlavor(resource: WireSpec["resource"]): Flavor | null {
  const { flavor_id, flavor_name, flavor_detail } = resource;
  return toFlavor(wireFlavor.parse({ ...flavor_detail, flavor_id, flavor_name }));
}

const roles: Readonly<Record<string, TaskSpec["role"]>> = { learner: "LEARNER", worker: "WORKER" };

function toTasks({ nativeId, tasks, taskNames, native }: SpecParts): TaskSpec[] {
  const documents = Array.isArray(native.tasks) ? native.tasks.filter(isJsonObject) : [];
  return tasks.map(({ role, algorithm, task_resource }, index) => {
    const code = documents[index]?.algorithm;
    return {
      role: roles[role ?? ""] ?? "UNKNOWN",
      // One job, several pieces of code: the role tells them apart.
      algorithm: toInlineAlgorithm(algorithm, `${nativeId}/${role ?? index}`, isJsonObject(code) ? code : {}),
      flavor: toFlavor(task_resource),
      nodeCount: countTasks(taskNames, role),
      inputs: toInputs(algorithm.inputs),
      outputs: toOutputs(algorithm.outputs),
    };
  });
}

/** Running tasks of a role; null where none are named. */
export function countTasks(taskNames: readonly string[], role: string | null): number | null {
  if (role === null || taskNames.length === 0) return null;
  return taskNames.filter((name) => name === role || name.startsWith(`${role}-`)).length;
}

const wireNfs = record({ nfs_server_path: text, local_path: text, read_only: flag });
const wireMount = record({ local_path: text });

/** `nfs` volumes; any other kind keeps its document. */
function toVolumes(volumes: unknown): Volume[] {
  const entries = (Array.isArray(volumes) ? volumes : [volumes]).filter(isJsonObject);
  return entries.flatMap((entry) =>
    Object.entries(entry).flatMap(([nativeKind, native]) =>
      isEmpty(native) ? [] : [toVolume(nativeKind, native)],
    ),
  );
}

function toVolume(nativeKind: string, native: Json): Volume {
  const nfs = wireNfs.parse(native);
  if (nativeKind !== "nfs" || nfs.nfs_server_path === null) {
    return { kind: "OtherVolume", nativeKind, mountPath: wireMount.parse(native).local_path, native };
  }
  const { nfs_server_path: serverPath, local_path: mountPath, read_only } = nfs;
  return { kind: "NfsVolume", serverPath, mountPath, readOnly: read_only ?? false };
}

function isEmpty(value: Json): boolean {
  return value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

function toScheduling(policy: WireSpec["schedule_policy"]): Spec["scheduling"] {
  const { priority, preemptible, required_affinity, preferred_affinity } = policy;
  const affinity = {
    ...(required_affinity !== null && { required_affinity }),
    ...(preferred_affinity !== null && { preferred_affinity }),
  };
  const hasAffinity = Object.keys(affinity).length > 0;
  if (priority === null && preemptible === null && !hasAffinity) return null;
  return { priority, preemptible, affinity: hasAffinity ? affinity : null };
}

const jobKinds: Readonly<Record<string, JobKind>> = {
  job: "TRAINING",
  hetero_job: "TRAINING",
  federated_pool_job: "TRAINING",
  autosearch_job: "SEARCH",
  mrs_job: "DATA_PROCESSING",
  edge_job: "EDGE",
  diag_job: "DIAGNOSTIC",
  visualization_job: "VISUALIZATION",
};

/** Kind of a job; one without a word is the vendor's default, `job`. */
export function toJobKind(nativeKind: string | null, isFineTuning: boolean): JobKind {
  if (isFineTuning) return "FINE_TUNING";
  return nativeKind === null ? "TRAINING" : (jobKinds[nativeKind] ?? "UNKNOWN");
}
