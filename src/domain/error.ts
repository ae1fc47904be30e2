import type { BackendId } from "./id.ts";

/** Why a call to a backend failed; the values of `BackendFaultCode`. */
export type BackendErrorKind =
  | "NOT_FOUND"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "INVALID"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "FAILED_PRECONDITION"
  | "UNSUPPORTED"
  | "TIMEOUT"
  | "UNAVAILABLE"
  | "MALFORMED";

/** Facts of a failed call beside its kind and message. */
export interface BackendErrorFacts {
  readonly backend: BackendId;
  readonly retryable?: boolean;
  /** The vendor's own code. */
  readonly nativeCode?: string | null;
  /** The vendor's advice. */
  readonly solution?: string | null;
  /** HTTP status of the answer. */
  readonly status?: number | null;
  /** The vendor's id of the request, for its support. */
  readonly requestId?: string | null;
  /** How long the vendor asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | null;
  /** See `BackendError.undone`; by the kind when absent. */
  readonly undone?: boolean;
  readonly cause?: unknown;
}

const retryableKinds: ReadonlySet<BackendErrorKind> = new Set(["RATE_LIMITED", "TIMEOUT", "UNAVAILABLE"]);
/** Failures that leave open what the vendor did: no answer, one that cannot be read, or one of a server in trouble. */
const openKinds: ReadonlySet<BackendErrorKind> = new Set(["TIMEOUT", "UNAVAILABLE", "MALFORMED"]);

/** The one error that backend operations reject with. Carries no header and no body of the exchange. */
export class BackendError extends Error {
  override readonly name = "BackendError";
  readonly kind: BackendErrorKind;
  readonly backend: BackendId;
  readonly retryable: boolean;
  readonly nativeCode: string | null;
  readonly solution: string | null;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
  /** Whether the vendor surely did nothing: it refused, or was not reached at all. */
  readonly undone: boolean;

  constructor(kind: BackendErrorKind, message: string, facts: BackendErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.kind = kind;
    this.backend = facts.backend;
    this.retryable = facts.retryable ?? retryableKinds.has(kind);
    this.nativeCode = facts.nativeCode ?? null;
    this.solution = facts.solution ?? null;
    this.status = facts.status ?? null;
    this.requestId = facts.requestId ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.undone = facts.undone ?? !openKinds.has(kind);
  }
}

/** The same failure of a call of which something else is known than its kind says; itself where it says so already. */
export function withUndone(error: BackendError, undone: boolean): BackendError {
  if (error.undone === undone) return error;
  return new BackendError(error.kind, error.message, { ...error, cause: error.cause, undone });
}

/** Codes of mistakes in what a client asked for. */
export type InputErrorCode = "INVALID_ARGUMENT" | "INVALID_ID" | "INVALID_CURSOR" | "LIMIT_EXCEEDED";

/** Mistake of the client: names the argument, its value and what was expected. */
export class InputError extends Error {
  override readonly name: string = "InputError";
  readonly code: InputErrorCode;
  /** Where in the arguments, for example `["filter", "any", "0"]`. */
  readonly argument: readonly string[];
  readonly expected: string;

  constructor(code: InputErrorCode, argument: readonly string[], value: unknown, expected: string) {
    const where = argument.length > 0 ? `${argument.join(".")}: ` : "";
    super(`${where}got ${shown(value)}, expected ${expected}`);
    this.code = code;
    this.argument = argument;
    this.expected = expected;
  }
}

/** Id that this API has not given. */
export class InvalidId extends InputError {
  override readonly name = "InvalidId";
  constructor(value: unknown, expected: string, argument: readonly string[] = ["id"]) {
    super("INVALID_ID", argument, value, expected);
  }
}

/** Cursor that this API has not given, or not for this list or journal. */
export class InvalidCursor extends InputError {
  override readonly name = "InvalidCursor";
  constructor(value: unknown, expected: string, argument: readonly string[] = ["after"]) {
    super("INVALID_CURSOR", argument, value, expected);
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
