import { randomUUID } from "node:crypto";
import type { VendorRequest, VendorResponse, World } from "../../../simulator/contract.ts";
import { REGION } from "./account.ts";
import { invalid, Refusal, toDataError, toManagementError } from "./errors.ts";
import { toShortTime } from "./timestamps.ts";

export type Handler = (request: VendorRequest) => VendorResponse;

/** An answer with a JSON body. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return { status, json: body, headers } satisfies VendorResponse;
}

/** Reads the body as JSON whatever its content type says; undefined when it is empty. Throws when it is no JSON. */
export function parseBody(request: VendorRequest): unknown {
  if (request.body.length === 0) return undefined;
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch {
    throw invalid("body", "the request content is not valid JSON");
  }
}

/** Puts the headers of the management plane on an answer and turns refusals into its error bodies. */
export function onManagementPlane(world: World, handle: Handler): Handler {
  return (request) => {
    const { answer, isRefusal } = attempt(request, handle, (refusal) => ({
      status: refusal.status,
      headers: refusal.headers,
      json: toManagementError(refusal, world.now()),
    }));
    const id = randomUUID();
    const moment = toShortTime(world.wallNow()).replace(/[-:]/g, "");
    const headers = {
      "Cache-Control": "no-cache",
      Pragma: "no-cache",
      Expires: "-1",
      "Content-Type": "application/json; charset=utf-8",
      "x-ms-correlation-request-id": id,
      "x-ms-routing-request-id": `${REGION.toUpperCase()}:${moment}:${id}`,
      "x-aml-cluster": `vienna-${REGION}-01`,
      "x-ms-response-type": isRefusal ? "error" : "standard",
      "x-request-time": "0.012",
    };
    return { ...answer, headers: { ...headers, ...answer.headers } };
  };
}

/** The same for the data plane, whose answers carry no limits and whose errors name the component. */
export function onDataPlane(world: World, component: string, handle: Handler): Handler {
  return (request) => {
    const { answer, isRefusal } = attempt(request, handle, (refusal) => ({
      status: refusal.status,
      headers: refusal.headers,
      json: toDataError(refusal, world.now(), component),
    }));
    const headers = {
      "Content-Type": "application/json; charset=utf-8",
      "x-aml-cluster": `vienna-${REGION}-01`,
      "x-ms-response-type": isRefusal ? "error" : "standard",
      "x-request-time": "0.008",
    };
    return { ...answer, headers: { ...headers, ...answer.headers } };
  };
}

function attempt(
  request: VendorRequest,
  handle: Handler,
  toAnswer: (refusal: Refusal) => VendorResponse,
): { answer: VendorResponse; isRefusal: boolean } {
  try {
    return { answer: handle(request), isRefusal: false };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { answer: toAnswer(error), isRefusal: true };
  }
}
