import type { BackendErrorKind } from "../domain/error.ts";

/** One call to a vendor. */
export interface VendorRequest {
  /** Name of the operation, for the call budget, metrics and messages: `listJobs`. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent exactly as it is: signatures cover these bytes. */
  readonly body?: string | Uint8Array;
  /** Whether the call may be sent again after a failure that leaves open what the vendor did. True for GET only, unless said. */
  readonly repeatable?: boolean;
  /** Time for one try, in milliseconds; the client's own when absent. */
  readonly timeoutMs?: number;
}

/** Answer of a vendor, read whole. */
export interface VendorResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  /** Body as JSON; throws `BackendError` of kind MALFORMED when it is none. An empty body is malformed too. */
  json(): unknown;
}

/** What a vendor's error answer says; null leaves the reading to the HTTP status. */
export interface VendorFault {
  readonly kind?: BackendErrorKind;
  readonly message?: string | null;
  readonly nativeCode?: string | null;
  readonly solution?: string | null;
  readonly retryable?: boolean;
  readonly requestId?: string | null;
  /** How long to wait where the answer has no `Retry-After`, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** How a backend signs its calls. */
export interface Authorizer {
  /** Headers to add to the try; called afresh for each one. Rejects with `BackendError`. */
  authorize(request: VendorRequest, signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /**
   * Tells whether credentials could be renewed after a 401 (a token was dropped, say): the call is then
   * authorized afresh and sent once more. Absent: a 401 is final.
   */
  renew?(fault: VendorFault): boolean;
}

/** How one backend is called. */
export interface VendorProtocol {
  readonly authorizer: Authorizer;
  /** Reads a vendor's error answer (status 400 and above). */
  readFault(response: VendorResponse): VendorFault | null;
}

/** Figures of one client since its start. */
export interface VendorCallFigures {
  readonly calls: number;
  readonly retries: number;
  readonly failures: number;
  readonly breakerOpen: boolean;
}

/**
 * Calls one backend: timeout, retry with full jitter and `Retry-After`, breaker, bulkhead, call budget.
 * `send` resolves with any status below 400 but a redirect, and rejects with `BackendError` otherwise, or with the
 * signal's reason when it aborts.
 */
export interface VendorClient {
  send(request: VendorRequest, signal: AbortSignal): Promise<VendorResponse>;
  readonly figures: VendorCallFigures;
}

/** Bounds of one client. */
export interface VendorClientOptions {
  readonly timeoutMs: number;
  /** Time for all tries of one call together. */
  readonly deadlineMs: number;
  readonly maxRetries: number;
  /** First and longest wait between tries; the wait is random between 0 and the grown bound. */
  readonly backoffMs: { readonly first: number; readonly longest: number };
  /** Calls under way at once; more wait. */
  readonly concurrency: number;
  /** Calls that may wait; more are refused as UNAVAILABLE. */
  readonly queue: number;
  /** Null: no budget. */
  readonly callsPerMinute: number | null;
  /** False where an earlier process may have called within the last minute: the budget then begins with nothing in hand. */
  readonly isFirstProcess: boolean;
  /** Failures in a row that open the breaker, and how long it stays open. */
  readonly breaker: { readonly failures: number; readonly openMs: number };
  /** Largest answer that is read. */
  readonly maxResponseBytes: number;
}
