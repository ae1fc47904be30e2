import { BackendError } from "../../domain/error.ts";
import type { BackendId } from "../../domain/id.ts";
import { epochMs } from "../../domain/instant.ts";
import type { Authorizer, VendorClient } from "../../http/contract.ts";
import { createSharedLoad } from "../shared-load.ts";
import { type AccessKey, createSigningAuthorizer } from "./signer.ts";
import { instant, record, text } from "./wire/lenient.ts";

/** Where keys are looked for that the settings do not hold: as the vendor's own client looks, but for its file. */
export interface Surroundings {
  readonly backend: BackendId;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Calls without credentials. */
  readonly client: VendorClient;
  /** Address of the service that tells a machine of the vendor's (a notebook, say) about itself. */
  readonly metadataEndpoint: string;
  now(): number;
}

interface TemporaryKey extends AccessKey {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A key is not used in its last minutes: clocks differ, and calls take time. */
const marginMs = 5 * 60_000;
/** Life that is assumed where the answer tells none. */
const assumedLifeMs = 60 * 60_000;
/** A key that is refused so soon after it was given will not be better for being asked for again. */
const settleMs = 5_000;
const timeoutMs = 3_000;

/** Signs with the key of the environment, else with the temporary ones that the machine's agency is given. */
export function createAmbientAuthorizer(surroundings: Surroundings): Authorizer {
  const now = () => surroundings.now();
  const given = keyOf(surroundings.environment);
  if (given !== null) return createSigningAuthorizer(given, now);
  const shared = createSharedLoad((signal) => fetchKey(surroundings, signal));
  let known: TemporaryKey | null = null;
  const drop = () => {
    shared.drop();
    known = null;
  };
  return {
    async authorize(request, signal) {
      if (known !== null && known.expiresAt - marginMs <= now()) drop();
      known = await shared.get(signal);
      return createSigningAuthorizer(known, now).authorize(request, signal);
    },
    renew() {
      const isOld = known === null || now() - known.issuedAt >= settleMs;
      if (isOld) drop();
      return isOld;
    },
  };
}

/** Source: environment variables of the vendor's Python client, `huaweicloudsdkcore`. */
function keyOf(environment: Surroundings["environment"]): AccessKey | null {
  const { HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_SECURITY_TOKEN } = environment;
  if (!HUAWEICLOUD_SDK_AK || !HUAWEICLOUD_SDK_SK) return null;
  const key = { accessKey: HUAWEICLOUD_SDK_AK, secretKey: HUAWEICLOUD_SDK_SK };
  return HUAWEICLOUD_SDK_SECURITY_TOKEN ? { ...key, securityToken: HUAWEICLOUD_SDK_SECURITY_TOKEN } : key;
}

const wireKey = record({
  credential: record({ access: text, secret: text, securitytoken: text, expires_at: instant }),
});

/** Source: metadata service as the same client reads it; older machines have no session tokens for it. */
async function fetchKey(surroundings: Surroundings, signal: AbortSignal): Promise<TemporaryKey> {
  const { backend, client, metadataEndpoint, now } = surroundings;
  const session = await openSession(surroundings, signal);
  const headers = { ...(session !== null && { "x-metadata-token": session }) };
  const url = new URL("/openstack/latest/securitykey", metadataEndpoint);
  const request = { operation: "readAmbientKey", method: "GET", url, headers, timeoutMs } as const;
  const response = await client.send(request, signal);
  const { access, secret, securitytoken, expires_at } = wireKey.parse(response.json()).credential;
  if (access === null || secret === null || securitytoken === null) {
    throw new BackendError("MALFORMED", "readAmbientKey: an answer without a key", { backend });
  }
  const issuedAt = now();
  return {
    accessKey: access,
    secretKey: secret,
    securityToken: securitytoken,
    issuedAt,
    expiresAt: expires_at === null ? issuedAt + assumedLifeMs : epochMs(expires_at),
  };
}

async function openSession(
  { client, metadataEndpoint }: Surroundings,
  signal: AbortSignal,
): Promise<string | null> {
  const url = new URL("/meta-data/latest/api/token", metadataEndpoint);
  const headers = { "x-metadata-token-ttl-seconds": "21600" };
  const request = { operation: "openAmbientSession", method: "PUT", url, headers, timeoutMs } as const;
  try {
    const response = await client.send(request, signal);
    return response.body.toString() || null;
  } catch (error) {
    if (error instanceof BackendError) return null;
    throw error;
  }
}
