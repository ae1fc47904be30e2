import { z } from "zod";
import { type BackendId, isBackendId } from "../../domain/id.ts";
import { hookSecret } from "../hook.ts";

const name = (form: RegExp, expected: string) => z.string().regex(form, `expected ${expected}`);
const address = z.url({ protocol: /^https?$/, error: "expected an http or https address" });

/** Entry of `backends:`. Of addresses only scheme, host and port count. */
export const azureMlConfig = z.strictObject({
  id: z.custom<BackendId>(
    (value) => typeof value === "string" && isBackendId(value),
    "expected a backend id",
  ),
  kind: z.literal("AZURE_ML"),
  title: z.string().optional(),
  subscriptionId: name(/^[\w-]{1,64}$/, "the id of a subscription"),
  resourceGroup: name(/^[\w.()-]{1,90}$/, "the name of a resource group"),
  workspace: name(/^[\w-]{1,255}$/, "the name of a workspace"),
  /** Azure Resource Manager; other clouds have others, `https://management.usgovcloudapi.net` for one. */
  managementUrl: address.default("https://management.azure.com"),
  loginUrl: address.default("https://login.microsoftonline.com"),
  /** A stable version has all that is read; the models did not change in substance after this one. */
  apiVersion: name(/^\d{4}-\d\d-\d\d(-preview)?$/, "a version such as 2024-10-01").default("2024-10-01"),
  /** Scope of the tokens for run history, metrics and the like; that of the management address when absent. */
  dataScope: z.string().min(1).optional(),
  credentials: z.strictObject({
    tenantId: name(/^[\w.-]{1,255}$/, "the id or domain of a tenant"),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
  }),
  /** Without a secret, pushes that reach us name no job and only make the next poll come sooner. */
  hook: z.strictObject({ secret: hookSecret.optional() }).prefault({}),
});
export type AzureMlConfig = z.output<typeof azureMlConfig>;

/** ARM path of the workspace. */
export function workspacePath({ subscriptionId, resourceGroup, workspace }: AzureMlConfig): string {
  const provider = "providers/Microsoft.MachineLearningServices";
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${encodeURIComponent(resourceGroup)}`;
  return `${group}/${provider}/workspaces/${workspace}`;
}

/** Scope of the tokens for the management plane: the cloud's own address. */
export function managementScope({ managementUrl }: AzureMlConfig): string {
  return `${new URL(managementUrl).origin}/.default`;
}
