import type { Jobs, SimulatedJob, World } from "../../../simulator/contract.ts";
import { documentOf, tagsOf, taskAddresses } from "./job-document.ts";
import { taskIdsOf } from "./job-status.ts";
import { createNewestPages } from "./newest-page.ts";
import { isEnded } from "./phases.ts";
import {
  type Condition,
  type FilterKey,
  LONGEST_SPAN_MS,
  type SearchRequest,
  type TagCondition,
} from "./search-request.ts";
import { userIdOf } from "./users.ts";
import { listAt, overlay, textAt, type WireDocument } from "./wire-document.ts";

/** A page of a search: `total` counts all jobs of the workspace, `count` those that match. */
export interface SearchResult {
  readonly total: number;
  readonly count: number;
  readonly items: readonly WireDocument[];
}

/** Runs searches; `skip` is the number of matching jobs before the page, `show` makes the documents of the answer. */
export type JobSearch = (
  request: SearchRequest,
  skip: number,
  show: (job: SimulatedJob) => WireDocument,
) => SearchResult;

/** Builds the search over the jobs of a world. */
export function createJobSearch(world: World): JobSearch {
  const { jobs } = world;
  const newest = createNewestPages(jobs);

  /** Generated jobs are all in the default workspace, so only those that were made need a look. */
  function totalOf(workspaceId: string): number {
    let elsewhere = 0;
    let here = 0;
    for (const job of jobs.made()) {
      const workspace = workspaceOf(job);
      if (workspace !== "0") elsewhere++;
      if (workspace === workspaceId) here++;
    }
    return workspaceId === "0" ? jobs.count() - elsewhere : here;
  }

  function walk(...[request, skip, show]: Parameters<JobSearch>): SearchResult {
    const matches = matcherOf(request, world.now());
    const window = windowOf(request, world.now());
    const ordered = request.order === "asc" ? jobs.oldestFirst(window) : jobs.newestFirst(window);
    const candidates = asksForActive(request) ? jobs.unsettled() : ordered;
    const items: WireDocument[] = [];
    let count = 0;
    for (const job of candidates) {
      if (workspaceOf(job) !== request.workspaceId || !matches(job)) continue;
      count++;
      if (count <= skip || items.length === request.limit) continue;
      items.push(request.hostIps.length > 0 ? withTaskIps(job, show(job)) : show(job));
    }
    return { total: totalOf(request.workspaceId), count, items };
  }

  return (request, skip, show) => {
    const total = totalOf("0");
    const isWhole = request.workspaceId === "0" && total === jobs.count();
    if (!isWhole || hasConditions(request)) return walk(request, skip, show);
    const { order, limit } = request;
    const page = order === "desc" ? newest.read(skip, limit) : oldestPage(jobs, skip, limit);
    return { total, count: total, items: page.map(show) };
  };
}

/** Reads a page oldest first, which costs a walk from the first job. */
function oldestPage(jobs: Jobs, skip: number, limit: number): readonly SimulatedJob[] {
  const page: SimulatedJob[] = [];
  let position = 0;
  for (const job of jobs.oldestFirst()) {
    if (position++ < skip) continue;
    page.push(job);
    if (page.length === limit) break;
  }
  return page;
}

/** Jobs of a world are in the default workspace unless their fields say otherwise. */
export function workspaceOf(job: SimulatedJob): string {
  return textAt(job.fields, "metadata", "workspace_id") || "0";
}

/** Tells whether a job has all the tags asked for. */
export function hasTags(job: SimulatedJob, conditions: readonly TagCondition[]): boolean {
  if (conditions.length === 0) return true;
  const tags = tagsOf(job);
  return conditions.every(({ key, values }) =>
    tags.some((tag) => tag.key === key && (values.length === 0 || values.includes(tag.value))),
  );
}

function hasConditions(request: SearchRequest): boolean {
  const { conditions, tags, hostIps, trainType } = request;
  return conditions.length + tags.length + hostIps.length > 0 || trainType !== null;
}

/** Whether only jobs that have not ended can match, newest first: these are a fraction of the world. */
function asksForActive(request: SearchRequest): boolean {
  return (
    request.order === "desc" &&
    windowOf(request, 0) === undefined &&
    request.conditions.some(
      (condition) =>
        condition.key === "phase" &&
        condition.operator === "in" &&
        !condition.values.some((phase) => isEnded(phase)),
    )
  );
}

/** The span to look at; tag and host conditions without one look at the last 31 days. */
function windowOf(request: SearchRequest, now: number): { from: number; to: number } | undefined {
  for (const condition of request.conditions) {
    if (condition.operator === "between") return { from: condition.from, to: condition.to + 0.9999 };
  }
  const needsSpan = request.tags.length > 0 || request.hostIps.length > 0;
  return needsSpan ? { from: now - LONGEST_SPAN_MS, to: now } : undefined;
}

function matcherOf(request: SearchRequest, now: number): (job: SimulatedJob) => boolean {
  const { conditions, tags, hostIps, trainType } = request;
  const onlyPhase = conditions.every((condition) => condition.key === "phase");
  return (job) => {
    if (!hasTags(job, tags)) return false;
    const isCheap = onlyPhase && hostIps.length === 0 && trainType === null;
    const document = isCheap && job.fields.status === undefined ? null : documentOf(job, now);
    const fieldOf = (key: FilterKey) => (document ? filterValue(document, key) : job.state.native);
    if (!conditions.every((condition) => holds(condition, fieldOf))) return false;
    if (!document) return true;
    const isFineTuning = document.ftjob_config !== undefined;
    if (trainType !== null && isFineTuning !== (trainType === "ftjob")) return false;
    if (hostIps.length === 0) return true;
    return taskAddresses(job, taskIdsOf(document)).some((task) => hostIps.includes(task.host_ip));
  };
}

function holds(condition: Condition, fieldOf: (key: FilterKey) => string): boolean {
  const value = fieldOf(condition.key);
  switch (condition.operator) {
    case "in":
      return condition.values.includes(value);
    case "not":
      return !condition.values.includes(value);
    case "like":
      return condition.values.some((part) => value.includes(part));
    case "between":
      return Number(value) >= condition.from && Number(value) <= condition.to;
  }
}

function filterValue(document: WireDocument, key: FilterKey): string {
  switch (key) {
    case "id":
    case "name":
    case "create_time":
      return textAt(document, "metadata", key);
    case "kind":
      return textAt(document, "kind");
    case "phase":
      return textAt(document, "status", "phase");
    case "algorithm_id":
      return textAt(document, "algorithm", "id");
    case "algorithm_name":
      return textAt(document, "algorithm", "name");
    case "user_id":
      return userIdOf(textAt(document, "metadata", "user_name"));
    case "pool_id":
      return textAt(document, "spec", "resource", "pool_id");
    case "training_experiment_id":
      return textAt(document, "metadata", "training_experiment_reference", "id");
    case "runtime_type":
      return textAt(document, "spec", "runtime_type");
    case "priority":
      return textAt(document, "spec", "schedule_policy", "priority");
  }
}

function withTaskIps(job: SimulatedJob, document: WireDocument): WireDocument {
  const tasks = listAt(document, "status", "tasks").map(String);
  return overlay(document, { status: { task_ips: taskAddresses(job, tasks) } });
}
