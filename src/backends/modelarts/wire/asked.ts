import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import { wireCode } from "./algorithm.ts";
import { checkOwnCode, toAskedAlgorithm, toAskedCode, toAskedEngine } from "./asked-algorithm.ts";
import { type CannotSay, toAskedObsChannels } from "./asked-channels.ts";
import { toAskedSpec } from "./asked-spec.ts";
import { toInputs, toOutputs, wireChannels } from "./channel.ts";
import { record, text, textMap, texts } from "./lenient.ts";
import { isNothing, present } from "./present.ts";
import { countTasks } from "./spec.ts";

/** What a job's document says that it was asked for. */
export interface Asked {
  readonly description: string | null;
  /** The vendor's part of a draft, in the names of its input type. */
  readonly job: JsonObject;
  /** Places in the document that ask for something which no draft can say: `spec.custom_metrics`. */
  readonly unsayable: readonly string[];
}

const wireHead = record({
  kind: text,
  metadata: record({
    description: text,
    workspace_id: text,
    annotations: textMap,
    training_experiment_reference: record({ id: text, name: text }),
  }),
  status: record({ tasks: texts }),
  endpoints: record({ ssh: record({ key_pair_names: texts }) }),
});

/** Reads what a document asks for; secrets in it come out as they stand there. */
export function readAsked(document: JsonObject): Asked {
  const unsayable: string[] = [];
  const cannotSay = (place: string) => unsayable.push(place);
  const { kind, metadata, status, endpoints } = wireHead.parse(document);
  const { id, name } = metadata.training_experiment_reference;
  for (const place of ["train_type", "ftjob_config"]) if (!isNothing(document[place])) cannotSay(place);
  if (endpoints.ssh.key_pair_names.length > 0) cannotSay("endpoints.ssh");
  const tasks = Array.isArray(document.tasks) ? document.tasks.filter(isJsonObject) : [];
  const body =
    tasks.length > 0
      ? { tasks: tasks.map((task, index) => toTask(task, `tasks[${index}]`, status.tasks, cannotSay)) }
      : toAskedAlgorithm(membersOf(document.algorithm), cannotSay);
  const job = present({
    kind: kind?.toUpperCase() ?? "JOB",
    workspaceId: metadata.workspace_id,
    annotations: Object.entries(metadata.annotations).map(([key, value]) => ({ key, value })),
    experiment: id === null ? present({ name }) : { id },
    ...body,
    ...toAskedSpec(membersOf(document.spec), cannotSay),
  });
  return { description: metadata.description, job, unsayable };
}

function membersOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

const wireTask = record({
  role: text,
  algorithm: record({
    ...wireCode,
    inputs: wireChannels,
    outputs: wireChannels,
    environments: textMap,
  }),
  task_resource: record({ flavor_id: text, pool_id: text }),
  log_export_path: record({ obs_url: text }),
});

/** Part of a hetero job; its document shows one input and one output, however many were asked for. */
function toTask(
  task: JsonObject,
  path: string,
  taskNames: readonly string[],
  cannotSay: CannotSay,
): JsonObject {
  const { role, algorithm, task_resource: resource, log_export_path } = wireTask.parse(task);
  const ofCode = `${path}.algorithm`;
  checkOwnCode(membersOf(task.algorithm), ofCode, cannotSay);
  if (Object.keys(algorithm.environments).length > 0) cannotSay(`${ofCode}.environments`);
  if (log_export_path.obs_url !== null) cannotSay(`${path}.log_export_path`);
  const nodeCount = countTasks(taskNames, role) || null;
  if (nodeCount === null) cannotSay(`${path}.task_resource`);
  const inputs = { path: `${ofCode}.inputs`, folder: "inputs", isGiven: false } as const;
  const outputs = { path: `${ofCode}.outputs`, folder: "outputs", isGiven: false } as const;
  return present({
    role: role?.toUpperCase(),
    code: toAskedCode(algorithm, ofCode, cannotSay),
    ...toAskedEngine(algorithm.engine, `${ofCode}.engine`, cannotSay),
    inputs: toAskedObsChannels(toInputs(algorithm.inputs), inputs, cannotSay),
    outputs: toAskedObsChannels(toOutputs(algorithm.outputs), outputs, cannotSay),
    resource: present({ flavorId: resource.flavor_id, poolId: resource.pool_id, nodeCount }),
  });
}
