import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { VendorResponse } from "../../http/contract.ts";
import type { BackendTools } from "../contract.ts";
import { type QaiHubConfig, webAddress } from "./config.ts";
import { CreateUpdateResponseSchema } from "./proto/public_api_pb.js";
import { createProtocol, mediaTypeOf, protobufType, storageProtocol, textOf } from "./protocol.ts";
import { decode } from "./wire/decode.ts";

/** The service. Paths are lists of segments, which are percent-encoded here. Rejects as `VendorClient.send` does. */
export interface Service {
  readonly backend: BackendId;
  /** Base of the pages for people, without a slash at its end. */
  readonly web: string;
  /** Message that a path answers; MALFORMED for an answer of another type. */
  get(operation: string, path: readonly string[], query: Query, signal: AbortSignal): Promise<Uint8Array>;
  /**
   * Sends a change. All are answered with the same message. FAILED_PRECONDITION for one that says what is wrong, unless
   * it has the id of something new; MALFORMED for another message, which leaves open what was done.
   */
  write(operation: string, write: Write, signal: AbortSignal): Promise<Written>;
  /** Bytes of a signed address, to which no token ever goes. Errors name its path, never its query. */
  download(operation: string, url: URL, signal: AbortSignal): Promise<Buffer>;
}

/** Query parameters; absent ones are not sent, those with several values once for each. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** A change of something, or something new. */
export interface Write {
  readonly method: "POST" | "PATCH" | "DELETE";
  readonly path: readonly string[];
  readonly query?: Query;
  /** An encoded message. */
  readonly body?: Uint8Array;
  /** Whether it does no harm when it is sent twice. */
  readonly repeatable: boolean;
}

/** Answer to a change, of which both may be missing. */
export interface Written {
  readonly id: string | null;
  /** What the service has to say beside the id. */
  readonly text: string | null;
}

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
  // Every path ends with a slash, and every call names the type, those without a body included.
  const address = (path: readonly string[], query: Query) => {
    const segments = path.map((segment) => toSegment(segment, backend));
    return new URL(`${base}/${segments.join("/")}/${toQuery(query)}`);
  };
  const headers = { "content-type": protobufType };
  return {
    backend,
    web: webAddress(config),
    async get(operation, path, query, signal) {
      const response = await client.send(
        { operation, method: "GET", url: address(path, query), headers },
        signal,
      );
      if (mediaTypeOf(response) !== protobufType) throw malformed(backend, operation, describe(response));
      return response.body;
    },
    async write(operation, { path, query = {}, ...request }, signal) {
      const response = await client.send(
        { operation, url: address(path, query), headers, ...request },
        signal,
      );
      // What says nothing need not say of which type it is.
      const isMessage = response.body.length === 0 || mediaTypeOf(response) === protobufType;
      const answer = isMessage ? decode(CreateUpdateResponseSchema, response.body) : null;
      if (answer === null) throw malformed(backend, operation, describe(response));
      const text = textOf(answer)?.replaceAll(config.credentials.apiToken, "***") ?? null;
      // The id of what was there before says nothing.
      const isMade = answer.id !== "" && request.method === "POST";
      if (isMade || text === null) return { id: answer.id || null, text };
      const { status } = response;
      throw new BackendError("FAILED_PRECONDITION", `${operation}: ${text}`, { backend, status });
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
