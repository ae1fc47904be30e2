import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import vectors from "./fixtures/auth-and-signing-vectors.json" with { type: "json" };
import { authorizationOf, canonicalRequest, createSigningAuthorizer } from "./signer.ts";

const { signal } = new AbortController();

describe("SDK-HMAC-SHA256", () => {
  test.each(vectors.sdk_hmac_sha256)("reproduces the vector: $name", (vector) => {
    const { method, body, ak, sk, signature } = vector;
    // Each vector signs other headers, so that the union of their types has optional ones.
    const headers = vector.signed_headers as Readonly<Record<string, string>>;
    const call = { method, url: new URL(vector.url), headers, body };
    expect(canonicalRequest(call)).toBe(vector.canonical_request);
    const names = Object.keys(headers).sort().join(";");
    expect(authorizationOf(call, { accessKey: ak, secretKey: sk })).toBe(
      `SDK-HMAC-SHA256 Access=${ak}, SignedHeaders=${names}, Signature=${signature}`,
    );
  });

  test("signs a call's own headers, host and date", async () => {
    const vector = vectors.sdk_hmac_sha256.find(({ name }) => name === "ModelArts list call (derived)");
    if (vector === undefined) throw new Error("the vector has another name");
    const now = () => Date.parse("2026-01-02T03:04:05.678Z");
    const authorizer = createSigningAuthorizer({ accessKey: vector.ak, secretKey: vector.sk }, now);
    const headers = {
      "Content-Type": "application/json",
      "X-Project-Id": "0123456789abcdef0123456789abcdef",
    };
    const request = {
      operation: "listJobs",
      method: "POST",
      url: new URL(vector.url),
      headers,
      body: vector.body,
    } as const;
    const added = await authorizer.authorize(request, signal);
    expect(added["x-sdk-date"]).toBe("20260102T030405Z");
    expect(added.authorization).toContain("SignedHeaders=content-type;host;x-project-id;x-sdk-date");
    expect(added.authorization).toContain(`Signature=${vector.signature}`);
  });

  test("a refused key is not renewed", () => {
    expect(createSigningAuthorizer({ accessKey: "a", secretKey: "b" }, Date.now).renew).toBeUndefined();
    covers("S1-315");
  });

  test("signs the port of a host that is not the usual one", async () => {
    const authorizer = createSigningAuthorizer({ accessKey: "a", secretKey: "b" }, () => 0);
    const at = (url: string) =>
      authorizer.authorize({ operation: "x", method: "GET", url: new URL(url) }, signal);
    const [plain, ported] = [await at("http://example.com/"), await at("http://example.com:8080/")];
    expect(ported.authorization).not.toBe(plain.authorization);
  });
});
