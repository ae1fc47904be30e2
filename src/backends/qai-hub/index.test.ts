import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError, type BackendErrorKind } from "../../domain/error.ts";
import devices from "./fixtures/01-device-list.json" with { type: "json" };
import compileRunning from "./fixtures/05-job-compile-running.json" with { type: "json" };
import compileDone from "./fixtures/06-job-compile-done.json" with { type: "json" };
import failed from "./fixtures/07-job-profile-failed.json" with { type: "json" };
import linkDone from "./fixtures/10-job-link-done.json" with { type: "json" };
import list from "./fixtures/11-job-summary-list.json" with { type: "json" };
import profile from "./fixtures/12-job-result-profile.json" with { type: "json" };
import inference from "./fixtures/13-job-result-inference.json" with { type: "json" };
import samples from "./fixtures/15-error-and-download-bodies.json" with { type: "json" };
import { qaiHub } from "./index.ts";
import {
  CreateUpdateResponseSchema,
  DeviceListSchema,
  JobResultSchema,
  JobSchema,
  JobSummaryListSchema,
} from "./proto/public_api_pb.js";
import { type Answer, bytesOf, connect, testId, toStored } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const query = { cursor: null, pageSize: qaiHub.limits.pageSize, since: null };
const missing: Answer = { status: 404, type: null };

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

/** Answers by the path below `/api/v1`. */
function by(answers: Readonly<Record<string, Answer>>): (line: string) => Answer {
  return (line) => answers[line.replace(/^GET \/api\/v1/, "")] ?? missing;
}

/** Compile jobs `j0`, `j1`, …, newest first, as the service pages them, with a bound of its own. */
function pagesOf(
  ids: readonly string[],
  { bound = 100, total = ids.length }: { bound?: number; total?: number } = {},
) {
  return (line: string): Answer => {
    const asked = new URL(line.slice(4), "http://hub").searchParams;
    const offset = Number(asked.get("offset") ?? 0);
    const limit = Math.min(bound, Number(asked.get("limit")));
    const job_summaries = ids.slice(offset, offset + limit).map((job_id) => ({
      compile_job_summary: { job_id, name: job_id, job_state: "JOB_STATE_CREATED" },
    }));
    return { body: bytesOf(JobSummaryListSchema, { job_summaries, total_query_count: String(total) }) };
  };
}

const idsUpTo = (count: number) => Array.from({ length: count }, (_, index) => `j${index}`);

describe("a listing", () => {
  test("asks for summaries as the vendor's client does, and is signed", async () => {
    await using vendor = await connect(
      by({ "/job_summaries/?limit=100": { body: bytesOf(JobSummaryListSchema, list.body) } }),
    );
    const page = await vendor.backend.listJobs(query, signal);
    expect(page.readings.map(({ nativeId }) => nativeId)).toEqual([
      "jgn4kv2l5",
      "jpvr60zj5",
      "j5w2z90kg",
      "jpy7q4o3g",
      "jg9ldk7mp",
    ]);
    expect(page.readings[0]?.core.url).toBe(`${vendor.url}/jobs/jgn4kv2l5/`);
    expect(vendor.heard[0]?.headers).toMatchObject({
      authorization: "token t0ken-of-the-test",
      "content-type": "application/x-protobuf",
    });
  });

  test("is of one project when one is configured", async () => {
    await using vendor = await connect(pagesOf(["j1"]), { project: "p a/b" });
    await vendor.backend.listJobs(query, signal);
    expect(vendor.heard[0]?.line).toBe("GET /api/v1/projects/p%20a%2Fb/job_summaries/?limit=100");
    covers("S3-61");
  });

  test("of an unknown project fails with the service's text", async () => {
    const body = JSON.stringify(samples.body["GET /projects/{id}/job_summaries/ 404"]);
    await using vendor = await connect(() => ({ status: 404, type: "application/json", body }), {
      project: "p-none",
    });
    expect(await errorOf(vendor.backend.listJobs(query, signal))).toMatchObject({
      kind: "NOT_FOUND",
      message: expect.stringContaining("Project p-none was not found."),
    });
    covers("S3-61");
  });

  async function walk(vendor: Awaited<ReturnType<typeof connect>>, pageSize: number, between = () => {}) {
    const ids: string[][] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await vendor.backend.listJobs({ cursor, pageSize, since: null }, signal);
      ids.push(page.readings.map(({ nativeId }) => nativeId));
      if (page.next === null) return ids;
      cursor = page.next;
      between();
    }
  }

  test("is walked by offset, each job once", async () => {
    await using vendor = await connect(pagesOf(idsUpTo(7)));
    expect(await walk(vendor, 3)).toEqual([["j0", "j1", "j2"], ["j3", "j4", "j5"], ["j6"]]);
    expect(vendor.heard.map(({ line }) => line.split("?")[1])).toEqual([
      "limit=3",
      "offset=3&limit=3",
      "offset=6&limit=3",
    ]);
  });

  test("goes on after a page that the service has cut shorter than asked for", async () => {
    await using vendor = await connect(pagesOf(idsUpTo(5), { bound: 2 }));
    expect((await walk(vendor, 4)).flat()).toEqual(idsUpTo(5));
  });

  test("without a total ends with the first page that is not full", async () => {
    await using vendor = await connect(pagesOf(idsUpTo(5), { total: 0 }));
    expect(await walk(vendor, 2)).toEqual([["j0", "j1"], ["j2", "j3"], ["j4"]]);
  });

  test("ends with an empty page, whatever the total says", async () => {
    await using vendor = await connect(pagesOf(idsUpTo(2), { total: 9 }));
    expect(await walk(vendor, 2)).toEqual([["j0", "j1"], []]);
  });

  test("misses no job when new ones push the list on", async () => {
    let ids = idsUpTo(6);
    await using vendor = await connect((line) => pagesOf(ids)(line));
    const seen = (
      await walk(vendor, 2, () => {
        if (ids.length < 9) ids = [`new${ids.length}`, ...ids];
      })
    ).flat();
    expect(seen).toEqual(expect.arrayContaining(idsUpTo(6)));
  });

  test("misses no job when others vanish in front of it", async () => {
    let ids = idsUpTo(9);
    await using vendor = await connect((line) => pagesOf(ids)(line));
    const seen = (
      await walk(vendor, 3, () => {
        ids = ids.filter((id) => id !== "j0" && id !== "j1");
      })
    ).flat();
    expect(seen).toEqual(expect.arrayContaining(idsUpTo(9).slice(2)));
  });

  test("refuses a cursor that it has not given", async () => {
    await using vendor = await connect(pagesOf([]));
    for (const cursor of ["", "5", "-1.2", "1.2.3", "1e3.4"]) {
      const error = await errorOf(vendor.backend.listJobs({ ...query, cursor }, signal));
      expect(error).toMatchObject({ kind: "INVALID", backend: testId });
    }
    expect(vendor.heard).toEqual([]);
  });

  test("an empty answer is an empty list, one of another type is none", async () => {
    await using empty = await connect(() => ({}));
    expect(await empty.backend.listJobs(query, signal)).toEqual({ readings: [], unreadable: [], next: null });
    for (const type of ["text/html", null, "application/json"]) {
      await using other = await connect(() => ({ type, body: "<html>" }));
      expect(await errorOf(other.backend.listJobs(query, signal))).toMatchObject({ kind: "MALFORMED" });
    }
  });

  test("names what it cannot read and keeps its neighbours", async () => {
    const job_summaries = [
      { compile_job_summary: { job_id: "j1" } },
      {},
      { link_job_summary: { name: "no id" } },
      { quantize_job_summary: { job_id: "j2" } },
    ];
    await using vendor = await connect(() => ({ body: bytesOf(JobSummaryListSchema, { job_summaries }) }));
    const { readings, unreadable } = await vendor.backend.listJobs(query, signal);
    expect(readings.map(({ nativeId }) => nativeId)).toEqual(["j1", "j2"]);
    expect(unreadable).toMatchObject([{ nativeId: null }, { nativeId: null }]);
    expect(unreadable[0]?.error).toMatchObject({ kind: "MALFORMED", backend: testId });
  });
});

describe("active jobs", () => {
  test("are all in a state that is no end, each once", async () => {
    await using vendor = await connect(pagesOf(idsUpTo(230)));
    const active = await vendor.backend.activeJobs?.(signal);
    expect(active?.readings.map(({ nativeId }) => nativeId)).toEqual(idsUpTo(230));
    expect(vendor.heard.map(({ line }) => line.split("?")[1])).toEqual([
      "limit=100&state=0%2C1%2C50%2C60%2C70%2C80%2C90%2C100",
      "offset=100&limit=100&state=0%2C1%2C50%2C60%2C70%2C80%2C90%2C100",
      "offset=200&limit=100&state=0%2C1%2C50%2C60%2C70%2C80%2C90%2C100",
    ]);
    covers("S3-73");
  });

  test("of a service that answers every page alike are read but once", async () => {
    const body = bytesOf(JobSummaryListSchema, {
      job_summaries: [{ link_job_summary: { job_id: "j1" } }],
      total_query_count: "1000000",
    });
    await using vendor = await connect(() => ({ body }));
    expect((await vendor.backend.activeJobs?.(signal))?.readings).toHaveLength(1);
    expect(vendor.heard).toHaveLength(2);
  });
});

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

describe("devices", () => {
  test("are flavors, one for each version of the system", async () => {
    const twice = {
      devices: [...devices.body.devices, { name: "Samsung Galaxy S24", os: "13" }, { os: "15" }],
    };
    await using vendor = await connect(
      by({ "/devices/?name=&os=&select=False": { body: bytesOf(DeviceListSchema, twice) } }),
    );
    const flavors = (await vendor.backend.listFlavors?.(signal)) ?? [];
    expect(flavors.map(({ nativeId, name, nativeType }) => [nativeId, name, nativeType])).toEqual([
      ["Samsung Galaxy S24:14", "Samsung Galaxy S24", "phone"],
      ["Samsung Galaxy S23 (Family):13", "Samsung Galaxy S23 (Family)", "phone"],
      ["Snapdragon X Elite CRD:11", "Snapdragon X Elite CRD", "compute"],
      ["QCS8550 (Proxy):12", "QCS8550 (Proxy)", "iot"],
      ["Samsung Galaxy S24:13", "Samsung Galaxy S24", null],
    ]);
    const [galaxy] = flavors;
    expect(galaxy?.attributes.filter(({ key }) => key === "framework").map(({ value }) => value)).toEqual([
      "onnx",
      "qnn",
      "tflite",
    ]);
    covers("S3-74");
  });

  test("that are no list are malformed", async () => {
    await using vendor = await connect(() => ({ body: Uint8Array.of(0xff) }));
    expect(await errorOf(vendor.backend.listFlavors?.(signal) ?? Promise.resolve())).toMatchObject({
      kind: "MALFORMED",
    });
  });
});

describe("metrics", () => {
  const [, , , summary] = list.body.job_summaries;
  const job = (id: string, state: string) => ({
    inference_job: { inference_job_id: id, job_state: state, is_profiling_on: true },
  });

  async function stored(vendor: Awaited<ReturnType<typeof connect>>, id: string) {
    const [reading] = await vendor.backend.getJobs([id], signal);
    if (reading === undefined || reading instanceof BackendError) throw reading ?? new Error("no reading");
    return toStored(reading);
  }

  const answers = by({
    "/job_summaries/?limit=100": { body: bytesOf(JobSummaryListSchema, { job_summaries: [summary] }) },
    "/jobs/jpy7q4o3g/": { body: bytesOf(JobSchema, job("jpy7q4o3g", "JOB_STATE_DONE")) },
    "/jobs/jpy7q4o3g/result/": { body: bytesOf(JobResultSchema, profile.body) },
    "/jobs/j5w2z90kg/": { body: bytesOf(JobSchema, job("j5w2z90kg", "JOB_STATE_RUNNING_INFERENCE")) },
    "/jobs/j5w2z90kg/result/": { body: bytesOf(JobResultSchema, inference.body) },
  });

  test("of a summary cost no call", async () => {
    await using vendor = await connect(answers);
    const [reading] = (await vendor.backend.listJobs(query, signal)).readings;
    if (!reading) throw new Error("the list is empty");
    const names = ["inference_memory_peak_range_upper", "estimated_inference_time"];
    const metrics = await vendor.backend.metrics?.(toStored(reading), names, signal);
    expect(metrics?.map(({ name, unit, points }) => [name, unit, points[0]?.value])).toEqual([
      ["estimated_inference_time", "us", 372],
      ["inference_memory_peak_range_upper", "bytes", 62_881_792],
    ]);
    expect(vendor.heard).toHaveLength(1);
    expect((await vendor.backend.metrics?.(toStored(reading), null, signal))?.length).toBe(25);
    expect(vendor.heard.map(({ line }) => line).at(-1)).toBe("GET /api/v1/jobs/jpy7q4o3g/result/");
    covers("S3-64");
  });

  test("of a stored result cost no call either", async () => {
    await using vendor = await connect(answers);
    const job = await stored(vendor, "jpy7q4o3g");
    const calls = vendor.heard.length;
    expect(
      (await vendor.backend.metrics?.(job, ["warm_load_time", "no such name"], signal))?.map(
        ({ name }) => name,
      ),
    ).toEqual(["warm_load_time"]);
    expect(vendor.heard).toHaveLength(calls);
    covers("S3-65");
  });

  test("of a job that has not ended are none, without a call", async () => {
    await using vendor = await connect(answers);
    const job = await stored(vendor, "j5w2z90kg");
    const calls = vendor.heard.length;
    expect(await vendor.backend.metrics?.(job, null, signal)).toEqual([]);
    expect(vendor.heard).toHaveLength(calls);
  });
});

describe("related jobs", () => {
  test("are those that made the models of a job", async () => {
    const producer = { ...compileDone.body.compile_job, compile_job_id: "jp6x1m9dp" };
    await using vendor = await connect(
      by({
        "/jobs/jgn4kv2l5/": { body: bytesOf(JobSchema, linkDone.body) },
        "/jobs/jp6x1m9dp/": { body: bytesOf(JobSchema, { compile_job: producer }) },
      }),
    );
    const [reading] = await vendor.backend.getJobs(["jgn4kv2l5"], signal);
    if (reading === undefined || reading instanceof BackendError) throw reading ?? new Error("no reading");
    // The account may not see the other of the two.
    const related = await vendor.backend.relatedJobs?.(toStored(reading), signal);
    expect(related?.map(({ nativeId }) => nativeId)).toEqual(["jp6x1m9dp"]);
    const thin = { ...toStored(reading), native: {} };
    expect(await vendor.backend.relatedJobs?.(thin, signal)).toEqual(related);
    covers("S3-26");
  });
});

describe("settings", () => {
  const settings = { id: "hub", kind: "QAI_HUB", credentials: { apiToken: "abc" } };

  test("default to the vendor's own address", () => {
    expect(qaiHub.config.parse(settings)).toMatchObject({ url: "https://workbench.aihub.qualcomm.com" });
  });

  test("name another base for people", async () => {
    await using vendor = await connect(pagesOf(["j1"]), { webUrl: "https://people.example/" });
    const { readings } = await vendor.backend.listJobs(query, signal);
    expect(readings[0]?.core.url).toBe("https://people.example/jobs/j1/");
    covers("S3-31");
  });

  test.each([
    { ...settings, id: "Not An Id" },
    { ...settings, url: "ftp://example.org" },
    { ...settings, project: "" },
    { ...settings, credentials: {} },
    { ...settings, credentials: { apiToken: "two\nlines" } },
    { ...settings, region: "eu" },
  ])("refuse %j", (wrong) => {
    expect(qaiHub.config.safeParse(wrong).success).toBe(false);
  });
});
