import { ZodError } from "zod";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { VendorClient, VendorRequest } from "../../http/contract.ts";
import type { BackendTools } from "../contract.ts";
import type { DatatureConfig } from "./config.ts";
import { readNativeId } from "./wire/mask.ts";

/** Answer of the vendor. */
export interface Answer {
  readonly body: unknown;
  /** The vendor's clock when it answered, in milliseconds, cut to whole seconds; ours where it does not say. */
  readonly nowMs: number;
}

/** Query parameters; absent ones are not sent. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Call that makes, changes or removes something. */
interface Change {
  readonly operation: string;
  readonly method: "POST" | "PATCH" | "DELETE";
  /** As for reads. */
  readonly path: readonly string[];
  /** Sent as JSON; undefined members are left out. */
  readonly body?: object;
  /** Whether it does no harm when it is sent twice. */
  readonly repeatable: boolean;
}

/** Calls inside one project. They reject as `VendorClient.send` does. */
export interface Service {
  readonly backend: BackendId;
  /** `path` below the project, in segments, which are percent-encoded here. */
  get(operation: string, path: readonly string[], query: Query, signal: AbortSignal): Promise<Answer>;
  change(change: Change, signal: AbortSignal): Promise<Answer>;
}

/** Makes the calls of one project over a client. */
export function createService(config: DatatureConfig, client: VendorClient, tools: BackendTools): Service {
  const base = new URL(config.url);
  const project = `${base.pathname.replace(/\/+$/, "")}/projects/${config.projectId}`;

  function urlOf(path: readonly string[], query: Query = {}): URL {
    const segments = path.map((segment) => `/${toSegment(segment, tools.id)}`);
    return new URL(project + segments.join("") + toQuery(query), base.origin);
  }

  async function send(request: VendorRequest, signal: AbortSignal): Promise<Answer> {
    const response = await client.send(request, signal);
    const dateMs = Date.parse(response.headers.get("date") ?? "");
    return { body: response.json(), nowMs: Number.isNaN(dateMs) ? tools.now() : dateMs };
  }

  return {
    backend: tools.id,
    get: async (operation, path, query, signal) =>
      send({ operation, method: "GET", url: urlOf(path, query) }, signal),
    change: async ({ path, body, ...call }, signal) => {
      const content = body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
      return send({ ...call, url: urlOf(path), ...content }, signal);
    },
  };
}

/** Gives what was parsed, or why the document is outside the protocol; without any of its values. */
export function parseOr<T>(backend: BackendId, document: unknown, parse: () => T): T | BackendError {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const reasons = error.issues.map((issue) => `${issue.path.join(".") || "document"}: ${issue.message}`);
    const what = `document ${readNativeId(document) ?? "without an id"} is unreadable`;
    const message = `${what}: ${reasons.slice(0, 3).join("; ")}`;
    return new BackendError("MALFORMED", message, { backend, cause: error });
  }
}

/** Gives what was parsed; throws `BackendError` of kind MALFORMED for a document outside the protocol. */
export function parseOrThrow<T>(backend: BackendId, document: unknown, parse: () => T): T {
  const parsed = parseOr(backend, document, parse);
  if (parsed instanceof BackendError) throw parsed;
  return parsed;
}

/** The error of one thing, which stands in its place; rethrows what speaks against more than that. */
export function inPlace(error: unknown): BackendError {
  if (!(error instanceof BackendError)) throw error;
  if (error.kind === "NOT_FOUND" || error.kind === "MALFORMED") return error;
  // A read has nothing but its id that could be wrong: text that is no id here is the id of nothing.
  if (error.status !== 400) throw error;
  const { backend, status } = error;
  return new BackendError("NOT_FOUND", error.message, { backend, status, cause: error });
}

/** `*` stands for all regions and is literal. Segments that an address would swallow name nothing. */
function toSegment(segment: string, backend: BackendId): string {
  if (/^\.{0,2}$/.test(segment))
    throw new BackendError("NOT_FOUND", `${JSON.stringify(segment)} is no id`, { backend });
  return encodeURIComponent(segment.toWellFormed());
}

function toQuery(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    return value === undefined ? [] : [`${name}=${encodeURIComponent(String(value).toWellFormed())}`];
  });
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
