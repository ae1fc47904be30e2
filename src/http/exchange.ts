import { BackendError, type BackendErrorFacts } from "../domain/error.ts";
import type { BackendId } from "../domain/id.ts";
import type { VendorRequest, VendorResponse } from "./contract.ts";
import { describeRequest } from "./fault.ts";
import type { FailedTry } from "./retry.ts";

/** One request to put on the wire. */
export interface Exchange {
  readonly backend: BackendId;
  readonly request: VendorRequest;
  /** What signs the request, beside its own headers. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly maxResponseBytes: number;
}

/** Bytes of the answer beyond the bound. */
class TooLarge extends Error {}

// Failures of looking up, connecting and agreeing on encryption: no byte of the request has left.
const unconnectedCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_SSL_PACKET_LENGTH_TOO_LONG",
  "ERR_SSL_UNSUPPORTED_PROTOCOL",
  "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
  "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
]);

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Leads from what was done to its result; the other redirects ask to send the same elsewhere. */
const seeOther = 303;

/**
 * Sends a request and reads the answer whole, of whatever status. What breaks on the way is a `FailedTry`;
 * rejects only with the signal's reason.
 */
export async function exchange(ask: Exchange, signal: AbortSignal): Promise<VendorResponse | FailedTry> {
  const headers = new Headers();
  for (const [name, value] of Object.entries({ ...ask.request.headers, ...ask.credentials })) {
    // The message of `fetch` about such a value quotes it.
    if (!isHeader(name, value))
      return failed(ask, "INVALID", `has a ${name} header of characters that HTTP forbids`);
    headers.set(name, value);
  }
  let response: Response;
  try {
    response = await fetch(ask.request.url, {
      method: ask.request.method,
      headers,
      // Bytes, because `fetch` adds a Content-Type of its own to text.
      body: ask.request.body === undefined ? null : Buffer.from(ask.request.body),
      // Credentials are for the host they were made for.
      redirect: "manual",
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    return failedToAsk(ask, error);
  }
  let body: Buffer;
  try {
    body = await readBody(response, ask.maxResponseBytes);
  } catch (error) {
    signal.throwIfAborted();
    const status = response.status;
    if (error instanceof TooLarge) {
      return failed(ask, "MALFORMED", `was answered with more than ${ask.maxResponseBytes} bytes`, {
        status,
      });
    }
    return failed(ask, "UNAVAILABLE", `was cut off in the middle of the answer (${codeOf(error)})`, {
      status,
    });
  }
  if (redirectStatuses.has(response.status)) return failedByRedirect(ask, response);
  return toVendorResponse(ask, response, body);
}

function isHeader(name: string, value: string): boolean {
  try {
    new Headers([[name, value]]);
    return true;
  } catch {
    return false;
  }
}

async function readBody(response: Response, limit: number): Promise<Buffer> {
  // Grows in place: chunks that are put together at the end would need the memory of a large answer twice.
  const store = new ArrayBuffer(0, { maxByteLength: limit });
  // Leaving the loop early closes the connection.
  for await (const chunk of response.body ?? []) {
    const size = store.byteLength;
    if (size + chunk.length > limit) throw new TooLarge();
    store.resize(size + chunk.length);
    new Uint8Array(store).set(chunk, size);
  }
  return Buffer.from(store);
}

function failedToAsk(ask: Exchange, error: unknown): FailedTry {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = codeOf(error);
  if (!unconnectedCodes.has(code) || wasConnected(cause))
    return failed(ask, "UNAVAILABLE", `was not answered: the connection broke (${code})`);
  // Nothing was exchanged, so the cause holds nothing but the address.
  return failed(ask, "UNAVAILABLE", `could not connect (${code})`, { cause, undone: true });
}

/** A connection whose other side has become unreachable ends with the codes of one that never was. */
function wasConnected(cause: unknown): boolean {
  const syscall = cause instanceof Error && "syscall" in cause ? cause.syscall : undefined;
  return syscall === "read" || syscall === "write";
}

function failedByRedirect(ask: Exchange, response: Response): FailedTry {
  const location = response.headers.get("location");
  const host = location === null ? undefined : URL.parse(location, ask.request.url.href)?.host;
  const target = host === undefined ? "" : ` to ${host}`;
  const text = `was redirected (${response.status})${target}, which is not followed`;
  const { status } = response;
  return failed(ask, "MALFORMED", text, { status, undone: status !== seeOther });
}

function failed(
  ask: Exchange,
  kind: "INVALID" | "MALFORMED" | "UNAVAILABLE",
  text: string,
  facts: Pick<BackendErrorFacts, "status" | "undone" | "cause"> = {},
): FailedTry {
  const message = `${describeRequest(ask.request)} ${text}`;
  return { error: new BackendError(kind, message, { backend: ask.backend, ...facts }) };
}

/** Code of what lies under `fetch failed`; never its message, which may quote the exchange. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : "no reason known";
}

function toVendorResponse(ask: Exchange, response: Response, body: Buffer): VendorResponse {
  return {
    status: response.status,
    headers: response.headers,
    body,
    json() {
      try {
        return JSON.parse(body.toString());
      } catch {
        // No cause: the parser's message quotes the text.
        const type = response.headers.get("content-type") ?? "no type";
        const text = `was answered ${response.status} with ${body.length} bytes of ${type} that are not JSON`;
        throw failed(ask, "MALFORMED", text, { status: response.status }).error;
      }
    },
  };
}
