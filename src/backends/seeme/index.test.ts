import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError, type BackendErrorKind } from "../../domain/error.ts";
import { contentHashes } from "../../journal/content-hash.ts";
import type { JobPage } from "../contract.ts";
import applications from "./fixtures/02_applications_list_response.json" with { type: "json" };
import waiting from "./fixtures/05_job_created_waiting_response.json" with { type: "json" };
import list from "./fixtures/09_jobs_list_response.json" with { type: "json" };
import errorBodies from "./fixtures/12_error_bodies_assumed.json" with { type: "json" };
import { seeme } from "./index.ts";
import { type Answer, connect, credentials, errorOf, id } from "./scripted-vendor.ts";
import { parseJob } from "./wire.ts";

const { signal } = new AbortController();

const wholeList = { cursor: null, pageSize: seeme.limits.pageSize, since: null };

describe("listing", () => {
  test("asks for all types and states in one call and keeps the vendor's order", async () => {
    await using vendor = await connect(() => ({ json: list }));
    const page = await vendor.backend.listJobs(wholeList, signal);
    expect(vendor.requests.map(({ line }) => line)).toEqual([
      "GET /proxy/api/v1/jobs?applicationId=&status=waiting,started,finished,error&jobType=training,validation,conversion",
    ]);
    expect(page.readings.map(({ nativeId }) => nativeId)).toEqual(list.map((job) => job.id));
    expect(page).toMatchObject({ unreadable: [], next: null });
    covers("S0-1", "S0-4");
  });

  test("has an empty page for an empty list", async () => {
    await using vendor = await connect(() => ({ json: [] }));
    const page = await vendor.backend.listJobs(wholeList, signal);
    expect(page).toEqual({ readings: [], unreadable: [], next: null });
    covers("S0-1");
  });

  test("one odd element costs no other", async () => {
    const odd = [
      null,
      7,
      {},
      { ...waiting, id: "odd", items: [null] },
      { ...waiting, id: "new", status: "pending" },
    ];
    await using vendor = await connect(() => ({ json: [...odd, ...list] }));
    const { readings, unreadable } = await vendor.backend.listJobs(wholeList, signal);
    expect(readings.map(({ nativeId }) => nativeId)).toHaveLength(list.length + 1);
    expect(readings.find(({ nativeId }) => nativeId === "new")?.core.status.phase).toBe("UNKNOWN");
    expect(unreadable.map(({ nativeId, error }) => [nativeId, error.kind])).toEqual([
      [null, "MALFORMED"],
      [null, "MALFORMED"],
      [null, "MALFORMED"],
      ["odd", "MALFORMED"],
    ]);
    expect(unreadable[3]?.error.message).toContain("document odd is unreadable: items.0:");
    covers("S0-21");
  });

  test("active jobs are the waiting and the started ones", async () => {
    await using vendor = await connect(() => ({ json: [waiting] }));
    const active = await vendor.backend.activeJobs?.(signal);
    expect(vendor.requests[0]?.line).toContain(
      "?applicationId=&status=waiting,started&jobType=training,validation,conversion",
    );
    expect(active?.readings).toHaveLength(1);
  });

  test.each([{ json: null }, { json: { jobs: [] } }, { text: "" }, { status: 204 }, { text: "<html>" }])(
    "an answer that is no array is malformed: %j",
    async (answer) => {
      await using vendor = await connect(() => answer);
      expect(await errorOf(vendor.backend.listJobs(wholeList, signal))).toMatchObject({
        kind: "MALFORMED",
        backend: id,
      });
    },
  );

  test("lists applications and leaves out what is none", async () => {
    await using vendor = await connect(() => ({ json: [...applications, { name: "no id" }] }));
    const algorithms = await vendor.backend.listAlgorithms?.(signal);
    expect(vendor.requests[0]?.line).toBe("GET /proxy/api/v1/applications");
    expect(algorithms?.map(({ nativeId }) => nativeId)).toEqual(
      applications.map((application) => application.id),
    );
    covers("S0-75");
  });
});

describe("a long list", () => {
  const jobs = Array.from({ length: 1200 }, (_, index) => ({ ...waiting, id: `job-${index}` }));
  const nativeIds = jobs.map((job) => job.id);
  const idsOf = ({ readings }: JobPage) => readings.map(({ nativeId }) => nativeId);

  test("comes in pages that are cut from one answer, each as old as the first", async () => {
    await using vendor = await connect(() => ({ json: jobs }));
    const first = await vendor.backend.listJobs(wholeList, signal);
    const second = await vendor.backend.listJobs({ ...wholeList, cursor: first.next }, signal);
    expect([idsOf(first), idsOf(second)]).toEqual([nativeIds.slice(0, 1000), nativeIds.slice(1000)]);
    expect([first.isSameAnswer ?? false, second.isSameAnswer, second.next]).toEqual([false, true, null]);
    expect(vendor.requests).toHaveLength(1);
  });

  test("gives each page before it has read what follows", async () => {
    const text = JSON.stringify(jobs.slice(0, 1000)).replace(/]$/, ',{"id":"broken"');
    await using vendor = await connect(() => ({ text }));
    const { readings, next } = await vendor.backend.listJobs(wholeList, signal);
    expect(readings).toHaveLength(1000);
    expect(await errorOf(vendor.backend.listJobs({ ...wholeList, cursor: next }, signal))).toMatchObject({
      kind: "MALFORMED",
      message: expect.stringContaining(
        `was answered 200 with ${text.length} bytes of no type that are no JSON`,
      ),
    });
  });

  test("goes on in a new answer where the old one is kept no more", async () => {
    await using vendor = await connect(() => ({ json: jobs }));
    const query = { ...wholeList, pageSize: 500 };
    const { next } = await vendor.backend.listJobs(query, signal);
    // Another walk takes the place of the first.
    const other = await vendor.backend.listJobs(query, signal);
    expect(other.next).not.toBe(next);
    const second = await vendor.backend.listJobs({ ...query, cursor: next }, signal);
    expect(idsOf(second)).toEqual(nativeIds.slice(500, 1000));
    expect(second.isSameAnswer).toBeUndefined();
    expect(vendor.requests).toHaveLength(3);
  });

  test("that has become shorter meanwhile is at its end", async () => {
    let listed = jobs;
    await using vendor = await connect(() => ({ json: listed }));
    const { next } = await vendor.backend.listJobs({ ...wholeList, pageSize: 500 }, signal);
    listed = jobs.slice(0, 400);
    await vendor.backend.listJobs(wholeList, signal);
    const rest = await vendor.backend.listJobs({ ...wholeList, cursor: next }, signal);
    expect(rest).toEqual({ readings: [], unreadable: [], next: null });
  });

  test("is given up on its signal", async () => {
    await using vendor = await connect(() => ({ json: jobs }));
    const controller = new AbortController();
    const reason = new Error("enough");
    const listing = errorOf(vendor.backend.listJobs(wholeList, controller.signal));
    controller.abort(reason);
    expect(await listing).toBe(reason);
  });

  test.each(["", "500", "-1:x", "page 2"])("has no page at the cursor %j", async (cursor) => {
    await using vendor = await connect(() => ({ json: jobs }));
    expect(await errorOf(vendor.backend.listJobs({ ...wholeList, cursor }, signal))).toMatchObject({
      kind: "INVALID",
      backend: id,
    });
    expect(vendor.requests).toEqual([]);
  });
});

describe("single reads", () => {
  test("give a job, or why there is none, in the order asked", async () => {
    const answers: Record<string, Answer> = {
      [`/proxy/api/v1/jobs/${waiting.id}`]: { json: waiting },
      "/proxy/api/v1/jobs/gone": { status: 404, text: "" },
      "/proxy/api/v1/jobs/no%20id%2F%3F": { status: 400, json: { message: "invalid id", severity: "error" } },
      "/proxy/api/v1/jobs/empty": { text: "" },
      "/proxy/api/v1/jobs/odd": { json: { ...waiting, name: 7 } },
    };
    await using vendor = await connect((request) => answers[request.url ?? ""] ?? { status: 500 });
    const results = await vendor.backend.getJobs(["gone", waiting.id, "no id/?", "empty", "odd"], signal);
    expect(results.map((result) => (result instanceof BackendError ? result.kind : result.nativeId))).toEqual(
      ["NOT_FOUND", waiting.id, "NOT_FOUND", "MALFORMED", "MALFORMED"],
    );
    covers("S0-8", "S0-72");
  });

  test("take any text for an id", async () => {
    await using vendor = await connect(() => ({ status: 404 }));
    const results = await vendor.backend.getJobs(["\ud800", "..", "a&b=c#d", "ü"], signal);
    for (const result of results) expect(result).toMatchObject({ kind: "NOT_FOUND" });
    expect(vendor.requests).toHaveLength(4);
  });

  test("fail as a whole when the vendor does", async () => {
    await using vendor = await connect((request) =>
      request.url?.endsWith("/b") ? { status: 403, text: "no scope" } : { json: waiting },
    );
    expect(await errorOf(vendor.backend.getJobs(["a", "b"], signal))).toMatchObject({ kind: "FORBIDDEN" });
  });

  test("a job without items has none", async () => {
    await using vendor = await connect(() => ({ json: { ...waiting, items: null } }));
    const [reading] = await vendor.backend.getJobs([waiting.id], signal);
    expect(reading).toMatchObject({ detail: { spec: { parameters: [] } } });
    covers("S0-73");
  });

  test("stop on their signal", async () => {
    await using vendor = await connect(() => ({ json: waiting }));
    const reason = new Error("enough");
    expect(await errorOf(vendor.backend.getJobs([waiting.id], AbortSignal.abort(reason)))).toBe(reason);
    expect(vendor.requests).toEqual([]);
  });
});

describe("the authorization header", () => {
  test.each([
    [{}, `Bearer ${credentials.apiKey}`],
    [{ headerForm: "bearer" }, `Bearer ${credentials.apiKey}`],
    [{ headerForm: "plain" }, `alice:${credentials.apiKey}`],
  ])("with %j is %s", async (settings, authorization) => {
    await using vendor = await connect(() => ({ json: [] }), settings);
    await vendor.backend.listJobs(wholeList, signal);
    expect(vendor.requests.map((request) => request.authorization)).toEqual([authorization]);
    covers("S0-70");
  });
});

describe("errors", () => {
  const kinds: Record<number, BackendErrorKind> = {
    400: "INVALID",
    401: "UNAUTHENTICATED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    500: "UNAVAILABLE",
  };

  test.each(errorBodies.cases)(
    "$http_status has its kind and the vendor's message",
    async ({ http_status, body }) => {
      await using vendor = await connect(() => ({ status: http_status, json: body }));
      const error = await errorOf(vendor.backend.listAlgorithms?.(signal) ?? Promise.resolve());
      expect(error).toMatchObject({ kind: kinds[http_status], status: http_status, backend: id });
      expect(error).toHaveProperty("message", expect.stringContaining(body.message));
      covers("S0-71", "S0-72");
    },
  );

  test.each([
    [{ status: 429, json: { message: "slow down" } }, "RATE_LIMITED", "slow down"],
    [{ status: 502, text: "upstream is away" }, "UNAVAILABLE", "upstream is away"],
    [{ status: 503, text: "" }, "UNAVAILABLE", "Service Unavailable"],
    [{ status: 401, json: { message: "" } }, "UNAUTHENTICATED", '{"message":""}'],
    [{ status: 401, json: "no key" }, "UNAUTHENTICATED", "no key"],
  ])("%j is %s with the message %s", async (answer, kind, message) => {
    await using vendor = await connect(() => answer);
    const error = await errorOf(vendor.backend.listJobs(wholeList, signal));
    expect(error).toMatchObject({ kind, message: expect.stringContaining(message) });
  });

  test("a refused key is not tried again", async () => {
    await using vendor = await connect(() => ({ status: 401, text: "" }));
    await errorOf(vendor.backend.listJobs(wholeList, signal));
    expect(vendor.requests).toHaveLength(1);
  });
});

describe("any documents", { timeout: 60_000 }, () => {
  const anything = fc.oneof(
    fc.constantFrom("", null, "finished", "error", "FINISHED", "pending", "__proto__", "2023-06-14T07:15:32"),
    fc.jsonValue(),
  );
  const members = [...Object.keys(waiting), "__proto__", "constructor"];
  const changed = fc
    .dictionary(fc.constantFrom(...members), anything)
    .map((changes): unknown => ({ ...waiting, ...changes }));
  const items = fc.array(
    fc.oneof(fc.dictionary(fc.constantFrom("name", "value", "value_type"), anything), anything),
  );
  const document = fc.oneof(
    changed,
    items.map((odd): unknown => ({ ...waiting, items: odd })),
    fc.jsonValue(),
  );

  test("are read or named unreadable, and none ends a job without the vendor's word", async () => {
    let documents: unknown[] = [];
    await using vendor = await connect(() => ({ json: documents }));
    const property = fc.asyncProperty(
      fc.array(document, { minLength: 200, maxLength: 250 }),
      async (generated) => {
        documents = generated;
        const { readings, unreadable } = await vendor.backend.listJobs(wholeList, signal);
        expect(readings.length + unreadable.length).toBe(generated.length);
        for (const { error } of unreadable) expect(error.kind).toBe("MALFORMED");
        for (const { core, native } of readings) {
          const ended = ["finished", "error"].includes(String(native.status).toLowerCase());
          expect(core.status.phaseClass === "TERMINAL").toBe(ended);
          expect(core.status.outcome !== null).toBe(ended);
        }
      },
    );
    await fc.assert(property, { numRuns: 50 });
  });

  test("and any text never bring an exception of another class", async () => {
    let text = "";
    await using vendor = await connect(() => ({ text }));
    const property = fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (generated) => {
      text = generated;
      const errors = [
        await errorOf(vendor.backend.listJobs(wholeList, signal)),
        await errorOf(vendor.backend.listAlgorithms?.(signal) ?? Promise.resolve()),
        await errorOf(vendor.backend.getJobs(["x"], signal)),
      ];
      for (const error of errors) expect(error === null || error instanceof BackendError).toBe(true);
    });
    await fc.assert(property, { numRuns: 60 });
  });
});

describe("settings", () => {
  const settings = { id, kind: "SEEME", credentials };

  test("default to the vendor's own address and today's header", () => {
    expect(seeme.config.parse(settings)).toMatchObject({
      url: "https://api.seeme.ai/api/v1",
      headerForm: "bearer",
    });
  });

  test.each([
    { ...settings, id: "Not An Id" },
    { ...settings, url: "ftp://example.org" },
    { ...settings, headerForm: "basic" },
    { ...settings, credentials: { username: "alice" } },
    { ...settings, credentials: { ...credentials, apiKey: "two\nlines" } },
    { ...settings, region: "eu" },
  ])("refuse %j", (wrong) => {
    expect(seeme.config.safeParse(wrong).success).toBe(false);
  });
});

test("the times that every call writes in its own way are noise, in the job and in each item", () => {
  const written = parseJob(waiting, "single");
  const instant = (text: string) => text.replace(/\d{3}\+02:00$/, "Z").replace("T09", "T07");
  const readAgain = JSON.parse(JSON.stringify(waiting), (key, value) =>
    key.endsWith("_at") ? instant(String(value)) : value,
  );
  const read = parseJob(readAgain, "single");
  expect(read.native).not.toEqual(written.native);
  expect(contentHashes(read, seeme.noise)).toEqual(contentHashes(written, seeme.noise));
  expect(read.version).toBe(written.version);
});

test("logs and flavors are capabilities that the vendor lacks", async () => {
  await using vendor = await connect(() => ({ json: [] }));
  for (const absent of ["logSources", "readLogs", "listFlavors", "getAlgorithms"]) {
    expect(vendor.backend).not.toHaveProperty(absent);
  }
});
