import type { SimulatedVendor } from "../../src/simulator/start.ts";

/** Headers of one who has logged in, as each vendor wants them. */
export type Session = Readonly<Record<string, string>>;

/** Logs in at ModelArts' identity service by password. */
export async function openModelartsSession({ url, credentials }: SimulatedVendor): Promise<Session> {
  const { region, domain, userName, password } = credentials;
  const user = { name: userName, password, domain: { name: domain } };
  const identity = { methods: ["password"], password: { user } };
  const body = JSON.stringify({ auth: { identity, scope: { project: { name: region } } } });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/v3/auth/tokens`, { method: "POST", headers, body });
  return { "x-auth-token": answer.headers.get("x-subject-token") ?? "" };
}

/** Logs in at Entra for Azure ML's management plane. */
export async function openAzureSession({ url, credentials }: SimulatedVendor): Promise<Session> {
  const { tenantId, clientId, clientSecret } = credentials;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId ?? "",
    client_secret: clientSecret ?? "",
    scope: "https://management.azure.com/.default",
  });
  const answer = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, { method: "POST", body });
  const { access_token: token } = (await answer.json()) as { access_token: string }; // of the login service
  return { authorization: `Bearer ${token}` };
}

/** Address of the jobs of an Azure ML workspace. */
export function azureJobsUrl({ url, credentials }: SimulatedVendor): string {
  const { subscriptionId, resourceGroup, workspace } = credentials;
  const group = `${url}/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  return `${group}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}/jobs`;
}
