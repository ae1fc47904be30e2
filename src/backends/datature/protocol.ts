import { STATUS_CODES } from "node:http";
import type { BackendErrorKind } from "../../domain/error.ts";
import { isJsonObject, type JsonObject } from "../../domain/json.ts";
import type { VendorFault, VendorProtocol, VendorResponse } from "../../http/contract.ts";

/** Signs calls with the secret key, which neither expires nor is renewed, and reads error answers. */
export function createProtocol(secretKey: string): VendorProtocol {
  return { authorizer: { authorize: async () => ({ "secret-key": secretKey }) }, readFault };
}

/** Wait after a 429, which comes without `Retry-After`: the vendor names no limits, so we leave it in peace. */
const restMs = 8_000;

const wrongKeyHint = "The vendor answers so to a wrong secret key, too, and to the key of another project.";

/** Reads `{"code", "message"}`; anything else is taken as text. */
function readFault(response: VendorResponse): VendorFault {
  const { status } = response;
  const body = parseBody(response);
  const text = response.body.toString().trim();
  const said = textOf(body?.message) ?? (text || (STATUS_CODES[status] ?? null));
  return {
    ...kindOf(status, body),
    message: status === 403 ? [said, wrongKeyHint].join(". ") : said,
    nativeCode: textOf(body?.code),
    ...(status === 429 && { retryAfterMs: restMs }),
  };
}

const clientKinds: Readonly<Record<number, BackendErrorKind>> = {
  401: "UNAUTHENTICATED",
  403: "FORBIDDEN",
  429: "RATE_LIMITED",
};

/** The vendor's client takes all other 4xx for bad requests, and repeats every 5xx. */
function kindOf(status: number, body: JsonObject | null): Pick<VendorFault, "kind"> {
  if (status === 504) return { kind: "TIMEOUT" };
  if (status >= 500) return { kind: "UNAVAILABLE" };
  // Only the vendor's own words say that something is gone: the 404 of a wrong address must not make jobs disappear.
  if (status === 404) return { kind: body === null ? "UNSUPPORTED" : "NOT_FOUND" };
  return { kind: clientKinds[status] ?? "INVALID" };
}

/** Null unless it is an object with a code or a message. */
function parseBody(response: VendorResponse): JsonObject | null {
  try {
    const body = response.json();
    return isJsonObject(body) && (textOf(body.code) ?? textOf(body.message)) !== null ? body : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
