import type { Route, SimulatedJob, VendorRequest, World } from "../../../simulator/contract.ts";
import { json, parseBody } from "./answers.ts";
import type { Door } from "./door.ts";
import { Refusal, runNotFound } from "./errors.ts";
import { experimentIdOf, experimentNameOf } from "./experiments.ts";
import { propertiesOf } from "./job-document.ts";
import type { LogLinks } from "./log-links.ts";
import { requestCancel } from "./operations.ts";
import { toRun, toRunDetails } from "./run-document.ts";
import { editRun, editTags } from "./run-edits.ts";
import { pageOfRuns, queryRuns } from "./run-query.ts";
import { childrenOf, findRun, type Run } from "./runs.ts";
import { documentAt, isDocument, listAt, textAt, type WireDocument } from "./wire-document.ts";

/** The runs of run history: jobs and their children. */
export function runRoutes(world: World, { history }: Door, links: LogLinks): readonly Route[] {
  const runOf = (id: string): Run => {
    const run = findRun(world, id);
    if (!run) throw runNotFound(id);
    return run;
  };
  const show = (run: Run, { effects }: VendorRequest) => toRun(world, run, effects.unknownStatus);
  const edit =
    (change: (world: World, job: SimulatedJob, body: unknown) => void) => (request: VendorRequest) => {
      const run = runOf(request.params.run ?? "");
      requireExperiment(run, request.params.experiment);
      change(world, requireJob(run), parseBody(request));
      return json(200, show(runOf(run.job.id), request));
    };
  const cancel = (request: VendorRequest) => {
    const run = runOf(request.params.run ?? "");
    requestCancel(world, requireJob(run));
    return json(200, show(runOf(run.job.id), request));
  };
  const query = (key: "name" | "id") => (request: VendorRequest) => {
    const experiment = { [key]: request.params.experiment ?? "" };
    return json(
      200,
      queryRuns(world, experiment, parseBody(request), (run) => show(run, request)),
    );
  };
  const readData = (asked: unknown, request: VendorRequest): WireDocument => ({
    runMetadata: show(runOf(textAt(asked, "runId")), request),
    runDefinition: null,
    jobSpecification: null,
  });

  return [
    history("GET", "/runs/{run}", (request) => json(200, show(runOf(request.params.run ?? ""), request))),
    history("GET", "/runs/{run}/details", (request) => {
      const run = runOf(request.params.run ?? "");
      return json(200, toRunDetails(world, run, links.of(run.job), request.effects.unknownStatus));
    }),
    history("GET", "/runs/{run}/children", (request) => {
      const { job, parent } = runOf(request.params.run ?? "");
      const children = parent ? [] : childrenOf(world, job);
      const runs = children.map((child) => show(child, request));
      return json(200, pageOfRuns(runs, toQuery(request.search)));
    }),
    history("GET", "/runs/{run}/serviceinstances/{node}", ({ params }) => {
      const run = runOf(params.run ?? "");
      return json(200, { instances: run.parent ? {} : instancesOf(world, run.job, params.node ?? "0") });
    }),
    history("PATCH", "/runs/{run}", edit(editRun)),
    history("PATCH", "/experiments/{experiment}/runs/{run}", edit(editRun)),
    history("PATCH", "/experiments/{experiment}/runs/{run}/tags", edit(editTags)),
    history("PATCH", "/runs/{run}/tags", edit(editTags)),
    history("POST", "/runs/{run}/cancel", cancel),
    history("POST", "/experiments/{experiment}/runs/{run}/cancel", cancel),
    history("POST", "/rundata", (request) => json(200, readData(parseBody(request), request))),
    history("POST", "/batchrundata", (request) =>
      json(200, readBatch(parseBody(request), request, readData)),
    ),
    history("POST", "/experiments/{experiment}/runs:query", query("name")),
    history("POST", "/experimentids/{experiment}/runs:query", query("id")),
    history("POST", "/experiments/{experiment}/runs/runIds", (request) => {
      const ids = listAt(parseBody(request), "runIds").map(String);
      const found = ids.map((id) => [id, findRun(world, id)] as const);
      const runs = found.flatMap(([id, run]) => (run ? [[id, show(run, request)]] : []));
      const errors = found.flatMap(([id, run]) => (run ? [] : [[id, toFailure(runNotFound(id))]]));
      return json(200, { runs: Object.fromEntries(runs), errors: Object.fromEntries(errors) });
    }),
    history("GET", "/computes/{compute}/runs", (request) => {
      const runs = [...world.jobs.newestFirst()]
        .map((job) => show({ job, parent: null, label: "" }, request))
        .filter((run) => run.target === request.params.compute);
      return json(200, pageOfRuns(runs, toQuery(request.search)));
    }),
  ];
}

/** A child cannot be changed here: it is derived from its parent. */
function requireJob({ job, parent }: Run): SimulatedJob {
  if (!parent) return job;
  throw new Refusal(403, "UserError", "Run {runId} belongs to {rootRunId} and cannot be changed.", {
    reasons: ["Forbidden"],
    parameters: { runId: job.id, rootRunId: parent.id },
  });
}

function requireExperiment({ job, parent }: Run, experiment: string | undefined): void {
  const name = experimentNameOf(parent ?? job);
  if (experiment === undefined || experiment === name || experiment === experimentIdOf(name)) return;
  throw runNotFound(job.id);
}

function readBatch(
  body: unknown,
  request: VendorRequest,
  read: (asked: unknown, request: VendorRequest) => WireDocument,
): WireDocument {
  const successfulResults: Record<string, unknown> = {};
  const failedResults: Record<string, unknown> = {};
  for (const [key, asked] of Object.entries(documentAt(body, "requests"))) {
    try {
      successfulResults[key] = read(asked, request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failedResults[key] = toFailure(error);
    }
  }
  return { successfulResults, failedResults };
}

function toFailure({ code, message }: Refusal): WireDocument {
  return { error: { code, message } };
}

/** The query's words are spelled in their own way. */
function toQuery(search: URLSearchParams): WireDocument {
  const order = search.get("$orderby");
  return {
    filter: search.get("$filter"),
    orderBy: order === null ? null : `${order} ${search.get("$sortorder") ?? ""}`.trim(),
    top: search.get("$top"),
    continuationToken: search.get("$continuationtoken"),
  };
}

/** The endpoints that a job's own services have on one node. */
function instancesOf(world: World, job: SimulatedJob, node: string): WireDocument {
  const services = Object.entries(documentAt(propertiesOf(job, world.origin), "services"));
  const own = services.filter(
    ([name, service]) => isDocument(service) && name !== "Tracking" && name !== "Studio",
  );
  const isUp = job.state.native === "Running";
  return Object.fromEntries(
    own.map(([name, service]) => [
      name,
      {
        type: textAt(service, "jobServiceType"),
        port: documentAt(service).port ?? null,
        status: isUp ? "Running" : "Stopped",
        error: null,
        endpoint: isUp ? `https://node-${node}.${job.id}.instances.example/` : null,
        properties: {},
      },
    ]),
  );
}
