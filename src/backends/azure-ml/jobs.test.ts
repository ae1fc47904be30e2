import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import type { JobReading } from "../../domain/job.ts";
import gets from "./fixtures/04-command-job-get-and-update.json" with { type: "json" };
import pipeline from "./fixtures/06-pipeline-job.json" with { type: "json" };
import list from "./fixtures/08-jobs-list-paged.json" with { type: "json" };
import errors from "./fixtures/10-errors.json" with { type: "json" };
import details from "./fixtures/11-run-details-and-log-read.json" with { type: "json" };
import history from "./fixtures/12-run-and-children.json" with { type: "json" };
import { batchAnswer, errorOf, type Script, startVendor, workspacePath } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const firstPage = { cursor: null, pageSize: 1_000, since: null };
const historyPath = `/history/v1.0${workspacePath}`;

/** A job without anything that a test does not look at. */
const jobNamed = (name: string, status = "Running") => ({
  name,
  properties: { jobType: "Command", status },
});

/** Runs of the scripted vendor, by name; the rest of the script comes after them. */
const withRuns =
  (runs: Readonly<Record<string, object>>, script: Script): Script =>
  (call, origin) =>
    call.path === `${historyPath}/batchrundata`
      ? { json: batchAnswer(call.body, runs) }
      : script(call, origin);

const single =
  (name: string, document: unknown): Script =>
  (call) =>
    call.path === `${workspacePath}/jobs/${name}` ? { json: document } : undefined;

function readingOf(result: JobReading | BackendError | undefined): JobReading {
  if (result === undefined || result instanceof BackendError) throw result ?? new Error("no result");
  return result;
}

describe("listing", () => {
  const pages: Script = ({ path, query }, origin) => {
    if (path !== `${workspacePath}/jobs`) return undefined;
    const skip = query.get("$skip");
    if (skip === null) {
      const link = `${origin}${path}?api-version=2024-10-01&listViewType=All&$skip=a%2Bb%3D`;
      return { json: { value: list.exchanges[0]?.response.body.value, nextLink: link } };
    }
    return {
      json: { value: list.exchanges[1]?.response.body.value, nextLink: skip === "a+b=" ? null : "?" },
    };
  };

  test("reads archived jobs too and leaves all filters to the index", async () => {
    await using vendor = await startVendor(withRuns({}, pages));
    await vendor.backend.listJobs(firstPage, signal);
    const [call] = vendor.callsTo("/jobs");
    expect(Object.fromEntries(call?.query ?? [])).toEqual({
      "api-version": "2024-10-01",
      listViewType: "All",
    });
    expect(call?.headers.authorization).toBe("Bearer token-number-1");
    covers("S4-51", "S4-52");
  });

  test("follows the link to the next page as it is given, until there is none", async () => {
    await using vendor = await startVendor(withRuns({}, pages));
    const first = await vendor.backend.listJobs(firstPage, signal);
    expect(first.readings.map(({ nativeId }) => nativeId)).toEqual(["iris_589279419362", "iris_2"]);
    const second = await vendor.backend.listJobs({ ...firstPage, cursor: first.next }, signal);
    expect(second).toMatchObject({ next: null, unreadable: [], readings: [{ nativeId: "iris_1" }] });
  });

  test.each([null, "", undefined])("takes a link that is %j for the end", async (nextLink) => {
    await using vendor = await startVendor(({ path }) =>
      path.endsWith("/jobs") ? { json: { value: [], nextLink } } : undefined,
    );
    expect((await vendor.backend.listJobs(firstPage, signal)).next).toBeNull();
  });

  test("the runs of a page come in one call and bring the times", async () => {
    const runs = { iris_2: details.exchanges[1]?.response.body as object };
    await using vendor = await startVendor(withRuns(runs, pages));
    const { readings } = await vendor.backend.listJobs(firstPage, signal);
    expect(vendor.callsTo("/batchrundata")).toHaveLength(1);
    expect(readings.map(({ core }) => core.status.endedAt)).toEqual([null, "2025-03-01T10:36:10.100Z"]);
  });

  test("never takes the token to a next page of another origin", async () => {
    await using elsewhere = await startVendor(() => ({ json: { value: [] } }));
    const foreign: Script = ({ path }) =>
      path === `${workspacePath}/jobs`
        ? { json: { value: [], nextLink: `${elsewhere.origin}${path}?$skip=1` } }
        : undefined;
    await using vendor = await startVendor(withRuns({}, foreign));
    const { next } = await vendor.backend.listJobs(firstPage, signal);
    const error = await errorOf(vendor.backend.listJobs({ ...firstPage, cursor: next }, signal));
    expect(error).toMatchObject({ kind: "MALFORMED", retryable: false });
    expect(elsewhere.calls).toEqual([]);
  });

  test("a page that leads to itself is no list", async () => {
    const circle: Script = ({ path }, origin) =>
      path === `${workspacePath}/jobs`
        ? { json: { value: [], nextLink: `${origin}${path}?$skip=1` } }
        : undefined;
    await using vendor = await startVendor(withRuns({}, circle));
    const { next } = await vendor.backend.listJobs(firstPage, signal);
    const again = errorOf(vendor.backend.listJobs({ ...firstPage, cursor: next }, signal));
    expect(await again).toMatchObject({ kind: "MALFORMED" });
  });

  test("one odd document costs no other and is reported with its id", async () => {
    const value = [null, 7, {}, { name: "step" }, jobNamed("new", "Suspended"), jobNamed("good")];
    await using vendor = await startVendor(
      withRuns({}, ({ path }) => (path.endsWith("/jobs") ? { json: { value } } : undefined)),
    );
    const { readings, unreadable } = await vendor.backend.listJobs(firstPage, signal);
    expect(readings.map(({ nativeId, core }) => [nativeId, core.status.phase])).toEqual([
      ["new", "UNKNOWN"],
      ["good", "RUNNING"],
    ]);
    expect(unreadable.map(({ nativeId, error }) => [nativeId, error.kind])).toEqual([
      [null, "MALFORMED"],
      [null, "MALFORMED"],
      [null, "MALFORMED"],
      ["step", "MALFORMED"],
    ]);
    covers("S4-43");
  });

  test("a job whose run fails keeps its last good state", async () => {
    const script: Script = ({ path }) => {
      if (path.endsWith("/jobs")) return { json: { value: [jobNamed("a"), jobNamed("b"), jobNamed("c")] } };
      if (!path.endsWith("/batchrundata")) return undefined;
      const failedResults = { a: { error: { code: "TransientError" } } };
      return {
        json: {
          successfulResults: { b: { runMetadata: { runId: "c" } }, c: { runMetadata: { runId: "c" } } },
          failedResults,
        },
      };
    };
    await using vendor = await startVendor(script);
    const { readings, unreadable } = await vendor.backend.listJobs(firstPage, signal);
    expect(readings.map(({ nativeId }) => nativeId)).toEqual(["c"]);
    expect(unreadable.map(({ nativeId, error }) => [nativeId, error.message])).toEqual([
      ["a", "listJobs: got no run of a (TransientError)"],
      ["b", "listJobs: got no run of b in its place"],
    ]);
  });

  test("a run history that is down fails the page, one that is closed to us does not", async () => {
    let status = 503;
    const script: Script = ({ path }) => {
      if (path.endsWith("/jobs")) return { json: { value: [jobNamed("a")] } };
      return path.endsWith("/batchrundata") ? { status, json: {} } : undefined;
    };
    await using vendor = await startVendor(script);
    expect(await errorOf(vendor.backend.listJobs(firstPage, signal))).toMatchObject({ kind: "UNAVAILABLE" });
    status = 403;
    expect((await vendor.backend.listJobs(firstPage, signal)).readings).toHaveLength(1);
  });

  test.each([{ json: null }, { json: { jobs: [] } }, { text: "" }, { json: { value: [], nextLink: 7 } }])(
    "an answer that is no page is malformed: %j",
    async (answer) => {
      await using vendor = await startVendor(({ path }) => (path.endsWith("/jobs") ? answer : undefined));
      expect(await errorOf(vendor.backend.listJobs(firstPage, signal))).toMatchObject({ kind: "MALFORMED" });
    },
  );
});

describe("single jobs", () => {
  test("reads each document and then all runs together", async () => {
    const script = single("iris_589279419362", gets.exchanges[0]?.response.body);
    const run = details.exchanges[0]?.response.body as object;
    await using vendor = await startVendor(withRuns({ iris_589279419362: run }, script));
    const [result] = await vendor.backend.getJobs(["iris_589279419362"], signal);
    expect(readingOf(result).core.status).toMatchObject({
      phase: "RUNNING",
      startedAt: "2025-03-01T10:35:02.500Z",
    });
    expect(vendor.calls.at(-1)?.path).toBe(`${historyPath}/batchrundata`);
    expect(JSON.stringify(result)).not.toContain("sig=");
  });

  test("a listing and a single read say the same, so that one after the other is no news", async () => {
    const run = details.exchanges[0]?.response.body as object;
    const document = gets.exchanges[0]?.response.body;
    const script: Script = (call, origin) =>
      call.path === `${workspacePath}/jobs`
        ? { json: { value: [document] } }
        : single("iris_589279419362", document)(call, origin);
    await using vendor = await startVendor(withRuns({ iris_589279419362: run }, script));
    const { readings } = await vendor.backend.listJobs(firstPage, signal);
    expect(await vendor.backend.getJobs(["iris_589279419362"], signal)).toEqual(readings);
  });

  test("a missing job stands in its place and fails no other", async () => {
    const missing = errors.exchanges[0]?.response;
    const script: Script = ({ path }) => {
      if (path.endsWith("/jobs/nope")) return { status: 404, json: missing?.body };
      return path.endsWith("/jobs/good") ? { json: jobNamed("good") } : undefined;
    };
    await using vendor = await startVendor(withRuns({}, script));
    const [gone, good] = await vendor.backend.getJobs(["nope", "good"], signal);
    expect(gone).toMatchObject({ kind: "NOT_FOUND", nativeCode: "JobNotFound" });
    expect(readingOf(good).nativeId).toBe("good");
  });

  test("an empty 404 of the service is a missing job, one of any other server is not", async () => {
    let isForeign = false;
    const script: Script = ({ path }) => (path.endsWith("/jobs/a") ? { status: 404, isForeign } : undefined);
    await using vendor = await startVendor(withRuns({}, script));
    expect(await vendor.backend.getJobs(["a"], signal)).toMatchObject([{ kind: "NOT_FOUND" }]);
    isForeign = true;
    expect(await errorOf(vendor.backend.getJobs(["a"], signal))).toMatchObject({ kind: "UNSUPPORTED" });
  });

  test("a missing workspace makes no job disappear", async () => {
    const answer = { status: 404, json: errors.exchanges[6]?.response.body };
    await using vendor = await startVendor(({ path }) => (path.endsWith("/jobs/a") ? answer : undefined));
    expect(await errorOf(vendor.backend.getJobs(["a"], signal))).toMatchObject({
      kind: "FAILED_PRECONDITION",
      nativeCode: "ResourceNotFound",
    });
  });

  test.each(["", "..", "a/b", "ä", "-a", "x".repeat(300), "\ud800"])(
    "%j is the name of no job",
    async (name) => {
      await using vendor = await startVendor(() => undefined);
      expect(await vendor.backend.getJobs([name], signal)).toMatchObject([{ kind: "NOT_FOUND" }]);
      expect(vendor.callsTo("/jobs/")).toEqual([]);
    },
  );

  test("names differ in letter case: another name is another job", async () => {
    await using vendor = await startVendor(withRuns({}, single("Iris", jobNamed("iris"))));
    expect(await vendor.backend.getJobs(["Iris"], signal)).toMatchObject([{ kind: "MALFORMED" }]);
    covers("S4-1");
  });

  test("a step, whose document is empty, is read from its run", async () => {
    const id = "314b2cbf-5bab-40de-984c-d551970107f1";
    const run = history.exchanges[1]?.response.body as object;
    await using vendor = await startVendor(
      withRuns({ [id]: run }, single(id, pipeline.exchanges[1]?.response.body)),
    );
    const [result] = await vendor.backend.getJobs([id], signal);
    expect(readingOf(result)).toMatchObject({
      nativeId: id,
      partOf: "pipe_259228612667",
      core: { displayName: "step_1", status: { phase: "SUCCEEDED" } },
    });
    covers("S4-49");
  });

  test("an empty document without a run is of no job", async () => {
    await using vendor = await startVendor(withRuns({}, single("a", { name: "a" })));
    expect(await vendor.backend.getJobs(["a"], signal)).toMatchObject([{ kind: "NOT_FOUND" }]);
  });

  test("stops when it is told to", async () => {
    await using vendor = await startVendor(() => undefined);
    const reason = new Error("enough");
    expect(await errorOf(vendor.backend.getJobs(["a"], AbortSignal.abort(reason)))).toBe(reason);
  });
});
