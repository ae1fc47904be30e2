import { randomUUID } from "node:crypto";
import type { VendorRequest, VendorResponse, World } from "../../../simulator/contract.ts";
import { unauthorized } from "./errors.ts";
import type { Fields } from "./fields.ts";
import { userIds } from "./identity.ts";
import { BadBody, parseObject } from "./job-body.ts";

/** Fixed, so that a configuration outlives the process. */
export const credentials = {
  username: "demo",
  apiKey: "5ee3e000-0000-4000-8000-00000000a71e",
  password: "demo-password",
};

/** Login, logout and the check of the Authorization header. */
export interface Sessions {
  readonly isAuthorized: (request: VendorRequest) => boolean;
  readonly logIn: (request: VendorRequest) => VendorResponse;
  readonly logOut: (request: VendorRequest) => VendorResponse;
}

export function createSessions(world: World): Sessions {
  /** Keys that a login made; the account's own key never ends. */
  const sessionKeys = new Set<string>();

  const readKey = (request: VendorRequest): string | null => {
    const header = request.header("authorization") ?? "";
    const forms = world.assumption("headerForms");
    if (forms !== "raw" && header.startsWith("Bearer ")) return header.slice("Bearer ".length);
    const user = `${credentials.username}:`;
    return forms !== "bearer" && header.startsWith(user) ? header.slice(user.length) : null;
  };

  const isAuthorized = (request: VendorRequest) => {
    if (request.effects.tokensExpired) {
      sessionKeys.clear();
      return false;
    }
    const key = readKey(request);
    return key !== null && (key === credentials.apiKey || sessionKeys.has(key));
  };

  const newKey = () => {
    if (world.assumption("logoutEndsKey") !== true) return credentials.apiKey;
    const key = randomUUID();
    sessionKeys.add(key);
    return key;
  };

  const logIn = (request: VendorRequest): VendorResponse => {
    // A second login still carries the header of the first; it does not matter here.
    const { username, password } = readLogin(request.body);
    if (username !== credentials.username || password !== credentials.password) return unauthorized();
    const person = { name: "Example", email: "demo@example.com", firstname: "Demo" };
    return { status: 200, json: { id: userIds[0], username, ...person, apikey: newKey() } };
  };

  const logOut = (request: VendorRequest): VendorResponse => {
    if (!isAuthorized(request)) return unauthorized();
    if (world.assumption("logoutEndsKey") === true) sessionKeys.delete(readKey(request) ?? "");
    return { status: 200, json: {} };
  };

  return { isAuthorized, logIn, logOut };
}

/** The pair that was sent; nothing when the body is unreadable, which no account matches. */
function readLogin(body: Buffer): Fields {
  try {
    return parseObject(body);
  } catch (error) {
    if (error instanceof BadBody) return {};
    throw error;
  }
}
