import type {
  SimulatorDefinition,
  VendorRequest,
  VendorResponse,
  VendorSimulator,
  World,
} from "../../../simulator/contract.ts";
import { CREDENTIALS } from "./account.ts";
import { onDataPlane, onManagementPlane } from "./answers.ts";
import { artifactRoutes } from "./artifact-routes.ts";
import { assetRoutes } from "./asset-routes.ts";
import { createAssets } from "./assets.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import { blobError, blobRoutes } from "./blob-routes.ts";
import { ACCOUNT_PATH } from "./blob-signature.ts";
import { createBlobStore } from "./blob-store.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import { createDoor, isDataPlane } from "./door.ts";
import { Refusal } from "./errors.ts";
import { createEventGrid } from "./event-grid.ts";
import { jobRoutes } from "./job-routes.ts";
import { createLogLinks } from "./log-links.ts";
import { logSourcesOf } from "./log-sources.ts";
import { loginRoutes, refuse } from "./login-routes.ts";
import { metricRoutes } from "./metric-routes.ts";
import { operationRoutes } from "./operations.ts";
import { createPopulation } from "./population.ts";
import { throttled } from "./rate-limits.ts";
import { runRoutes } from "./run-routes.ts";
import { createTokens } from "./tokens.ts";
import { workspaceRoutes } from "./workspace-routes.ts";

/** Azure Machine Learning on one port: login, management plane, regional data plane and blob store. */
export const simulator: SimulatorDefinition = {
  kind: "AZURE_ML",
  portOffset: 2,
  assumptions: ASSUMPTIONS,
  credentials: CREDENTIALS,
  endpoint: (origin) => {
    const { tenantId, clientId, clientSecret, subscriptionId, resourceGroup, workspace } = CREDENTIALS;
    return {
      url: origin,
      config: {
        id: "azure-ml",
        kind: "AZURE_ML",
        title: "Azure ML (simulated)",
        subscriptionId,
        resourceGroup,
        workspace,
        managementUrl: origin,
        loginUrl: origin,
        credentials: { tenantId, clientId, clientSecret },
      },
    };
  },
  population: createPopulation,
  create,
};

function create(world: World): VendorSimulator {
  const tokens = createTokens(world);
  const door = createDoor(world, tokens);
  const links = createLogLinks(world);
  const events = createEventGrid(world);
  return {
    routes: [
      ...loginRoutes(world, tokens),
      ...workspaceRoutes(world, door),
      ...jobRoutes(world, door),
      ...operationRoutes(world, door),
      ...catalogueRoutes(world, door),
      ...assetRoutes(world, door, createAssets(world)),
      ...runRoutes(world, door, links),
      ...artifactRoutes(world, door, links),
      ...metricRoutes(world, door),
      ...blobRoutes(world, createBlobStore(world)),
    ],
    notFound: door.noRoute,
    failure: (status, request) => failureOf(world, status, request),
    logs: logSourcesOf(world),
    hook: events.subscribe,
    stop: events.stop,
  };
}

/** An injected failure in the shape of the plane that was asked. */
function failureOf(world: World, status: number, request: VendorRequest): VendorResponse {
  const text = "The request failed.";
  if (/\/oauth2\/v2\.0\/token$|\/\.well-known\//.test(request.path)) {
    return refuse(world, status, status >= 500 ? "temporarily_unavailable" : "invalid_request", 90033, text);
  }
  if (request.path.startsWith(ACCOUNT_PATH))
    return blobError(status, BLOB_CODES[status] ?? "InternalError", text);
  const fail = (): never => {
    if (status === 429) throw throttled();
    if (status === 401) throw new Refusal(401, "InvalidAuthenticationToken", "The access token is invalid.");
    if (status === 403) throw new Refusal(403, "AuthorizationFailed", "The client is not authorized.");
    const code = status >= 500 ? "ServiceError" : "UserError";
    throw new Refusal(status, code, text, { reasons: [REASONS[status] ?? "InternalServerError"] });
  };
  return isDataPlane(request.path)
    ? onDataPlane(world, "run-history", fail)(request)
    : onManagementPlane(world, fail)(request);
}

const BLOB_CODES: Readonly<Record<number, string>> = {
  403: "AuthenticationFailed",
  404: "BlobNotFound",
  429: "ServerBusy",
  503: "ServerBusy",
};
const REASONS: Readonly<Record<number, string>> = {
  400: "BadArgument",
  404: "NotFound",
  409: "Conflict",
  503: "ServiceUnavailable",
};
