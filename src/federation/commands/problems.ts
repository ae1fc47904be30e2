import type { Problem, ProblemCode, Refusal } from "../../domain/command.ts";
import type { DraftProblem } from "../../domain/draft.ts";
import type { BackendError, BackendErrorKind } from "../../domain/error.ts";
import { toFault } from "../../domain/fault.ts";

/** A problem of our own finding; about the whole input when `path` is null. */
export function problem(
  code: ProblemCode,
  message: string,
  path: readonly string[] | null = null,
  expected: string | null = null,
): Problem {
  return { code, message, path, expected, fault: null };
}

/** A problem that an adapter found before the vendor was asked to do anything. */
export function ofDraft({ code, message, path, expected }: DraftProblem): Problem {
  return problem(code, message, path, expected);
}

/** What a job answers that does not admit an action. */
export function ofRefusal({ code, reason }: Refusal): Problem {
  return problem(code, reason);
}

/** Kinds that a user can do nothing about are none: wrong credentials of the gateway's, answers that are none. */
const codes: Readonly<Record<BackendErrorKind, ProblemCode | null>> = {
  INVALID: "INVALID",
  NOT_FOUND: "NOT_FOUND",
  FORBIDDEN: "FORBIDDEN",
  CONFLICT: "CONFLICT",
  FAILED_PRECONDITION: "FAILED_PRECONDITION",
  UNSUPPORTED: "UNSUPPORTED",
  RATE_LIMITED: "RATE_LIMITED",
  TIMEOUT: "UNAVAILABLE",
  UNAVAILABLE: "UNAVAILABLE",
  UNAUTHENTICATED: null,
  MALFORMED: null,
};

/** The vendor's refusal, for the user; throws the error itself where it is none of the user's. */
export function ofRefused(error: BackendError, path: readonly string[] | null, nowMs: number): Problem {
  const code = codes[error.kind];
  if (code === null) throw error;
  return ofFault(code, error, path, nowMs);
}

/** What `ofRefused` throws, for one of several jobs: what became of the others is told all the same. Nothing was done. */
export function ofFailed(error: BackendError, nowMs: number): Problem {
  return ofFault("UNAVAILABLE", error, null, nowMs);
}

function ofFault(
  code: ProblemCode,
  error: BackendError,
  path: readonly string[] | null,
  nowMs: number,
): Problem {
  return { code, message: error.message, path, expected: null, fault: toFault(error, nowMs) };
}

/** What a user is told who must not believe either: `advice` says how to find out. */
export function outcomeUnknown(error: BackendError | null, advice: string, nowMs: number): Problem {
  const why = error === null ? "The gateway stopped while the vendor was asked." : error.message;
  const message = `It is not known what the vendor did: ${why} ${advice}`;
  const fault = error === null ? null : toFault(error, nowMs);
  return { code: "OUTCOME_UNKNOWN", message, path: null, expected: null, fault };
}

/** What the creator of a job is told that is there and cannot be read yet: never that nothing was done. */
export function unreadJob(nativeId: string): Problem {
  const message = `The job was made as ${nativeId} and cannot be read yet; it is shown as soon as it can.`;
  return problem("OUTCOME_UNKNOWN", message);
}

/** What a key answers that was used for something else. */
export function keyMismatch(key: string): Problem {
  const message = `idempotencyKey: ${JSON.stringify(key)} was used for another input`;
  const expected = "a key that is new, or the same input";
  return problem("IDEMPOTENCY_MISMATCH", message, ["idempotencyKey"], expected);
}
