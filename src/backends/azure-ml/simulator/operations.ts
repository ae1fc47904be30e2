import type { Route, SimulatedJob, VendorResponse, World } from "../../../simulator/contract.ts";
import { REGION_PATH, WORKSPACE_GUID } from "./account.ts";
import { json } from "./answers.ts";
import { assumedNumber, assumedOrigin } from "./assumptions.ts";
import type { Door } from "./door.ts";
import { Refusal } from "./errors.ts";
import { isFinal } from "./statuses.ts";

/** The long-running operations: cancelling and deleting are accepted first and polled then. */
export function cancelJob(world: World, job: SimulatedJob, version: string): VendorResponse {
  if (isFinal(job.state.native)) {
    const status = assumedNumber(world, "cancelFinishedStatus");
    if (status === 200) return { status };
    if (status === 400) {
      throw new Refusal(400, "UserError", "The job has ended and cannot be canceled.", {
        reasons: ["BadArgument", "JobAlreadyEnded"],
      });
    }
    return accepted(world, "jc", job.id, version);
  }
  requestCancel(world, job);
  return accepted(world, "jc", job.id, version);
}

/** Lets a job that has not ended be canceled after a while; asked again it goes on as it was. */
export function requestCancel(world: World, job: SimulatedJob): void {
  if (isFinal(job.state.native) || job.state.native === "CancelRequested") return;
  world.jobs.follow(job.id, [
    { native: "CancelRequested", afterMs: 0 },
    { native: "Canceled", afterMs: assumedNumber(world, "cancelLatencyMs") },
  ]);
}

/** Accepts a deletion; the job can be read until it has vanished. */
export function deleteJob(world: World, job: SimulatedJob, version: string): VendorResponse {
  const status = isFinal(job.state.native) ? 202 : assumedNumber(world, "deleteRunningStatus");
  if (status !== 202) {
    throw new Refusal(status, "UserError", "The job {jobId} has not ended and cannot be deleted.", {
      reasons: ["BadArgument", "JobNotInTerminalState"],
      parameters: { jobId: job.id },
    });
  }
  world.at(world.now() + assumedNumber(world, "deleteLatencyMs"), () => world.jobs.remove(job.id));
  return accepted(world, "jd", job.id, version);
}

/** Where clients ask whether an operation is over. */
export function operationRoutes(world: World, { region }: Door): readonly Route[] {
  return [
    region("GET", "/mfeOperationResults/{operation}", ({ params, search }) => {
      const [, sort, guid, name = ""] = /^(j[cd]):([^:]+):(.+)$/.exec(params.operation ?? "") ?? [];
      if (guid !== WORKSPACE_GUID) throw new Refusal(404, "NotFound", "The operation was not found.");
      const job = world.jobs.get(name);
      const isUnderWay = sort === "jd" ? job !== null : job !== null && !isFinal(job.state.native);
      if (!isUnderWay) return { status: 200 };
      const version = search.get("api-version") ?? "";
      return json(202, {}, pollHeaders(world, sort === "jd" ? "jd" : "jc", name, version));
    }),
  ];
}

/** The body of an accepted operation is the JSON text `null`. */
function accepted(world: World, sort: "jc" | "jd", name: string, version: string): VendorResponse {
  const headers = pollHeaders(world, sort, name, version);
  return json(202, null, { ...headers, "x-ms-async-operation-timeout": "PT1H" });
}

function pollHeaders(world: World, sort: "jc" | "jd", name: string, version: string) {
  const place = `${REGION_PATH}/mfeOperationResults/${sort}:${WORKSPACE_GUID}:${name}`;
  const waitS = assumedNumber(world, "operationRetryAfterS");
  return {
    Location: `${assumedOrigin(world, "locationOrigin")}${place}?api-version=${version}`,
    ...(waitS > 0 && { "Retry-After": String(waitS) }),
  };
}
