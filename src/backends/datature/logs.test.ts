import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import type { Job, JobReading } from "../../domain/job.ts";
import type { LogEntry, LogPage } from "../../domain/log.ts";
import type { LogQuery } from "../contract.ts";
import running from "./fixtures/04-job-running.response.json" with { type: "json" };
import sample from "./fixtures/09-job-logs.response.json" with { type: "json" };
import { type Reply, type ScriptedVendor, startScriptedVendor, testId } from "./scripted-vendor.ts";
import { parseJob, toReading } from "./wire/job.ts";

const { signal } = new AbortController();
const beganMs = running.spec.startAtTime;

/** The sample of a running job, with so many items done until a time. */
function jobWith(done: number, lastMs: number): Job {
  const status = { ...running.status, updateDate: lastMs, items: { Delivered: done } };
  const reading: JobReading = toReading(parseJob({ ...running, status }), { nowMs: 0, itemCount: null });
  const { core, native, nativeId, detail = null } = reading;
  const observedAt = "2026-11-21T00:00:00.000Z" as Job["observedAt"];
  return { id: "job" as Job["id"], backend: testId, nativeId, core, labels: [], detail, native, observedAt };
}
const job = jobWith(0, beganMs);

interface WireEntry {
  readonly id: string;
  readonly createTime: number;
}

const entryAt = (createTime: number, id: string) => ({ ...sample.entries[0], createTime, id });

/** Answers as the vendor does: newest first, at most 1,000, between bounds that belong to the stretch or not. */
function answerLog(log: readonly WireEntry[], query: URLSearchParams, isInclusive: boolean): Reply {
  const bound = (name: string, open: number) => Number(query.get(name) ?? open);
  const before = bound("beforeTime", Number.POSITIVE_INFINITY) + (isInclusive ? 0 : -1);
  const after = bound("afterTime", Number.NEGATIVE_INFINITY) + (isInclusive ? 0 : 1);
  const within = log.filter(({ createTime }) => createTime <= before && createTime >= after);
  const newestFirst = within.toSorted((a, b) => b.createTime - a.createTime || (a.id < b.id ? 1 : -1));
  return { json: { ...sample, entries: newestFirst.slice(0, Math.min(1000, bound("maxEntries", 1000))) } };
}

const readPage = ({ backend }: ScriptedVendor, query: Partial<LogQuery>, of = job) =>
  backend.readLogs(of, "items", { direction: "forward", position: null, limit: 1000, ...query }, signal);

/** Reads all pages one way, each going on where the one before ended. */
async function readAll(vendor: ScriptedVendor, direction: LogQuery["direction"], limit: number, of = job) {
  const isForward = direction === "forward";
  const pages: LogPage[] = [];
  for (let position: string | null = null; ; ) {
    const page = await readPage(vendor, { direction, position, limit }, of);
    pages.push(page);
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    const next: LogEntry | undefined = isForward ? page.entries.at(-1) : page.entries[0];
    if (!(isForward ? page.hasLater : page.hasEarlier)) break;
    if (next === undefined) throw new Error("A page without entries says that there are more");
    position = next.position;
  }
  return { ids: (isForward ? pages : pages.reverse()).flatMap((page) => idsOf(page)), pages };
}

const idsOf = ({ entries }: LogPage) => entries.map(({ nativeId }) => nativeId);
const sorted = (log: readonly WireEntry[]) =>
  log.toSorted((a, b) => a.createTime - b.createTime || (a.id < b.id ? -1 : 1)).map(({ id }) => id);

describe("the vendor's sample", () => {
  test("is read oldest first", async () => {
    await using vendor = await startScriptedVendor(() => ({ json: sample }));
    const page = await readPage(vendor, { limit: 100 });
    expect(vendor.requests).toEqual([`/batch/jobs/${running.id}/logs?maxEntries=1000`]);
    expect(page).toMatchObject({
      hasEarlier: false,
      hasLater: false,
      totalCount: 3,
      gaps: [],
      document: { nativeId: "batchjoblog_3d561cfa-9a53-4eb3-81c1-4193ae27f4fc", nativeKind: "batch_job_log" },
    });
    expect(page.entries[0]).toEqual({
      position: "001723080300011:1e0ad7896a4aa2dd47eda727",
      nativeId: "1e0ad7896a4aa2dd47eda727",
      kind: "ITEM_PREDICTED",
      nativeKind: "ItemPredicted",
      level: "INFO",
      nativeLevel: "Info",
      text: "Delivered https://my-endpoint.url/blood_cell/36.jpg",
      occurredAt: "2024-08-08T01:25:00.011Z",
      item: "https://my-endpoint.url/blood_cell/36.jpg",
      itemStatus: "DELIVERED",
      nativeItemStatus: "Delivered",
      durationMs: 9819.226,
      reason: null,
    });
    expect(page.entries[1]).toMatchObject({
      level: "ERROR",
      itemStatus: "FAILED_GATHER",
      reason: "Failed to download item",
      text: "FailedGather https://my-endpoint.url/blood_cell/37.jpg: Failed to download item",
    });
    covers("S2-75", "S2-80", "S2-81", "S2-83", "S2-88..98", "S2-122");
  });

  test("one entry from the end is the newest", async () => {
    await using vendor = await startScriptedVendor((_, query) => answerLog(sample.entries, query, true));
    const page = await readPage(vendor, { direction: "backward", limit: 1 });
    expect(idsOf(page)).toEqual(["1e0ad7896a4aa2dd47eda729"]);
    expect(page).toMatchObject({ hasEarlier: true, hasLater: false });
    covers("S2-79");
  });

  test.each([
    ["Delivered", "DELIVERED"],
    ["FailedGather", "FAILED_GATHER"],
    ["FailedProcess", "FAILED_PREPROCESS"],
    ["FailedPredict", "FAILED_PREDICT"],
    ["FailedDeliver", "FAILED_DELIVER"],
    ["Skipped", "UNKNOWN"],
    [null, null],
  ])("item status %s is %s", async (status, itemStatus) => {
    const entries = [{ ...sample.entries[0], status }];
    await using vendor = await startScriptedVendor(() => ({ json: { ...sample, entries } }));
    expect((await readPage(vendor, {})).entries[0]).toMatchObject({ itemStatus, nativeItemStatus: status });
    covers("S2-93");
  });

  test("unknown words pass, and a reason may be missing or null", async () => {
    const entries = [{ ...sample.entries[0], kind: "ItemSkipped", level: "Notice", reason: null }];
    await using vendor = await startScriptedVendor(() => ({ json: { ...sample, entries } }));
    expect((await readPage(vendor, {})).entries[0]).toMatchObject({
      kind: "UNKNOWN",
      nativeKind: "ItemSkipped",
      level: "UNKNOWN",
      nativeLevel: "Notice",
      reason: null,
    });
    covers("S2-95", "S2-99");
  });

  test("signatures in the addresses of items are masked", async () => {
    const item = "https://bucket.example.org/1.jpg?X-Amz-Signature=0123456789abcdef";
    const entries = [{ ...sample.entries[0], item, reason: `GET ${item} failed` }];
    await using vendor = await startScriptedVendor(() => ({ json: { ...sample, entries } }));
    const page = await readPage(vendor, {});
    expect(JSON.stringify(page)).not.toContain("0123456789abcdef");
    expect(page.entries[0]?.item).toBe("https://bucket.example.org/1.jpg?X-Amz-Signature=***");
  });
});

describe("an item log", () => {
  test("is one source", async () => {
    await using vendor = await startScriptedVendor(() => ({ json: sample }));
    expect(await vendor.backend.logSources?.(job, signal)).toEqual([
      { nativeId: "items", name: "Items", kind: "ITEMS", main: true, live: true, sizeBytes: null },
    ]);
    const other = vendor.backend.readLogs(
      job,
      "worker-0",
      { direction: "forward", position: null, limit: 1 },
      signal,
    );
    await expect(other).rejects.toMatchObject({ kind: "NOT_FOUND" });
    await expect(readPage(vendor, { position: "l:1" })).rejects.toMatchObject({ kind: "INVALID" });
    expect(vendor.requests).toEqual([]);
  });

  test("may be empty", async () => {
    await using vendor = await startScriptedVendor(() => ({ json: { ...sample, entries: [] } }));
    const empty = { entries: [], hasEarlier: false, hasLater: false, totalCount: 0, gaps: [] };
    expect(await readPage(vendor, {})).toMatchObject(empty);
    expect(await readPage(vendor, { direction: "backward" })).toMatchObject(empty);
  });

  test("names a gap for entries that cannot be read, and shows the others", async () => {
    const entries = [null, { ...sample.entries[0], createTime: "now" }, ...sample.entries];
    await using vendor = await startScriptedVendor(() => ({ json: { ...sample, entries } }));
    const page = await readPage(vendor, {});
    expect(page.entries).toHaveLength(3);
    expect(page.gaps).toEqual([{ fromPosition: null, toPosition: null, reason: "UNREADABLE", bytes: null }]);
  });

  test.each([{ json: [] }, { json: { entries: null } }, { text: "" }, { status: 204 }])(
    "an answer that is none is malformed: %j",
    async (reply) => {
      await using vendor = await startScriptedVendor(() => reply);
      await expect(readPage(vendor, {})).rejects.toMatchObject({ kind: "MALFORMED" });
      covers("S2-129");
    },
  );

  test("grows: reading goes on after the last entry, with one call that overlaps", async () => {
    const log = [entryAt(beganMs + 5, "a"), entryAt(beganMs + 5, "b")];
    await using vendor = await startScriptedVendor((_, query) => answerLog(log, query, false));
    const first = await readPage(vendor, {});
    expect(idsOf(first)).toEqual(["a", "b"]);
    const position = first.entries.at(-1)?.position ?? null;
    expect(await readPage(vendor, { position })).toMatchObject({
      entries: [],
      hasEarlier: true,
      hasLater: false,
    });
    log.push(entryAt(beganMs + 5, "c"), entryAt(beganMs + 6, "d"));
    expect(idsOf(await readPage(vendor, { position }))).toEqual(["c", "d"]);
    const from = beganMs + 4;
    expect(vendor.requests.slice(1)).toEqual(
      Array(2).fill(`/batch/jobs/${running.id}/logs?afterTime=${from}&maxEntries=1000`),
    );
  });

  test("costs few calls from a place that nobody was given", async () => {
    const log = Array.from({ length: 900 }, (_, index) => entryAt(beganMs + index * 1000, `${index}`));
    await using vendor = await startScriptedVendor((_, query) => answerLog(log, query, true));
    const page = await readPage(vendor, { position: "000000000000001:x" }, jobWith(900, beganMs + 900_000));
    expect(page.entries).toHaveLength(900);
    expect(vendor.requests.length).toBeLessThan(12);
  });

  test("that was removed goes on with what has come in its place in the same millisecond, after a gap", async () => {
    let log = [entryAt(beganMs + 1, "a"), entryAt(beganMs + 5, "m"), entryAt(beganMs + 5, "n")];
    await using vendor = await startScriptedVendor((_, query) => answerLog(log, query, true));
    const position = (await readPage(vendor, { limit: 2 })).entries.at(-1)?.position ?? null;
    log = [];
    expect(await readPage(vendor, { position })).toMatchObject({ entries: [], gaps: [] });
    log = [entryAt(beganMs + 5, "b"), entryAt(beganMs + 5, "x")];
    const page = await readPage(vendor, { position });
    expect(idsOf(page)).toEqual(["b", "x"]);
    const toPosition = page.entries[0]?.position;
    expect(page.gaps).toEqual([{ fromPosition: position, toPosition, reason: "ROTATION", bytes: null }]);
    log.push(entryAt(beganMs + 1, "a"));
    expect((await readPage(vendor, { position })).gaps).toMatchObject([{ reason: "TRUNCATION" }]);
    expect((await readPage(vendor, { position, direction: "backward" })).gaps).toMatchObject([
      { toPosition: position, reason: "TRUNCATION" },
    ]);
  });

  test("begins with its oldest entries however long it is, in few calls", async () => {
    const log = Array.from({ length: 50_000 }, (_, index) =>
      entryAt(beganMs + 3_600_000 + index * 20, String(index).padStart(24, "0")),
    );
    const lastMs = log.at(-1)?.createTime ?? 0;
    await using vendor = await startScriptedVendor((_, query) => answerLog(log, query, true));
    const page = await readPage(vendor, { limit: 100 }, jobWith(50_000, lastMs));
    expect(idsOf(page)).toEqual(log.slice(0, 100).map(({ id }) => id));
    expect(page).toMatchObject({ hasLater: true, totalCount: null });
    expect(vendor.requests.length).toBeLessThan(15);
    const position = page.entries.at(-1)?.position ?? null;
    const before = vendor.requests.length;
    const second = await readPage(vendor, { position, limit: 500 }, jobWith(50_000, lastMs));
    expect(idsOf(second)).toEqual(log.slice(100, 600).map(({ id }) => id));
    expect(vendor.requests.length - before).toBeLessThan(5);
    covers("S2-85");
  });

  test("with a full answer in one millisecond ends there instead of asking for ever, and names the gap", async () => {
    const many = Array.from({ length: 1500 }, (_, index) =>
      entryAt(beganMs + 10, String(index).padStart(24, "0")),
    );
    const log = [entryAt(beganMs + 1, "first"), ...many, entryAt(beganMs + 20, "last")];
    for (const isInclusive of [true, false]) {
      await using vendor = await startScriptedVendor((_, query) => answerLog(log, query, isInclusive));
      const forward = await readAll(vendor, "forward", 1000);
      expect(forward.ids).toContain("first");
      expect(forward.ids).toContain("last");
      expect(forward.pages.some(({ gaps }) => gaps[0]?.reason === "TRUNCATION")).toBe(true);
      const backward = await readAll(vendor, "backward", 1000);
      expect(backward.ids.at(-1)).toBe("last");
      expect(backward.ids).toContain("first");
      expect(backward.pages.some(({ gaps }) => gaps[0]?.reason === "TRUNCATION")).toBe(true);
      expect(new Set(forward.ids).size).toBe(forward.ids.length);
      expect(vendor.requests.length).toBeLessThan(80);
      covers("S2-85");
    }
  });

  test("of a vendor that ignores the bound of time is given up", async () => {
    const entries = Array.from({ length: 1000 }, (_, index) =>
      entryAt(beganMs + index, `${index}`),
    ).reverse();
    await using vendor = await startScriptedVendor(() => ({ json: { ...sample, entries } }));
    await expect(readPage(vendor, { limit: 10 })).rejects.toMatchObject({ kind: "MALFORMED" });
    const newest = await readPage(vendor, { direction: "backward", limit: 10 });
    const position = newest.entries[0]?.position ?? null;
    await expect(readPage(vendor, { direction: "backward", position, limit: 10 })).rejects.toMatchObject({
      kind: "MALFORMED",
    });
    expect(vendor.requests.length).toBeLessThan(6);
  });

  test("reads the same whichever way, in pages of any size, whether bounds are inclusive or not", async () => {
    let log: readonly WireEntry[] = [];
    let isInclusive = true;
    await using vendor = await startScriptedVendor((_, query) => answerLog(log, query, isInclusive));
    // Bursts of entries, some of which share a millisecond, with silence in between.
    const burst = fc.record({
      at: fc.integer({ min: -5_000, max: 3_600_000 }),
      size: fc.integer({ min: 0, max: 1400 }),
      stepMs: fc.constantFrom(0.01, 0.5, 1, 40),
    });
    const settings = fc.record({
      bursts: fc.array(burst, { maxLength: 4 }),
      limit: fc.integer({ min: 150, max: 1000 }),
      done: fc.constantFrom(0, 10, 1000, 20_000),
      lastMs: fc.integer({ min: 0, max: 4_000_000 }),
      inclusive: fc.boolean(),
    });
    const property = fc.asyncProperty(settings, async ({ bursts, limit, done, lastMs, inclusive }) => {
      isInclusive = inclusive;
      log = bursts.flatMap(({ at, size, stepMs }, number) =>
        Array.from({ length: Math.min(size, stepMs < 0.1 ? 200 : size) }, (_, index) =>
          entryAt(beganMs + at + Math.floor(index * stepMs), `${number}-${(index * 7919) % 1400}`),
        ),
      );
      const of = jobWith(done, beganMs + lastMs);
      expect((await readAll(vendor, "forward", limit, of)).ids).toEqual(sorted(log));
      expect((await readAll(vendor, "backward", limit, of)).ids).toEqual(sorted(log));
    });
    await fc.assert(property, { numRuns: 15 });
  }, 30_000);
});
