import type { Route, World } from "../../../simulator/contract.ts";
import { CREDENTIALS, PROVIDER, REGION, toResourceId, WORKSPACE_GUID, WORKSPACE_ID } from "./account.ts";
import { json, onDataPlane } from "./answers.ts";
import { assumedOrigin } from "./assumptions.ts";
import { ACCOUNT, ACCOUNT_KEY } from "./blob-signature.ts";
import { ARTIFACT_CONTAINER, DATA_CONTAINER } from "./blob-store.ts";
import type { Door } from "./door.ts";
import { notFound } from "./errors.ts";
import { listPage } from "./pages.ts";
import type { WireDocument } from "./wire-document.ts";

const CREATED_AT = "2026-02-09T01:53:50.8086974Z";

/** The workspace, the way from it to the data plane, and its datastores with their keys. */
export function workspaceRoutes(world: World, { workspace }: Door): readonly Route[] {
  const stores = () =>
    Object.entries(CONTAINERS).map(([name, container]) => toDatastore(world, name, container));
  const storeOf = (name: string) => {
    const container = CONTAINERS[name];
    if (container === undefined) throw notFound("Datastore", name);
    return toDatastore(world, name, container);
  };
  return [
    workspace("GET", "", () => json(200, toWorkspace(world))),
    workspace("GET", "/datastores", (request) => {
      const onlyDefault = request.search.get("isDefault") === "true";
      const wanted = onlyDefault ? [storeOf(DEFAULT_STORE)] : stores();
      return json(200, listPage(world, request, wanted));
    }),
    workspace("GET", "/datastores/{name}", ({ params }) => json(200, storeOf(params.name ?? ""))),
    workspace("POST", "/datastores/{name}/listSecrets", ({ params }) => {
      storeOf(params.name ?? "");
      return json(200, { secretsType: "AccountKey", key: ACCOUNT_KEY });
    }),
    {
      method: "GET",
      path: "/discovery",
      // Anybody may ask: clients send no token here.
      handle: onDataPlane(world, "discovery", () => json(200, toDiscovery(world))),
    },
  ];
}

const DEFAULT_STORE = "workspaceblobstore";
const CONTAINERS: Readonly<Record<string, string>> = {
  [DEFAULT_STORE]: DATA_CONTAINER,
  workspaceartifactstore: ARTIFACT_CONTAINER,
};

function toWorkspace(world: World): WireDocument {
  const { workspace: name, tenantId } = CREDENTIALS;
  const host = new URL(world.origin).host;
  const author = { createdBy: "demo@example.com", createdByType: "User" };
  const edited = { lastModifiedBy: "demo@example.com", lastModifiedByType: "User" };
  return {
    id: WORKSPACE_ID,
    name,
    type: `${PROVIDER}/workspaces`,
    location: REGION,
    tags: {},
    etag: null,
    properties: {
      friendlyName: name,
      description: "",
      hbiWorkspace: false,
      tenantId,
      provisioningState: "Succeeded",
      v1LegacyMode: false,
      workspaceId: WORKSPACE_GUID,
      publicNetworkAccess: "Enabled",
      discoveryUrl: `${assumedOrigin(world, "discoveryOrigin")}/discovery`,
      mlFlowTrackingUri: `azureml://${host}/mlflow/v1.0${WORKSPACE_ID}`,
    },
    identity: { type: "SystemAssigned", principalId: "33333333-0000-4000-8000-000000000000", tenantId },
    kind: "Default",
    sku: { name: "Basic", tier: "Basic" },
    systemData: { createdAt: CREATED_AT, ...author, lastModifiedAt: CREATED_AT, ...edited },
  };
}

/** A flat map of services; everything of ours is behind one address. */
function toDiscovery(world: World): WireDocument {
  const api = assumedOrigin(world, "discoveryOrigin");
  return {
    api,
    catalog: "https://catalog.example",
    experimentation: api,
    gallery: "https://gallery.example/project",
    history: api,
    hyperdrive: api,
    labeling: api,
    modelmanagement: api,
    pipelines: api,
    studio: "https://ml.azure.com",
  };
}

/** `accountName` leads clients that build the store's host from it back to this port, as a path-style account. */
function toDatastore(world: World, name: string, containerName: string): WireDocument {
  return {
    id: toResourceId("datastores", name),
    name,
    type: `${PROVIDER}/workspaces/datastores`,
    properties: {
      description: null,
      tags: null,
      properties: null,
      isDefault: name === DEFAULT_STORE,
      credentials: { credentialsType: "AccountKey" },
      datastoreType: "AzureBlob",
      accountName: `${new URL(world.origin).host}/${ACCOUNT}`,
      containerName,
      endpoint: "core.windows.net",
      protocol: "https",
      serviceDataAccessAuthIdentity: "None",
    },
    systemData: { createdAt: CREATED_AT, createdBy: "demo@example.com", createdByType: "User" },
  };
}
