import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import type { VendorClient } from "../../http/contract.ts";
import type { AzureMlConfig } from "./config.ts";
import type { TokenCredential } from "./token.ts";
import { number, record, text } from "./wire/lenient.ts";

const wireToken = record({ access_token: text, expires_in: text, refresh_in: text });
/** Life that is assumed where the answer tells none; the documented one is an hour. */
const assumedLifeS = 10 * 60;

/** What a client secret is exchanged with. */
export interface LoginTools {
  readonly backend: BackendId;
  /** Calls the login service, without credentials. */
  readonly login: VendorClient;
  readonly config: Pick<AzureMlConfig, "loginUrl" | "credentials">;
  now(): number;
}

/** Exchanges a client secret for tokens. Source: Microsoft identity platform, "OAuth 2.0 client credentials flow". */
export function createSecretCredential({ backend, login, config, now }: LoginTools): TokenCredential {
  const { tenantId, clientId, clientSecret } = config.credentials;
  return {
    async getToken(scope, { abortSignal, claims }) {
      const form = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope,
        ...(claims !== undefined && { claims }),
      });
      const issuedAt = now();
      const response = await login.send(
        {
          operation: "getToken",
          method: "POST",
          url: new URL(`/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, config.loginUrl),
          headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
          body: form.toString(),
          repeatable: true,
        },
        abortSignal ?? new AbortController().signal,
      );
      const { access_token: token, expires_in, refresh_in } = wireToken.parse(response.json());
      if (token === null) {
        throw new BackendError("MALFORMED", "getToken: got an answer without an access token", { backend });
      }
      const afterMs = (seconds: number) => issuedAt + seconds * 1000;
      const refreshIn = toSeconds(refresh_in);
      return {
        token,
        expiresOnTimestamp: afterMs(toSeconds(expires_in) ?? assumedLifeS),
        ...(refreshIn !== null && { refreshAfterTimestamp: afterMs(refreshIn) }),
      };
    },
  };
}

function toSeconds(given: string | null): number | null {
  const seconds = number.parse(Number(given ?? Number.NaN));
  return seconds !== null && seconds > 0 ? seconds : null;
}
