import { expect, test } from "vitest";
import vectors from "../fixtures/auth-and-signing-vectors.json" with { type: "json" };
import { bodyDigests, canonicalRequest, parseAuthorization, verifySignature } from "./signature.ts";

const cases = vectors.sdk_hmac_sha256.map((vector) => {
  const { pathname, search } = new URL(vector.url);
  const headers = new Map(Object.entries<string>(vector.signed_headers));
  const request = {
    method: vector.method,
    target: pathname + search,
    headers,
    body: Buffer.from(vector.body),
  };
  const signedHeaders = [...headers.keys()].sort();
  return { ...vector, request, signedHeaders };
});

test("there are eight vectors", () => {
  expect(cases).toHaveLength(8);
});

test.each(cases)("accepts the vector $name", ({ request, signedHeaders, ak, sk, signature }) => {
  const claim = { accessKey: ak, signedHeaders, signature };
  expect(verifySignature(request, claim, sk)).toBe(true);
});

test.each(cases)("builds the canonical request of $name", ({ request, signedHeaders, canonical_request }) => {
  const built = bodyDigests(request).map((digest) => canonicalRequest(request, signedHeaders, digest));
  expect(built).toContain(canonical_request);
});

test.each(cases)("refuses $name with one byte changed", ({ request, signedHeaders, ak, sk, signature }) => {
  const claim = { accessKey: ak, signedHeaders, signature };
  expect(verifySignature({ ...request, method: "PATCH" }, claim, sk)).toBe(false);
  expect(verifySignature({ ...request, target: `${request.target}x` }, claim, sk)).toBe(false);
  expect(verifySignature(request, claim, `${sk}x`)).toBe(false);
  if (request.body.length > 0) {
    expect(verifySignature({ ...request, body: Buffer.from("{}") }, claim, sk)).toBe(false);
  }
});

test("accepts an empty body signed as UNSIGNED-PAYLOAD either way", () => {
  const headers = new Map([["x-sdk-content-sha256", "UNSIGNED-PAYLOAD"]]);
  const digests = bodyDigests({ method: "GET", target: "/", headers, body: Buffer.alloc(0) });
  expect(digests).toHaveLength(2);
  expect(digests).toContain("UNSIGNED-PAYLOAD");
});

test("reads the header however its parts are spaced and its names are written", () => {
  expect(
    parseAuthorization("SDK-HMAC-SHA256 Access=AK,SignedHeaders=X-Sdk-Date;host,  Signature=ab"),
  ).toEqual({
    accessKey: "AK",
    signedHeaders: ["host", "x-sdk-date"],
    signature: "ab",
  });
  expect(parseAuthorization("V11-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=ab")).toBeNull();
});
