import { randomBytes } from "node:crypto";
import type { Route, VendorRequest, VendorResponse } from "../../../simulator/contract.ts";
import { type Authentication, GatewayError } from "./authentication.ts";
import { ServiceError } from "./errors.ts";

type Handler = (request: VendorRequest) => VendorResponse;

/** Wraps what an operation does with everything that the gateway does before and after it. */
export interface Door {
  /** A route of the service: authenticated, of the right project. */
  readonly service: (method: string, path: string, handle: Handler) => Route;
  /** A route of the identity service that needs a signature or a token. */
  readonly identity: (method: string, path: string, handle: Handler) => Route;
  /** A route that anybody may call. */
  readonly open: (method: string, path: string, handle: Handler) => Route;
  /** Answers a request that has no route, to those who may know. */
  readonly noRoute: Handler;
}

/** Builds the door of one account's project. */
export function createDoor(authentication: Authentication, projectId: string): Door {
  function authenticated(handle: Handler): Handler {
    return (request) => {
      if (request.effects.tokensExpired) authentication.expireTokens();
      authentication.check(toSigned(request));
      return handle(request);
    };
  }

  function inProject(handle: Handler): Handler {
    return authenticated((request) => {
      const asked = [request.params.project, request.header("x-project-id")];
      const wrong = asked.find((id) => id !== undefined && id !== null && id !== projectId);
      if (wrong !== undefined && wrong !== null) throw new ServiceError("2786", wrong, projectId);
      return handle(request);
    });
  }

  const noRoute = (): VendorResponse => {
    throw new ServiceError("2836");
  };
  return {
    service: (method, path, handle) => ({ method, path, handle: answered(inProject(handle)) }),
    identity: (method, path, handle) => ({ method, path, handle: answered(authenticated(handle)) }),
    open: (method, path, handle) => ({ method, path, handle: answered(handle) }),
    noRoute: answered(authenticated(noRoute)),
  };
}

/** Answers an injected failure in the shape that this status usually has. */
export function failureOf(status: number, request: VendorRequest): VendorResponse {
  return answered(() => {
    if (request.path.startsWith("/v3/")) {
      const error = { code: status, message: "The request failed.", title: "Error" };
      return { status, json: { error } };
    }
    if (status === 401) {
      const text = "Incorrect IAM authentication information: decrypt token fail";
      throw new GatewayError(status, "APIGW.0301", text);
    }
    const code = status === 429 ? "2799" : status >= 500 ? "0010" : "2788";
    return { status, json: new ServiceError(code, "request").body };
  })(request);
}

/** Reads the body as JSON whatever its content type says; undefined when it is empty. */
export function parseBody(request: VendorRequest): unknown {
  if (request.body.length === 0) return undefined;
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch {
    throw new ServiceError("2787");
  }
}

/** Turns refusals into answers and puts a request id on all of them. */
function answered(handle: Handler): Handler {
  return (request) => {
    const requestId = randomBytes(16).toString("hex");
    const answer = attempt(() => handle(request), requestId);
    return { ...answer, headers: { "X-Request-Id": requestId, ...answer.headers } };
  };
}

function attempt(run: () => VendorResponse, requestId: string): VendorResponse {
  try {
    return run();
  } catch (error) {
    if (error instanceof ServiceError) return { status: error.status, json: error.body };
    if (!(error instanceof GatewayError)) throw error;
    const { status, code, message } = error;
    return { status, json: { error_msg: message, error_code: code, request_id: requestId } };
  }
}

function toSigned(request: VendorRequest): Parameters<Authentication["check"]>[0] {
  const headers = new Map<string, string>();
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase();
    if (!headers.has(key)) headers.set(key, value);
  }
  const target = request.query === "" ? request.path : `${request.path}?${request.query}`;
  return { method: request.method, target, headers, body: request.body };
}
