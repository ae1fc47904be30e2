import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { BackendError } from "../../domain/error.ts";
import type { JobReading } from "../../domain/job.ts";
import waiting from "./fixtures/03-job-waiting.response.json" with { type: "json" };
import reached from "./fixtures/05-job-reached.response.json" with { type: "json" };
import dataset from "./fixtures/10-dataset.response.json" with { type: "json" };
import { jobOf } from "./sample-documents.ts";
import { byPath, firstPage, notFound, type Reply, startScriptedVendor } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const datasetOf = (number: number, status: object = {}) => ({
  ...dataset,
  id: `dataset_${number}`,
  status: { ...dataset.status, ...status },
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
