import type { SimulatedJob, VendorRequest, VendorResponse, World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { ServiceError } from "./errors.ts";
import { documentOf } from "./job-document.ts";
import { taskIdsOf } from "./job-status.ts";
import { overlay, textAt, type WireDocument } from "./wire-document.ts";

/** The jobs of the project as its operations see them. */
export interface Project {
  /** The job that a path names; throws 2775. */
  readonly jobOf: (request: VendorRequest) => SimulatedJob;
  /** The job and one of its tasks that a path names; throws 2775 and 2820. */
  readonly taskOf: (request: VendorRequest) => { job: SimulatedJob; task: string };
  readonly tasksOf: (job: SimulatedJob) => readonly string[];
  /** A job's document as this answer shows it. */
  readonly show: (job: SimulatedJob, request: VendorRequest) => WireDocument;
}

export function createProject(world: World): Project {
  const tasksOf = (job: SimulatedJob) => taskIdsOf(documentOf(job, world.now()));

  function jobOf(request: VendorRequest): SimulatedJob {
    const id = request.params.id ?? "";
    const job = world.jobs.get(id);
    if (job) return job;
    // One page has a client that also expects 404, so the status can be switched.
    throw Object.assign(new ServiceError("2775", id), { status: assumedNumber(world, "missingJobStatus") });
  }

  return {
    jobOf,
    tasksOf,
    taskOf(request) {
      const job = jobOf(request);
      const task = request.params.task ?? "";
      if (!tasksOf(job).includes(task)) throw new ServiceError("2820", task);
      return { job, task };
    },
    show(job, request) {
      const document = documentOf(job, world.now());
      const word = request.effects.unknownStatus ?? rescheduledPhase(world, job, document);
      if (word === null) return document;
      return overlay(document, { status: { phase: word, secondary_phase: word } });
    },
  };
}

/** An answer with a JSON body. */
export function json(status: number, body: unknown): VendorResponse {
  return { status, json: body };
}

/** `Running` for a rescheduled job that waits, where the region is assumed not to show the wait; else null. */
function rescheduledPhase(world: World, job: SimulatedJob, document: WireDocument): string | null {
  if (isAssumed(world, "reschedulePhase", "Pending")) return null;
  const hasRun = job.history.some((state) => state.native === "Running");
  return hasRun && textAt(document, "status", "phase") === "Pending" ? "Running" : null;
}
