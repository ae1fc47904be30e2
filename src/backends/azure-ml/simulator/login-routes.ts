import type { Route, VendorRequest, VendorResponse, World } from "../../../simulator/contract.ts";
import { CREDENTIALS } from "./account.ts";
import { DATA_AUDIENCE, MANAGEMENT_AUDIENCE, type Tokens } from "./tokens.ts";

/** The tenant's metadata and its token endpoint. */
export function loginRoutes(world: World, tokens: Tokens): readonly Route[] {
  const inTenant = (handle: (request: VendorRequest) => VendorResponse) => (request: VendorRequest) => {
    const { tenant = "" } = request.params;
    if (tenant.toLowerCase() === CREDENTIALS.tenantId) return handle(request);
    const text = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`;
    return refuse(world, 400, "invalid_request", 90002, text);
  };
  return [
    {
      method: "GET",
      path: "/{tenant}/v2.0/.well-known/openid-configuration",
      handle: inTenant(() => ({ status: 200, json: metadataOf(world.origin) })),
    },
    {
      method: "POST",
      path: "/{tenant}/oauth2/v2.0/token",
      handle: inTenant((request) => grant(world, tokens, new URLSearchParams(request.body.toString("utf8")))),
    },
  ];
}

/** An answer of the login in its own shape, for injected failures too. */
export function refuse(
  world: World,
  status: number,
  error: string,
  code: number,
  text: string,
): VendorResponse {
  const json = {
    error,
    error_description: `AADSTS${code}: ${text}`,
    error_codes: [code],
    timestamp: new Date(world.wallNow()).toISOString().replace("T", " ").replace(/\.\d+/, ""),
    trace_id: "255d1aef-0000-4000-8000-51d051240864",
    correlation_id: "fb3d2015-0000-4000-8000-30c5cf1aaaa7",
  };
  return { status, headers: NO_STORE, json };
}

const NO_STORE = { "Cache-Control": "no-store, no-cache", "Content-Type": "application/json; charset=utf-8" };

function grant(world: World, tokens: Tokens, form: URLSearchParams): VendorResponse {
  const no = (status: number, error: string, code: number, text: string) =>
    refuse(world, status, error, code, text);
  const missing = ["grant_type", "client_id", "scope"].find((name) => !form.get(name));
  if (missing) {
    return no(
      400,
      "invalid_request",
      900144,
      `The request body must contain the following parameter: '${missing}'.`,
    );
  }
  if (form.get("grant_type") !== "client_credentials") {
    return no(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
  }
  if (form.get("client_id") !== CREDENTIALS.clientId) {
    const text = `Application with identifier '${form.get("client_id")}' was not found in the directory.`;
    return no(400, "unauthorized_client", 700016, text);
  }
  if (!form.get("client_secret")) {
    return no(401, "invalid_client", 7000216, "'client_assertion' or 'client_secret' is required.");
  }
  if (form.get("client_secret") !== CREDENTIALS.clientSecret) {
    return no(401, "invalid_client", 7000215, "Invalid client secret provided.");
  }
  const scope = form.get("scope") ?? "";
  if (!scope.endsWith("/.default")) {
    return no(
      400,
      "invalid_scope",
      70011,
      "The provided value for the input parameter 'scope' is not valid.",
    );
  }
  const audience = scope.slice(0, -"/.default".length).replace(/\/+$/, "");
  if (![MANAGEMENT_AUDIENCE, DATA_AUDIENCE, world.origin].includes(audience)) {
    const text = `The resource principal named ${audience} was not found in the tenant.`;
    return no(400, "invalid_resource", 500011, text);
  }
  const { token, lifetimeS } = tokens.issue(audience);
  const json = {
    token_type: "Bearer",
    expires_in: lifetimeS,
    ext_expires_in: lifetimeS,
    // Long-lived tokens come with the moment from which a new one may be had.
    ...(lifetimeS >= 7200 && { refresh_in: Math.floor(lifetimeS / 2) }),
    access_token: token,
  };
  return { status: 200, headers: NO_STORE, json };
}

function metadataOf(origin: string) {
  const tenant = `${origin}/${CREDENTIALS.tenantId}`;
  return {
    token_endpoint: `${tenant}/oauth2/v2.0/token`,
    authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
    issuer: `${tenant}/v2.0`,
    token_endpoint_auth_methods_supported: ["client_secret_post"],
    response_types_supported: ["code", "id_token"],
    scopes_supported: ["openid"],
  };
}
