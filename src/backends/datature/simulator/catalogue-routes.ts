import type { Route, VendorRequest, World } from "../../../simulator/contract.ts";
import type { Artifacts } from "./artifacts.ts";
import type { Deployments } from "./deployments.ts";
import type { Door } from "./door.ts";
import { invalid, ServiceError, unknownResource } from "./errors.ts";
import { instancesFor, REGIONS } from "./instances.ts";
import { listingOf, pageOf } from "./page.ts";
import { ASSETS, findAsset, OPERATION, PROJECT, WORKSPACE } from "./project.ts";
import { createRuns } from "./runs.ts";

/** Everything around batch jobs that jobs are made from. Lists are whole arrays here; only assets have pages. */
export function catalogueRoutes(
  world: World,
  { project, account, open }: Door,
  artifacts: Artifacts,
  deployments: Deployments,
): readonly Route[] {
  const runs = createRuns(world);
  const listArtifacts = ({ search }: VendorRequest) =>
    artifacts
      .list(search.getAll("runId[]"))
      .map((artifact) => artifacts.toDocument(artifact, search.get("includeExports") === "true"));

  return [
    account("GET", "/workspace", () => WORKSPACE),
    account("GET", "/workspace/projects", () => [PROJECT]),
    account("GET", "/workspaces/{id}/artifacts", (request) => {
      if (idOf(request) !== WORKSPACE.id) throw new ServiceError(403);
      return listArtifacts(request);
    }),
    project("GET", "", () => PROJECT),

    project("GET", "/artifacts", listArtifacts),
    project("GET", "/artifacts/{id}", (request) => {
      const includesExports = request.search.get("includeExports") === "true";
      return artifacts.toDocument(artifacts.get(idOf(request)), includesExports);
    }),
    project("GET", "/artifacts/{id}/exports", (request) => artifacts.exportsOf(idOf(request))),
    project("POST", "/artifacts/{id}/exports", (request) => artifacts.createExport(idOf(request), request)),
    open("GET", "/downloads/{id}", (request) => ({ status: 200, body: `weights of ${idOf(request)}` })),
    project("GET", "/artifacts/{id}/availableInstances/regions/{region}", (request) => {
      const { id } = artifacts.get(idOf(request));
      const { region = "" } = request.params;
      if (!REGIONS.includes(region)) throw invalid("region", `expected one of ${REGIONS.join(", ")}`);
      return { artifactId: id, region, availableInstances: instancesFor(id, region) };
    }),

    project("GET", "/deployments", deployments.list),
    project("POST", "/deployments", deployments.create),
    project("GET", "/deployments/{id}", (request) => deployments.get(idOf(request))),
    project("PATCH", "/deployments/{id}", (request) => deployments.update(idOf(request), request)),
    project("DELETE", "/deployments/{id}", (request) => deployments.remove(idOf(request))),
    project("POST", "/deployments/{id}/versions", (request) =>
      deployments.addVersion(idOf(request), request),
    ),

    project("GET", "/runs", runs.list),
    project("POST", "/runs", runs.create),
    project("GET", "/runs/{id}", (request) => runs.get(idOf(request))),
    project("PATCH", "/runs/{id}", (request) => runs.kill(idOf(request), request)),
    project("GET", "/runs/logs/{id}", (request) => runs.logs(idOf(request))),
    project("GET", "/runs/{id}/confusionMatrix", (request) => runs.confusionMatrix(idOf(request))),

    project("GET", "/assets", (request) =>
      pageOf(world, request, listingOf(ASSETS), ({ document }) => document),
    ),
    project("GET", "/assets/{id}", (request) => findAsset(idOf(request))),
    project("GET", "/operations/{id}", (request) => {
      if (idOf(request) !== OPERATION.id) throw unknownResource();
      return OPERATION;
    }),
  ];
}

function idOf({ params }: VendorRequest): string {
  return params.id ?? "";
}
