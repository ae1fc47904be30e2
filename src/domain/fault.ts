import type { BackendError } from "./error.ts";
import { type Instant, instantOf } from "./instant.ts";

/** Failure of a call to a backend, as it is shown; `BackendFault` of the schema. */
export interface Fault {
  readonly code: BackendError["kind"];
  readonly nativeCode: string | null;
  readonly message: string;
  readonly solution: string | null;
  readonly retryable: boolean;
  readonly at: Instant;
}

/** Failure as it was seen at this time, in milliseconds of the gateway's clock. */
export function toFault(error: BackendError, nowMs: number): Fault {
  const { kind, nativeCode, message, solution, retryable } = error;
  // The clock of a running process lies inside the range of dates.
  return { code: kind, nativeCode, message, solution, retryable, at: instantOf(nowMs) as Instant };
}
