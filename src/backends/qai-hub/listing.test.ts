import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import list from "./fixtures/11-job-summary-list.json" with { type: "json" };
import samples from "./fixtures/15-error-and-download-bodies.json" with { type: "json" };
import { JobSummaryListSchema } from "./proto/public_api_pb.js";
import { by, bytesOf, connect, errorOf, pagesOf, query, testId } from "./scripted-vendor.ts";

const { signal } = new AbortController();
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
