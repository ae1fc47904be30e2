import { createHmac } from "node:crypto";
import type { VendorRequest, World } from "../../../simulator/contract.ts";
import { APPLICATION_OBJECT_ID, CREDENTIALS } from "./account.ts";
import { assumedNumber, isAssumed } from "./assumptions.ts";
import { Refusal } from "./errors.ts";
import { isDocument, textAt } from "./wire-document.ts";

export const MANAGEMENT_AUDIENCE = "https://management.azure.com";
export const DATA_AUDIENCE = "https://ml.azure.com";

/** The access tokens of one world: JSON web tokens that only it can sign. Lifetimes are on the wall clock. */
export interface Tokens {
  readonly issue: (audience: string) => { readonly token: string; readonly lifetimeS: number };
  /** Throws a 401 with a challenge unless the request carries a good token for one of the audiences. */
  readonly check: (request: VendorRequest, audiences: readonly string[]) => void;
}

const SIGNING_KEY = "simulated-signing-key";

export function createTokens(world: World): Tokens {
  /** Tokens of earlier generations have been revoked. */
  let generation = 1;

  return {
    issue(audience) {
      const lifetimeS = assumedNumber(world, "tokenLifetimeS");
      const issuedAt = Math.floor(world.wallNow() / 1000);
      const claims = {
        aud: audience,
        iss: `https://sts.windows.net/${CREDENTIALS.tenantId}/`,
        iat: issuedAt,
        nbf: issuedAt,
        exp: issuedAt + lifetimeS,
        appid: CREDENTIALS.clientId,
        oid: APPLICATION_OBJECT_ID,
        tid: CREDENTIALS.tenantId,
        generation,
        ver: "1.0",
      };
      const signed = `${encode({ typ: "JWT", alg: "HS256" })}.${encode(claims)}`;
      return { token: `${signed}.${sign(signed)}`, lifetimeS };
    },
    check(request, audiences) {
      if (request.effects.tokensExpired) generation++;
      const sent = /^Bearer (\S+)$/i.exec(request.header("authorization") ?? "")?.[1];
      if (sent === undefined) throw refuse("AuthenticationFailed", "Authentication failed.", "invalid_token");
      const claims = readClaims(sent);
      if (!claims)
        throw refuse("InvalidAuthenticationToken", "The access token is invalid.", "invalid_token");
      if (claims.generation !== generation) {
        const error = isAssumed(world, "revokedChallenge", "invalid_token")
          ? "invalid_token"
          : "insufficient_claims";
        throw refuse("InvalidAuthenticationToken", "The access token has been revoked.", error);
      }
      if (claims.expires * 1000 <= world.wallNow()) {
        throw refuse("ExpiredAuthenticationToken", "The access token expiry has passed.", "invalid_token");
      }
      if (!audiences.includes(claims.audience)) {
        const text = `The access token has been obtained for wrong audience or resource '${claims.audience}'.`;
        throw refuse("InvalidAuthenticationTokenAudience", text, "invalid_token");
      }
    },
  };
}

interface Claims {
  readonly audience: string;
  readonly expires: number;
  readonly generation: number;
}

/** The claims of a token with a good signature; null for any other text. */
function readClaims(token: string): Claims | null {
  const parts = token.split(".");
  const [head, body, signature] = parts;
  if (parts.length !== 3 || signature !== sign(`${head}.${body}`)) return null;
  const claims: unknown = JSON.parse(Buffer.from(body ?? "", "base64url").toString("utf8"));
  if (!isDocument(claims)) return null;
  const { exp, generation } = claims;
  return { audience: textAt(claims, "aud"), expires: Number(exp), generation: Number(generation) };
}

function refuse(code: string, message: string, error: "invalid_token" | "insufficient_claims"): Refusal {
  const authority = `authorization_uri="https://login.microsoftonline.com/${CREDENTIALS.tenantId}"`;
  const claims = Buffer.from('{"access_token":{"nbf":{"essential":true}}}').toString("base64");
  const challenge =
    error === "insufficient_claims"
      ? `Bearer realm="", ${authority}, error="${error}", claims="${claims}"`
      : `Bearer ${authority}, error="${error}", error_description="${message}"`;
  return new Refusal(401, code, message, { headers: { "WWW-Authenticate": challenge } });
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function sign(text: string): string {
  return createHmac("sha256", SIGNING_KEY).update(text).digest("base64url");
}
