import type { Route, World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { type Door, parseBody } from "./door.ts";
import { ServiceError } from "./errors.ts";
import { changeJob, createJob, deleteJob, deleteJobs, stopJob } from "./job-commands.ts";
import { documentOf, taskAddresses } from "./job-document.ts";
import { eventPageOf } from "./job-events.ts";
import { artifactsOf, detailOf, trainingMetricsOf } from "./job-fine-tuning.ts";
import { metricsOf } from "./job-metrics.ts";
import { isNameTaken } from "./job-names.ts";
import { createJobSearch } from "./job-search.ts";
import { stagesOf } from "./job-stages.ts";
import { trialOf, trialPageOf } from "./job-trials.ts";
import { json, type Project } from "./project.ts";
import { integer, parseSearchRequest } from "./search-request.ts";

const P = "/v2/{project}";

/** The operations that change jobs. */
export function commandRoutes(
  world: World,
  { service }: Door,
  { jobOf, show }: Project,
  userName: string,
): readonly Route[] {
  return [
    service("POST", `${P}/training-jobs`, (request) =>
      json(201, show(createJob(world, parseBody(request), userName), request)),
    ),
    service("POST", `${P}/training-jobs/batch-delete`, (request) => {
      deleteJobs(world, parseBody(request));
      return { status: 202 };
    }),
    service("PUT", `${P}/training-jobs/{id}`, (request) => {
      changeJob(world, jobOf(request), parseBody(request));
      return json(200, null);
    }),
    service("DELETE", `${P}/training-jobs/{id}`, (request) => {
      deleteJob(world, jobOf(request));
      return json(202, "");
    }),
    service("POST", `${P}/training-jobs/{id}/actions`, (request) => {
      const stopping = stopJob(world, jobOf(request), parseBody(request));
      return json(assumedNumber(world, "stopStatus"), show(stopping, request));
    }),
  ];
}

/** What fine-tuning jobs have beside their documents. */
const tuning = { "ft-detail": detailOf, "ft-metrics": trainingMetricsOf, "ft-artifacts": artifactsOf };

/** The operations that read jobs and what belongs to them, but for logs and tags. */
export function jobRoutes(
  world: World,
  { service }: Door,
  { jobOf, taskOf, tasksOf, show }: Project,
): readonly Route[] {
  const search = createJobSearch(world);
  const countsItems = () => isAssumed(world, "offsetUnit", "item");
  return [
    service("POST", `${P}/training-job-searches`, (request) => {
      const asked = parseSearchRequest(parseBody(request));
      const skip = countsItems() ? asked.offset : asked.offset * asked.limit;
      const { items, ...counts } = search(asked, skip, (job) => show(job, request));
      return json(200, {
        ...counts,
        limit: asked.limit,
        offset: asked.offset,
        sort_by: "create_time",
        order: asked.order,
        group_by: asked.groupBy,
        workspace_id: asked.workspaceId,
        ai_project: "default-ai-project",
        ...(asked.trainType && { train_type: asked.trainType }),
        items,
      });
    }),
    service("GET", `${P}/training-job-names`, ({ search: query }) => {
      const name = query.get("job_name");
      if (!name) throw new ServiceError("2788", "job_name");
      const is_duplicate = isNameTaken(world, name, query.get("workspace_id") || "0");
      return json(200, { is_duplicate });
    }),
    service("GET", `${P}/training-jobs/{id}`, (request) => json(200, show(jobOf(request), request))),
    service("GET", `${P}/training-jobs/{id}/tasks`, (request) => {
      const job = jobOf(request);
      const count = integer(request.search.get("schedule_count"), "schedule_count", 1, 1000, 0);
      const hasRun = job.history.some((state) => state.native === "Running");
      const tasks = hasRun ? taskAddresses(job, tasksOf(job)) : [];
      return json(
        200,
        tasks.filter((task) => count === 0 || task.schedule_count === count),
      );
    }),
    service("GET", `${P}/training-jobs/{id}/events`, (request) => {
      const job = jobOf(request);
      return json(200, eventPageOf(job, tasksOf(job), request.search, countsItems()));
    }),
    service("GET", `${P}/training-jobs/{id}/stages`, (request) => json(200, stagesOf(jobOf(request)))),
    service("GET", `${P}/training-jobs/{id}/metrics/{task}`, (request) => {
      const { job, task } = taskOf(request);
      const metrics = metricsOf(job, task, documentOf(job, world.now()), world.now());
      return metrics ? json(200, metrics) : { status: 204 };
    }),
    ...Object.entries(tuning).map(([path, answer]) =>
      service("GET", `${P}/training-jobs/{id}/${path}`, (request) => {
        const job = jobOf(request);
        return json(200, answer(job, documentOf(job, world.now()), world.now()));
      }),
    ),
    service("GET", `${P}/training-jobs/{id}/autosearch-trials`, (request) =>
      json(200, trialPageOf(jobOf(request), request.search, world.now(), countsItems())),
    ),
    service("GET", `${P}/training-jobs/{id}/autosearch-trials/{trial}`, (request) =>
      json(200, trialOf(jobOf(request), request.params.trial ?? "", world.now())),
    ),
  ];
}
