import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { checkDescription, checkPolicies, toNewJob } from "./create-job.ts";
import { ServiceError } from "./errors.ts";
import { isNameTaken } from "./job-names.ts";
import { isStoppable } from "./phases.ts";
import { at, isDocument, listAt, overlay, textAt, type WireDocument } from "./wire-document.ts";

/** The most jobs that a project may hold. */
export const JOB_QUOTA = 10_000_000;
const MOST_DELETED = 100;

/** Makes a job from a create body; throws the documented errors. */
export function createJob(world: World, body: unknown, userName: string): SimulatedJob {
  const { kind, name, workspaceId, fields, steps } = toNewJob(body, userName);
  if (isNameTaken(world, name, workspaceId)) throw new ServiceError("2751", name);
  if (world.jobs.count() >= JOB_QUOTA) throw new ServiceError("2815", JOB_QUOTA);
  return world.jobs.create({ type: kind, steps, fields });
}

/** Stops a job that has not ended; it is terminating for a while. */
export function stopJob(world: World, job: SimulatedJob, body: unknown): SimulatedJob {
  const action = textAt(body, "action_type");
  if (action !== "terminate") throw new ServiceError("2812", action);
  if (!isStoppable(job.state.native)) throw new ServiceError("2796");
  const stopping = world.jobs.follow(job.id, [
    { native: "Terminating", afterMs: 0 },
    { native: "Terminated", afterMs: assumedNumber(world, "cancelLatencyMs") },
  ]);
  if (!stopping) throw new ServiceError("2775", job.id);
  return stopping;
}

/** Changes what a job says of itself; absent members stay as they are. */
export function changeJob(world: World, job: SimulatedJob, body: unknown): void {
  if (!isDocument(body)) throw new ServiceError("2788", "body");
  const { description, ...rest } = body;
  const [other] = Object.keys(rest);
  if (other !== undefined && isAssumed(world, "changesBesideDescription", "refused"))
    throw new ServiceError("2788", other);
  checkPolicies(body.spec);
  const described = description === undefined ? {} : { description: checkDescription(description) };
  const besides = isAssumed(world, "changesBesideDescription", "taken") ? changesBeside(rest) : {};
  world.jobs.change(job.id, overlay(job.fields, overlay({ metadata: described }, besides)));
}

/** What regions with a newer service take. */
function changesBeside(body: WireDocument): WireDocument {
  const annotations = at(body, "metadata", "annotation");
  const { spec, endpoints } = body;
  return {
    ...(isDocument(annotations) && { metadata: { annotations } }),
    ...(isDocument(spec) && { spec }),
    ...(isDocument(endpoints) && { endpoints }),
  };
}

/** Accepts the deletion of a job in whatever phase; it can be read until it has vanished. */
export function deleteJob(world: World, job: SimulatedJob): void {
  world.at(world.now() + assumedNumber(world, "deleteLatencyMs"), () => world.jobs.remove(job.id));
}

/** Accepts the deletion of up to 100 jobs, all of them or none. */
export function deleteJobs(world: World, body: unknown): void {
  const wanted = listAt(body, "jobs");
  if (wanted.length === 0 || wanted.length > MOST_DELETED) throw new ServiceError("2788", "jobs");
  const jobs = wanted.map((one) => {
    const id = textAt(one, "metadata", "id");
    const job = world.jobs.get(id);
    if (!job) throw new ServiceError("2775", id);
    return job;
  });
  for (const job of jobs) deleteJob(world, job);
}
