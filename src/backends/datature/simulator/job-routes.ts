import type { Route, SimulatedJob, VendorRequest, World } from "../../../simulator/contract.ts";
import { isAssumed } from "./assumptions.ts";
import { createJob, type Ingredients } from "./create-job.ts";
import type { Door } from "./door.ts";
import { invalid, unknownResource } from "./errors.ts";
import { isWellFormed } from "./identifiers.ts";
import { type JobSurroundings, toJobDocument, withOverview } from "./job-document.ts";
import { hasEnded } from "./job-words.ts";
import { answerLog } from "./log-answer.ts";
import { pageOf } from "./page.ts";
import { moveStop } from "./stop-job.ts";

/** Batch jobs and their logs. */
export function jobRoutes(
  world: World,
  { project }: Door,
  ingredients: Ingredients,
  surroundings: JobSurroundings,
): readonly Route[] {
  const show = (job: SimulatedJob, { effects }: VendorRequest) =>
    withOverview(toJobDocument(world, surroundings, job), effects.unknownStatus);
  const jobRoute = (
    method: string,
    path: string,
    handle: (job: SimulatedJob, request: VendorRequest) => unknown,
  ) =>
    project(method, `/batch/jobs/{id}${path}`, (request) => {
      const { id = "" } = request.params;
      if (!isWellFormed("batchjob", id)) throw invalid("id", `${id} is no batchjob id`);
      const job = world.jobs.get(id);
      if (!job) throw unknownResource();
      return handle(job, request);
    });

  return [
    project("GET", "/batch/jobs", (request) =>
      pageOf(world, request, world.jobs, (job) => show(job, request)),
    ),
    project("POST", "/batch/jobs", (request) => show(createJob(world, ingredients, request), request)),
    jobRoute("GET", "", show),
    jobRoute("PATCH", "", (job, request) => show(moveStop(world, job, request), request)),
    jobRoute("DELETE", "", (job) => {
      const isRefused = !hasEnded(job) && isAssumed(world, "deleteActive", "reject");
      if (isRefused) throw invalid("id", "the job has not ended");
      world.jobs.remove(job.id);
      return { ...(isAssumed(world, "deletionId", "shown") && { id: job.id }), deleted: true };
    }),
    jobRoute("GET", "/logs", (job, request) => answerLog(world, job, request)),
  ];
}
