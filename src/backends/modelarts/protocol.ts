import type { BackendErrorKind } from "../../domain/error.ts";
import { isJsonObject } from "../../domain/json.ts";
import type { Authorizer, VendorFault, VendorProtocol, VendorResponse } from "../../http/contract.ts";
import { record, text } from "./wire/lenient.ts";
import { maskAddress } from "./wire/mask.ts";

/** Kinds that neither the status nor the rules below give. ModelArts API reference, "Error Codes"; prefix `ModelArts.` */
const kinds: Readonly<Record<string, BackendErrorKind>> = {
  // Answered with 400: a missing job, a missing algorithm.
  "2775": "NOT_FOUND",
  "2755": "NOT_FOUND",
  // Taken names of jobs and algorithms.
  "2751": "CONFLICT",
  "2821": "CONFLICT",
  // Wrong phase, no quota, account or pool not usable, no log yet, log cleared.
  "2796": "FAILED_PRECONDITION",
  "2813": "FAILED_PRECONDITION",
  "2815": "FAILED_PRECONDITION",
  "2833": "FAILED_PRECONDITION",
  "0118": "FAILED_PRECONDITION",
  "2837": "FORBIDDEN",
  "2886": "FAILED_PRECONDITION",
  "2887": "FAILED_PRECONDITION",
  "2889": "FAILED_PRECONDITION",
  "2818": "FAILED_PRECONDITION",
  "2819": "FAILED_PRECONDITION",
  "2820": "FAILED_PRECONDITION",
  // Tokens and keys, some of them answered with 403.
  "0112": "UNAUTHENTICATED",
  "0202": "UNAUTHENTICATED",
  "0203": "UNAUTHENTICATED",
  "2784": "UNAUTHENTICATED",
  // Answered with 404: another project than that of the credentials, no such pool.
  "2786": "FORBIDDEN",
  "2890": "INVALID",
};

/** Status changed meanwhile, "try again". */
const changedMeanwhile = "2878";

/** Calls signed by this authorizer, and errors of the service, its gateway and the identity service. */
export function createProtocol(authorizer: Authorizer): VendorProtocol {
  return { authorizer, readFault };
}

/** For calls that carry their credentials in the body. */
export const anonymous: Authorizer = { authorize: async () => ({}) };

const wireFault = record({
  error_code: text,
  error_msg: text,
  error_solution: text,
  request_id: text,
  error: record({ code: text, message: text }),
});

/** Reads the three shapes of errors; the request id is in a header, and once more in the gateway's body. */
export function readFault(response: VendorResponse): VendorFault {
  const fault = wireFault.parse(parseBody(response));
  const nativeCode = fault.error_code ?? fault.error.code;
  const kind = kindOf(response.status, nativeCode);
  const message = fault.error_msg ?? fault.error.message;
  return {
    ...(kind !== null && { kind }),
    ...(isRepeatable(nativeCode) && { retryable: true }),
    // It quotes what was asked for.
    message: message && maskAddress(message),
    nativeCode,
    solution: fault.error_solution,
    requestId:
      response.headers.get("x-request-id") ?? response.headers.get("x-iam-trace-id") ?? fault.request_id,
  };
}

function kindOf(status: number, nativeCode: string | null): BackendErrorKind | null {
  const [, number = ""] = /^ModelArts\.(\d+)$/.exec(nativeCode ?? "") ?? [];
  const kind = Object.hasOwn(kinds, number) ? kinds[number] : undefined;
  // Only the two codes say that something is gone. Any other 404 is a wrong address or a call that the region lacks,
  // and must not make jobs disappear.
  return kind ?? (status === 404 ? "UNSUPPORTED" : null);
}

function isRepeatable(nativeCode: string | null): boolean {
  return nativeCode === `ModelArts.${changedMeanwhile}`;
}

function parseBody(response: VendorResponse): unknown {
  try {
    const body = response.json();
    return isJsonObject(body) ? body : {};
  } catch {
    // A proxy's page, half a document: the status says enough.
    return {};
  }
}
