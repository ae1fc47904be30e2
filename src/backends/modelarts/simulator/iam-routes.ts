import type { Route, World } from "../../../simulator/contract.ts";
import type { Authentication } from "./authentication.ts";
import { type Door, parseBody } from "./door.ts";
import { ServiceError } from "./errors.ts";
import { type Account, answerProjects, answerTokenRequest, type IamAnswer } from "./iam.ts";

const METADATA_SESSION = "session-of-no-machine";

/** The identity service and a machine's metadata service, which answer on the same port. */
export function iamRoutes(
  world: World,
  { open, identity }: Door,
  account: Account,
  authentication: Authentication,
): readonly Route[] {
  return [
    open("POST", "/v3/auth/tokens", (request) => {
      if (request.effects.tokensExpired) authentication.expireTokens();
      return toResponse(answerTokenRequest(account, bodyOrNothing(request), authentication.issueToken));
    }),
    open("PUT", "/meta-data/latest/api/token", () => ({ status: 200, body: METADATA_SESSION })),
    open("GET", "/openstack/latest/securitykey", (request) => {
      if (request.header("x-metadata-token") !== METADATA_SESSION) return { status: 401, json: {} };
      if (request.effects.tokensExpired) authentication.expireTokens();
      const { accessKey: access, secretKey: secret, ...issued } = authentication.issueKey();
      const { securityToken: securitytoken, expiresAt } = issued;
      const credential = { access, secret, securitytoken, expires_at: expiresAt.toISOString() };
      return { status: 200, json: { credential } };
    }),
    identity("GET", "/v3/projects", ({ search }) =>
      toResponse(answerProjects(account, search.get("name"), `${world.origin}/v3/projects`)),
    ),
  ];
}

/** Broken JSON is refused in the identity service's own words, not in the other service's. */
function bodyOrNothing(request: Parameters<typeof parseBody>[0]): unknown {
  try {
    return parseBody(request);
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

function toResponse({ status, headers, body }: IamAnswer) {
  return { status, headers, json: body };
}
