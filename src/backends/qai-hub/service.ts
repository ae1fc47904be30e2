import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { VendorResponse } from "../../http/contract.ts";
import type { BackendTools } from "../contract.ts";
import { type QaiHubConfig, webAddress } from "./config.ts";
import { createProtocol, mediaTypeOf, protobufType, storageProtocol } from "./protocol.ts";

/** The service. Paths are lists of segments, which are percent-encoded here. Rejects as `VendorClient.send` does. */
export interface Service {
  readonly backend: BackendId;
  /** Base of the pages for people, without a slash at its end. */
  readonly web: string;
  /** Message that a path answers; MALFORMED for an answer of another type. */
  get(operation: string, path: readonly string[], query: Query, signal: AbortSignal): Promise<Uint8Array>;
  /** Bytes of a signed address, to which no token ever goes. Errors name its path, never its query. */
  download(operation: string, url: URL, signal: AbortSignal): Promise<Buffer>;
}

/** Query parameters; absent ones are not sent, those with several values once for each. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** The service cuts a call after 26 s. */
const serviceOptions = { timeoutMs: 28_000, deadlineMs: 60_000 };
/** Storage is neither counted nor limited by the service. */
const storageOptions = { callsPerMinute: null, maxResponseBytes: 64 * 2 ** 20, timeoutMs: 30_000 };

/** Connects to the service and its storage; opens nothing before the first call. */
export function connectService(config: QaiHubConfig, tools: BackendTools): Service {
  const { id: backend } = tools;
  const client = tools.connect(createProtocol(config.credentials.apiToken), serviceOptions);
  const storage = tools.connect(storageProtocol, storageOptions);
  const base = `${config.url.replace(/\/+$/, "")}/api/v1`;
  return {
    backend,
    web: webAddress(config),
    async get(operation, path, query, signal) {
      const segments = path.map((segment) => toSegment(segment, backend));
      // Every path ends with a slash, and every call names the type, those without a body included.
      const url = new URL(`${base}/${segments.join("/")}/${toQuery(query)}`);
      const headers = { "content-type": protobufType };
      const response = await client.send({ operation, method: "GET", url, headers }, signal);
      if (mediaTypeOf(response) !== protobufType) throw malformed(backend, operation, describe(response));
      return response.body;
    },
    async download(operation, url, signal) {
      return (await storage.send({ operation, method: "GET", url }, signal)).body;
    },
  };
}

/** Error for an answer that is outside the protocol. */
export function malformed(backend: BackendId, operation: string, what: string): BackendError {
  return new BackendError("MALFORMED", `${operation}: got ${what}`, { backend });
}

/** The error of one id, which stands in its place; rethrows what speaks against more than that. */
export function inPlace(error: unknown): BackendError {
  if (error instanceof BackendError && (error.kind === "NOT_FOUND" || error.kind === "MALFORMED"))
    return error;
  throw error;
}

function describe(response: VendorResponse): string {
  return `${response.body.length} bytes of ${mediaTypeOf(response) || "no type"}, expected ${protobufType}`;
}

/** Segments that an address would swallow name nothing. */
function toSegment(segment: string, backend: BackendId): string {
  if (/^\.{0,2}$/.test(segment))
    throw new BackendError("NOT_FOUND", `${JSON.stringify(segment)} is no id`, { backend });
  return encodeURIComponent(segment.toWellFormed());
}

function toQuery(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
    return values.map((one: string) => `${name}=${encodeURIComponent(one.toWellFormed())}`);
  });
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
