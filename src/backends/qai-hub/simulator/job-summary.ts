import type { SimulatedJob } from "../../../simulator/contract.ts";
import { authorization } from "./authorization.ts";
import { type Surroundings, toInner, type View } from "./job-document.ts";
import { ownerOf, typeOf } from "./job-request.ts";
import { MEMBERS } from "./job-words.ts";
import { targetForm } from "./model-types.ts";
import { documentAt, textAt, type WireDocument } from "./wire-document.ts";

/** Fields that a summary takes over from the job as they are. */
const KEPT = [
  "name",
  "job_state",
  "creation_time",
  "queued_time",
  "start_time",
  "completion_time",
  "last_updated_time",
  "project_id",
  "project_slug",
  "execution_time",
  "execution_peak_memory",
  "is_profiling_on",
];

/** Shows a job as lists do: no reason, no model and no options. */
export function toJobSummary(surroundings: Surroundings, job: SimulatedJob, view: View): WireDocument {
  const type = typeOf(job);
  const inner = toInner(surroundings, job, view);
  const member = type === "profile" && view.isOldForm ? "profile_job" : MEMBERS[type];
  const device = documentAt(inner, "device");
  const { email } = documentAt(inner, "user");
  return {
    [`${member}_summary`]: {
      job_id: job.id,
      user: { email },
      ...Object.fromEntries(KEPT.filter((name) => name in inner).map((name) => [name, inner[name]])),
      ...("device" in inner && { device_name: device.name, device_os_version: device.os }),
      target_model_type: targetForm(type, textAt(inner, "options"))?.type ?? modelType(inner),
    },
    ...authorization("JOB", ownerOf(job).email === view.reader.email),
  };
}

function modelType(inner: WireDocument): unknown {
  return documentAt(inner, "model").model_type ?? "MODEL_TYPE_UNSPECIFIED";
}
