import type { SimulatedJob, VendorResponse, World } from "../../../simulator/contract.ts";
import { CreateUpdateResponseSchema, JobSchema } from "../proto/public_api_pb.js";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { type AcceptedRequest, acceptRequest, type Stores } from "./create-request.ts";
import type { Dependents } from "./dependents.ts";
import { type Call, created } from "./door.ts";
import { ServiceError } from "./errors.ts";
import { typeOf } from "./job-request.ts";
import { isFinal } from "./job-words.ts";
import { reply } from "./message.ts";
import { toUser } from "./people.ts";
import { lifeOfCreatedJob, TIMED_OUT } from "./population.ts";
import { toTimestamp } from "./timestamps.ts";

/** `POST /jobs/`, in a project when one is named. `markUnseeded` is told of jobs whose target model comes at the end. */
export function createJob(
  stores: Stores,
  dependents: Dependents,
  call: Call,
  project: string,
  markUnseeded: (id: string) => void,
): VendorResponse {
  const { world } = stores;
  const request = acceptOrRefuse(stores, call);
  if ("refused" in request) return reply(CreateUpdateResponseSchema, { status: request.refused });
  const { type, fields, producerIds } = request.accepted;
  const job = world.jobs.create({
    type,
    steps: [{ native: "CREATED", afterMs: 0 }],
    fields: { ...fields, user: toUser(call.reader), project_id: project },
  });
  if (!isSeeded(world, call)) markUnseeded(job.id);
  const producers = producerIds.flatMap((id) => world.jobs.get(id) ?? []);
  dependents.whenMade(producers, (hasFailed) => begin(world, job, hasFailed));
  limitLife(world, job);
  return created(world, { id: job.id, creation_time: toTimestamp(job.createdAt) });
}

function acceptOrRefuse(stores: Stores, call: Call): { accepted: AcceptedRequest } | { refused: string } {
  try {
    return { accepted: acceptRequest(stores, call.read(JobSchema)) };
  } catch (error) {
    const isToldInBody = isAssumed(stores.world, "refusedCreate", "status");
    if (isToldInBody && error instanceof ServiceError && error.status === 400)
      return { refused: error.message };
    throw error;
  }
}

function isSeeded(world: World, { search }: Call): boolean {
  const rule = world.assumption("seededTarget");
  return rule === "always" || (rule === "asked" && search.get("seed_target_model") === "true");
}

function begin(world: World, job: SimulatedJob, hasFailed: boolean): void {
  if (world.jobs.get(job.id)?.state.native !== "CREATED") return;
  const message = "A job that makes an input of this job has failed.";
  const failed = { native: "FAILED", afterMs: 0, message, secondary: "RUNTIME_FAILED_DEPENDENCY" };
  const life = lifeOfCreatedJob(typeOf(job), isAssumed(world, "deviceRetry", true));
  world.jobs.follow(job.id, hasFailed ? [failed] : life);
}

function limitLife(world: World, job: SimulatedJob): void {
  const timeoutMs = assumedNumber(world, "jobTimeoutMs");
  if (timeoutMs === 0) return;
  world.at(job.createdAt + timeoutMs, () => {
    const now = world.jobs.get(job.id);
    if (!now || isFinal(now.state.native)) return;
    world.jobs.follow(job.id, [{ native: "FAILED", afterMs: 0, message: TIMED_OUT }]);
  });
}
