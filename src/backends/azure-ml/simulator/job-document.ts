import type { SimulatedJob } from "../../../simulator/contract.ts";
import { APPLICATION_OBJECT_ID, PROVIDER, toResourceId, WORKSPACE_ID } from "./account.ts";
import { creatorOf } from "./creator.ts";
import { generateProperties } from "./generated-job.ts";
import { serviceMarksOf } from "./service-marks.ts";
import { toSystemTime } from "./timestamps.ts";
import { documentAt, isDocument, listAt, type WireDocument } from "./wire-document.ts";

/** Field of a job that is no wire name: the keys of service tags that a write has removed. */
export const LOST_TAGS = "(lost tags)";

/** Maps whose keys belong to users: a field given for one of them replaces it whole. */
const USER_MAPS = new Set([
  "tags",
  "properties",
  "inputs",
  "outputs",
  "environmentVariables",
  "jobs",
  "searchSpace",
  "conf",
]);

/** The job as a resource. `origin` is the simulator's, for the tracking service; `status` wins over the job's own. */
export function toJobResource(job: SimulatedJob, origin: string, status: string | null = null): WireDocument {
  const properties = propertiesOf(job, origin);
  return {
    ...toEmptyResource(job.id, job),
    properties: status === null ? properties : { ...properties, status },
  };
}

/** What is left of a resource for a run that is no job of its own: everything but `properties`. */
export function toEmptyResource(id: string, job: SimulatedJob): WireDocument {
  const created =
    job.origin === "vendor"
      ? { createdBy: APPLICATION_OBJECT_ID, createdByType: "Application" }
      : { createdBy: creatorOf(job).name, createdByType: "User" };
  return {
    id: toResourceId("jobs", id),
    name: id,
    type: `${PROVIDER}/workspaces/jobs`,
    systemData: { createdAt: toSystemTime(job.createdAt), ...created },
  };
}

/** The job's `properties`: what its user defined and what the service adds to it. */
export function propertiesOf(job: SimulatedJob, origin: string): WireDocument {
  const defined = definitionOf(job);
  const marks = serviceMarksOf(job, defined);
  return {
    ...defined,
    tags: { ...documentAt(defined, "tags"), ...keptMarks(job, marks.tags) },
    properties: { ...marks.properties, ...documentAt(defined, "properties") },
    status: defined.status ?? job.state.native,
    services: { ...standardServices(job, defined, origin), ...documentAt(defined, "services") },
    ...("outputs" in defined && {
      outputs: { ...documentAt(defined, "outputs"), ...defaultOutput(job, defined) },
    }),
  };
}

/** What the user of a job defined: as sent, or generated and overlaid with the job's fields. */
export function definitionOf(job: SimulatedJob): WireDocument {
  const { [LOST_TAGS]: _, ...fields } = job.fields;
  return job.origin === "vendor" ? fields : layFields(generateProperties(job), fields);
}

/** Tags that the service has on a job, without those that a write has removed. */
function keptMarks(job: SimulatedJob, tags: WireDocument): WireDocument {
  const lost = listAt(job.fields, LOST_TAGS);
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !lost.includes(key)));
}

function layFields(below: WireDocument, above: WireDocument, isTop = true): WireDocument {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    const merges = isDocument(under) && isDocument(value) && !(isTop && USER_MAPS.has(key));
    merged[key] = merges ? layFields(under, value, false) : value;
  }
  return merged;
}

function standardServices(job: SimulatedJob, defined: WireDocument, origin: string): WireDocument {
  const service = (jobServiceType: string, endpoint: string) => ({
    jobServiceType,
    port: null,
    endpoint,
    status: null,
    errorMessage: null,
    properties: null,
    nodes: null,
  });
  const host = new URL(origin).host;
  const tracking = service("Tracking", `azureml://${host}/mlflow/v1.0${WORKSPACE_ID}?`);
  const place = WORKSPACE_ID.replace("/resourceGroups/", "/resourcegroups/").replace(
    `/providers/${PROVIDER}`,
    "",
  );
  const studio = service("Studio", `https://ml.azure.com/runs/${job.id}?wsid=${place}`);
  return defined.jobType === "Sweep" ? { Studio: studio } : { Tracking: tracking, Studio: studio };
}

/** The artifact folder, which the service adds to the outputs of commands and sweeps. */
function defaultOutput(job: SimulatedJob, defined: WireDocument): WireDocument {
  if (defined.jobType !== "Command" && defined.jobType !== "Sweep") return {};
  const uri = `azureml://datastores/workspaceartifactstore/ExperimentRun/dcid.${job.id}`;
  return { default: { description: null, uri, mode: "ReadWriteMount", jobOutputType: "uri_folder" } };
}
