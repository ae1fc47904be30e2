import type { Route, SimulatedJob, VendorRequest, World } from "../../../simulator/contract.ts";
import { json } from "./answers.ts";
import type { Door } from "./door.ts";
import { notFound, runNotFound } from "./errors.ts";
import type { LogLinks } from "./log-links.ts";
import { logFilesOf } from "./log-sources.ts";
import { findRun } from "./runs.ts";
import { toTime } from "./timestamps.ts";
import type { WireDocument } from "./wire-document.ts";

/** The artifacts of a run, which here are its log files. */
export function artifactRoutes(world: World, { history }: Door, links: LogLinks): readonly Route[] {
  const base = "/experiments/{experiment}/runs/{run}/artifacts";
  const jobOf = ({ params }: VendorRequest): SimulatedJob => {
    const run = findRun(world, params.run ?? "");
    if (!run) throw runNotFound(params.run ?? "");
    return run.job;
  };
  const pathOf = (job: SimulatedJob, request: VendorRequest) => {
    const path = request.search.get("path") ?? "";
    if (!logFilesOf(world, job).includes(path)) throw notFound("Artifact", path);
    return path;
  };
  const toContent = (job: SimulatedJob, path: string): WireDocument => ({
    contentUri: links.to(job, path),
    origin: "ExperimentRun",
    container: `dcid.${job.id}`,
    path,
  });
  return [
    history("GET", base, (request) => {
      const job = jobOf(request);
      const value = logFilesOf(world, job).map((path) => toArtifact(job, path));
      return json(200, { value, continuationToken: null, nextLink: null });
    }),
    history("GET", `${base}/path`, (request) => {
      const job = jobOf(request);
      return json(200, toArtifact(job, pathOf(job, request)));
    }),
    history("GET", `${base}/contentinfo`, (request) => {
      const job = jobOf(request);
      return json(200, toContent(job, pathOf(job, request)));
    }),
    history("GET", `${base}/prefix/contentinfo`, (request) => {
      const job = jobOf(request);
      const prefix = request.search.get("path") ?? "";
      const files = logFilesOf(world, job).filter((path) => path.startsWith(prefix));
      const value = files.map((path) => toContent(job, path));
      return json(200, { value, continuationToken: null, nextLink: null });
    }),
  ];
}

function toArtifact(job: SimulatedJob, path: string): WireDocument {
  const container = `dcid.${job.id}`;
  return {
    artifactId: `ExperimentRun/${container}/${path}`,
    origin: "ExperimentRun",
    container,
    path,
    etag: null,
    createdTime: toTime(job.createdAt),
    dataPath: null,
    tags: null,
  };
}
