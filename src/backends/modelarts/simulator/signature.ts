import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** A request as it came over the line; nothing in it is decoded or normalised. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query of the request line, still percent-encoded. */
  readonly target: string;
  /** Values by lower-case name, as Node hands them over (one character per byte). */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** What an `Authorization: SDK-HMAC-SHA256 …` header says. */
export interface SignatureClaim {
  readonly accessKey: string;
  /** Lower-case names, sorted. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const ALGORITHM = "SDK-HMAC-SHA256";

/** Reads an Authorization header; null when it is of another scheme or incomplete. */
export function parseAuthorization(header: string): SignatureClaim | null {
  if (!header.startsWith(`${ALGORITHM} `)) return null;
  const parts = new Map<string, string>();
  for (const part of header.slice(ALGORITHM.length + 1).split(",")) {
    const equals = part.indexOf("=");
    if (equals > 0) parts.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  const accessKey = parts.get("Access");
  const names = parts.get("SignedHeaders");
  const signature = parts.get("Signature");
  if (!accessKey || !names || !signature) return null;
  const signedHeaders = names
    .split(";")
    .map((name) => name.toLowerCase())
    .sort();
  return { accessKey, signedHeaders, signature };
}

/** Says whether the claim was made over exactly this request with exactly this secret key. */
export function verifySignature(request: SignedRequest, claim: SignatureClaim, secretKey: string): boolean {
  const date = request.headers.get("x-sdk-date");
  if (date === undefined) return false;
  return bodyDigests(request).some((digest) => {
    const canonical = canonicalRequest(request, claim.signedHeaders, digest);
    return canonical !== null && isEqual(sign(secretKey, date, canonical), claim.signature);
  });
}

/**
 * Builds the text that is hashed, or null when a signed header is missing or the path is not
 * percent-encoded text. Source: API Request Signing Guide of the vendor.
 */
export function canonicalRequest(
  request: SignedRequest,
  signedHeaders: readonly string[],
  bodyDigest: string,
): string | null {
  const [rawPath = "", ...rest] = request.target.split("?");
  const path = canonicalPath(rawPath);
  const query = canonicalQuery(rest.join("?"));
  if (path === null || query === null) return null;
  let headers = "";
  for (const name of signedHeaders) {
    const value = request.headers.get(name);
    if (value === undefined) return null;
    headers += `${name}:${Buffer.from(value, "latin1").toString("utf8").trim()}\n`;
  }
  return [request.method.toUpperCase(), path, query, headers, signedHeaders.join(";"), bodyDigest].join("\n");
}

/**
 * Lists the body hashes that a client may have signed. The vendor's clients differ over an empty
 * body sent with `UNSIGNED-PAYLOAD`: Python signs the empty string, Go and Node the header's word.
 */
export function bodyDigests(request: SignedRequest): readonly string[] {
  const declared = request.headers.get("x-sdk-content-sha256");
  if (declared !== "UNSIGNED-PAYLOAD") return [sha256(request.body)];
  return request.body.length === 0 ? [declared, sha256("")] : [declared];
}

/** Signs a canonical request: hex HMAC with the secret key itself, there is no derived key. */
function sign(secretKey: string, date: string, canonical: string): string {
  const text = `${ALGORITHM}\n${date}\n${sha256(canonical)}`;
  return createHmac("sha256", secretKey).update(text).digest("hex");
}

/** Decodes the path once, encodes each segment again and closes it with a slash. */
function canonicalPath(rawPath: string): string | null {
  const decoded = decode(rawPath);
  if (decoded === null) return null;
  const encoded = decoded.split("/").map(encode).join("/");
  return encoded.endsWith("/") ? encoded : `${encoded}/`;
}

function canonicalQuery(rawQuery: string): string | null {
  if (rawQuery === "") return "";
  const pairs: [string, string][] = [];
  for (const part of rawQuery.split("&")) {
    const equals = part.indexOf("=");
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const value = decode(equals < 0 ? "" : part.slice(equals + 1));
    if (name === null || value === null) return null;
    pairs.push([name, value]);
  }
  pairs.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
}

/** Orders by code point, as the vendor does; UTF-16 order differs for astral characters. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(data: Buffer | string): string {
  return createHash("sha256").update(data).digest("hex");
}

function isEqual(expected: string, actual: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(actual);
  return a.length === b.length && timingSafeEqual(a, b);
}
