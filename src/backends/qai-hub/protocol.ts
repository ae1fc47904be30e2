import { STATUS_CODES } from "node:http";
import type { BackendErrorKind } from "../../domain/error.ts";
import { isJsonObject } from "../../domain/json.ts";
import type { VendorFault, VendorProtocol, VendorResponse } from "../../http/contract.ts";
import {
  type CreateUpdateResponse,
  CreateUpdateResponseSchema,
  type ValidationError,
} from "./proto/public_api_pb.js";
import { decode } from "./wire/decode.ts";

/** Type of every body of the service, in both directions. */
export const protobufType = "application/x-protobuf";

/** Calls of the service. The token neither expires nor is renewed. */
export function createProtocol(apiToken: string): VendorProtocol {
  return { authorizer: { authorize: async () => ({ authorization: `token ${apiToken}` }) }, readFault };
}

/** Calls of storage: the signature is part of the address, and the token is none of its business. */
export const storageProtocol: VendorProtocol = {
  authorizer: { authorize: async () => ({}) },
  readFault: readStorageFault,
};

/** Media type of an answer, without parameters and in lower case. */
export function mediaTypeOf({ headers }: VendorResponse): string {
  return (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Reads `{"detail"}`, a protobuf answer with the faults of fields, or takes the body for text. */
function readFault(response: VendorResponse): VendorFault {
  const said = mediaTypeOf(response) === protobufType ? detailOfMessage(response) : detailOfJson(response);
  const text = said ?? response.body.toString().trim();
  const waitMs = response.status === 429 ? waitOf(said) : null;
  return {
    ...kindOf(response, said),
    message: text || (STATUS_CODES[response.status] ?? null),
    ...(waitMs !== null && { retryAfterMs: waitMs }),
  };
}

function kindOf(response: VendorResponse, said: string | null): { readonly kind?: BackendErrorKind } {
  if (response.status === 426) return { kind: "FAILED_PRECONDITION" };
  // Missing and hidden jobs look the same, and the body may be empty. The page of a proxy or of a wrong address says
  // nothing of a job, and must not make jobs disappear.
  const isOfService = said !== null || response.body.length === 0 || mediaTypeOf(response) === protobufType;
  return response.status === 404 && !isOfService ? { kind: "UNSUPPORTED" } : {};
}

function detailOfJson(response: VendorResponse): string | null {
  try {
    const body = response.json();
    return isJsonObject(body) && typeof body.detail === "string" && body.detail !== "" ? body.detail : null;
  } catch {
    return null;
  }
}

function detailOfMessage({ body }: VendorResponse): string | null {
  const answer = decode(CreateUpdateResponseSchema, body);
  return answer && textOf(answer);
}

/** What the answer to a write has to say beside an id; null when it is nothing, as after a success. */
export function textOf(answer: CreateUpdateResponse): string | null {
  const details = answer.validationError === undefined ? [] : detailsOf(answer.validationError);
  return [...(answer.status === "" ? [] : [answer.status]), ...details].join("; ") || null;
}

function detailsOf({ fieldErrors, nonFieldErrors }: ValidationError): string[] {
  return [...nonFieldErrors, ...fieldErrors.map(({ field, messages }) => `${field}: ${messages.join(", ")}`)];
}

/** `Request was throttled. Expected available in 35 seconds.` */
function waitOf(detail: string | null): number | null {
  const [, seconds] = /available in (\d{1,6}) second/.exec(detail ?? "") ?? [];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

/** Storage answers a small XML document with `Code` and `Message`. */
function readStorageFault({ body }: VendorResponse): VendorFault {
  const text = body.toString();
  const [, code] = /<Code>([^<]{1,200})<\/Code>/.exec(text) ?? [];
  const [, message] = /<Message>([^<]{1,2000})<\/Message>/.exec(text) ?? [];
  return { message: message ?? null, nativeCode: code ?? null };
}
