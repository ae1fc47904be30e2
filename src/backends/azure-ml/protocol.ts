import type { BackendErrorKind } from "../../domain/error.ts";
import { isJsonObject, type Json } from "../../domain/json.ts";
import type { Authorizer, VendorFault, VendorProtocol, VendorResponse } from "../../http/contract.ts";
import { document, record, text } from "./wire/lenient.ts";
import { maskText } from "./wire/mask.ts";
import { innermostCode } from "./wire/run.ts";

/** Calls of both planes. */
export function createProtocol(authorizer: Authorizer): VendorProtocol {
  return { authorizer, readFault };
}

const anonymous: Authorizer = { authorize: async () => ({}) };

/** Calls without credentials: discovery. */
export const anonymousProtocol: VendorProtocol = { authorizer: anonymous, readFault };
/** Calls that carry their credentials in the body. */
export const loginProtocol: VendorProtocol = { authorizer: anonymous, readFault: readLoginFault };
/** Signed addresses of the blob store, which are all the credentials that it is ever given. */
export const blobProtocol: VendorProtocol = { authorizer: anonymous, readFault: readBlobFault };

const wireFault = record({
  error: record({
    code: text,
    message: text,
    innerError: document,
    additionalInfo: document.array().catch([]),
  }),
  correlation: record({ request: text }),
});

/**
 * Azure ML's own code is one of six coarse words; the precise one lies innermost: below `innerError` in run history,
 * in an entry of `additionalInfo` in the job API. Azure Resource Manager itself has plain codes and neither.
 */
const kinds: Readonly<Record<string, BackendErrorKind>> = {
  RequestThrottled: "RATE_LIMITED",
  TooManyRequests: "RATE_LIMITED",
  AuthorizationFailed: "FORBIDDEN",
  InvalidAuthenticationToken: "UNAUTHENTICATED",
  ExpiredAuthenticationToken: "UNAUTHENTICATED",
  // What holds the jobs is gone or misspelt, which says nothing about one of them.
  ResourceNotFound: "FAILED_PRECONDITION",
  ParentResourceNotFound: "FAILED_PRECONDITION",
  ResourceGroupNotFound: "FAILED_PRECONDITION",
  SubscriptionNotFound: "FAILED_PRECONDITION",
  InvalidSubscriptionId: "FAILED_PRECONDITION",
  // A PUT of another job under a taken name (MicrosoftDocs/azure-docs, issue 122250).
  JobPropertyImmutable: "CONFLICT",
};

function readFault(response: VendorResponse): VendorFault {
  const { error, correlation } = wireFault.parse(parseBody(response));
  const info = new Map(error.additionalInfo.map(({ type, info }) => [type, infoOf(info)]));
  const inner = info.get("InnerError");
  const innermost = innermostCode(error.innerError) ?? innermostCode(inner);
  const request = info.get("Correlation");
  const nativeCode = innermost ?? error.code;
  const kind = kindOf(response, error.code, nativeCode);
  return {
    ...(kind !== null && { kind }),
    ...(mayPass(response, error.code) && { retryable: true }),
    message: error.message && maskText(error.message),
    nativeCode,
    requestId:
      response.headers.get("x-ms-correlation-request-id") ??
      response.headers.get("x-ms-request-id") ??
      correlation.request ??
      (isJsonObject(request) ? text.parse(request.request) : null),
  };
}

function infoOf(info: Json | undefined): Json | undefined {
  return isJsonObject(info) ? info.value : undefined;
}

function kindOf(
  response: VendorResponse,
  code: string | null,
  nativeCode: string | null,
): BackendErrorKind | null {
  const known = [code, nativeCode].find((one) => one !== null && Object.hasOwn(kinds, one));
  if (known) return kinds[known] ?? null;
  // The service's own 404 names what is missing, or is empty and carries the service's headers. Any other comes from
  // a wrong address, and must not make jobs disappear.
  const isOfService = code !== null || response.headers.has("x-aml-cluster");
  return response.status === 404 && !isOfService ? "UNSUPPORTED" : null;
}

const refusals: ReadonlySet<number> = new Set([401, 403, 404]);

/** The vendor's client repeats any refusal that says when to come back, and this code says to try again. */
function mayPass({ status, headers }: VendorResponse, code: string | null): boolean {
  if (refusals.has(status)) return false;
  return code === "TransientError" || headers.has("retry-after");
}

const wireLoginFault = record({ error: text, error_description: text, trace_id: text });

/** Every refusal of the login is about the credentials, whatever its status; `AADSTS` numbers say what about them. */
function readLoginFault(response: VendorResponse): VendorFault {
  const { error, error_description: description, trace_id } = wireLoginFault.parse(parseBody(response));
  const isRefused = error !== null && (response.status === 400 || response.status === 401);
  return {
    ...(isRefused && { kind: "UNAUTHENTICATED" }),
    message: description,
    nativeCode: /\bAADSTS\d+/.exec(description ?? "")?.[0] ?? error,
    requestId: trace_id,
  };
}

/** The text of the blob store's errors quotes what was signed: only the code is taken. */
function readBlobFault({ headers }: VendorResponse): VendorFault {
  return { nativeCode: headers.get("x-ms-error-code"), requestId: headers.get("x-ms-request-id") };
}

function parseBody(response: VendorResponse): unknown {
  try {
    return response.json();
  } catch {
    // No body at all, XML, a proxy's page: the status says enough.
    return {};
  }
}
