import { describe, expect, test } from "vitest";
import type { Backend } from "../../../src/backends/contract.ts";
import type { Job } from "../../../src/domain/job.ts";
import type { LogEntry, LogPage } from "../../../src/domain/log.ts";
import { readJob, type SimulatedBackend, toStoredJob } from "../../support/backend.ts";
import { mainSource } from "./operations.ts";
import { type Subject, signal, stepTo } from "./subject.ts";

const limit = 4;
/** Not a multiple of the page, with what text logs hold: wide characters, quotes, a line like another one. */
const lines = Array.from({ length: 26 }, (_, index) =>
  index % 5 === 0 ? `Größe ${index}: 加载 "数据" 🚀 \\n` : `step ${index % 4}`,
);

/** Cases about logs. */
export function describeLogs({
  definition,
  capabilities,
  words,
  lineOf = ({ text }) => text,
  simulate,
}: Subject): void {
  const { kind } = definition;

  test.runIf(!capabilities.logs)("has no logs, neither sources nor entries", async () => {
    await using vendor = await simulate(1);
    expect(vendor.connect()).not.toHaveProperty("logSources");
    const id = await vendor.control.addJob(kind, [stepTo(words.running)]);
    await expect(vendor.control.writeLog(kind, id, { lines })).rejects.toThrow("has no logs");
  });

  describe.runIf(capabilities.logs)("logs", () => {
    describe.each(["running", "succeeded"] as const)("of a job that is %s", (word) => {
      /** A job with these lines. A vendor that shows a log only after the end has none to show before. */
      async function openLog(vendor: SimulatedBackend, text: readonly string[] | null) {
        const id = await vendor.control.addJob(kind, [stepTo(words[word])]);
        if (text) await vendor.control.writeLog(kind, id, { lines: text });
        const job = toStoredJob(await readJob(vendor.connect(), id));
        const sources = (await vendor.connect().logSources?.(job, signal)) ?? [];
        const main = sources.find((source) => source.main);
        return { job, shown: word === "running" && main?.live === false ? [] : (text ?? []) };
      }

      test("come from sources of which exactly one is the main one", async () => {
        await using vendor = await simulate(1);
        const { job } = await openLog(vendor, lines);
        const sources = (await vendor.connect().logSources?.(job, signal)) ?? [];
        expect(sources.filter(({ main }) => main)).toHaveLength(1);
        expect(new Set(sources.map(({ nativeId }) => nativeId)).size).toBe(sources.length);
      });

      test.each(["forward", "backward"] as const)(
        "are read %s, page by page and process by process, each line once and in order",
        async (direction) => {
          await using vendor = await simulate(1);
          const { job, shown } = await openLog(vendor, lines);
          const pages = await readLog(() => vendor.connect(), job, direction);
          const entries = pages.flatMap((page) => page.entries);
          expect(entries.map(lineOf)).toEqual(shown);
          expect(new Set(entries.map(({ position }) => position)).size).toBe(shown.length);
          for (const page of pages) expect(page.entries.length).toBeLessThanOrEqual(limit);
          expect(pages.flatMap(({ gaps }) => gaps)).toEqual([]);
        },
      );

      test("go on where reading stopped, with what came since", async () => {
        await using vendor = await simulate(1);
        const { job, shown } = await openLog(vendor, lines);
        const last = (await readLog(() => vendor.connect(), job, "forward")).flatMap(entriesOf).at(-1);
        await vendor.control.clock({ advanceMs: 1_000 });
        await vendor.control.writeLog(kind, job.nativeId, { lines: ["one more", "and another"] });
        const since = await readLog(() => vendor.connect(), job, "forward", last?.position);
        const added = shown.length > 0 ? ["one more", "and another"] : [];
        expect(since.flatMap(entriesOf).map(lineOf)).toEqual(added);
      });

      test.each([null, []])("are empty pages while nothing is written (%j)", async (text) => {
        await using vendor = await simulate(1);
        const { job } = await openLog(vendor, text);
        const sources = await vendor.connect().logSources?.(job, signal);
        // A vendor may name a file only once it is there.
        if (sources?.length === 0) return expect(text).toBeNull();
        for (const direction of ["forward", "backward"] as const) {
          const [page] = await readLog(() => vendor.connect(), job, direction);
          expect(page).toMatchObject({ entries: [], hasEarlier: false, hasLater: false, gaps: [] });
        }
      });
    });

    test("go on after the end of the job from a place that was reached before", async () => {
      await using vendor = await simulate(1);
      const id = await vendor.control.addJob(kind, [stepTo(words.running)]);
      await vendor.control.writeLog(kind, id, { lines });
      const running = toStoredJob(await readJob(vendor.connect(), id));
      const before = (await readLog(() => vendor.connect(), running, "forward")).flatMap(entriesOf);
      const { native, secondary } = words.succeeded;
      await vendor.control.clock({ advanceMs: 1_000 });
      await vendor.control.writeLog(kind, id, { lines: ["the end"] });
      await vendor.control.changeJob(kind, id, { native, secondary });
      const ended = toStoredJob(await readJob(vendor.connect(), id));
      const after = await readLog(() => vendor.connect(), ended, "forward", before.at(-1)?.position);
      const shown = [...before, ...after.flatMap(entriesOf)].map(lineOf);
      expect(shown).toEqual([...lines, "the end"]);
    });

    test("of a source that the job does not have are not found", async () => {
      await using vendor = await simulate(1);
      const id = await vendor.control.addJob(kind, [stepTo(words.running)]);
      const backend = vendor.connect();
      const job = toStoredJob(await readJob(backend, id));
      const query = { direction: "forward", position: null, limit } as const;
      await expect(backend.readLogs?.(job, "no-such-source", query, signal)).rejects.toMatchObject({
        kind: "NOT_FOUND",
        backend: "tested",
      });
    });
  });
}

const entriesOf = (page: LogPage): readonly LogEntry[] => page.entries;

/** Reads the main log from a position to its end or beginning, each page by an instance of its own; oldest first. */
async function readLog(
  connect: () => Backend,
  job: Job,
  direction: "forward" | "backward",
  from: string | null = null,
): Promise<LogPage[]> {
  const source = await mainSource(connect(), job);
  const pages: LogPage[] = [];
  let position = from;
  for (;;) {
    const page = await connect().readLogs?.(job, source, { direction, position, limit }, signal);
    if (!page) throw new Error("the backend has sources and no log");
    const isForward = direction === "forward";
    pages.splice(isForward ? pages.length : 0, 0, page);
    const edge = page.entries.at(isForward ? -1 : 0);
    if (!(isForward ? page.hasLater : page.hasEarlier)) return pages;
    if (!edge) throw new Error("an empty page promised more");
    position = edge.position;
  }
}
