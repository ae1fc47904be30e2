import type { BackendError } from "../domain/error.ts";
import type { VendorClientOptions, VendorFault, VendorRequest } from "./contract.ts";

/** A try that failed. What is `undone` cannot be done twice by sending it again. */
export interface FailedTry {
  readonly error: BackendError;
  /** What the vendor said; absent when no answer came through. */
  readonly fault?: VendorFault;
}

/** Tells whether a failed try may be sent again: a fault that may pass, and a call that does no harm twice. */
export function mayRetry(failed: FailedTry, request: VendorRequest): boolean {
  const repeatable = request.repeatable ?? request.method === "GET";
  return failed.error.retryable && (repeatable || failed.error.undone);
}

/**
 * Milliseconds before the next try: full jitter (random between 0 and a bound that doubles with each retry),
 * on top of what the vendor asks for, so that callers told the same time do not come back at the same time.
 * `retries` counts those made already; `random` is in [0, 1).
 */
export function retryDelayMs(
  retries: number,
  retryAfterMs: number | null,
  backoffMs: VendorClientOptions["backoffMs"],
  random: number,
): number {
  const bound = Math.min(backoffMs.longest, backoffMs.first * 2 ** retries);
  return (retryAfterMs ?? 0) + random * bound;
}

/** Reads `Retry-After` (seconds or an HTTP date) as milliseconds from `now`; null when absent or neither. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Only dates begin with a word; Date.parse alone takes a bare `-5` for a month.
  if (!/^[A-Za-z]{3}/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
