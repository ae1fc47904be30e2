import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError, type BackendErrorKind } from "../../domain/error.ts";
import { formatId } from "../../domain/id.ts";
import type { JobReading } from "../../domain/job.ts";
import waiting from "./fixtures/03-job-waiting.response.json" with { type: "json" };
import running from "./fixtures/04-job-running.response.json" with { type: "json" };
import reached from "./fixtures/05-job-reached.response.json" with { type: "json" };
import list from "./fixtures/08-job-list-page.response.json" with { type: "json" };
import log from "./fixtures/09-job-logs.response.json" with { type: "json" };
import dataset from "./fixtures/10-dataset.response.json" with { type: "json" };
import instances from "./fixtures/14-available-instances.response.json" with { type: "json" };
import { datature } from "./index.ts";
import { type Reply, startScriptedVendor, testId, testKey, testProject } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const firstPage = { cursor: null, pageSize: 100, since: null };
const jobOf = (number: number, createDate = waiting.createDate + number) => ({
  ...waiting,
  id: `batchjob_${number}`,
  createDate,
  spec: { ...waiting.spec, datasetId: `dataset_${number}` },
});
const datasetOf = (number: number, status: object = {}) => ({
  ...dataset,
  id: `dataset_${number}`,
  status: { ...dataset.status, ...status },
});
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );
const notFound: Reply = {
  status: 404,
  json: { code: "ResourceNotFoundError", message: "Requested Project Resource Not Found" },
};

/** Answers a path with its documents, everything else as unknown. */
const byPath = (answers: Readonly<Record<string, unknown>>) => (path: string) =>
  path in answers ? { json: answers[path] } : notFound;

describe("listing", () => {
  test("gives a page, oldest first, and the cursor of the next", async () => {
    await using vendor = await startScriptedVendor(byPath({ "/batch/jobs": list }));
    const page = await vendor.backend.listJobs(firstPage, signal);
    expect(vendor.requests[0]).toBe("/batch/jobs?limit=100");
    expect(page.readings.map(({ nativeId }) => nativeId)).toEqual(list.data.map(({ id }) => id));
    expect(page).toMatchObject({ unreadable: [], next: list.nextPage });
    covers("S2-52", "S2-54", "S2-56", "S2-57", "S2-59..62");
  });

  test("a cursor is opaque and arrives as it was given", async () => {
    const cursor = "a+b/c=&limit=1 #ü";
    const arrived: unknown[] = [];
    await using vendor = await startScriptedVendor((_, query) => {
      arrived.push(query.get("page"), query.get("limit"));
      return { json: { nextPage: null, data: [] } };
    });
    expect(await vendor.backend.listJobs({ ...firstPage, cursor }, signal)).toMatchObject({ next: null });
    expect(arrived).toEqual([cursor, "100"]);
    covers("S2-55", "S2-132");
  });

  test("the page at the end of the list can be read again when it has grown", async () => {
    const jobs = [jobOf(1), jobOf(2), jobOf(3)];
    await using vendor = await startScriptedVendor((path, query) => {
      if (path !== "/batch/jobs") return notFound;
      const start = Number(query.get("page") ?? 0);
      const end = start + Number(query.get("limit"));
      return { json: { data: jobs.slice(start, end), ...(end < jobs.length && { nextPage: String(end) }) } };
    });
    const query = { ...firstPage, pageSize: 2 };
    const { next } = await vendor.backend.listJobs(query, signal);
    const ids = async () =>
      (await vendor.backend.listJobs({ ...query, cursor: next }, signal)).readings.map((job) => job.nativeId);
    expect(await ids()).toEqual(["batchjob_3"]);
    jobs.push(jobOf(4));
    expect(await ids()).toEqual(["batchjob_3", "batchjob_4"]);
  });

  test("sorts what comes in another order", async () => {
    const data = [jobOf(3), jobOf(1), jobOf(2, jobOf(1).createDate)];
    await using vendor = await startScriptedVendor(byPath({ "/batch/jobs": { data } }));
    const { readings } = await vendor.backend.listJobs(firstPage, signal);
    expect(readings.map(({ nativeId }) => nativeId)).toEqual(["batchjob_1", "batchjob_2", "batchjob_3"]);
  });

  test("one odd document costs no other and is named", async () => {
    const data = [null, 7, {}, { ...waiting, id: "odd", status: { overview: 1 } }, jobOf(1)];
    await using vendor = await startScriptedVendor(byPath({ "/batch/jobs": { data } }));
    const { readings, unreadable } = await vendor.backend.listJobs(firstPage, signal);
    expect(readings.map(({ nativeId }) => nativeId)).toEqual(["batchjob_1"]);
    expect(unreadable.map(({ nativeId, error }) => [nativeId, error.kind])).toEqual([
      [null, "MALFORMED"],
      [null, "MALFORMED"],
      [null, "MALFORMED"],
      ["odd", "MALFORMED"],
    ]);
    expect(unreadable[3]?.error.message).toContain("document odd is unreadable: status.overview:");
  });

  test.each([
    { json: [] },
    { json: { data: null } },
    { json: { data: [], nextPage: 7 } },
    { json: { data: [], nextPage: "here" } },
    { text: "" },
    { text: '{"data":[' },
    { status: 204 },
  ])("an answer that is no page is malformed: %j", async (reply) => {
    await using vendor = await startScriptedVendor(() => reply);
    const query = { ...firstPage, cursor: "here" };
    expect(await errorOf(vendor.backend.listJobs(query, signal))).toMatchObject({
      kind: "MALFORMED",
      backend: testId,
    });
    covers("S2-129");
  });
});

describe("the vendor's clock", () => {
  const startAtTime = Date.parse("2026-11-21T10:00:00Z");
  const scheduled = { ...waiting, spec: { ...waiting.spec, startAtTime, stopAtTime: startAtTime + 1000 } };

  test.each([
    ["Sat, 21 Nov 2026 09:59:59 GMT", "SCHEDULED"],
    ["Sat, 21 Nov 2026 10:00:00 GMT", "QUEUED"],
    ["Sat, 21 Nov 2026 10:00:01 GMT", "CANCELLING"],
  ])("at %s the sample is %s, whatever ours says", async (date, phase) => {
    const reply = () => ({ json: scheduled, headers: { date } });
    await using vendor = await startScriptedVendor(reply, { now: () => 0 });
    const [reading] = await vendor.backend.getJobs([scheduled.id], signal);
    expect(reading).toMatchObject({ core: { status: { phase } } });
    covers("S2-22");
  });

  test("is ours where an answer does not tell", async () => {
    const reply = () => ({ json: scheduled, headers: { date: "soon" } });
    await using vendor = await startScriptedVendor(reply, { now: () => startAtTime - 60_000 });
    const [reading] = await vendor.backend.getJobs([scheduled.id], signal);
    expect(reading).toMatchObject({ core: { status: { phase: "SCHEDULED" } } });
  });
});

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

describe("item counts", () => {
  const totalOf = (reading: JobReading | BackendError | undefined) =>
    reading === undefined || reading instanceof BackendError ? null : reading.core.status.progress?.total;

  test("come of the data set, which is read once", async () => {
    await using vendor = await startScriptedVendor(
      byPath({ [`/batch/jobs/${reached.id}`]: reached, [`/batch/datasets/${dataset.id}`]: dataset }),
    );
    for (let times = 0; times < 3; times++) {
      const [reading] = await vendor.backend.getJobs([reached.id], signal);
      expect(totalOf(reading)).toBe(50);
    }
    expect(vendor.requests.filter((path) => path.includes("datasets"))).toHaveLength(1);
    covers("S2-119");
  });

  test("are asked for again until the data set is uploaded", async () => {
    let overview = "Uploading";
    const status = () => ({ ...dataset.status, overview, itemCount: 50 });
    await using vendor = await startScriptedVendor((path) =>
      path.includes("datasets") ? { json: { ...dataset, status: status() } } : { json: waiting },
    );
    expect(totalOf((await vendor.backend.getJobs([waiting.id], signal))[0])).toBeNull();
    overview = "Uploaded";
    expect(totalOf((await vendor.backend.getJobs([waiting.id], signal))[0])).toBe(50);
  });

  test("of many data sets come of their list, which is read on where it stopped", async () => {
    const most = 1000;
    const pageOf = (all: readonly unknown[], query: URLSearchParams) => {
      const start = Number(query.get("page") ?? 0);
      const end = start + Number(query.get("limit"));
      return { json: { data: all.slice(start, end), ...(end < most && { nextPage: String(end) }) } };
    };
    const numbers = Array.from({ length: most }, (_, number) => number);
    const jobs = numbers.map((number) => jobOf(number));
    const datasets = numbers.map((number) => datasetOf(number, { itemCount: number }));
    await using vendor = await startScriptedVendor((path, query) => {
      if (path === "/batch/jobs") return pageOf(jobs, query);
      return path === "/batch/datasets" ? pageOf(datasets, query) : notFound;
    });
    const totals: unknown[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await vendor.backend.listJobs({ ...firstPage, cursor }, signal);
      totals.push(...page.readings.map(totalOf));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(totals).toEqual(numbers);
    expect(vendor.requests).toHaveLength(20);
    await vendor.backend.listJobs(firstPage, signal);
    expect(vendor.requests.filter((path) => path.startsWith("/batch/datasets"))).toHaveLength(10);
  });

  test("of data sets that the list lacks are read one by one, those that are gone only once", async () => {
    const data = Array.from({ length: 8 }, (_, number) => jobOf(number));
    await using vendor = await startScriptedVendor((path) => {
      if (path === "/batch/jobs") return { json: { data } };
      if (path === "/batch/datasets") return { json: { data: [datasetOf(0), null, { id: 7 }] } };
      return path.endsWith("_1") ? { json: datasetOf(1) } : notFound;
    });
    for (let times = 0; times < 3; times++) {
      const { readings } = await vendor.backend.listJobs(firstPage, signal);
      expect(readings.map(totalOf)).toEqual([50, 50, null, null, null, null, null, null]);
    }
    expect(vendor.requests.filter((path) => path.startsWith("/batch/datasets"))).toHaveLength(8);
  });

  test.each([{ status: 503 }, { status: 403 }, { status: 400 }, { text: "{" }, { json: [] }])(
    "that cannot be had (%j) cost progress and no job, and are asked for again after a minute",
    async (reply) => {
      let now = 1_800_000_000_000;
      let answer: Reply = reply;
      const data = Array.from({ length: 5 }, (_, number) => jobOf(number));
      await using vendor = await startScriptedVendor(
        (path) => {
          if (path === "/batch/jobs") return { json: { data } };
          if (path === "/batch/datasets") return answer === reply ? answer : { json: { data: [] } };
          return answer === reply ? answer : { json: datasetOf(Number(path.split("_")[1])) };
        },
        { now: () => now },
      );
      const totals = async () => (await vendor.backend.listJobs(firstPage, signal)).readings.map(totalOf);
      expect(await totals()).toEqual([null, null, null, null, null]);
      const calls = vendor.requests.length;
      answer = {};
      now += 59_000;
      expect(await totals()).toEqual([null, null, null, null, null]);
      expect(vendor.requests).toHaveLength(calls + 1);
      now += 1_000;
      expect(await totals()).toEqual([50, 50, 50, 50, 50]);
    },
  );
});

const artifact = {
  id: "artifact_65ae274540259e2a07533532",
  projectId: testProject,
  runId: "run_610ba26c-6fbb-42eb-b838-839c61b68b26",
  flowTitle: "Blood cells",
  displayName: null,
  artifactName: "ckpt-20",
  modelName: "fasterrcnn-inceptionv2-1024x1024",
  isTraining: false,
  isDeployed: true,
  step: 5000,
  metric: {},
  createDate: 1705911109000,
  exports: [{ download: { url: "https://bucket.example.org/model?X-Goog-Signature=0123456789abcdef" } }],
};

describe("the catalogue", () => {
  test("algorithms are the project's artifacts", async () => {
    await using vendor = await startScriptedVendor(
      byPath({ "/artifacts": [artifact, { ...artifact, id: "b", displayName: "Best" }, null, { id: 7 }] }),
    );
    const algorithms = await vendor.backend.listAlgorithms?.(signal);
    expect(vendor.requests).toEqual(["/artifacts?includeExports=false"]);
    expect(algorithms?.map(({ nativeId, name }) => [nativeId, name])).toEqual([
      [artifact.id, "fasterrcnn-inceptionv2-1024x1024"],
      ["b", "Best"],
    ]);
    expect(algorithms?.[0]).toMatchObject({ form: "MODEL", description: "Blood cells", parameters: null });
    expect(JSON.stringify(algorithms)).not.toContain("0123456789abcdef");
    covers("S2-130");
  });

  test("algorithms by id are read one by one", async () => {
    await using vendor = await startScriptedVendor(byPath({ "/artifacts/a": { ...artifact, id: "a" } }));
    const results = await vendor.backend.getAlgorithms?.(["a", "b"], signal);
    expect(
      results?.map((result) => (result instanceof BackendError ? result.kind : result.nativeId)),
    ).toEqual(["a", "NOT_FOUND"]);
    covers("S2-130");
  });

  const instancesOf = (artifactId: string, region = "*") =>
    `/artifacts/${artifactId}/availableInstances/regions/${region}`;

  test("flavors of one algorithm and region", async () => {
    await using vendor = await startScriptedVendor(byPath({ [instancesOf("a", "us")]: instances }));
    const flavors = await vendor.backend.listFlavorsOf("a", "us", signal);
    expect(vendor.requests).toEqual([instancesOf("a", "us")]);
    expect(flavors.map(({ nativeId }) => nativeId)).toEqual([
      "instance_x1cpu-standard",
      "instance_t4-standard-1g",
      "instance_l4-standard-1g",
    ]);
    const nothing = {
      maxSelectableNodes: null,
      maxNodes: null,
      distributed: false,
      npu: null,
      disk: null,
      billing: null,
    };
    expect(flavors[0]).toEqual({
      ...nothing,
      nativeId: "instance_x1cpu-standard",
      name: "instance_x1cpu-standard",
      type: "CPU",
      nativeType: null,
      cpu: { arch: null, cores: 4 },
      gpu: null,
      memory: { value: 8192, unit: "MB", bytes: 8192 * 2 ** 20 },
      attributes: [{ key: "regions", value: "asia-east1,us" }],
    });
    expect(flavors[1]).toEqual({
      ...nothing,
      nativeId: "instance_t4-standard-1g",
      name: "instance_t4-standard-1g",
      type: "GPU",
      nativeType: "NvidiaGpu",
      cpu: { arch: null, cores: 6 },
      gpu: { count: 1, product: "Nvidia T4", memory: null, memoryBytes: 17179869184 },
      memory: { value: 24576, unit: "MB", bytes: 24576 * 2 ** 20 },
      attributes: [
        { key: "cudaCores", value: "2560" },
        { key: "regions", value: "asia-east1,us" },
      ],
    });
    expect(await errorOf(vendor.backend.listFlavorsOf("b", null, signal))).toMatchObject({
      kind: "NOT_FOUND",
    });
    expect(vendor.requests.at(-1)).toBe(instancesOf("b"));
    covers("S2-131");
  });

  test("flavors without an algorithm are those of all artifacts together", async () => {
    const [cpu, gpu] = instances.availableInstances;
    const only = (some: unknown[]) => ({ ...instances, availableInstances: some });
    const answers = {
      "/artifacts": ["a", "b", "gone", "odd"].map((id) => ({ ...artifact, id })),
      [instancesOf("a")]: only([{ ...cpu, regions: ["us"] }, null]),
      [instancesOf("b")]: only([gpu, { ...cpu, regions: ["asia-east1", "us"] }]),
      [instancesOf("odd")]: {},
    };
    await using vendor = await startScriptedVendor(byPath(answers));
    const flavors = await vendor.backend.listFlavors(signal);
    expect(flavors.map(({ nativeId, attributes }) => [nativeId, attributes.at(-1)?.value])).toEqual([
      ["instance_x1cpu-standard", "asia-east1,us"],
      ["instance_t4-standard-1g", "asia-east1,us"],
    ]);
    covers("S2-131");
  });

  test.each([{ json: {} }, { json: null }])("an answer that is no array is malformed: %j", async (reply) => {
    await using vendor = await startScriptedVendor(() => reply);
    for (const listed of [vendor.backend.listAlgorithms?.(signal), vendor.backend.listFlavors(signal)]) {
      expect(await errorOf(listed ?? Promise.resolve())).toMatchObject({ kind: "MALFORMED" });
    }
  });
});

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

describe("any documents", () => {
  const anything = fc.oneof(
    fc.constantFrom<unknown>("", null, "Reached", "Failed", "Waiting", "reached", "__proto__", 0, -1, 1e15),
    fc.constantFrom<unknown>(1723734419985, 9e15, 2 ** 31, 0.5, "x".repeat(10_000), "Batch job cancelled"),
    fc.jsonValue(),
  );
  const changesOf = (members: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...members, "__proto__", "constructor"), anything, { maxKeys: 4 });
  const job = fc
    .record({
      job: changesOf(["id", "object", "name", "projectId", "createDate", "updateDate"]),
      status: fc.oneof(changesOf([...Object.keys(waiting.status), "cancelledAt"]), anything),
      items: fc.oneof(changesOf(Object.keys(waiting.status.items)), anything),
      spec: fc.oneof(changesOf(Object.keys(waiting.spec)), anything),
    })
    .map((changes): unknown => {
      const overlay = (base: object, change: unknown) =>
        typeof change === "object" && change !== null ? { ...base, ...change } : change;
      const status = overlay({ ...running.status, items: overlay({}, changes.items) }, changes.status);
      return { ...running, status, spec: overlay(running.spec, changes.spec), ...changes.job };
    });
  const document = fc.oneof(
    { weight: 8, arbitrary: job },
    {
      weight: 1,
      arbitrary: fc.subarray(Object.keys(running)).map((kept): unknown => {
        return Object.fromEntries(Object.entries(running).filter(([key]) => kept.includes(key)));
      }),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  );

  test("are read or named unreadable, and none ends a job without the vendor's word", async () => {
    let data: unknown[] = [];
    await using vendor = await startScriptedVendor((path) =>
      path === "/batch/jobs" ? { json: { data } } : { json: { data: [dataset] } },
    );
    const property = fc.asyncProperty(
      fc.array(document, { minLength: 200, maxLength: 250 }),
      async (generated) => {
        data = generated;
        const { readings, unreadable } = await vendor.backend.listJobs(firstPage, signal);
        expect(readings.length + unreadable.length).toBe(generated.length);
        for (const { nativeId, error } of unreadable) {
          expect(error.kind).toBe("MALFORMED");
          if (nativeId !== null) expect(error.message).toContain(nativeId);
        }
        for (const { core, native, nativeId } of readings) {
          formatId("job", testId, nativeId);
          const { overview } = native.status as { overview?: unknown }; // a job without a status cannot be read
          const ended = overview === "Reached" || overview === "Failed";
          expect(core.status.phaseClass === "TERMINAL").toBe(ended);
          expect(core.status.outcome !== null).toBe(ended);
          expect(core.status.native.mapped).toBe(ended || overview === "Waiting");
          const { fraction = null } = core.status.progress ?? {};
          expect(fraction === null || (fraction >= 0 && fraction <= 1)).toBe(true);
        }
      },
    );
    await fc.assert(property, { numRuns: 50 });
  }, 30_000);

  test("and any answers never bring an exception of another class", async () => {
    let reply: Reply = {};
    await using vendor = await startScriptedVendor(() => reply);
    const [reading] = await startReading();
    const overlayOn = (base: object) =>
      changesOf(Object.keys(base)).map((change) => ({ ...base, ...change }));
    const json = fc.oneof(
      overlayOn(list),
      overlayOn(log),
      overlayOn(dataset),
      overlayOn(instances),
      fc.array(overlayOn(artifact)),
      fc.array(fc.oneof(overlayOn(log.entries[0] ?? {}), anything)).map((entries) => ({ ...log, entries })),
      anything,
    );
    const replies = fc.oneof(
      json.map((body): Reply => ({ json: body })),
      fc.record({ status: fc.integer({ min: 400, max: 499 }), json }),
      fc.string().map((text): Reply => ({ text })),
    );
    const property = fc.asyncProperty(replies, async (generated) => {
      reply = generated;
      const logQuery = { direction: "forward", position: null, limit: 10 } as const;
      const errors = await Promise.all(
        [
          vendor.backend.listJobs(firstPage, signal),
          vendor.backend.getJobs(["x"], signal),
          vendor.backend.readLogs(reading, "items", logQuery, signal),
          vendor.backend.listFlavorsOf("a", null, signal),
          vendor.backend.listAlgorithms?.(signal) ?? Promise.resolve(),
          vendor.backend.getAlgorithms?.(["x"], signal) ?? Promise.resolve(),
        ].map(errorOf),
      );
      for (const error of errors) {
        if (error !== null && !(error instanceof BackendError)) throw error;
      }
    });
    await fc.assert(property, { numRuns: 150 });
  }, 30_000);

  /** The sample of a running job as it is stored. */
  async function startReading() {
    await using vendor = await startScriptedVendor(() => ({ json: running }));
    const [reading] = await vendor.backend.getJobs([running.id], signal);
    if (reading === undefined || reading instanceof BackendError) throw new Error("The sample is unreadable");
    const id = formatId("job", testId, reading.nativeId);
    const { core, native, nativeId, detail = null } = reading;
    const observedAt = "2026-11-21T00:00:00.000Z" as NonNullable<typeof core.createdAt>;
    return [{ id, backend: testId, nativeId, core, labels: [], detail, native, observedAt }] as const;
  }
});

describe("settings", () => {
  const settings = {
    id: testId,
    kind: "DATATURE",
    projectId: testProject,
    credentials: { secretKey: testKey },
  };

  test("default to the vendor's own address", () => {
    expect(datature.config.parse(settings)).toMatchObject({ url: "https://api.datature.io" });
  });

  test("take a project with or without its prefix", () => {
    const projectId = testProject.replace("proj_", "");
    expect(datature.config.parse({ ...settings, projectId })).toMatchObject({ projectId: testProject });
    covers("S2-2");
  });

  test("keep the path of a proxy", async () => {
    const config = datature.config.parse({ ...settings, url: "http://127.0.0.1:1/datature/" });
    const urls: string[] = [];
    const backend = datature.create(config, {
      id: testId,
      now: Date.now,
      connect: () => ({
        figures: { calls: 0, retries: 0, failures: 0, breakerOpen: false },
        send: async ({ url }) => {
          urls.push(url.href);
          throw new BackendError("UNAVAILABLE", "away", { backend: testId });
        },
      }),
    });
    await errorOf(backend.listJobs(firstPage, signal));
    expect(urls).toEqual([`http://127.0.0.1:1/datature/projects/${testProject}/batch/jobs?limit=100`]);
  });

  test.each([
    { ...settings, id: "Not An Id" },
    { ...settings, url: "ftp://example.org" },
    { ...settings, projectId: "../x" },
    { ...settings, projectId: undefined },
    { ...settings, credentials: {} },
    { ...settings, credentials: { secretKey: "two\nlines" } },
    { ...settings, region: "us" },
  ])("refuse %j", (wrong) => {
    expect(datature.config.safeParse(wrong).success).toBe(false);
  });
});

test("a list of jobs that have not ended is a capability that the vendor lacks", async () => {
  await using vendor = await startScriptedVendor(() => ({ json: { data: [] } }));
  expect(vendor.backend).not.toHaveProperty("activeJobs");
});
