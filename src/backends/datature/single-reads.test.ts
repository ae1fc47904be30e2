import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import waiting from "./fixtures/03-job-waiting.response.json" with { type: "json" };
import running from "./fixtures/04-job-running.response.json" with { type: "json" };
import { errorOf, firstPage, notFound, type Reply, startScriptedVendor } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("single reads", () => {
  test("give a job, or why there is none, in the order asked", async () => {
    const answers: Record<string, Reply> = {
      [`/batch/jobs/${waiting.id}`]: { json: waiting },
      "/batch/jobs/gone": notFound,
      "/batch/jobs/no%20id%2F%3F": { status: 400, json: { code: "BadRequestError", message: "bad id" } },
      "/batch/jobs/empty": { text: "" },
      "/batch/jobs/odd": { json: { ...waiting, id: "odd", spec: null } },
      "/batch/jobs/other": { json: running },
    };
    await using vendor = await startScriptedVendor((path) => answers[path] ?? notFound);
    const ids = ["gone", waiting.id, "no id/?", "empty", "odd", "other", "", "..", "."];
    const results = await vendor.backend.getJobs(ids, signal);
    expect(results.map((result) => (result instanceof BackendError ? result.kind : result.nativeId))).toEqual(
      [
        "NOT_FOUND",
        waiting.id,
        "NOT_FOUND",
        "MALFORMED",
        "MALFORMED",
        "MALFORMED",
        "NOT_FOUND",
        "NOT_FOUND",
        "NOT_FOUND",
      ],
    );
    covers("S2-63", "S2-64", "S2-126");
  });

  test.each([{ status: 404, text: "<h1>Not Found</h1>" }, { status: 404, text: "" }, { status: 403 }])(
    "fail as a whole when it is not the vendor that knows no such job: %j",
    async (reply) => {
      await using vendor = await startScriptedVendor(() => reply);
      const error = await errorOf(vendor.backend.getJobs([waiting.id], signal));
      expect(error).toBeInstanceOf(BackendError);
      expect(error).not.toMatchObject({ kind: "NOT_FOUND" });
    },
  );

  test("stop on their signal", async () => {
    await using vendor = await startScriptedVendor(() => ({ json: waiting }));
    const reason = new Error("enough");
    const aborted = AbortSignal.abort(reason);
    expect(await errorOf(vendor.backend.getJobs([waiting.id], aborted))).toBe(reason);
    expect(await errorOf(vendor.backend.listJobs(firstPage, aborted))).toBe(reason);
    expect(vendor.requests).toEqual([]);
  });
});
