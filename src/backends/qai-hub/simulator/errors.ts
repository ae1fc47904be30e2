import type { VendorResponse } from "../../../simulator/contract.ts";

/** A refusal in the service's words; handlers throw it, the door answers it. */
export class ServiceError extends Error {
  readonly status: number;
  readonly retryAfterS: number | null;

  constructor(
    status: number,
    detail = DETAILS[status] ?? "Request failed.",
    retryAfterS: number | null = null,
  ) {
    super(detail);
    this.status = status;
    this.retryAfterS = retryAfterS;
  }
}

/** A value in a body that the service does not take; it may be answered as a message. */
export class InvalidField extends ServiceError {
  /** Path of the value in the wire names of the message. */
  readonly field: string;

  constructor(field: string, problem: string) {
    super(400, problem);
    this.field = field;
  }
}

/** Writes an error as an answer; its body is JSON, whatever was asked for. */
export function toErrorAnswer({ status, message, retryAfterS }: ServiceError): VendorResponse {
  const headers = {
    ...(status === 401 && { "www-authenticate": "Token" }),
    ...(retryAfterS !== null && { "retry-after": String(retryAfterS) }),
  };
  return { status, headers, json: { detail: message } };
}

const DETAILS: Readonly<Record<number, string>> = {
  401: "Invalid token.",
  403: "You do not have permission to perform this action.",
  404: "Not found.",
  415: "Unsupported media type in request.",
  426: "This client version is no longer supported.",
  429: "Request was throttled.",
  500: "Internal server error.",
  502: "Bad gateway.",
  503: "Service unavailable.",
  504: "Gateway timeout.",
};
