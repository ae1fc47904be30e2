import { STATUS_CODES } from "node:http";
import { isJsonObject } from "../../domain/json.ts";
import type { VendorFault, VendorProtocol, VendorResponse } from "../../http/contract.ts";

/** `bearer` for today's servers, `plain` (user name, colon, key) for what the vendor's client sent up to 0.41.0. */
type HeaderForm = "bearer" | "plain";

interface Credentials {
  readonly username: string;
  readonly apiKey: string;
}

/** Signs calls with the account's key, which neither expires nor is renewed, and reads error answers. */
export function createProtocol(form: HeaderForm, { username, apiKey }: Credentials): VendorProtocol {
  const authorization = form === "bearer" ? `Bearer ${apiKey}` : `${username}:${apiKey}`;
  return { authorizer: { authorize: async () => ({ authorization }) }, readFault };
}

/** The status alone tells what went wrong. The vendor documents no error body, so any text will do as message. */
function readFault(response: VendorResponse): VendorFault {
  const text = response.body.toString().trim();
  return { message: messageOf(text) ?? (text || (STATUS_CODES[response.status] ?? null)) };
}

function messageOf(text: string): string | null {
  try {
    const body: unknown = JSON.parse(text);
    return isJsonObject(body) && typeof body.message === "string" && body.message !== ""
      ? body.message
      : null;
  } catch {
    return null;
  }
}
