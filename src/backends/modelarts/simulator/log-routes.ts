import { createHmac } from "node:crypto";
import type { LogLine, LogSources, Route, SimulatedJob, World } from "../../../simulator/contract.ts";
import { isAssumed } from "./assumptions.ts";
import type { Door } from "./door.ts";
import { ServiceError } from "./errors.ts";
import { generateLog } from "./generated-log.ts";
import { documentOf } from "./job-document.ts";
import { runTimesOf } from "./job-status.ts";
import { linePageOf, previewOf } from "./log-answers.ts";
import { isEnded } from "./phases.ts";
import { json, type Project } from "./project.ts";
import { textAt } from "./wire-document.ts";

const P = "/v2/{project}";
const RETENTION_MS = 30 * 24 * 3_600_000;
const LINK_MS = 5 * 60_000;

/** The three ways to read a task's log, and what a log link points at. */
export function logRoutes(
  world: World,
  { service, open }: Door,
  { taskOf }: Project,
  linkSecret: string,
): readonly Route[] {
  const sign = (path: string, expires: string) =>
    createHmac("sha1", linkSecret).update(`${path}\n${expires}`).digest("hex");

  return [
    service("GET", `${P}/training-jobs/{id}/tasks/{task}/logs/preview`, (request) => {
      const { job, task } = taskOf(request);
      if (isCleared(world, job)) throw new ServiceError("2819", task);
      const text = world.logs.text(job, task);
      if (text !== null) return json(200, previewOf(text));
      if (isAssumed(world, "noLogStatus", 400)) throw new ServiceError("2818", task);
      return { status: 204 };
    }),
    service("GET", `${P}/training-jobs/{id}/tasks/{task}/logs/url`, (request) => {
      const { job, task } = taskOf(request);
      const path = `/logs/modelarts-job-${job.id}-${task}.log`;
      const expires = String(Math.floor((world.wallNow() + LINK_MS) / 1000));
      const query = `AccessKeyId=link&Expires=${expires}&Signature=${sign(path, expires)}`;
      return json(200, { obs_url: `${world.origin}${path}?${query}` });
    }),
    service("GET", `${P}/training-jobs/{id}/logs/{task}`, (request) => {
      if (!isAssumed(world, "lineApi", true)) throw new ServiceError("2836");
      const { job, task } = taskOf(request);
      const lines = linesOf(world, job, task);
      const includesBase = isAssumed(world, "lineApiIncludesBase", true);
      return json(200, linePageOf(lines, request.search, includesBase));
    }),
    open("GET", "/logs/modelarts-job-{id}.log", (request) => {
      const [, id = "", task = ""] = /^(.{36})-(.+)$/.exec(request.params.id ?? "") ?? [];
      const expires = request.search.get("Expires") ?? "";
      const isSigned = request.search.get("Signature") === sign(request.path, expires);
      if (!isSigned || Number(expires) * 1000 < world.wallNow()) return { status: 403 };
      const job = world.jobs.get(id);
      const headers = { "Content-Type": "text/plain" };
      return job ? { status: 200, headers, body: world.logs.text(job, task) ?? "" } : { status: 404 };
    }),
  ];
}

/** The lines of a task's log; what a job that has ended left unfinished is one too. */
function linesOf(world: World, job: SimulatedJob, task: string): readonly LogLine[] {
  const lines = world.logs.lines(job, task) ?? [];
  const text = world.logs.text(job, task) ?? Buffer.alloc(0);
  const rest = isEnded(job.state.native) ? text.toString("utf8", text.lastIndexOf("\n") + 1) : "";
  return rest === "" ? lines : [...lines, { at: job.updatedAt, line: rest }];
}

/** What the framework has to know about the logs: one per task, `worker-0` the main one. */
export function logSources(world: World, { tasksOf }: Project): LogSources {
  return {
    resolve(job, source) {
      const tasks = tasksOf(job);
      const main = tasks.includes("worker-0") ? "worker-0" : (tasks[0] ?? null);
      if (source === undefined) return main;
      return tasks.includes(source) ? source : null;
    },
    acceptsRecords: false,
    generated: (job, source) => generateLog(job, source, world.now()),
  };
}

/** Logs are kept for 30 days after the end unless they are exported. */
function isCleared(world: World, job: SimulatedJob): boolean {
  const { endedAt } = runTimesOf(job);
  if (endedAt === null || world.now() - endedAt < RETENTION_MS) return false;
  return textAt(documentOf(job, world.now()), "spec", "log_export_path", "obs_url") === "";
}
