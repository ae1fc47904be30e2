import type { Token } from "./authentication.ts";
import { userIdOf } from "./users.ts";
import { at, isDocument } from "./wire-document.ts";

/** The one account of the simulated cloud; user, project and region as its credentials name them. */
export interface Account {
  readonly domain: string;
  readonly userName: string;
  readonly password: string;
  readonly projectId: string;
  readonly region: string;
}

/** An answer of the identity service. */
export interface IamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

const DOMAIN_ID = "ded485def148a4e7d2ce41d5ce000000";

/** Answers `POST /v3/auth/tokens`; `body` is the parsed request, undefined when it is no JSON. */
export function answerTokenRequest(
  account: Account,
  body: unknown,
  issueToken: (isProjectScoped: boolean) => Token,
): IamAnswer {
  const password = at(body, "auth", "identity", "password", "user");
  const methods = at(body, "auth", "identity", "methods");
  if (!Array.isArray(methods) || !methods.includes("password") || !isDocument(password)) {
    return iamError(400, "Bad Request", "The request body is invalid.");
  }
  const isRightUser =
    password.name === account.userName &&
    password.password === account.password &&
    at(password, "domain", "name") === account.domain;
  if (!isRightUser) return iamError(401, "Unauthorized", "The username or password is wrong.");

  const scope = at(body, "auth", "scope", "project");
  const isRightProject = at(scope, "id") === account.projectId || at(scope, "name") === account.region;
  if (scope !== undefined && !isRightProject) {
    return iamError(401, "Unauthorized", "The project of the scope does not exist.");
  }
  const token = issueToken(scope !== undefined);
  return {
    status: 201,
    headers: { "X-Subject-Token": token.value },
    body: { token: describeToken(account, token) },
  };
}

/** Answers `GET /v3/projects?name=`: the one project, under the name that was asked for. */
export function answerProjects(account: Account, name: string | null, self: string): IamAnswer {
  const project = {
    id: account.projectId,
    name: name ?? account.region,
    domain_id: DOMAIN_ID,
    parent_id: DOMAIN_ID,
    description: "",
    enabled: true,
    is_domain: false,
    links: { self: `${self}/${account.projectId}` },
  };
  return {
    status: 200,
    headers: {},
    body: { links: { next: null, previous: null, self }, projects: [project] },
  };
}

function describeToken(account: Account, token: Token): object {
  const domain = { id: DOMAIN_ID, name: account.domain };
  return {
    methods: ["password"],
    expires_at: toIamTime(token.expiresAt),
    issued_at: toIamTime(token.issuedAt),
    user: { domain, id: userIdOf(account.userName), name: account.userName, password_expires_at: "" },
    project: { domain, id: account.projectId, name: account.region },
    roles: [{ id: "0", name: "te_admin" }],
    catalog: [],
  };
}

/** The identity service has its own error shape. */
function iamError(code: number, title: string, message: string): IamAnswer {
  return { status: code, headers: {}, body: { error: { code, message, title } } };
}

/** ISO text in UTC with microseconds. */
function toIamTime(time: Date): string {
  return time.toISOString().replace("Z", "000Z");
}
