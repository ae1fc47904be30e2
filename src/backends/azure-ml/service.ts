import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { VendorClient, VendorResponse } from "../../http/contract.ts";
import type { BackendTools } from "../contract.ts";
import { createSharedLoad } from "../shared-load.ts";
import { unsent } from "../unsent.ts";
import { type AzureMlConfig, managementScope, workspacePath } from "./config.ts";
import { anonymousProtocol, blobProtocol } from "./protocol.ts";
import { createTokenProtocol, type TokenCredential } from "./token.ts";
import type { WorkspaceFacts } from "./wire/job.ts";
import { record, text } from "./wire/lenient.ts";

/** The planes of one workspace. Paths are lists of segments, which are percent-encoded here; answers are JSON. */
export interface Service {
  readonly backend: BackendId;
  readonly workspace: WorkspaceFacts;
  /** Management plane, below the workspace. */
  manage(operation: string, path: readonly string[], query: Query, signal: AbortSignal): Promise<unknown>;
  /** Management plane, below the region of the workspace. */
  manageRegion(operation: string, path: readonly string[], signal: AbortSignal): Promise<unknown>;
  /** Management plane, below the workspace: a call that changes something. */
  change(call: ManagementChange, signal: AbortSignal): Promise<VendorResponse>;
  /** Management plane, an address that an answer gave. MALFORMED when it leads elsewhere, where no token may go. */
  follow(operation: string, link: string, signal: AbortSignal): Promise<unknown>;
  /** Data plane, below the workspace. Every call does no harm twice. */
  data(call: DataCall, signal: AbortSignal): Promise<unknown>;
  /** Bytes of a signed address, to which no token ever goes. Errors name its path, never its query. */
  blob(url: URL, range: string, signal: AbortSignal): Promise<VendorResponse>;
}

type Query = Readonly<Record<string, string>>;

/** Changing call of the management plane. */
export interface ManagementChange {
  readonly operation: string;
  readonly method: "PUT" | "POST" | "DELETE";
  readonly path: readonly string[];
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Whether it may be sent again after a lost answer. */
  readonly repeatable: boolean;
  /** Whether it carries a second token, for what acts in the caller's name. */
  readonly actsForCaller?: boolean;
}

/** Call of the data plane. */
export interface DataCall {
  readonly operation: string;
  readonly service: "history" | "metric";
  /** POST, for a read that needs a body, when absent; PATCH edits. */
  readonly method?: "POST" | "PATCH";
  readonly path: readonly string[];
  readonly query?: Query;
  /** Sent as JSON; without one the call is a GET. */
  readonly body?: unknown;
}

/** Scope of the second token, which the vendor's client sends as `x-azureml-token`. */
const callerScope = "https://ml.azure.com/.default";

const dataVersions = { history: "v1.0", metric: "v2.0" } as const;

// Run history and the blob store publish no limits and count on their own.
const uncounted = { callsPerMinute: null };
/** A blob store that ignores ranges sends the whole file. */
const blobOptions = { ...uncounted, maxResponseBytes: 64 * 2 ** 20, timeoutMs: 30_000 };

/** Connects to a workspace; its region and data plane are found with the first call that needs them. */
export function connectService(
  config: AzureMlConfig,
  credential: TokenCredential,
  tools: BackendTools,
): Service {
  const { id: backend } = tools;
  const now = () => tools.now();
  const scope = managementScope(config);
  const protocolOf = (scope: string) => createTokenProtocol({ backend, credential, scope, now });
  const managementProtocol = protocolOf(scope);
  const { dataScope = scope } = config;
  // One token for both planes, unless they want different ones.
  const dataProtocol = dataScope === scope ? managementProtocol : protocolOf(dataScope);
  const callerProtocol = protocolOf(callerScope);
  const management = tools.connect(managementProtocol);
  const dataPlane = tools.connect(dataProtocol, uncounted);
  const discovery = tools.connect(anonymousProtocol, uncounted);
  const blobs = tools.connect(blobProtocol, blobOptions);
  const path = workspacePath(config);
  const workspace = { path, name: config.workspace, tenantId: config.credentials.tenantId };

  const get = (client: VendorClient, operation: string, url: URL, signal: AbortSignal) =>
    client.send({ operation, method: "GET", url, headers: { accept: "application/json" } }, signal);

  const managementUrl = (path: string, query: Query = {}) =>
    new URL(path + toQuery({ "api-version": config.apiVersion, ...query }), config.managementUrl);

  async function manage(
    operation: string,
    path: string,
    query: Query,
    signal: AbortSignal,
  ): Promise<unknown> {
    return (await get(management, operation, managementUrl(path, query), signal)).json();
  }

  const place = createSharedLoad(async (signal) => {
    const found = wireWorkspace.parse(await manage("findWorkspace", path, {}, signal));
    const discoveryUrl = URL.parse(found.properties.discoveryUrl ?? "");
    if (discoveryUrl === null)
      throw malformed(backend, "findWorkspace", "a workspace without a discovery address");
    const addresses = (await get(discovery, "discover", discoveryUrl, signal)).json();
    const api = URL.parse(wireDiscovery.parse(addresses).api ?? "");
    if (api === null) throw malformed(backend, "discover", "no address of the data plane");
    if (!isSameService(api, discoveryUrl)) {
      const what = `a data plane at ${api.host}, which is not of ${discoveryUrl.host}`;
      throw malformed(backend, "discover", what);
    }
    return { location: found.location, api: api.href.replace(/\/+$/, "") };
  });

  return {
    backend,
    workspace,
    async manage(operation, segments, query, signal) {
      return manage(operation, path + toPath(segments, backend), query, signal);
    },
    async manageRegion(operation, segments, signal) {
      const { location } = await place.get(signal);
      if (location === null) throw malformed(backend, "findWorkspace", "a workspace without a location");
      const provider = `/subscriptions/${config.subscriptionId}/providers/Microsoft.MachineLearningServices`;
      const region = `${provider}/locations/${encodeURIComponent(location.toWellFormed())}`;
      return manage(operation, region + toPath(segments, backend), {}, signal);
    },
    async change({ path: segments, body, actsForCaller = false, ...call }, signal) {
      const request = {
        ...call,
        url: managementUrl(path + toPath(segments, backend)),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      };
      const headers = {
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json" }),
      };
      if (!actsForCaller) return management.send({ ...request, headers }, signal);
      const signing = callerProtocol.authorizer.authorize({ ...request, headers }, signal);
      const { authorization = "" } = await unsent(signing);
      const token = authorization.replace(/^Bearer /, "");
      return management.send({ ...request, headers: { ...headers, "x-azureml-token": token } }, signal);
    },
    async follow(operation, link, signal) {
      const url = URL.parse(link, config.managementUrl);
      if (url === null || url.origin !== new URL(config.managementUrl).origin) {
        throw malformed(
          backend,
          operation,
          `a next page at ${url?.host ?? "no address"}, which is not followed`,
        );
      }
      return (await get(management, operation, url, signal)).json();
    },
    async data({ operation, service, method = "POST", path: segments, query = {}, body }, signal) {
      const { api } = await unsent(place.get(signal));
      const below = toPath(segments, backend) + toQuery(query);
      const address = `${api}/${service}/${dataVersions[service]}${path}${below}`;
      const url = new URL(address);
      if (body === undefined) return (await get(dataPlane, operation, url, signal)).json();
      const headers = { accept: "application/json", "content-type": "application/json" };
      const content = { headers, body: JSON.stringify(body) };
      return (await dataPlane.send({ operation, method, url, ...content, repeatable: true }, signal)).json();
    },
    blob: (url, range, signal) =>
      blobs.send({ operation: "readLog", method: "GET", url, headers: { range } }, signal),
  };
}

const wireWorkspace = record({ location: text, properties: record({ discoveryUrl: text }) });
const wireDiscovery = record({ api: text });

/** The same host, or one below the other: a private link has a host of its own below the region's. */
function isSameService(api: URL, discovery: URL): boolean {
  if (api.origin === discovery.origin) return true;
  const isBelow = (a: URL, b: URL) => a.hostname.endsWith(`.${b.hostname}`);
  return api.protocol === "https:" && (isBelow(api, discovery) || isBelow(discovery, api));
}

/** Error for an answer that is outside the protocol. */
export function malformed(backend: BackendId, operation: string, what: string): BackendError {
  return new BackendError("MALFORMED", `${operation}: got ${what}`, { backend });
}

/** Segments that an address would swallow name nothing: a call for one would reach what lies above it. */
function toPath(segments: readonly string[], backend: BackendId): string {
  const swallowed = segments.find((segment) => /^\.{0,2}$/.test(segment));
  if (swallowed !== undefined)
    throw new BackendError("NOT_FOUND", `${JSON.stringify(swallowed)} is no id`, { backend });
  return segments.map((segment) => `/${encodeURIComponent(segment.toWellFormed())}`).join("");
}

function toQuery(query: Query): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`,
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
