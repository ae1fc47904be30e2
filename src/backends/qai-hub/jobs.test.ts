import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import compileRunning from "./fixtures/05-job-compile-running.json" with { type: "json" };
import failed from "./fixtures/07-job-profile-failed.json" with { type: "json" };
import linkDone from "./fixtures/10-job-link-done.json" with { type: "json" };
import profile from "./fixtures/12-job-result-profile.json" with { type: "json" };
import samples from "./fixtures/15-error-and-download-bodies.json" with { type: "json" };
import { JobResultSchema, JobSchema } from "./proto/public_api_pb.js";
import { type Answer, by, bytesOf, connect, errorOf, missing } from "./scripted-vendor.ts";

const { signal } = new AbortController();

describe("single reads", () => {
  const running = bytesOf(JobSchema, compileRunning.body);
  const done = bytesOf(JobSchema, linkDone.body);

  test("give a job, or why there is none, in the order asked", async () => {
    await using vendor = await connect(
      by({
        "/jobs/jg9ldk7mp/": { body: running },
        "/jobs/hidden/": {
          status: 404,
          type: "application/json",
          body: JSON.stringify(samples.body["GET /jobs/{id}/ 404"]),
        },
        "/jobs/empty/": { body: "" },
        "/jobs/spoiled/": { body: running.subarray(0, -1) },
        "/jobs/another/": { body: running },
      }),
    );
    const ids = ["gone", "jg9ldk7mp", "hidden", "empty", "spoiled", "another"];
    const results = await vendor.backend.getJobs(ids, signal);
    expect(results.map((result) => (result instanceof BackendError ? result.kind : result.nativeId))).toEqual(
      ["NOT_FOUND", "jg9ldk7mp", "NOT_FOUND", "MALFORMED", "MALFORMED", "MALFORMED"],
    );
  });

  test("an empty 404 is a missing job, the page of a proxy is not", async () => {
    await using empty = await connect(() => missing);
    expect(await empty.backend.getJobs(["j1"], signal)).toMatchObject([{ kind: "NOT_FOUND", status: 404 }]);
    await using proxy = await connect(() => ({
      status: 404,
      type: "text/html",
      body: "<html>Not Found</html>",
    }));
    expect(await errorOf(proxy.backend.getJobs(["j1"], signal))).toMatchObject({ kind: "UNSUPPORTED" });
  });

  test("take any text for an id", async () => {
    await using vendor = await connect(() => missing);
    const ids = ["\ud800", "a/b?c#d", "ü", "..", "", "."];
    for (const result of await vendor.backend.getJobs(ids, signal))
      expect(result).toMatchObject({ kind: "NOT_FOUND" });
    expect(vendor.heard.map(({ line }) => line).sort()).toEqual([
      "GET /api/v1/jobs/%C3%BC/",
      "GET /api/v1/jobs/%EF%BF%BD/",
      "GET /api/v1/jobs/a%2Fb%3Fc%23d/",
    ]);
  });

  test("ask for the result of a job that has succeeded, and of no other", async () => {
    const failedJob = bytesOf(JobSchema, failed.body);
    const result = {
      link_job_result: {
        link_job_id: "jgn4kv2l5",
        link_detail: { tool_versions: [{ name: "QAIRT", version: "2.42" }] },
      },
    };
    await using vendor = await connect(
      by({
        "/jobs/jg9ldk7mp/": { body: running },
        "/jobs/jp41e8xog/": { body: failedJob },
        "/jobs/jgn4kv2l5/": { body: done },
        "/jobs/jgn4kv2l5/result/": { body: bytesOf(JobResultSchema, result) },
      }),
    );
    const [active, ended, linked] = await vendor.backend.getJobs(
      ["jg9ldk7mp", "jp41e8xog", "jgn4kv2l5"],
      signal,
    );
    expect(active).toMatchObject({ native: { job: compileRunning.body } });
    expect(ended).toMatchObject({ native: { job: failed.body } });
    expect(linked).toHaveProperty("native", { job: linkDone.body, result });
    expect(vendor.heard.filter(({ line }) => line.endsWith("/result/"))).toHaveLength(1);
    covers("S3-65");
  });

  test.each<[string, Answer]>([
    ["there is none", missing],
    ["it is empty", { body: "" }],
    ["it is spoiled", { body: bytesOf(JobResultSchema, profile.body).subarray(0, 40) }],
    ["it is a page", { type: "text/html", body: "<html>" }],
  ])("show the end of a job without its result when %s", async (_, result) => {
    await using vendor = await connect(
      by({ "/jobs/jgn4kv2l5/": { body: done }, "/jobs/jgn4kv2l5/result/": result }),
    );
    const [reading] = await vendor.backend.getJobs(["jgn4kv2l5"], signal);
    expect(reading).toHaveProperty("native", { job: linkDone.body });
    expect(reading).toMatchObject({ core: { status: { phase: "SUCCEEDED" } } });
  });

  test("fail as a whole when the service does, for the result too", async () => {
    const down = { status: 503, type: null };
    await using vendor = await connect(
      by({ "/jobs/jgn4kv2l5/": { body: done }, "/jobs/jgn4kv2l5/result/": down }),
    );
    expect(await errorOf(vendor.backend.getJobs(["jgn4kv2l5"], signal))).toMatchObject({
      kind: "UNAVAILABLE",
    });
  });

  test("stop on their signal", async () => {
    await using vendor = await connect(() => missing);
    const reason = new Error("enough");
    expect(await errorOf(vendor.backend.getJobs(["j1"], AbortSignal.abort(reason)))).toBe(reason);
    expect(vendor.heard).toEqual([]);
  });
});
