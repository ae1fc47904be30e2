import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import type { BackendErrorKind } from "../../domain/error.ts";
import { errorOf, firstPage, notFound, startScriptedVendor, testId, testKey } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("the secret key", () => {
  test("is sent with every call and shows in no error", async () => {
    const reply = { status: 400, text: `no such key ${testKey}` };
    await using vendor = await startScriptedVendor(() => reply);
    const error = await errorOf(vendor.backend.listJobs(firstPage, signal));
    expect(vendor.headers.map((headers) => headers["secret-key"])).toEqual([testKey]);
    expect(vendor.headers[0]).not.toHaveProperty("authorization");
    expect(String(error)).not.toContain(testKey);
    covers("S2-1");
  });

  test("follows no redirect", async () => {
    await using vendor = await startScriptedVendor(() => ({ status: 302, headers: { location: "/other" } }));
    expect(await errorOf(vendor.backend.listJobs(firstPage, signal))).toMatchObject({ kind: "MALFORMED" });
    expect(vendor.requests).toHaveLength(1);
  });
});

describe("errors", () => {
  const fault = (code: string, message: string) => ({ code, message });
  test.each<[string, number, object, BackendErrorKind]>([
    ["S2-123", 400, fault("BadRequestError", "page: unknown cursor"), "INVALID"],
    ["S2-123", 409, fault("ConflictError", "busy"), "INVALID"],
    ["S2-124", 401, fault("UnauthorizedError", "no key"), "UNAUTHENTICATED"],
    ["S2-125", 403, fault("ForbiddenError", "No Access Rights to Requested Resources"), "FORBIDDEN"],
    ["S2-126", 404, fault("ResourceNotFoundError", "Requested Project Resource Not Found"), "NOT_FOUND"],
    ["S2-127", 429, fault("TooManyRequestsError", "Too Many Requests"), "RATE_LIMITED"],
    ["S2-128", 500, fault("InternalServerError", "Internal Server Error"), "UNAVAILABLE"],
    ["S2-128", 501, fault("NotImplemented", "later"), "UNAVAILABLE"],
    ["S2-128", 503, fault("Unknown", "away"), "UNAVAILABLE"],
    ["S2-128", 504, fault("Unknown", "slow"), "TIMEOUT"],
  ])("$1 with $2 is $3", async (row, status, json, kind) => {
    await using vendor = await startScriptedVendor(() => ({ status, json }));
    const error = await errorOf(vendor.backend.listJobs(firstPage, signal));
    const { code, message } = json as ReturnType<typeof fault>; // as in the table above
    expect(error).toMatchObject({ kind, status, nativeCode: code, backend: testId });
    expect(error).toHaveProperty("message", expect.stringContaining(message));
    expect(error).toHaveProperty("retryable", status === 429 || status >= 500);
    covers(row);
  });

  test("a refusal names the key as a possible cause", async () => {
    await using vendor = await startScriptedVendor(() => ({ status: 403, text: "" }));
    const error = await errorOf(vendor.backend.listJobs(firstPage, signal));
    expect(error).toHaveProperty("message", expect.stringContaining("wrong secret key"));
    expect(vendor.requests).toHaveLength(1);
    covers("S2-125");
  });

  test.each([
    [{ status: 502, text: "upstream is away" }, "UNAVAILABLE", "upstream is away"],
    [{ status: 503, text: "" }, "UNAVAILABLE", "Service Unavailable"],
    [{ status: 400, json: ["no", "object"] }, "INVALID", '["no","object"]'],
    [{ status: 404, text: "<h1>nginx</h1>" }, "UNSUPPORTED", "nginx"],
  ])("text of anybody is taken as it is: %j", async (reply, kind, message) => {
    await using vendor = await startScriptedVendor(() => reply);
    const error = await errorOf(vendor.backend.listJobs(firstPage, signal));
    expect(error).toMatchObject({ kind, message: expect.stringContaining(message) });
  });

  test("a rate limit without Retry-After is waited out for 8 seconds at least", async () => {
    let isLimited = true;
    await using vendor = await startScriptedVendor((path) => {
      if (path !== "/batch/jobs") return notFound;
      const reply = isLimited ? { status: 429, json: {} } : { json: { data: [] } };
      isLimited = false;
      return reply;
    });
    await vendor.backend.listJobs(firstPage, signal);
    expect(vendor.waits).toEqual([8000]);
    covers("S2-127");
  });

  test("a rate limit with Retry-After is obeyed", async () => {
    await using vendor = await startScriptedVendor(() => ({ status: 429, headers: { "retry-after": "2" } }));
    await errorOf(vendor.backend.listJobs(firstPage, signal));
    expect(vendor.waits).toEqual([2000, 2000, 2000]);
    covers("S2-127");
  });
});
