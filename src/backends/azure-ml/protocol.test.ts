import { describe, expect, test } from "vitest";
import type { BackendError } from "../../domain/error.ts";
import errors from "./fixtures/10-errors.json" with { type: "json" };
import { errorOf, type Script, startVendor, workspacePath } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const firstPage = { cursor: null, pageSize: 1_000, since: null };

/** A job without anything that a test does not look at. */
const jobNamed = (name: string, status = "Running") => ({
  name,
  properties: { jobType: "Command", status },
});

describe("errors", () => {
  test.each([
    [0, "NOT_FOUND", "JobNotFound", "Job nope not found."],
    [3, "RATE_LIMITED", "TooManyRequests", "The request is being throttled."],
    [4, "NOT_FOUND", "NotFoundError", "Run nope was not found"],
    [6, "FAILED_PRECONDITION", "ResourceNotFound", "workspaces/nope"],
    [7, "INVALID", "MissingApiVersionParameter", "api-version"],
  ] as const)("reads sample %i as %s %s", async (index, kind, nativeCode, message) => {
    const { status, body } = errors.exchanges[index]?.response ?? { status: 0, body: {} };
    await using vendor = await startVendor(({ path }) =>
      path.endsWith("/jobs") ? { status, json: body } : undefined,
    );
    const error = await errorOf(vendor.backend.listJobs(firstPage, signal));
    expect(error).toMatchObject({ kind, nativeCode, status });
    expect((error as BackendError).message).toContain(message);
  });

  test("an error names the call for the vendor's support", async () => {
    const headers = { "x-ms-correlation-request-id": "753f44f0" };
    const script: Script = ({ path }) =>
      path.endsWith("/jobs") ? { status: 400, headers, json: errors.exchanges[7]?.response.body } : undefined;
    await using vendor = await startVendor(script);
    expect(await errorOf(vendor.backend.listJobs(firstPage, signal))).toMatchObject({
      requestId: "753f44f0",
    });
    await using quiet = await startVendor(({ path }) =>
      path.endsWith("/jobs") ? { status: 404, json: errors.exchanges[4]?.response.body } : undefined,
    );
    expect(await errorOf(quiet.backend.listJobs(firstPage, signal))).toMatchObject({
      requestId: "c1995222efcdb178",
    });
  });

  test("any refusal that says when to come back is tried again, as the vendor's client does", async () => {
    let refusals = 2;
    const script: Script = ({ path }) => {
      if (!path.endsWith("/jobs")) return undefined;
      refusals -= 1;
      return refusals < 0
        ? { json: { value: [] } }
        : { status: 409, headers: { "retry-after": "1" }, json: { error: { code: "Conflict" } } };
    };
    await using vendor = await startVendor(script);
    expect((await vendor.backend.listJobs(firstPage, signal)).readings).toEqual([]);
  });
});

describe("data plane", () => {
  test("is found by discovery, once, and without the token", async () => {
    const script: Script = ({ path }) =>
      path.endsWith("/jobs") ? { json: { value: [jobNamed("a")] } } : undefined;
    await using vendor = await startVendor(script);
    await Promise.all([
      vendor.backend.listJobs(firstPage, signal),
      vendor.backend.listJobs(firstPage, signal),
    ]);
    const found = vendor.callsTo("/discovery");
    expect(found.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(vendor.calls.filter(({ path }) => path === workspacePath)).toHaveLength(1);
  });

  test("is not given the token when discovery leads to another service", async () => {
    await using elsewhere = await startVendor(() => undefined);
    const script: Script = ({ path }) => {
      if (path === "/discovery") return { json: { api: elsewhere.origin } };
      return path.endsWith("/jobs") ? { json: { value: [jobNamed("a")] } } : undefined;
    };
    await using vendor = await startVendor(script);
    expect(await errorOf(vendor.backend.listJobs(firstPage, signal))).toMatchObject({ kind: "MALFORMED" });
    expect(elsewhere.calls).toEqual([]);
  });
});
