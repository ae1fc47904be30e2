import type { Route, SimulatedJob, VendorRequest, World } from "../../../simulator/contract.ts";
import { toResourceId } from "./account.ts";
import { json, parseBody } from "./answers.ts";
import { isAssumed } from "./assumptions.ts";
import type { Door } from "./door.ts";
import { invalid, jobNotFound } from "./errors.ts";
import { readJobBody } from "./job-body.ts";
import { toEmptyResource, toJobResource } from "./job-document.ts";
import { listJobs } from "./job-list.ts";
import { createJob, updateJob } from "./job-writes.ts";
import { cancelJob, deleteJob } from "./operations.ts";
import { findRun } from "./runs.ts";

/** The jobs of the management plane. */
export function jobRoutes(world: World, { workspace }: Door): readonly Route[] {
  const show = (job: SimulatedJob, request: VendorRequest) =>
    toJobResource(job, world.origin, request.effects.unknownStatus);
  const jobOf = (name: string) => {
    const job = world.jobs.get(name);
    if (!job) throw jobNotFound(name);
    return job;
  };
  return [
    workspace("GET", "/jobs", (request) =>
      json(
        200,
        listJobs(world, request, (job) => show(job, request)),
      ),
    ),
    workspace("GET", "/jobs/{name}", (request) => {
      const name = request.params.name ?? "";
      const run = findRun(world, name);
      if (!run) throw jobNotFound(name);
      // A child of a job is known here, but says nothing of itself.
      return json(200, run.parent ? toEmptyResource(name, run.job) : show(run.job, request));
    }),
    workspace("PUT", "/jobs/{name}", (request) => {
      const name = request.params.name ?? "";
      const version = request.search.get("api-version") ?? "";
      const properties = readJobBody(world, parseBody(request), version);
      requirePipelineToken(world, request, properties.jobType);
      const existing = world.jobs.get(name);
      if (existing) {
        updateJob(world, existing, properties);
        return json(200, show(jobOf(name), request));
      }
      const created = createJob(world, name, properties);
      const Location = `${world.origin}${toResourceId("jobs", name)}?api-version=${version}`;
      return json(201, show(created, request), { Location });
    }),
    workspace("POST", "/jobs/{name}/cancel", ({ params, search }) =>
      cancelJob(world, jobOf(params.name ?? ""), search.get("api-version") ?? ""),
    ),
    workspace("DELETE", "/jobs/{name}", ({ params, search }) => {
      const job = world.jobs.get(params.name ?? "");
      return job ? deleteJob(world, job, search.get("api-version") ?? "") : { status: 204 };
    }),
  ];
}

function requirePipelineToken(world: World, request: VendorRequest, jobType: unknown): void {
  if (jobType !== "Pipeline" || !isAssumed(world, "pipelineNeedsToken", true)) return;
  if (!request.header("x-azureml-token")) throw invalid("x-azureml-token", "is required for pipelines");
}
