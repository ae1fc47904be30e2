import { z } from "zod";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { VendorClient, VendorRequest, VendorResponse } from "../../http/contract.ts";
import type { BackendTools } from "../contract.ts";
import { createSharedLoad } from "../shared-load.ts";
import { unsent } from "../unsent.ts";
import { createAmbientAuthorizer } from "./ambient-key.ts";
import { identityEndpoint, type ModelartsConfig, serviceEndpoint } from "./config.ts";
import { anonymous, createProtocol } from "./protocol.ts";
import { createSigningAuthorizer, encode } from "./signer.ts";
import { createTokenAuthorizer } from "./token.ts";
import { records, text } from "./wire/lenient.ts";

/** Calls of the service inside one project. Paths are lists of segments, which are percent-encoded here. */
export interface Service {
  readonly backend: BackendId;
  get(
    operation: string,
    path: readonly string[],
    query: Query,
    signal: AbortSignal,
    options?: GetOptions,
  ): Promise<VendorResponse>;
  /** A call that changes nothing and may be sent twice, unless said. */
  search(
    operation: string,
    path: readonly string[],
    body: unknown,
    signal: AbortSignal,
    options?: SearchOptions,
  ): Promise<VendorResponse>;
  /** A call that changes something. */
  change(operation: string, call: ChangeCall, signal: AbortSignal): Promise<VendorResponse>;
}

/** What a call that changes something is made of. */
export interface ChangeCall {
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: readonly string[];
  readonly body?: object;
  /** Whether it does no harm twice: it is sent again after a failure that leaves open what the service did. */
  readonly repeatable: boolean;
}

/** What some reads have: those that something can be shown without are not repeated. */
export type GetOptions = Pick<VendorRequest, "timeoutMs" | "repeatable">;

/** What some searches have beside their body. */
export interface SearchOptions extends GetOptions {
  readonly query?: Query;
}

/** Query parameters; absent ones are not sent. */
export type Query = Readonly<Record<string, string | number | undefined>>;

const jsonType = "application/json;charset=utf-8";

/** The log preview is 5 MB of text, more as JSON; lists hold 50 documents. */
const clientOptions = { maxResponseBytes: 64 * 2 ** 20, timeoutMs: 30_000 };

/** Connects to the service; the project is looked up with the first call where the configuration names none. */
export function connectService(config: ModelartsConfig, tools: BackendTools): Service {
  // Its own way out: a call that waits for a token must not wait behind calls that wait for a token.
  const identity = tools.connect(createProtocol(anonymous));
  const client = tools.connect(createProtocol(createAuthorizer(config, identity, tools)), clientOptions);
  const project = createSharedLoad((signal) => findProject(config, client, tools.id, signal));
  const endpoint = serviceEndpoint(config);

  const prepare = async (path: readonly string[], query: Query, signal: AbortSignal) => {
    const projectId = await project.get(signal);
    const address = ["/v2", projectId, ...path.map((segment) => toSegment(segment, tools.id))].join("/");
    return { url: new URL(address + toQuery(query), endpoint), projectId };
  };
  return {
    backend: tools.id,
    async get(operation, path, query, signal, options = {}) {
      const { url, projectId } = await prepare(path, query, signal);
      // English, because the levels of log lines and the words of events are read by people of any language.
      const headers = {
        "content-type": "application/json",
        "x-project-id": projectId,
        "x-language": "en-us",
      };
      return client.send({ operation, method: "GET", url, headers, ...options }, signal);
    },
    async search(operation, path, body, signal, { query = {}, ...options } = {}) {
      const { url, projectId } = await prepare(path, query, signal);
      const headers = { "content-type": jsonType, "x-project-id": projectId };
      const request = {
        operation,
        method: "POST",
        url,
        headers,
        body: JSON.stringify(body),
        repeatable: true,
        ...options,
      } as const;
      return client.send(request, signal);
    },
    async change(operation, { method, path, body, repeatable }, signal) {
      const { url, projectId } = await unsent(prepare(path, {}, signal));
      const type = body === undefined ? "application/json" : jsonType;
      const headers = { "content-type": type, "x-project-id": projectId };
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      return client.send({ operation, method, url, headers, ...content, repeatable }, signal);
    },
  };
}

function createAuthorizer(config: ModelartsConfig, identity: VendorClient, tools: BackendTools) {
  const { credentials, projectId, region, metadataEndpoint } = config;
  const now = () => tools.now();
  if (credentials === "ambient") {
    const surroundings = { backend: tools.id, environment: process.env, client: identity, metadataEndpoint };
    return createAmbientAuthorizer({ ...surroundings, now });
  }
  if ("accessKey" in credentials) return createSigningAuthorizer(credentials, now);
  return createTokenAuthorizer({
    backend: tools.id,
    identity,
    iamEndpoint: identityEndpoint(config),
    login: credentials,
    // The default project of a region has the region's name.
    scope: projectId === undefined ? { name: region ?? "" } : { id: projectId },
    now,
  });
}

const wireProjects = z.object({ projects: records({ id: text }) });

/** The configured project, or the one that has the region's name. */
async function findProject(
  { projectId, region = "", ...config }: ModelartsConfig,
  client: VendorClient,
  backend: BackendId,
  signal: AbortSignal,
): Promise<string> {
  if (projectId !== undefined) return projectId;
  const url = new URL(`/v3/projects?name=${encode(region)}`, identityEndpoint({ region, ...config }));
  const headers = { "content-type": "application/json" };
  const response = await client.send({ operation: "findProject", method: "GET", url, headers }, signal);
  const ids = wireProjects.safeParse(response.json()).data?.projects.flatMap(({ id }) => id ?? []) ?? [];
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
  const message = `the account has ${ids.length} projects called ${region}, expected exactly one: set projectId`;
  throw new BackendError("FAILED_PRECONDITION", message, { backend });
}

/** Segments that an address would swallow name nothing. */
function toSegment(segment: string, backend: BackendId): string {
  if (/^\.{0,2}$/.test(segment)) {
    throw new BackendError("NOT_FOUND", `${JSON.stringify(segment)} is no id`, { backend });
  }
  return encode(segment);
}

function toQuery(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    return value === undefined ? [] : [`${encode(name)}=${encode(String(value))}`];
  });
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
