import type { Route } from "../../../simulator/contract.ts";
import {
  JobAssociatedModelsSchema,
  JobListSchema,
  JobPublicUpdateSchema,
  JobResultSchema,
  JobSchema,
  JobSummaryListSchema,
  JobTypeCountsSchema,
  MoveToProjectRequestSchema,
  NamedArtifactDownloadURLListSchema,
} from "../proto/public_api_pb.js";
import type { Access } from "./access.ts";
import { findArtifact } from "./artifacts.ts";
import { assumedNumber, assumedText } from "./assumptions.ts";
import { createJob } from "./create-job.ts";
import type { Dependents } from "./dependents.ts";
import { type Call, changed, type Door, type Handler } from "./door.ts";
import { InvalidField, ServiceError } from "./errors.ts";
import { type Surroundings, toJobDocument, type View } from "./job-document.ts";
import { countByType, createListing, requireProject } from "./job-list.ts";
import { ownerOf, requestOf, sourcesOf } from "./job-request.ts";
import { toJobResult } from "./job-result.ts";
import { toJobSummary } from "./job-summary.ts";
import type { JobType } from "./job-words.ts";
import { reply } from "./message.ts";
import type { Sharing } from "./sharing.ts";
import type { Storage } from "./storage.ts";
import { textAt, type WireDocument } from "./wire-document.ts";

/** Parts of the service that the routes of jobs use. */
export interface JobParts extends Surroundings {
  readonly sharing: Sharing;
  readonly access: Access;
  readonly storage: Storage;
  readonly dependents: Dependents;
  readonly markUnseeded: (jobId: string) => void;
}

/** Jobs: lists, single jobs, results, files, creates and the few changes that there are. */
export function jobRoutes({ route }: Door, parts: JobParts): readonly Route[] {
  const { world, models, datasets, sharing, access, storage, dependents } = parts;
  const isOldForm = (call: Call) => {
    const form = assumedText(world, "profileForm");
    return form === "byVersion" ? call.isOldClient : form === "profile";
  };
  const viewOf = (call: Call): View => {
    const { unknownStatus } = call.request.effects;
    return { reader: call.reader, isOldForm: isOldForm(call), unknownStatus };
  };
  const list = createListing(world, sharing, isOldForm);

  const summaries = (call: Call, project: string | null) => {
    const { page, total } = list(call, project);
    const job_summaries = page.map((job) => toJobSummary(parts, job, viewOf(call)));
    return reply(JobSummaryListSchema, { job_summaries, total_query_count: String(total) });
  };
  const documents = (call: Call, project: string | null) => {
    const { page, total } = list(call, project);
    const jobs = page.map((job) => toJobDocument(parts, job, viewOf(call)));
    return reply(JobListSchema, { jobs, total_query_count: String(total) });
  };
  const create = (call: Call, project: string) => {
    access.requireMember(call);
    const isVisible = (id: string) => access.isVisible(call.reader, id);
    return createJob({ world, models, datasets, isVisible }, dependents, call, project, parts.markUnseeded);
  };

  const rename: Handler = (call) => {
    const job = access.job(call);
    access.requireCreator(call, ownerOf(job));
    const name = textAt(call.read(JobPublicUpdateSchema), "name");
    const longest = assumedNumber(world, "nameLength");
    if (name === "") throw new InvalidField("name", "This field may not be blank.");
    if ([...name].length > longest)
      throw new InvalidField("name", `Ensure this field has no more than ${longest} characters.`);
    world.jobs.change(job.id, { name });
    return changed(world, job.id);
  };

  const result: Handler = (call) => {
    const job = access.job(call);
    if (job.state.native !== "SUCCESS") throw new ServiceError(404, "Job result is not available.");
    return reply(JobResultSchema, toJobResult(datasets, job, isOldForm(call)));
  };

  const artifacts: Handler = (call) => {
    const job = access.job(call);
    const file = findArtifact(world, job, call.param("attempt"), call.param("type"));
    if (!file) throw new ServiceError(404);
    const url = storage.link({ method: "GET", key: `artifacts/${job.id}/${file.filename}` });
    return reply(NamedArtifactDownloadURLListSchema, { artifacts: [{ url, ...file }] });
  };

  const move: Handler = (call) => {
    const job = access.job(call);
    access.requireCreator(call, ownerOf(job));
    const project_id = requireProject(textAt(call.read(MoveToProjectRequestSchema), "project_id"));
    world.jobs.change(job.id, { project_id });
    return changed(world, job.id);
  };

  const associatedModels: Handler = (call) => {
    const job = access.job(call);
    const target = models.targetOf(job);
    const sources = sourcesOf(requestOf(world, job)).map((source) => textAt(source, "model_id"));
    const relate = (model: WireDocument, relation: string) => ({
      model_id: model.model_id,
      job_id: job.id,
      model_type: model.model_type,
      model_relation: `MODEL_RELATION_${relation}`,
    });
    const associated_models = [
      ...sources.flatMap((id) => models.find(id) ?? []).map(({ document }) => relate(document, "SOURCE")),
      ...(target ? [relate(target, "TARGET")] : []),
    ];
    return reply(JobAssociatedModelsSchema, { associated_models });
  };

  const counts: Handler = (call) => {
    const byType = countByType(world, call, requireProject(call.param("project")));
    return reply(JobTypeCountsSchema, { type_counts: toTypeCounts(byType, isOldForm(call)) });
  };

  const ofProject = (answer: (call: Call, project: string) => ReturnType<Handler>): Handler => {
    return (call) => answer(call, requireProject(call.param("project")));
  };

  return [
    route("GET", "/job_summaries/", (call) => summaries(call, null)),
    route("GET", "/jobs/", (call) => documents(call, null)),
    route("POST", "/jobs/", (call) => create(call, call.reader.projectId)),
    route("GET", "/projects/{project}/job_summaries/", ofProject(summaries)),
    route("GET", "/projects/{project}/job_summaries/counts/", counts),
    route("GET", "/projects/{project}/jobs/", ofProject(documents)),
    route("POST", "/projects/{project}/jobs/", ofProject(create)),
    route("GET", "/jobs/{id}/", (call) =>
      reply(JobSchema, toJobDocument(parts, access.job(call), viewOf(call))),
    ),
    route("PATCH", "/jobs/{id}/", rename),
    route("DELETE", "/jobs/{id}/", (call) => {
      access.job(call);
      throw new ServiceError(assumedNumber(world, "deleteStatus"), 'Method "DELETE" not allowed.');
    }),
    route("GET", "/jobs/{id}/result/", result),
    route("GET", "/jobs/{id}/device_runs/{attempt}/artifact_list/{type}/", artifacts),
    route("GET", "/jobs/{id}/associated_models/", associatedModels),
    route("POST", "/jobs/{id}/move/", move),
  ];
}

/** Clients that know no profile jobs get them counted as inference jobs. */
function toTypeCounts(byType: ReadonlyMap<JobType, number>, isOldForm: boolean): readonly WireDocument[] {
  const counts = new Map<string, number>();
  for (const [type, count] of byType) {
    const shown = type === "profile" && !isOldForm ? "inference" : type;
    counts.set(shown, (counts.get(shown) ?? 0) + count);
  }
  return [...counts].map(([type, count]) => ({
    job_type: `JOB_TYPE_${type.toUpperCase()}`,
    count: String(count),
  }));
}
