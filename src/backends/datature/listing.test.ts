import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import waiting from "./fixtures/03-job-waiting.response.json" with { type: "json" };
import list from "./fixtures/08-job-list-page.response.json" with { type: "json" };
import { jobOf } from "./sample-documents.ts";
import { byPath, errorOf, firstPage, notFound, startScriptedVendor, testId } from "./scripted-vendor.ts";

const { signal } = new AbortController();

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
