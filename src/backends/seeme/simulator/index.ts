import type {
  SimulatedJob,
  SimulatorDefinition,
  VendorRequest,
  VendorResponse,
  VendorSimulator,
  World,
} from "../../../simulator/contract.ts";
import { assumptions } from "./assumptions.ts";
import { applications } from "./catalogue.ts";
import { findDataset, findDatasetVersion } from "./datasets.ts";
import { refusal, unauthorized } from "./errors.ts";
import { type Fields, readText } from "./fields.ts";
import { BadBody } from "./job-body.ts";
import { toJobDocument } from "./job-document.ts";
import { listJobs } from "./job-list.ts";
import { createJob, updateJob } from "./job-writes.ts";
import { findModel } from "./model.ts";
import { findModelVersion } from "./model-version.ts";
import { createPopulation } from "./population.ts";
import { createSessions, credentials } from "./session.ts";
import { toUsageRecords } from "./usage-records.ts";

/** A self-hosted SeeMe.ai as its client library sees it: jobs and what they refer to, login. */
export const simulator: SimulatorDefinition = {
  kind: "SEEME",
  portOffset: 5,
  assumptions,
  credentials,
  endpoint: (origin) => {
    const url = `${origin}/api/v1`;
    const { username, apiKey } = credentials;
    const title = "SeeMe.ai (simulated)";
    return { url, config: { id: "seeme", kind: "SEEME", title, url, credentials: { username, apiKey } } };
  },
  population: createPopulation,
  create: createSimulator,
};

type Handler = (request: VendorRequest) => VendorResponse;

function createSimulator(world: World): VendorSimulator {
  const sessions = createSessions(world);
  /** Versions whose job was deleted through the service: they stay. */
  const orphans = new Map<string, Fields>();

  const below = (base: string, method: string, path: string, handle: Handler) => ({
    method,
    path: `${base}${path}`,
    handle: (request: VendorRequest) =>
      sessions.isAuthorized(request) ? refusing(handle)(request) : unauthorized(),
  });
  const route = (method: string, path: string, handle: Handler) => below("/api/v1", method, path, handle);
  const jobRoute = (method: string, handle: (job: SimulatedJob, request: VendorRequest) => VendorResponse) =>
    route(method, "/jobs/{id}", (request) => {
      const id = request.params.id ?? "";
      if (!UUID.test(id)) return refusal(400, `invalid id ${id}`);
      const job = world.jobs.get(id);
      return job ? handle(job, request) : refusal(404, "job not found");
    });

  return {
    routes: [
      { method: "POST", path: "/api/v1/login", handle: sessions.logIn },
      { method: "POST", path: "/api/v1/logout", handle: sessions.logOut },
      route("GET", "/applications", () => ({ status: 200, json: applications })),
      route("GET", "/jobs", (request) => ({ status: 200, chunks: listJobs(world, request) })),
      route("POST", "/jobs", ({ body }) => createJob(world, body)),
      jobRoute("GET", (job, { effects }) => readJob(job, effects.unknownStatus)),
      jobRoute("PUT", (job, { body }) => updateJob(world, job, body)),
      jobRoute("DELETE", (job) => deleteJob(world, job, orphans)),
      route("GET", "/datasets/{id}", ({ params }) => shown(findDataset(params.id ?? ""), "dataset")),
      route("GET", "/datasets/{id}/versions/{version}", ({ params }) =>
        shown(findDatasetVersion(params.id ?? "", params.version ?? ""), "dataset version"),
      ),
      route("GET", "/models/{id}", ({ params }) => shown(findModel(world, params.id ?? ""), "model")),
      route("GET", "/models/{model}/versions/{version}", ({ params }) => {
        const { model = "", version = "" } = params;
        const found = findModelVersion(world, model, version) ?? orphans.get(`${model}/${version}`);
        return shown(found, "model version");
      }),
      below("/admin", "GET", "/usage-records", ({ search }) => {
        if (world.assumption("administrator") !== true) return refusal(403, "missing role administrator");
        const isOfJobs = search.get("entity_type") === "job";
        const job = isOfJobs ? world.jobs.get(search.get("entity_id") ?? "") : null;
        return { status: 200, json: job && toUsageRecords(job) };
      }),
    ],
    notFound: () => refusal(404, "not found"),
    failure: (status) => refusal(status, FAILURE_TEXTS[status] ?? "internal error"),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const FAILURE_TEXTS: Readonly<Record<number, string>> = {
  400: "invalid request body",
  401: "unauthorized",
  403: "missing permission jobs:list",
  404: "job not found",
  429: "too many requests",
};

function shown(found: Fields | null | undefined, what: string): VendorResponse {
  return found ? { status: 200, json: found } : refusal(404, `${what} not found`);
}

function refusing(handle: Handler): Handler {
  return (request) => {
    try {
      return handle(request);
    } catch (error) {
      if (error instanceof BadBody) return refusal(400, error.message);
      throw error;
    }
  };
}

function readJob(job: SimulatedJob, unknownStatus: string | null): VendorResponse {
  const document = toJobDocument(job);
  return { status: 200, json: { ...document, status: unknownStatus ?? document.status } };
}

function deleteJob(world: World, job: SimulatedJob, orphans: Map<string, Fields>): VendorResponse {
  const document = toJobDocument(job);
  const [model, version] = [readText(document, "model_id"), readText(document, "model_version_id")];
  const found = version === "" ? null : findModelVersion(world, model, version);
  if (found) orphans.set(`${model}/${version}`, found);
  world.jobs.remove(job.id);
  const reply = world.assumption("deleteReply");
  if (reply === "204") return { status: 204 };
  return reply === "json" ? { status: 200, json: {} } : { status: 200 };
}
