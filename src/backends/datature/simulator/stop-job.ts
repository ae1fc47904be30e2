import { z } from "zod";
import type { SimulatedJob, VendorRequest, World } from "../../../simulator/contract.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { readBody } from "./body.ts";
import { invalid } from "./errors.ts";
import { stopAt } from "./job-timers.ts";
import { hasEnded } from "./job-words.ts";
import { isDocument } from "./wire-document.ts";

const stopBody = z.strictObject({ spec: z.strictObject({ stopAtTime: z.int().min(0) }) });

/** Moves the stop of a job, which is a cancel unless the new stop lies ahead. Throws a 400. */
export function moveStop(world: World, job: SimulatedJob, request: VendorRequest): SimulatedJob {
  const { stopAtTime } = readBody(request, stopBody).spec;
  if (hasEnded(job)) {
    if (isAssumed(world, "patchTerminal", "ignore")) return job;
    throw invalid("spec.stopAtTime", "the job has ended");
  }
  const { spec } = job.fields;
  const fields = { spec: { ...(isDocument(spec) && spec), stopAtTime } };
  const changed = world.jobs.change(job.id, fields) ?? job;
  // Clients send the time of the wall clock, which runs ahead of a paused one.
  const now = Math.max(world.now(), world.wallNow());
  if (stopAtTime > now + assumedNumber(world, "cancelMarginMs")) {
    stopAt(world, changed, stopAtTime);
    return changed;
  }
  const afterMs = assumedNumber(world, "cancelLatencyMs");
  const step = { native: "Cancelled", secondary: String(stopAtTime), afterMs };
  return world.jobs.follow(job.id, [step]) ?? changed;
}
