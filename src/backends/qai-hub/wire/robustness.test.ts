import { fromBinary, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JobReading } from "../../../domain/job.ts";
import devices from "../fixtures/01-device-list.json" with { type: "json" };
import compileDone from "../fixtures/06-job-compile-done.json" with { type: "json" };
import failed from "../fixtures/07-job-profile-failed.json" with { type: "json" };
import quantizing from "../fixtures/09-job-quantize-running.json" with { type: "json" };
import linkDone from "../fixtures/10-job-link-done.json" with { type: "json" };
import summaries from "../fixtures/11-job-summary-list.json" with { type: "json" };
import profile from "../fixtures/12-job-result-profile.json" with { type: "json" };
import {
  DeviceListSchema,
  JobResultSchema,
  JobSchema,
  JobState,
  JobSummaryListSchema,
  JobSummarySchema,
} from "../proto/public_api_pb.js";
import { bytesOf } from "../scripted-vendor.ts";
import { decode } from "./decode.ts";
import { toFlavor } from "./device.ts";
import { parseJob, toReading } from "./job.ts";
import { toResultMetrics } from "./metric.ts";
import { parseSummary, parseSummaryPage, readSummaryId } from "./summary.ts";

/** Documents of each kind. */
const runs = { numRuns: 10_000 };
const web = "https://hub.example";

const jobs = [compileDone, failed, quantizing, linkDone].map(({ body }) => bytesOf(JobSchema, body));
const entries = summaries.body.job_summaries.map((body) => bytesOf(JobSummarySchema, body));
const result = bytesOf(JobResultSchema, profile.body);

/** Samples with bytes changed, cut out or put in. */
function spoiled(samples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    remove: fc.nat({ max: 4 }),
    insert: fc.uint8Array({ maxLength: 4 }),
  });
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([sample, edits]) => {
      let bytes = sample;
      for (const { at, remove, insert } of edits) {
        const place = Math.floor(at * bytes.length);
        bytes = Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + remove)]);
      }
      return bytes;
    });
}

const junk = (samples: readonly Uint8Array[]) =>
  fc.oneof(spoiled(samples), fc.uint8Array({ maxLength: 200 }));

function readJob(bytes: Uint8Array): JobReading | string {
  const job = parseJob(bytes);
  return typeof job === "string" ? job : toReading(job, decode(JobResultSchema, result), web);
}

/** Ends only by the two numbers that say so, which are on the wire. */
function expectNoDoubtfulEnd({ core }: JobReading) {
  const { phaseClass, outcome, native, endedAt } = core.status;
  const isEnd = native.code === JobState.DONE || native.code === JobState.FAILED;
  expect(phaseClass === "TERMINAL").toBe(isEnd);
  expect(outcome !== null).toBe(isEnd);
  if (!isEnd) expect(endedAt).toBeNull();
}

describe("any bytes", { timeout: 60_000 }, () => {
  test("are read as a job or refused with a reason", () => {
    fc.assert(
      fc.property(junk(jobs), (bytes) => {
        const reading = readJob(bytes);
        if (typeof reading === "string") expect(reading).toMatch(/^a job /);
        else {
          expect(reading.nativeId).not.toBe("");
          expectNoDoubtfulEnd(reading);
        }
      }),
      runs,
    );
  });

  test("are read as a summary or refused with a reason, and give an id or none", () => {
    fc.assert(
      fc.property(junk(entries), (bytes) => {
        const reading = parseSummary(bytes, web);
        const id = readSummaryId(bytes);
        if (typeof reading === "string") {
          expect(reading).toMatch(/^a summary /);
          expect(id).not.toBe("");
        } else expectNoDoubtfulEnd(reading);
      }),
      runs,
    );
  });

  test("never break a list, results or devices", () => {
    const list = bytesOf(JobSummaryListSchema, summaries.body);
    const catalogue = bytesOf(DeviceListSchema, devices.body);
    fc.assert(
      fc.property(junk([list, result, catalogue]), (bytes) => {
        const page = parseSummaryPage(bytes);
        for (const entry of page?.entries ?? []) parseSummary(entry, web);
        const decoded = decode(JobResultSchema, bytes);
        if (decoded) toResultMetrics(decoded);
        for (const device of decode(DeviceListSchema, bytes)?.devices ?? []) toFlavor(device);
      }),
      runs,
    );
  });
});

describe("documents with fields changed", { timeout: 60_000 }, () => {
  const number = fc.oneof(fc.constantFrom(0, 1, 10, 30, 50, 999, -1), fc.integer());
  const text = fc.oneof(fc.constantFrom("", "x".repeat(10_000), "\u0000", "😀"), fc.string());
  const time = fc.option(
    fc.record({
      seconds: fc.oneof(
        fc.constantFrom(0n, -1n, 2n ** 62n),
        fc.bigInt({ min: -(2n ** 40n), max: 2n ** 40n }),
      ),
      nanos: fc.integer(),
    }),
    { nil: undefined },
  );

  test("end a job only by the vendor's own word", () => {
    const changes = fc.record({
      jobState: number,
      name: text,
      options: text,
      failureReason: text,
      failureType: number,
      time,
    });
    fc.assert(
      fc.property(fc.constantFrom(...jobs), changes, (bytes, { failureType, time, ...fields }) => {
        const job = fromBinary(JobSchema, bytes);
        const at = time && { $typeName: "google.protobuf.Timestamp" as const, ...time };
        Object.assign(job, { failureType });
        Object.assign(job.job.value ?? {}, { ...fields, ...(at && { completionTime: at, startTime: at }) });
        const reading = readJob(toBinary(JobSchema, job));
        // Years that JSON cannot carry.
        if (typeof reading === "string") expect(reading).toBe("a job with a time that is none");
        else {
          expectNoDoubtfulEnd(reading);
          expect(reading.core.status.native.code).toBe(fields.jobState);
        }
      }),
      runs,
    );
  });
});

test("a spoiled entry costs no other, and keeps its id", () => {
  const [first, second, third] = entries;
  if (!first || !second || !third) throw new Error("the list is shorter than that");
  // The name's length now points behind the end of the entry.
  const place = Buffer.from(second).indexOf("mobilenet_v2 w8a16") - 1;
  const broken = Buffer.from(second);
  broken[place] = 0x7f;
  const list = fromBinary(JobSummaryListSchema, bytesOf(JobSummaryListSchema, { total_query_count: "3" }));
  const field = JobSummaryListSchema.field.jobSummaries.number * 8 + 2;
  const wrapped = [first, broken, third].map((entry) => {
    return Buffer.concat([Buffer.from([field]), lengthOf(entry), entry]);
  });
  const page = parseSummaryPage(Buffer.concat([...wrapped, toBinary(JobSummaryListSchema, list)]));
  expect(page?.total).toBe(3);
  const read = page?.entries.map((entry) => {
    const reading = parseSummary(entry, web);
    return typeof reading === "string" ? [reading, readSummaryId(entry)] : reading.nativeId;
  });
  expect(read).toEqual(["jgn4kv2l5", ["a summary that is no message", "jpvr60zj5"], "j5w2z90kg"]);
});

function lengthOf({ length }: Uint8Array): Buffer {
  return length < 128 ? Buffer.from([length]) : Buffer.from([(length & 0x7f) | 0x80, length >> 7]);
}

test("an entry of a kind that is not known is told apart from one that is nothing", () => {
  expect(parseSummary(new Uint8Array(), web)).toBe("a summary of a kind that is not known");
  expect(parseSummary(bytesOf(JobSummarySchema, { link_job_summary: { name: "a" } }), web)).toBe(
    "a summary without an id",
  );
  expect(parseJob(new Uint8Array())).toBe("a job of a kind that is not known");
  expect(parseJob(bytesOf(JobSchema, { compile_job: { name: "a" } }))).toBe("a job without an id");
});

test("a time outside the calendar is named, and the id stays known", () => {
  const bytes = bytesOf(JobSummarySchema, { compile_job_summary: { job_id: "j1", name: "a" } });
  const summary = fromBinary(JobSummarySchema, bytes);
  const creationTime = { $typeName: "google.protobuf.Timestamp" as const, seconds: 2n ** 60n, nanos: 0 };
  if (summary.job.value) summary.job.value.creationTime = creationTime;
  const spoilt = toBinary(JobSummarySchema, summary);
  expect([parseSummary(spoilt, web), readSummaryId(spoilt)]).toEqual([
    "a summary with a time that is none",
    "j1",
  ]);
});
