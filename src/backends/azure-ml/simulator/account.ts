/** The one account, subscription and workspace that the simulator has. */
export const CREDENTIALS = {
  tenantId: "5a11d000-0000-4000-8000-00000000aaaa",
  clientId: "c11e0000-0000-4000-8000-00000000bbbb",
  clientSecret: "simulated-client-secret-of-no-account",
  subscriptionId: "50b50000-0000-4000-8000-00000000cccc",
  resourceGroup: "rg-simulated",
  workspace: "ws-simulated",
} as const;

export const REGION = "eastus2";
/** The workspace's own id, part of the addresses of long-running operations. */
export const WORKSPACE_GUID = "5669fc74-0000-4000-8000-00000000dddd";
/** Object id of the application that signs in, the creator of jobs made through the service. */
export const APPLICATION_OBJECT_ID = "0b1ec700-0000-4000-8000-00000000eeee";

export const PROVIDER = "Microsoft.MachineLearningServices";

const { subscriptionId, resourceGroup, workspace } = CREDENTIALS;

/** Resource id of the workspace, which is also the path of everything below it. */
export const WORKSPACE_ID = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${PROVIDER}/workspaces/${workspace}`;

/** Resource id of something in the workspace: `toResourceId("jobs", "iris_1")`. */
export function toResourceId(...segments: readonly string[]): string {
  return [WORKSPACE_ID, ...segments].join("/");
}

/** Path of the things that belong to the subscription in a region. */
export const REGION_PATH = `/subscriptions/${subscriptionId}/providers/${PROVIDER}/locations/${REGION}`;

/** The name at the end of a resource id or of a short reference (`azureml:cpu-cluster`); `""` for null. */
export function nameInId(id: unknown): string {
  return typeof id === "string" ? (id.split(/[/:]/).at(-1) ?? "") : "";
}
