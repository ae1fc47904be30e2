import type { z } from "zod";
import type { JobPlan, SimulatedJob, Step } from "./contract.ts";
import * as input from "./control-input.ts";
import { parseInput, Refusal } from "./refusal.ts";
import { requireVendor } from "./require-vendor.ts";
import type { Simulation } from "./simulation.ts";
import type { Vendor } from "./vendor.ts";

type Params = Readonly<Record<string, string>>;

/** `POST /jobs`. */
export function makeJobs(simulation: Simulation, body: unknown): { ids: string[] } {
  const { kind, count, script, fields } = parseInput(input.jobsInput, body);
  const { jobs } = requireVendor(simulation, kind).world;
  const native = script?.[0]?.native;
  const ids = Array.from({ length: count }, () => {
    const plan = jobs.planNext({ fields, ...(native !== undefined && { native }) });
    const steps = script ? withBeginning(script, plan) : plan.steps;
    return jobs.add({ type: plan.type, steps, fields }, "control").id;
  });
  return { ids };
}

/** A script that leaves the first moments open begins with the vendor's word for a new job. */
function withBeginning(script: readonly Step[], plan: JobPlan): readonly Step[] {
  const beginning = plan.steps[0];
  return script[0]?.afterMs === 0 || !beginning ? script : [beginning, ...script];
}

/** `PATCH /jobs/{kind}/{id}`: the state holds at once and nothing comes after it. */
export function patchJob(simulation: Simulation, params: Params, body: unknown): Record<string, never> {
  const { vendor, job } = requireJob(simulation, params);
  const { native, secondary, message, items } = parseInput(input.patchInput, body);
  const changesWord = native !== undefined && native !== job.state.native;
  // Message and detail belong to a word: a new word does not keep those of the old one.
  const kept = changesWord ? { secondary: null, message: null, items: null } : job.state;
  const step: Step = {
    native: native ?? job.state.native,
    afterMs: 0,
    secondary: secondary === undefined ? kept.secondary : secondary,
    message: message === undefined ? kept.message : message,
    items: items === undefined ? kept.items : items,
  };
  vendor.world.jobs.follow(job.id, [step]);
  return {};
}

/** `DELETE /jobs/{kind}/{id}`. */
export function removeJob(simulation: Simulation, params: Params): Record<string, never> {
  const { vendor, job } = requireJob(simulation, params);
  vendor.world.removeJob(job.id);
  return {};
}

/** `POST /logs/{kind}/{id}`. */
export function writeLog(simulation: Simulation, params: Params, body: unknown): Record<string, never> {
  const { vendor, job } = requireJob(simulation, params);
  const { logs, simulator } = vendor.world;
  if (!simulator.logs) throw new Refusal(400, `${vendor.definition.kind} has no logs`, "kind");
  const write = parseInput(input.logsInput, body);
  const source = simulator.logs.resolve(job, write.source);
  if (source === null) throw new Refusal(400, `job ${job.id} has no log source ${write.source}`, "source");
  if ("lines" in write) {
    refuseRecords(write, simulator.logs.acceptsRecords);
    logs.append(job, source, write.lines);
  } else if ("rotate" in write) logs.rotate(job, source);
  else logs.truncate(job, source, write.truncateBytes);
  return {};
}

function refuseRecords(
  { lines }: { readonly lines: z.infer<typeof input.logLines> },
  acceptsRecords: boolean,
): void {
  const at = acceptsRecords ? -1 : lines.findIndex((line) => typeof line !== "string");
  if (at >= 0) throw new Refusal(400, "expected text: the logs of this vendor are no records", `lines.${at}`);
}

function requireJob(simulation: Simulation, params: Params): { vendor: Vendor; job: SimulatedJob } {
  const vendor = requireVendor(simulation, params.kind ?? "");
  const job = vendor.world.jobs.get(params.id ?? "");
  if (!job) throw new Refusal(404, `no job ${params.id} at ${params.kind}`, "nativeId");
  return { vendor, job };
}
