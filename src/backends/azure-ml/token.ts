import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { Authorizer, VendorProtocol } from "../../http/contract.ts";
import { createSharedLoad } from "../shared-load.ts";
import { createProtocol } from "./protocol.ts";

/** Token of Microsoft Entra. Times in milliseconds since 1970. */
export interface AccessToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
  readonly refreshAfterTimestamp?: number;
}

/** Where tokens come from. The shape is that of the credentials of `@azure/identity`, so that one of them will do. */
export interface TokenCredential {
  getToken(
    scope: string,
    options: { readonly abortSignal?: AbortSignal; readonly claims?: string },
  ): Promise<AccessToken | null>;
}

/** What one scope's tokens are handled with. */
export interface TokenTools {
  readonly backend: BackendId;
  readonly credential: TokenCredential;
  readonly scope: string;
  now(): number;
}

/** Calls that were under way with a refused token are refused for a moment after it was dropped. */
const settleMs = 1_000;
/** A token is not used in its last minutes: clocks differ, and calls take time. */
const longestMarginMs = 5 * 60_000;
const renewalRestMs = 60_000;

interface HeldToken {
  readonly value: string;
  readonly renewAt: number;
  readonly expiresAt: number;
}

/**
 * Signs calls with a token of one scope: fetched once for all of them, renewed ahead of its end and once more when it
 * is refused. A refusal may ask for claims that the next token has to answer.
 */
export function createTokenProtocol({ backend, credential, scope, now }: TokenTools): VendorProtocol {
  let held: HeldToken | null = null;
  let claims: string | null = null;
  let droppedAt = Number.NEGATIVE_INFINITY;
  const shared = createSharedLoad(load, (token) => token === held && now() < token.renewAt);

  async function load(signal: AbortSignal): Promise<HeldToken> {
    try {
      held = await fetchToken(signal);
      claims = null;
    } catch (error) {
      // What is held is good for a while yet: another attempt follows.
      if (held === null || now() >= held.expiresAt) throw error;
      held = { ...held, renewAt: now() + renewalRestMs };
    }
    return held;
  }

  async function fetchToken(abortSignal: AbortSignal): Promise<HeldToken> {
    const issuedAt = now();
    const token = await getToken({ abortSignal, ...(claims !== null && { claims }) });
    const expiresAt = token.expiresOnTimestamp;
    const margin = Math.min(longestMarginMs, (expiresAt - issuedAt) / 5);
    const renewAt = Math.min(expiresAt - margin, token.refreshAfterTimestamp ?? Number.POSITIVE_INFINITY);
    return { value: token.token, renewAt, expiresAt };
  }

  async function getToken(options: Parameters<TokenCredential["getToken"]>[1]): Promise<AccessToken> {
    let token: AccessToken | null;
    try {
      token = await credential.getToken(scope, options);
    } catch (error) {
      if (error instanceof BackendError) throw error;
      const message = `no token for ${scope}: the credential failed`;
      throw new BackendError("UNAUTHENTICATED", message, { backend, cause: error });
    }
    if (token !== null) return token;
    throw new BackendError("UNAUTHENTICATED", `no token for ${scope}: the credential has none`, { backend });
  }

  const authorizer: Authorizer = {
    async authorize(_request, signal) {
      const token = await shared.get(signal);
      return { authorization: `Bearer ${token.value}` };
    },
    renew() {
      if (Math.abs(now() - droppedAt) >= settleMs) {
        held = null;
        droppedAt = now();
      }
      return true;
    },
  };
  const protocol = createProtocol(authorizer);
  return {
    ...protocol,
    readFault(response) {
      if (response.status === 401) claims = readClaims(response.headers.get("www-authenticate"));
      return protocol.readFault(response);
    },
  };
}

/** Claims of a challenge, which say what a revoked token has to be replaced by; null where it has none. */
function readClaims(challenge: string | null): string | null {
  const [, encoded] = /\bclaims="([^"]+)"/.exec(challenge ?? "") ?? [];
  return encoded === undefined ? null : Buffer.from(encoded, "base64").toString();
}
