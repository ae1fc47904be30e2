import type { Route, World } from "../../../simulator/contract.ts";
import { json } from "./answers.ts";
import { CLUSTERS, findCluster, toCompute } from "./computes.ts";
import type { Door } from "./door.ts";
import { listPage } from "./pages.ts";
import { listQuotas, listUsages, listVmSizes } from "./vm-sizes.ts";

/** What jobs can run on: computes of the workspace, machine sizes and limits of the region. */
export function catalogueRoutes(world: World, { workspace, region }: Door): readonly Route[] {
  const quotas = region("GET", "/quotas", (request) => json(200, listPage(world, request, listQuotas())));
  return [
    workspace("GET", "/computes", (request) => json(200, listPage(world, request, CLUSTERS.map(toCompute)))),
    workspace("GET", "/computes/{name}", (request) => {
      const cluster = findCluster(request.params.name ?? "");
      // A missing compute is answered without any body, unlike everything else that is missing.
      return cluster ? json(200, toCompute(cluster)) : { status: 404 };
    }),
    region("GET", "/vmSizes", () => json(200, { value: listVmSizes() })),
    region("GET", "/usages", (request) => json(200, listPage(world, request, listUsages()))),
    quotas,
    // Older clients spell it with a capital.
    { ...quotas, path: quotas.path.replace(/quotas$/, "Quotas") },
  ];
}
