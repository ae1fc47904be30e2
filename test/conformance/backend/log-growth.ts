import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Backend, LogQuery } from "../../../src/backends/contract.ts";
import type { Job } from "../../../src/domain/job.ts";
import type { LogEntry, LogPage } from "../../../src/domain/log.ts";
import { listAll, readJob, type SimulatedBackend, toStoredJob } from "../../support/backend.ts";
import { mainSource } from "./operations.ts";
import { type Subject, signal, stepTo } from "./subject.ts";

/** A log that a test writes while another reads on in it. */
interface GrowingLog {
  readonly job: Job;
  write(order: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** A page of the main log, by an instance of the backend that knows nothing of the ones before. */
  read(query: Partial<LogQuery>): Promise<LogPage>;
}

/** Cases about reading a log again and again while it is written, replaced and cut off. */
export function describeLogGrowth(subject: Subject): void {
  const { definition, capabilities, words, lineOf, cutReason = "TRUNCATION", simulate } = subject;
  const { kind } = definition;
  const isText = lineOf === undefined;
  const shownOf = lineOf ?? (({ text }: LogEntry) => text);
  const linesOf = ({ entries }: LogPage) => entries.map(shownOf);

  /** The log of a job in the state in which its vendor shows one: while it runs, or after its end. */
  async function openLog(vendor: SimulatedBackend): Promise<GrowingLog & { readonly isLive: boolean }> {
    const running = await openAs(vendor, "running");
    const sources = await vendor.connect().logSources?.(running.job, signal);
    const isLive = sources?.find(({ main }) => main)?.live === true;
    return isLive ? { ...running, isLive } : { ...(await openAs(vendor, "succeeded")), isLive };
  }

  async function openAs(vendor: SimulatedBackend, word: "running" | "succeeded"): Promise<GrowingLog> {
    const id = await vendor.control.addJob(kind, [stepTo(words[word])]);
    const write = (order: Readonly<Record<string, unknown>>) => vendor.control.writeLog(kind, id, order);
    await write({ lines: [] });
    const job = toStoredJob(await readJob(vendor.connect(), id));
    return { job, write, read: (query) => readPage(vendor.connect(), job, query) };
  }

  describe.runIf(capabilities.logs)("a log that is read on while it grows", () => {
    test("has the same entries at the same positions in pages of any size, from any place and either way", async () => {
      await using vendor = await simulate(1);
      const step = fc.record({
        lines: fc.array(fc.constantFrom("a", "step 1", "step 2", "Größe 加载 🚀", "  ", "{}"), {
          maxLength: 9,
        }),
        passMs: fc.constantFrom(0, 1, 1_000),
        limit: fc.integer({ min: 1, max: 7 }),
      });
      const growth = fc.array(step, { maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(growth, fc.nat(), async (steps, pick) => {
          const log = await openLog(vendor);
          const written: string[] = [];
          const entries: LogEntry[] = [];
          const readOn = async (limit: number) => {
            const page = await log.read({ position: entries.at(-1)?.position ?? null, limit });
            entries.push(...page.entries);
            expect(page.gaps).toEqual([]);
            return page.hasLater;
          };
          for (const { lines, passMs, limit } of steps) {
            await log.write({ lines });
            written.push(...lines);
            await vendor.control.clock({ advanceMs: passMs });
            await readOn(limit);
          }
          while (await readOn(5));
          expect(entries.map(shownOf)).toEqual(written);
          expect(new Set(entries.map(({ position }) => position)).size).toBe(entries.length);
          expect((await log.read({ limit: 500 })).entries).toEqual(entries);
          expect((await log.read({ direction: "backward", limit: 500 })).entries).toEqual(entries);
          const index = pick % Math.max(1, entries.length);
          const position = entries[index]?.position;
          if (position === undefined) return;
          expect((await log.read({ position, limit: 500 })).entries).toEqual(entries.slice(index + 1));
          expect((await log.read({ direction: "backward", position, limit: 3 })).entries).toEqual(
            entries.slice(Math.max(0, index - 3), index),
          );
        }),
        { numRuns: 8 },
      );
    });

    test("goes on from the start of what has replaced it, after a gap", async () => {
      await using vendor = await simulate(1);
      const log = await openLog(vendor);
      await log.write({ lines: numbered("old", 10) });
      const before = await log.read({ limit: 6 });
      const position = before.entries.at(-1)?.position ?? null;
      await vendor.control.clock({ advanceMs: 2_000 });
      await log.write({ rotate: true });
      const meanwhile = await log.read({ position, limit: 6 });
      expect(meanwhile).toMatchObject({ entries: [], hasLater: false });
      if (log.isLive) expect(meanwhile.gaps).toEqual([]);
      await log.write({ lines: numbered("new", 9) });
      const after = await log.read({ position, limit: 6 });
      expect(linesOf(after)).toEqual(numbered("new", 6));
      const toPosition = after.entries[0]?.position;
      expect(after.gaps).toEqual([{ fromPosition: position, toPosition, reason: "ROTATION", bytes: null }]);
      const rest = await log.read({ position: after.entries.at(-1)?.position ?? null, limit: 6 });
      expect(linesOf(rest)).toEqual(numbered("new", 9).slice(6));
      expect(rest.gaps).toEqual([]);
      const lost = await log.read({ direction: "backward", position, limit: 6 });
      expect(lost.gaps).toMatchObject([{ toPosition: position, reason: "ROTATION" }]);
    });

    test("goes on after a gap when it was cut off, and what is left has the positions that it had", async () => {
      await using vendor = await simulate(1);
      const log = await openLog(vendor);
      const old = numbered("old", 10);
      await log.write({ lines: old.slice(0, 4) });
      await vendor.control.clock({ advanceMs: 2_000 });
      await log.write({ lines: old.slice(4) });
      const before = await log.read({ limit: 10 });
      const position = before.entries.at(-1)?.position ?? null;
      await vendor.control.clock({ advanceMs: 2_000 });
      await log.write({
        truncateBytes: Buffer.byteLength(
          old
            .slice(0, 4)
            .map((line) => `${line}\n`)
            .join(""),
        ),
      });
      await log.write({ lines: numbered("new", 3) });
      const after = await log.read({ position, limit: 20 });
      // Records go by time: those that are left are not told again.
      const left = isText ? before.entries.slice(0, 4) : [];
      expect(after.entries.slice(0, left.length)).toEqual(left);
      expect(linesOf(after).slice(left.length)).toEqual(numbered("new", 3));
      const toPosition = after.entries[0]?.position;
      expect(after.gaps).toEqual([{ fromPosition: position, toPosition, reason: cutReason, bytes: null }]);
      const kept = before.entries[2]?.position ?? null;
      const fromKept = await log.read({ position: kept, limit: 20 });
      expect(linesOf(fromKept)).toEqual([...old.slice(3, 4), ...numbered("new", 3)]);
      expect(fromKept.gaps).toEqual([]);
    });

    test.runIf(isText)("shows an unfinished line when it has ended, or when the job has", async () => {
      await using vendor = await simulate(1);
      const log = await openLog(vendor);
      await log.write({ lines: ["whole", "half a line"] });
      await log.write({ truncateBytes: Buffer.byteLength("whole\nhalf") });
      const shown = log.isLive ? ["whole"] : ["whole", "half"];
      const first = await log.read({});
      expect(linesOf(first)).toEqual(shown);
      const position = first.entries[0]?.position ?? null;
      const { native, secondary } = words.succeeded;
      await vendor.control.changeJob(kind, log.job.nativeId, { native, secondary });
      const job = toStoredJob(await readJob(vendor.connect(), log.job.nativeId));
      const last = await readPage(vendor.connect(), job, { position });
      expect(last).toMatchObject({ gaps: [], hasLater: false });
      expect(linesOf(last)).toEqual(["half"]);
    });

    test.runIf(isText)("shows the last state of what was written over, and keeps colours", async () => {
      await using vendor = await simulate(1);
      const log = await openLog(vendor);
      const red = "\u001b[31mred\u001b[0m";
      await log.write({ lines: ["10%\r50%\r100%", "windows\r", red, "\r1/2\r2/2\r"] });
      const page = await log.read({});
      expect(linesOf(page)).toEqual(["100%", "windows", red, "2/2"]);
      const position = page.entries[0]?.position ?? null;
      expect(linesOf(await log.read({ position }))).toEqual(["windows", red, "2/2"]);
    });

    test("of thousands of lines takes calls in proportion to what is read", async () => {
      await using vendor = await simulate(1);
      const log = await openLog(vendor);
      const lines = numbered("epoch 3 loss 0.25 step", 6_000);
      for (let from = 0; from < lines.length; from += 300) {
        await log.write({ lines: lines.slice(from, from + 300) });
        await vendor.control.clock({ advanceMs: 1_000 });
      }
      const backend = vendor.connect();
      const { next } = await vendor.control.requests(kind);
      const entries: LogEntry[] = [];
      for (let hasLater = true; hasLater; ) {
        const position = entries.at(-1)?.position ?? null;
        const page = await readPage(backend, log.job, { position, limit: 500 });
        expect(page.gaps).toEqual([]);
        entries.push(...page.entries);
        hasLater = page.hasLater;
      }
      expect(entries.map(shownOf)).toEqual(lines);
      const walked = (await vendor.control.requests(kind, next)).items.length;
      expect(walked).toBeLessThan(12 * 5);
      // An old place is found without reading what came after it.
      const far = await vendor.control.requests(kind);
      const position = entries[1_234]?.position ?? null;
      expect((await log.read({ position, limit: 50 })).entries).toEqual(entries.slice(1_235, 1_285));
      expect((await vendor.control.requests(kind, far.next)).items.length).toBeLessThan(20);
      const ends = await log.read({ direction: "backward", limit: 50 });
      expect(ends.entries.map(shownOf)).toEqual(lines.slice(-50));
    });
  });

  test.runIf(capabilities.logs)("logs of jobs that run grow by themselves", async () => {
    await using vendor = await simulate(200);
    const backend = vendor.connect();
    const listed = await listAll(backend, definition.limits.pageSize);
    const running = listed.filter(({ core }) => core.status.phase === "RUNNING").map(toStoredJob);
    const [first] = running;
    if (!first) throw new Error("no job of the world runs");
    const sources = await backend.logSources?.(first, signal);
    if (sources?.some(({ live }) => live) !== true) return;
    const read = (job: Job) => readPage(vendor.connect(), job, { limit: 1_000 });
    const before = await Promise.all(running.map(read));
    await vendor.control.clock({ advanceMs: 30_000 });
    const after = await Promise.all(running.map(read));
    let grown = 0;
    for (const [index, { entries, gaps }] of after.entries()) {
      const shown = before[index]?.entries ?? [];
      expect(entries.slice(0, shown.length)).toEqual(shown);
      expect(gaps).toEqual([]);
      if (entries.length > shown.length) grown += 1;
    }
    expect(grown).toBeGreaterThan(running.length / 3);
  });
}

function numbered(word: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${word} ${index}`);
}

async function readPage(backend: Backend, job: Job, query: Partial<LogQuery>): Promise<LogPage> {
  const source = await mainSource(backend, job);
  const whole = { direction: "forward", position: null, limit: 100, ...query } as const;
  const page = await backend.readLogs?.(job, source, whole, signal);
  if (!page) throw new Error("the backend has sources and no log");
  return page;
}
