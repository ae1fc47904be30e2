import type { VendorResponse } from "../../../simulator/contract.ts";

/** A refusal in the service's own words; handlers throw it, the door answers it. */
export class ServiceError extends Error {
  readonly status: number;
  readonly retryAfterS: number | null;

  constructor(
    status: number,
    message = MESSAGES[status] ?? "Request Failed",
    retryAfterS: number | null = null,
  ) {
    super(message);
    this.status = status;
    this.retryAfterS = retryAfterS;
  }
}

/** A body, query or id that cannot be understood; `field` is its path. */
export function invalid(field: string, problem: string): ServiceError {
  return new ServiceError(400, `${field}: ${problem}`);
}

/** Nothing of that id in this project. */
export function unknownResource(): ServiceError {
  return new ServiceError(404);
}

/** Writes an error as an answer. */
export function toErrorAnswer({ status, message, retryAfterS }: ServiceError): VendorResponse {
  const code = CODES[status] ?? (status < 500 ? "BadRequestError" : "InternalServerError");
  const headers = retryAfterS === null ? {} : { "Retry-After": String(retryAfterS) };
  return { status, headers, json: { code, message } };
}

const CODES: Readonly<Record<number, string>> = {
  401: "UnauthorizedError",
  403: "ForbiddenError",
  404: "ResourceNotFoundError",
  429: "TooManyRequestsError",
};

const MESSAGES: Readonly<Record<number, string>> = {
  401: "Secret Key Required",
  403: "No Access Rights to Requested Resources",
  404: "Requested Project Resource Not Found",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
