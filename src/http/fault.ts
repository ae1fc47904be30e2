import { BackendError, type BackendErrorKind } from "../domain/error.ts";
import type { BackendId } from "../domain/id.ts";
import type { VendorFault, VendorProtocol, VendorRequest, VendorResponse } from "./contract.ts";
import { parseRetryAfter } from "./retry.ts";

const kindByStatus: Readonly<Record<number, BackendErrorKind>> = {
  401: "UNAUTHENTICATED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "UNSUPPORTED",
  408: "TIMEOUT",
  409: "CONFLICT",
  410: "NOT_FOUND",
  412: "FAILED_PRECONDITION",
  423: "CONFLICT",
  428: "FAILED_PRECONDITION",
  429: "RATE_LIMITED",
  501: "UNSUPPORTED",
  504: "TIMEOUT",
};

const messageLength = 500;

/** Kind of a fault by its HTTP status (400 and above) alone. */
export function kindOfStatus(status: number): BackendErrorKind {
  return kindByStatus[status] ?? (status >= 500 ? "UNAVAILABLE" : "INVALID");
}

/** Whether a status (400 and above) says that the request was not taken, whatever else the vendor says. */
function isRefusal(status: number): boolean {
  // A server that waited too long for the rest of a request may have begun with what it had.
  return (status < 500 && status !== 408) || status === 501;
}

/** Names a call in messages: never its query, headers or body, which may hold secrets. */
export function describeRequest(request: VendorRequest): string {
  return `${request.operation} (${request.method} ${request.url.host}${request.url.pathname})`;
}

/** An error answer, read: what the vendor said and the error that callers get. */
export interface ReadFault {
  readonly fault: VendorFault;
  readonly error: BackendError;
}

/** What surrounds an error answer. */
export interface FaultContext {
  readonly backend: BackendId;
  readonly request: VendorRequest;
  /** What was added to sign the call; a vendor that echoes it does not bring it into a message. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Wall clock in milliseconds. */
  readonly now: number;
}

/** Reads an error answer in the vendor's own terms, and by its status where these say nothing. */
export function readFault(
  protocol: VendorProtocol,
  response: VendorResponse,
  context: FaultContext,
): ReadFault {
  const said = readVendorFault(protocol, response);
  const kind = said.kind ?? kindOfStatus(response.status);
  const message = cleanText(said.message, context.credentials);
  const answered = `${describeRequest(context.request)} was answered ${response.status}`;
  const error = new BackendError(kind, message === null ? answered : `${answered}: ${message}`, {
    backend: context.backend,
    nativeCode: said.nativeCode ?? null,
    solution: cleanText(said.solution, context.credentials),
    status: response.status,
    requestId: said.requestId ?? null,
    undone: isRefusal(response.status),
    retryAfterMs:
      parseRetryAfter(response.headers.get("retry-after"), context.now) ?? said.retryAfterMs ?? null,
    ...(said.retryable === undefined ? {} : { retryable: said.retryable }),
  });
  return { fault: { ...said, kind }, error };
}

function readVendorFault(protocol: VendorProtocol, response: VendorResponse): VendorFault {
  try {
    return protocol.readFault(response) ?? {};
  } catch {
    // A proxy's page or half a document in place of the vendor's error: the status says enough.
    return {};
  }
}

function cleanText(
  text: string | null | undefined,
  credentials: Readonly<Record<string, string>>,
): string | null {
  let clean = text?.replace(/\s+/g, " ").trim() ?? "";
  for (const value of Object.values(credentials)) {
    // The whole value and its parts: `Bearer abc`, `name:key`, `Access=…, Signature=…`.
    for (const part of [value, ...value.split(/[\s,;]+/), ...value.split(/[\s,;:=]+/)]) {
      if (part.length >= 8) clean = clean.replaceAll(part, "***");
    }
  }
  if (clean.length > messageLength) clean = `${clean.slice(0, messageLength - 1)}…`;
  return clean === "" ? null : clean;
}
