import { describe, expect, test } from "vitest";
import type { BackendErrorKind } from "../../domain/error.ts";
import samples from "./fixtures/15-error-and-download-bodies.json" with { type: "json" };
import { CreateUpdateResponseSchema } from "./proto/public_api_pb.js";
import { type Answer, bytesOf, connect, errorOf, query, testId } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("errors", () => {
  const json = (status: number, body: unknown): Answer => ({
    status,
    type: "application/json",
    body: JSON.stringify(body),
  });

  test.each<[number, BackendErrorKind, Answer, string]>([
    [400, "INVALID", json(400, { detail: "Bad limit." }), "Bad limit."],
    [401, "UNAUTHENTICATED", json(401, samples.body["any 401"]), "Invalid token."],
    [403, "FORBIDDEN", json(403, samples.body["PATCH /jobs/{id}/ 403"]), "You do not have permission"],
    [426, "FAILED_PRECONDITION", json(426, samples.body["any 426"]), "no longer supported"],
    [500, "UNAVAILABLE", { status: 500, type: null, body: "oops" }, "oops"],
    [502, "UNAVAILABLE", { status: 502, type: null }, "Bad Gateway"],
    [503, "UNAVAILABLE", { status: 503, type: "text/html", body: "" }, "Service Unavailable"],
  ])("%i is %s", async (status, kind, answer, message) => {
    await using vendor = await connect(() => answer);
    expect(await errorOf(vendor.backend.listJobs(query, signal))).toMatchObject({
      kind,
      status,
      backend: testId,
      message: expect.stringContaining(message),
    });
  });

  test("429 says how long to wait, by its header or by its text", async () => {
    const answer = json(429, samples.body["POST /jobs/ 429"]);
    await using told = await connect(() => answer);
    expect(await errorOf(told.backend.listJobs(query, signal))).toMatchObject({
      kind: "RATE_LIMITED",
      retryAfterMs: 35_000,
    });
    await using headed = await connect(() => ({ ...answer, headers: { "retry-after": "7" } }));
    expect(await errorOf(headed.backend.listJobs(query, signal))).toMatchObject({ retryAfterMs: 7_000 });
  });

  test("a 400 may be a message with the faults of fields", async () => {
    const body = bytesOf(CreateUpdateResponseSchema, {
      validation_error: {
        non_field_errors: ["Wrong."],
        field_errors: [{ field: "limit", messages: ["Too large.", "Odd."] }],
      },
    });
    await using vendor = await connect(() => ({ status: 400, body }));
    expect(await errorOf(vendor.backend.listJobs(query, signal))).toMatchObject({
      kind: "INVALID",
      message: expect.stringContaining("Wrong.; limit: Too large., Odd."),
    });
  });

  test("a wrong token is not tried again", async () => {
    await using vendor = await connect(() => ({ status: 401, type: null }));
    await errorOf(vendor.backend.listJobs(query, signal));
    expect(vendor.heard).toHaveLength(1);
  });
});
