import type { JobDraft } from "../../domain/draft.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import type { KeyValue } from "../../domain/spec.ts";
import type { ModelartsDraft } from "./draft.ts";
import { present } from "./wire/present.ts";

// Source: ModelArts API reference, "Creating a Training Job". What is not given is not sent.

/** Body of a create, of a draft that keeps to the rules. Labels are no part of it. */
export function toCreateBody(draft: JobDraft, job: ModelartsDraft, workspace: string): JsonObject {
  const { kind, annotations, experiment, tasks } = job;
  return present({
    kind: kind.toLowerCase(),
    metadata: present({
      name: draft.name,
      description: draft.description,
      workspace_id: workspace,
      annotations: toMap(annotations),
      training_experiment_reference: experiment && present({ id: experiment.id, name: experiment.name }),
    }),
    algorithm: toAlgorithm(job),
    spec: toSpec(job),
    tasks: tasks?.map(toTask),
  });
}

function toMap(pairs: readonly KeyValue[] | null | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((pairs ?? []).map(({ key, value }) => [key, value]));
}

function toAlgorithm(job: ModelartsDraft): JsonObject {
  const { algorithm, parameters, inputs, outputs, searchPolicy } = job;
  const { id, subscription, code, image } = algorithm ?? {};
  return present({
    id,
    subscription_id: subscription?.subscriptionId,
    item_version_id: subscription?.itemVersionId,
    ...(code && toCode(code)),
    ...(image && { command: image.command }),
    engine: toEngine(job.engine),
    parameters: parameters?.map(({ key, value }) => ({ name: key, value })),
    // A policy came in as JSON and was only looked at.
    policies: searchPolicy ? { auto_search: searchPolicy as JsonObject } : null,
    inputs: inputs?.map(({ name, description, remote: { dataset, obsUrl } }) =>
      present({
        name,
        description,
        remote: dataset
          ? { dataset: present({ id: dataset.id, version_id: dataset.versionId }) }
          : toObs(obsUrl),
      }),
    ),
    outputs: outputs?.map(toObsChannel),
    environments: toMap(job.environment),
  });
}

type Code = NonNullable<NonNullable<ModelartsDraft["algorithm"]>["code"]>;

function toCode({ codeDir, bootFile, command }: Code): JsonObject {
  return present({ code_dir: codeDir, boot_file: inStyleOf(codeDir, bootFile), command });
}

/** Writes the file's path as that of its folder is: nothing says that the service takes the two styles for one. */
function inStyleOf(folder: string, file: string): string {
  const path = file.replace(/^obs:\//, "");
  return folder.startsWith("obs:/") ? `obs:/${path}` : path;
}

function toEngine(engine: ModelartsDraft["engine"]): JsonObject {
  return present({
    engine_id: engine?.id,
    engine_name: engine?.named?.name,
    engine_version: engine?.named?.version,
    image_url: engine?.imageUrl,
  });
}

function toObs(obsUrl: string | null | undefined): JsonObject {
  return { obs: present({ obs_url: obsUrl }) };
}

type ObsChannel = NonNullable<ModelartsDraft["outputs"]>[number];

function toObsChannel({ name, description, obsUrl }: ObsChannel): JsonObject {
  return present({ name, description, remote: toObs(obsUrl) });
}

function toSpec(job: ModelartsDraft): JsonObject {
  const { resource, volumes, logExportUri, autoStopHours } = job;
  return present({
    resource: resource && toResource(resource),
    volumes: volumes?.map(toVolume),
    log_export_path: present({ obs_url: logExportUri }),
    auto_stop: autoStopHours ? { time_unit: "HOURS", duration: autoStopHours } : null,
    ...toChangeableSpec(job),
  });
}

/** The part of a spec that can be changed later. */
export function toChangeableSpec({
  notification,
  priority,
  preemptible,
}: Pick<ModelartsDraft, "notification" | "priority" | "preemptible">): JsonObject {
  return present({
    notification: notification && { topic_urn: notification.topicUrn, events: notification.events },
    schedule_policy: present({ priority, preemptible }),
  });
}

type Resource = NonNullable<ModelartsDraft["resource"]>;

function toResource({ flavorId, poolId, poolGroupId, nodeCount }: Resource): JsonObject {
  return present({
    flavor_id: flavorId,
    pool_id: poolId,
    pool_group_id: poolGroupId,
    node_count: nodeCount,
  });
}

function toVolume({ nfs, pfs, obs }: NonNullable<ModelartsDraft["volumes"]>[number]): Json {
  if (nfs) {
    const { serverPath, localPath, readOnly } = nfs;
    return { nfs: { nfs_server_path: serverPath, local_path: localPath, read_only: readOnly } };
  }
  if (pfs) return { pfs: { pfs_path: pfs.path, local_path: pfs.localPath } };
  return { obs: present({ obs_path: obs?.path, local_path: obs?.localPath }) };
}

/** Several inputs and outputs are sent, although answers show one of each. */
function toTask(task: NonNullable<ModelartsDraft["tasks"]>[number]): JsonObject {
  return {
    role: task.role.toLowerCase(),
    algorithm: present({
      ...toCode(task.code),
      engine: toEngine(task.engine),
      inputs: task.inputs?.map(toObsChannel),
      outputs: task.outputs?.map(toObsChannel),
    }),
    task_resource: toResource(task.resource),
  };
}
