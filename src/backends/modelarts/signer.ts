import { createHash, createHmac } from "node:crypto";
import type { Authorizer, VendorRequest } from "../../http/contract.ts";

const algorithm = "SDK-HMAC-SHA256";

/** Key of a user of the vendor's. */
export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: string;
  /** What temporary keys come with; absent for permanent ones. */
  readonly securityToken?: string;
}

/** The part of a call that a signature covers. */
export interface SignedCall {
  readonly method: string;
  readonly url: URL;
  /** Headers to sign, `host` and `x-sdk-date` included. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Signs each try afresh with its own headers, host and date. Keys are not renewed, so that a 401 is final. */
export function createSigningAuthorizer(key: AccessKey, now: () => number): Authorizer {
  return {
    authorize: async ({ method, url, headers, body = "" }: VendorRequest) => {
      const date = formatDate(now());
      const { securityToken } = key;
      const added = { "x-sdk-date": date, ...(securityToken && { "x-security-token": securityToken }) };
      const signed = { ...headers, host: url.host, ...added };
      return {
        ...added,
        authorization: authorizationOf({ method, url, headers: signed, body }, key),
      };
    },
  };
}

/**
 * Value of the `Authorization` header. Source: "API Request Signing Guide" of the vendor; neither a derived key nor a
 * credential scope.
 */
export function authorizationOf(call: SignedCall, { accessKey, secretKey }: AccessKey): string {
  const date = call.headers["x-sdk-date"] ?? "";
  const text = [algorithm, date, sha256(canonicalRequest(call))].join("\n");
  const signature = createHmac("sha256", secretKey).update(text).digest("hex");
  return `${algorithm} Access=${accessKey}, SignedHeaders=${signedNames(call.headers)}, Signature=${signature}`;
}

/** The text that is hashed: six parts, the headers one of several lines. */
export function canonicalRequest({ method, url, headers, body }: SignedCall): string {
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name.toLowerCase()}:${value.trim()}\n`)
    .sort();
  const parts = [
    method.toUpperCase(),
    canonicalPath(url),
    canonicalQuery(url),
    lines.join(""),
    signedNames(headers),
  ];
  return [...parts, sha256(body)].join("\n");
}

function signedNames(headers: Readonly<Record<string, string>>): string {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return names.sort().join(";");
}

/** Decoded once before it is split, so that an encoded slash counts as one. */
function canonicalPath({ pathname }: URL): string {
  const path = decode(pathname).split("/").map(encode).join("/");
  return path.endsWith("/") ? path : `${path}/`;
}

function canonicalQuery({ search }: URL): string {
  const pairs = search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "");
  const encoded = pairs.map((pair): [string, string] => {
    const [name = "", ...value] = pair.split("=");
    return [encode(decode(name)), encode(decode(value.join("=")))];
  });
  const sorted = encoded.sort(
    ([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB),
  );
  return sorted.map(([name, value]) => `${name}=${value}`).join("&");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Percent-encodes all but letters, digits and `-_.~`, which is what the signature wants of paths and queries. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** `20260102T030405Z`. */
function formatDate(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d+|[-:]/g, "");
}
