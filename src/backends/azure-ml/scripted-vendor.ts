import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import type { BackendId } from "../../domain/id.ts";
import { createVendorClient } from "../../http/client.ts";
import type { Backend } from "../contract.ts";
import { type AzureMlConfig, azureMlConfig } from "./config.ts";
import { createAzureMlBackend } from "./index.ts";
import type { TokenCredential } from "./token.ts";

/** One call as a scripted vendor saw it. */
export interface SeenCall {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a scripted vendor says. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly text?: string | Buffer;
  /** Without the header that the service sends with each answer of its own. */
  readonly isForeign?: boolean;
}

/** Answers a call, or leaves it (undefined) to what every test needs: login, workspace, discovery, no runs. */
export type Script = (call: SeenCall, origin: string) => Answer | undefined;

/** Id of the backend that tests connect. */
const testBackend = "azure-test" as BackendId;

export const testSecret = "Xq7-secret-of-the-test";
const subscription = "00000000-1111-2222-3333-444444444444";

/** ARM path of the workspace that tests read. */
export const workspacePath = `/subscriptions/${subscription}/resourceGroups/rg-ml-demo/providers/Microsoft.MachineLearningServices/workspaces/ws-demo`;

/** A vendor on a free port that follows a script, and a backend that is connected to it. Tests only. */
export async function startVendor(
  script: Script,
  settings: { readonly config?: object; readonly credential?: TokenCredential; now?(): number } = {},
) {
  const calls: SeenCall[] = [];
  let tokens = 0;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "", origin);
    const { method = "", headers } = request;
    const call = { method, path: url.pathname, query: url.searchParams, headers, body: await text(request) };
    calls.push(call);
    const answer = script(call, origin) ?? usual(call);
    const { status = 200, json, text: plain = "" } = answer;
    response.writeHead(status, {
      connection: "close",
      ...(!answer.isForeign && { "x-aml-cluster": "test" }),
      ...answer.headers,
    });
    response.end(json === undefined ? plain : JSON.stringify(json));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const origin = `http://127.0.0.1:${address.port}`;

  function usual({ path, body }: SeenCall): Answer {
    if (path.endsWith("/oauth2/v2.0/token")) {
      tokens += 1;
      return { json: { token_type: "Bearer", expires_in: 3599, access_token: `token-number-${tokens}` } };
    }
    if (path === workspacePath) {
      return { json: { location: "eastus2", properties: { discoveryUrl: `${origin}/discovery` } } };
    }
    if (path === "/discovery") return { json: { api: origin } };
    if (path.endsWith("/batchrundata")) return { json: batchAnswer(body, {}) };
    return { status: 404, json: { error: { code: "UserError", message: `nothing at ${path}` } } };
  }

  const config: AzureMlConfig = azureMlConfig.parse({
    id: testBackend,
    kind: "AZURE_ML",
    subscriptionId: subscription,
    resourceGroup: "rg-ml-demo",
    workspace: "ws-demo",
    managementUrl: origin,
    loginUrl: origin,
    credentials: { tenantId: "tenant-1", clientId: "client-1", clientSecret: testSecret },
    ...settings.config,
  });
  const now = settings.now ?? Date.now;
  const tools = { backend: testBackend, now, random: () => 0, sleep: async () => {} };
  const backend: Backend = createAzureMlBackend(
    config,
    {
      id: testBackend,
      now,
      connect: (protocol, options) => createVendorClient(protocol, tools, options),
    },
    settings.credential,
  );
  return {
    backend,
    calls,
    origin,
    /** Calls whose path ends so. */
    callsTo: (end: string) => calls.filter(({ path }) => path.endsWith(end)),
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

/** Answer to a batch read that knows these runs, by name, and no others. */
export function batchAnswer(body: string, runs: Readonly<Record<string, object>>) {
  const names = Object.keys(JSON.parse(body).requests);
  const known = names.filter((name) => Object.hasOwn(runs, name));
  const missing = { error: { code: "UserError", innerError: { code: "NotFoundError", innerError: null } } };
  return {
    successfulResults: Object.fromEntries(
      known.map((name) => [name, { runMetadata: { runId: name, ...runs[name] }, runDefinition: null }]),
    ),
    failedResults: Object.fromEntries(
      names.filter((name) => !known.includes(name)).map((name) => [name, missing]),
    ),
  };
}

/** What a promise was rejected with; null when it was not. */
export function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  );
}
