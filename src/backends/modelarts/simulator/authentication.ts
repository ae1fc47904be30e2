import { randomBytes } from "node:crypto";
import { ServiceError } from "./errors.ts";
import { parseAuthorization, type SignedRequest, verifySignature } from "./signature.ts";

/** What the API gateway refuses before the service sees it; answered in the gateway's own shape. */
export class GatewayError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A token of the identity service. */
export interface Token {
  readonly value: string;
  /** The service refuses tokens without a project scope. */
  readonly isProjectScoped: boolean;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Key that the agency of a machine is given; its security token comes with every call, signed. */
export interface TemporaryKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken: string;
  readonly expiresAt: Date;
}

/** The front door: signatures, tokens and the lock of keys that failed too often. */
export interface Authentication {
  /**
   * Throws `GatewayError` unless the request carries a valid signature or a live token, `ServiceError` when the token
   * has no project scope.
   */
  check(request: SignedRequest): void;
  /** Issues a token for 24 hours; older tokens stay valid. */
  issueToken(isProjectScoped: boolean): Token;
  /** Issues a key for a day. */
  issueKey(): TemporaryKey;
  /** Kills every token and temporary key issued so far. */
  expireTokens(): void;
}

type Claim = NonNullable<ReturnType<typeof parseAuthorization>>;

const SKEW_MS = 15 * 60_000;
const LOCK_MS = 5 * 60_000;
const FAILURES_ALLOWED = 5;
const TOKEN_MS = 24 * 3_600_000;

/** Builds the front door of one account. `wallClock` gives milliseconds since 1970. */
export function createAuthentication(
  key: { readonly accessKey: string; readonly secretKey: string },
  wallClock: () => number,
): Authentication {
  const tokens = new Map<string, Token>();
  const temporary = new Map<string, TemporaryKey>();
  const failures = new Map<string, { count: number; lockedUntil: number }>();

  function checkToken(value: string): void {
    const token = tokens.get(value);
    if (!token || token.expiresAt.getTime() <= wallClock()) throw refusal("decrypt token fail");
    if (!token.isProjectScoped) throw new ServiceError("0212");
  }

  function checkSignature(request: SignedRequest, authorization: string): void {
    const claim = parseAuthorization(authorization);
    if (!claim) throw refusal("authorization header is malformed");
    const record = failures.get(claim.accessKey) ?? { count: 0, lockedUntil: 0 };
    if (record.lockedUntil > wallClock()) {
      throw refusal("AK access failed to reach the limit,forbidden");
    }
    const problem = findProblem(request, claim);
    if (problem === null) {
      failures.delete(claim.accessKey);
      return;
    }
    const count = record.count + 1;
    const isLocked = count > FAILURES_ALLOWED;
    failures.set(claim.accessKey, {
      count: isLocked ? 0 : count,
      lockedUntil: isLocked ? wallClock() + LOCK_MS : 0,
    });
    throw refusal(problem);
  }

  /** Null for a key that does not exist (any more), or comes without its token. */
  function secretOf({ accessKey, signedHeaders }: Claim, request: SignedRequest): string | null {
    if (accessKey === key.accessKey) return key.secretKey;
    const issued = temporary.get(accessKey);
    if (!issued || issued.expiresAt.getTime() <= wallClock()) return null;
    const isSigned = signedHeaders.includes("x-security-token");
    const isHis = request.headers.get("x-security-token") === issued.securityToken;
    return isSigned && isHis ? issued.secretKey : null;
  }

  function findProblem(request: SignedRequest, claim: Claim): string | null {
    const secretKey = secretOf(claim, request);
    if (secretKey === null) return `Get secretKey failed,ak:${claim.accessKey},err:ak not exist`;
    const signedAt = parseSdkDate(request.headers.get("x-sdk-date"));
    if (signedAt === null) return "x-sdk-date is missing or malformed";
    if (Math.abs(wallClock() - signedAt) > SKEW_MS) {
      return `signature expired, signature time:${toSdkDate(signedAt)},server time:${toSdkDate(wallClock())}`;
    }
    return verifySignature(request, claim, secretKey) ? null : "verify aksk signature fail";
  }

  return {
    check(request) {
      const token = request.headers.get("x-auth-token");
      const authorization = request.headers.get("authorization");
      if (token !== undefined) checkToken(token);
      else if (authorization !== undefined) checkSignature(request, authorization);
      else throw refusal("x-auth-token not found");
    },
    issueToken(isProjectScoped) {
      const issuedAt = new Date(wallClock());
      const expiresAt = new Date(wallClock() + TOKEN_MS);
      const value = `MII${randomBytes(900).toString("base64url")}`;
      const token = { value, isProjectScoped, issuedAt, expiresAt };
      tokens.set(token.value, token);
      return token;
    },
    issueKey() {
      const text = (bytes: number) => randomBytes(bytes).toString("hex").toUpperCase();
      const [accessKey, secretKey, securityToken] = [text(10), text(20), text(200)];
      const issued = { accessKey, secretKey, securityToken, expiresAt: new Date(wallClock() + TOKEN_MS) };
      temporary.set(accessKey, issued);
      return issued;
    },
    expireTokens() {
      tokens.clear();
      temporary.clear();
    },
  };
}

function refusal(text: string): GatewayError {
  return new GatewayError(401, "APIGW.0301", `Incorrect IAM authentication information: ${text}`);
}

/** Reads `YYYYMMDDTHHMMSSZ`. */
function parseSdkDate(text: string | undefined): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? null : time;
}

function toSdkDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
}
