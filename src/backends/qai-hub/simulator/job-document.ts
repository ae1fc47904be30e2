import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import { artifactsOf, toArtifactType } from "./artifacts.ts";
import { assumedText, isAssumed } from "./assumptions.ts";
import { authorization } from "./authorization.ts";
import type { Datasets } from "./datasets.ts";
import { splitFields, unsetsMember } from "./fields.ts";
import { ownerOf, projectOf, requestOf, typeOf } from "./job-request.ts";
import { headline } from "./job-result.ts";
import { timesOf } from "./job-times.ts";
import { isFinal, MEMBERS, toWireState } from "./job-words.ts";
import type { Models } from "./models.ts";
import { inProject, type Person, toUser } from "./people.ts";
import { channelsLast } from "./target-model.ts";
import { documentAt, documentsAt, overlay, textAt, type WireDocument } from "./wire-document.ts";

/** What documents of jobs take from elsewhere in the service. */
export interface Surroundings {
  readonly world: World;
  readonly models: Models;
  readonly datasets: Datasets;
}

/** How a reader sees jobs. */
export interface View {
  readonly reader: Person;
  /** Whether profiled jobs have the form that they had before client 0.56. */
  readonly isOldForm: boolean;
  /** The state word that a fault puts in the place of the true one. */
  readonly unknownStatus: string | null;
}

/** Shows a job as it stands. */
export function toJobDocument(surroundings: Surroundings, job: SimulatedJob, view: View): WireDocument {
  const { world } = surroundings;
  const type = typeOf(job);
  const { outer } = splitFields(type, job.fields);
  const member = type === "profile" && view.isOldForm ? "profile_job" : MEMBERS[type];
  const artifacts = artifactsOf(world, job).map(toArtifactType);
  const document = {
    hub_version: assumedText(world, "hubVersion"),
    ...(isFinal(job.state.native) &&
      isAssumed(world, "failureTypes", true) && { failure_type: failureType(job) }),
    ...(artifacts.length > 0 && { available_artifacts: artifacts }),
    ...notices(job),
    ...authorization("JOB", ownerOf(job).email === view.reader.email),
    ...(!unsetsMember(type, job.fields) && { [member]: toInner(surroundings, job, view) }),
  };
  return overlay(document, outer);
}

/** The member that holds the job. */
export function toInner(
  surroundings: Surroundings,
  job: SimulatedJob,
  { isOldForm, unknownStatus }: View,
): WireDocument {
  const { world } = surroundings;
  const type = typeOf(job);
  const owner = ownerOf(job);
  const idName = type === "profile" && !isOldForm ? "inference_job_id" : `${type}_job_id`;
  const request = requestOf(world, job);
  const inner = {
    ...request,
    [idName]: job.id,
    user: toUser(owner),
    user_id: String(owner.id),
    job_state: toWireState(job.state.native),
    ...timesOf(world, job),
    ...inProject(world, projectOf(job)),
    ...references(surroundings, request),
    ...product(surroundings, job, request),
    ...failure(job),
  };
  const shown = overlay(inner, overrides(job));
  return unknownStatus === null ? shown : { ...shown, job_state: toWireState(unknownStatus) };
}

/** Fields of the control port lie over all; those of a client are its request, which was read above. */
function overrides(job: SimulatedJob): WireDocument {
  return job.origin === "vendor" ? {} : splitFields(typeOf(job), job.fields).inner;
}

/** The models and datasets of a request in full. */
function references({ models, datasets }: Surroundings, request: WireDocument): WireDocument {
  const model = (part: WireDocument) => models.find(textAt(part, "model_id"))?.document ?? part;
  const dataset = (name: string) => {
    const part = documentAt(request, name);
    if (!("dataset_id" in part)) return {};
    return { [name]: datasets.find(textAt(part, "dataset_id"))?.document ?? part };
  };
  const list = documentsAt(documentAt(request, "models"), "models").map(model);
  return {
    ...("model" in request && { model: model(documentAt(request, "model")) }),
    ...(list.length > 0 && { models: { models: list, total_query_count: String(list.length) } }),
    ...dataset("dataset"),
    ...dataset("calibration_dataset"),
  };
}

/** What the job makes or measures. */
function product({ models }: Surroundings, job: SimulatedJob, request: WireDocument): WireDocument {
  const type = typeOf(job);
  const hasSucceeded = job.state.native === "SUCCESS";
  const source = models.find(textAt(documentAt(request, "model"), "model_id"))?.document ?? {};
  const shapes = "tensor_type_list" in request ? {} : { tensor_type_list: documentAt(source, "input_spec") };
  if (type === "inference" || type === "profile") return hasSucceeded ? { ...shapes, ...headline(job) } : {};
  const target = models.targetOf(job);
  const targetShapes = documentsAt(documentAt(request, "tensor_type_list"), "types");
  const isChannelsLast = target?.model_type === "MODEL_TYPE_TFLITE";
  return {
    ...(type === "quantize" && shapes),
    ...(target && { target_model: target }),
    ...(type === "compile" &&
      hasSucceeded && {
        target_tensor_type_list: { types: isChannelsLast ? targetShapes.map(channelsLast) : targetShapes },
      }),
  };
}

function failure(job: SimulatedJob): WireDocument {
  const { native, message } = job.state;
  if (native !== "FAILED") return {};
  const reason = message ?? "Internal compiler error.";
  if (typeOf(job) === "quantize") return { failure_reason: reason };
  return { failure_reason: reason, error_details: `${reason}\nSee the logs of job ${job.id} for more.` };
}

/** 2003 when a job that it waited for failed, 12000 when the reason speaks of time, 2 for all else. */
function failureType({ state }: SimulatedJob): string {
  if (state.native === "SUCCESS") return "JOB_FAILURE_TYPE_SUCCESS";
  if (state.secondary !== null) return `JOB_FAILURE_TYPE_${state.secondary}`;
  const isTimeout = state.message?.includes("timed out") ?? false;
  return isTimeout ? "JOB_FAILURE_TYPE_RUNTIME_TIMEOUT" : "JOB_FAILURE_TYPE_UNKNOWN";
}

function notices(job: SimulatedJob): WireDocument {
  if (job.origin !== "generated" || !createRandom(job.seed, "notice").chance(0.1)) return {};
  const message = "Some operators run on the CPU.";
  return { notices: [{ context: "MODEL", severity: "WARNING", message }] };
}
