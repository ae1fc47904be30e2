import { z } from "zod";
import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import { epochMs } from "../../domain/instant.ts";
import type { Authorizer, VendorClient } from "../../http/contract.ts";
import { createSharedLoad } from "../shared-load.ts";
import { instant, record } from "./wire/lenient.ts";

/** A user of the vendor's identity service. */
export interface PasswordLogin {
  readonly domain: string;
  readonly userName: string;
  readonly password: string;
}

/** Project that a token is for; the service refuses tokens of a whole domain. */
export type TokenScope = { readonly id: string } | { readonly name: string };

/** What the token authorizer works with. */
export interface TokenSource {
  readonly backend: BackendId;
  /** Calls the identity service, without credentials. */
  readonly identity: VendorClient;
  readonly iamEndpoint: string;
  readonly login: PasswordLogin;
  readonly scope: TokenScope;
  now(): number;
}

interface Token {
  readonly value: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A token is not used in its last minutes: clocks differ, and calls take time. */
const marginMs = 5 * 60_000;
/** Calls that were under way with the token before are refused for a moment after it was renewed. */
const settleMs = 5_000;
/** Life that is assumed where the answer tells none; the documented one is a day. */
const assumedLifeMs = 60 * 60_000;

/** Adds an IAM token, fetched once for all calls, before it expires and once more when it is refused. */
export function createTokenAuthorizer(source: TokenSource): Authorizer {
  const shared = createSharedLoad((signal) => fetchToken(source, signal));
  let known: Token | null = null;
  return {
    async authorize(_request, signal) {
      if (known !== null && known.expiresAt - marginMs <= source.now()) {
        shared.drop();
        known = null;
      }
      known = await shared.get(signal);
      return { "x-auth-token": known.value };
    },
    renew() {
      if (known !== null && source.now() - known.issuedAt >= settleMs) {
        shared.drop();
        known = null;
      }
      return true;
    },
  };
}

const wireToken = record({ token: record({ expires_at: instant }) });

/** Source: IAM API reference, "Obtaining a User Token Through Password Authentication". */
async function fetchToken(
  { backend, identity, iamEndpoint, login, scope, now }: TokenSource,
  signal: AbortSignal,
) {
  const user = { name: login.userName, password: login.password, domain: { name: login.domain } };
  const auth = { identity: { methods: ["password"], password: { user } }, scope: { project: scope } };
  const response = await identity.send(
    {
      operation: "createToken",
      method: "POST",
      url: new URL("/v3/auth/tokens?nocatalog=true", iamEndpoint),
      headers: { "content-type": "application/json;charset=utf8" },
      body: JSON.stringify({ auth }),
      repeatable: true,
    },
    signal,
  );
  const value = response.headers.get("x-subject-token");
  if (value === null) {
    throw new BackendError("MALFORMED", "createToken: the answer has no X-Subject-Token header", { backend });
  }
  const issuedAt = now();
  const expiry = z.safeParse(wireToken, response.json()).data?.token.expires_at ?? null;
  return { value, issuedAt, expiresAt: expiry === null ? issuedAt + assumedLifeMs : epochMs(expiry) };
}
