import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import type { LogEntry, LogPage } from "../../domain/log.ts";
import samples from "./fixtures/logs-and-metrics.responses.json" with { type: "json" };
import type { ReadLines } from "./line-block.ts";
import { createLineChain } from "./line-chain.ts";
import { readByLines } from "./line-log.ts";
import { parseLinePage } from "./wire/log.ts";

interface NumberedLine {
  readonly id: bigint;
  readonly text: string;
}

/** The line API over lines in memory; the answer passes through the document, as over the wire. */
function apiOf(lines: readonly NumberedLine[], includesBase: boolean): ReadLines {
  return async ({ base, order, lines: most }) => {
    const isMatch = ({ id }: NumberedLine) =>
      base === null || (id === base ? includesBase : order === "asc" ? id > base : id < base);
    const matching = lines.filter(isMatch);
    const page = order === "asc" ? matching.slice(0, most) : matching.toReversed().slice(0, most);
    const answer = {
      start_line: page.at(0) ? String(page.at(0)?.id) : "",
      end_line: page.at(-1) ? String(page.at(-1)?.id) : "",
      lines: page.length,
      content: page.map(({ text }) => `${text}\n`).join(""),
    };
    return parseLinePage(answer);
  };
}

const forward = (position: string | null, limit: number) =>
  ({ direction: "forward", position, limit }) as const;
const texts = (page: LogPage) => page.entries.map(({ text }) => text);

function numbered(count: number, gaps: readonly number[] = []): NumberedLine[] {
  let id = 1_669_449_730_254_000_000n;
  return Array.from({ length: count }, (_, index) => {
    id += BigInt(gaps[index % Math.max(1, gaps.length)] ?? 1);
    return { id, text: `line ${index}` };
  });
}

describe("log by lines", () => {
  test("the samples: numbers beyond 2^53 and the last lines first", async () => {
    const calls: unknown[] = [];
    const [before, since] = [samples.tail_first_page.body, samples.tail_next_page.body];
    const lines = [
      { id: BigInt(before.start_line), text: "epoch 0 loss 2.31" },
      { id: BigInt(before.end_line), text: "epoch 1 loss 1.97" },
      { id: BigInt(since.end_line), text: "epoch 2 loss 1.60" },
    ];
    let shown = 2;
    const read: ReadLines = async (call) => {
      calls.push(call);
      return call.order === "desc" ? parseLinePage(before) : apiOf(lines.slice(0, shown), false)(call);
    };
    const page = await readByLines(read, { direction: "backward", position: null, limit: 2 });
    expect(texts(page)).toEqual(["epoch 0 loss 2.31", "epoch 1 loss 1.97"]);
    expect(page).toMatchObject({ hasEarlier: false, hasLater: false });
    const position = page.entries.at(-1)?.position ?? null;
    shown = 3;
    calls.splice(0);
    const next = await readByLines(read, { direction: "forward", position, limit: 500 });
    expect(texts(next)).toEqual(["epoch 2 loss 1.60"]);
    expect(parseLinePage(before)?.lines).toEqual(texts(page).toReversed());
    expect(parseLinePage(since)?.lines).toEqual(texts(next));
    expect(next).toMatchObject({ hasEarlier: true, hasLater: false });
    expect(calls).toEqual([{ base: 1669449730254000001n, order: "asc", lines: 500 }]);
    covers("S1-282");
  });

  test("no log is an empty page", async () => {
    const page = await readByLines(async () => null, { direction: "forward", position: null, limit: 5 });
    expect(page).toEqual({ entries: [], hasEarlier: false, hasLater: false, totalCount: null, gaps: [] });
  });

  test.each([true, false])(
    "forward from the beginning a line has one place, whatever the pages, the growth and where one starts (base line %s)",
    async (includesBase) => {
      const lines = numbered(1_700, [1, 1, 5, 40]).map(({ id }, index) => ({
        id,
        text: `step ${index % 7}`,
      }));
      const read = async (limits: readonly number[], from: string | null, begun = 0) => {
        const entries: LogEntry[] = [];
        let position = from;
        for (let step = 0; step < 2_000; step += 1) {
          const limit = limits[step % limits.length] ?? 1;
          const grown = lines.slice(0, Math.min(lines.length, begun + (step + 1) * 150));
          const page: LogPage = await readByLines(apiOf(grown, includesBase), forward(position, limit));
          expect(page.gaps).toEqual([]);
          entries.push(...page.entries);
          position = page.entries.at(-1)?.position ?? position;
          if (!page.hasLater && grown.length === lines.length) break;
        }
        return entries;
      };
      const whole = await read([2_000], null);
      expect(whole.map(({ text }) => text)).toEqual(lines.map(({ text }) => text));
      for (const limits of [[100], [499], [500, 3], [1, 600, 37]]) {
        expect(await read(limits, null)).toEqual(whole);
        for (const index of [0, 1, 498, 499, 500, 501, 998, 999, 1_000, 1_698])
          expect(await read(limits, whole[index]?.position ?? null, index)).toEqual(whole.slice(index + 1));
      }
    },
  );

  test.each([
    [
      "replaced, with higher numbers",
      (lines: NumberedLine[]) => lines.map(({ id }) => id + 10_000n),
      "ROTATION",
    ],
    [
      "replaced, with lower numbers",
      (lines: NumberedLine[]) => lines.map((_, at) => BigInt(at + 1)),
      "ROTATION",
    ],
    ["cut off and written anew", (lines: NumberedLine[]) => lines.map(({ id }) => id), "TRUNCATION"],
  ])("a log that was %s is read from its start, after a gap", async (_case, renumber, reason) => {
    const old = numbered(9);
    const { entries } = await readByLines(apiOf(old, true), forward(null, 6));
    const position = entries.at(-1)?.position ?? null;
    const ids = renumber(old);
    const fresh = ids.map((id, at) => ({
      id,
      text: at < 3 && reason === "TRUNCATION" ? `line ${at}` : `new ${at}`,
    }));
    const kept = fresh.slice(0, reason === "TRUNCATION" ? 3 : 0);
    if (kept.length === 0)
      expect(await readByLines(apiOf(kept, true), forward(position, 5))).toMatchObject({
        entries: [],
        gaps: [],
      });
    const page = await readByLines(apiOf(fresh, true), forward(position, 5));
    expect(texts(page)).toEqual(fresh.slice(0, 5).map(({ text }) => text));
    const toPosition = page.entries[0]?.position;
    expect(page.gaps).toEqual([{ fromPosition: position, toPosition, reason, bytes: null }]);
    expect(page).toMatchObject({ hasEarlier: false, hasLater: true });
    const goesOn = await readByLines(apiOf(fresh, true), forward(page.entries.at(-1)?.position ?? null, 9));
    expect(goesOn).toMatchObject({ entries: fresh.slice(5).map(({ text }) => ({ text })), gaps: [] });
    expect(
      await readByLines(apiOf(fresh, true), { direction: "backward", position, limit: 5 }),
    ).toMatchObject({
      entries: [],
      hasEarlier: false,
      gaps: [{ fromPosition: null, toPosition: position, reason }],
    });
  });

  test.each([true, false])(
    "backward a line has the place that it has forward, as long as the end is not too far (base line %s)",
    async (includesBase) => {
      for (const count of [1, 2, 499, 500, 501, 1_000, 2_345]) {
        const api = apiOf(numbered(count, [1, 3]), includesBase);
        const chain = createLineChain();
        const whole = (await readByLines(api, forward(null, count))).entries;
        for (const limit of [70, 700])
          await readByLines(api, forward(whole[5]?.position ?? null, limit), chain);
        await readByLines(api, forward(null, 130), chain);
        for (const limit of [1_000, 333]) {
          const entries: LogEntry[] = [];
          for (let position: string | null = null; ; ) {
            const query = { direction: "backward", position, limit } as const;
            const page: LogPage = await readByLines(api, query, chain);
            entries.unshift(...page.entries);
            position = page.entries[0]?.position ?? null;
            if (!page.hasEarlier || position === null) break;
          }
          expect(entries).toEqual(whole);
        }
      }
    },
  );

  test("the end of a log that is too long to be reached is read in few calls", async () => {
    const lines = numbered(20_000);
    let calls = 0;
    const api = apiOf(lines, true);
    const read: ReadLines = (call) => {
      calls += 1;
      return api(call);
    };
    const chain = createLineChain();
    const page = await readByLines(read, { direction: "backward", position: null, limit: 100 }, chain);
    expect(texts(page)).toEqual(lines.slice(-100).map(({ text }) => text));
    expect(calls).toBeLessThan(25);
    const next = await readByLines(read, forward(page.entries[98]?.position ?? null, 5), chain);
    expect(next.entries).toMatchObject([{ text: "line 19999" }]);
  });

  test("what a progress bar wrote over itself is its last state", async () => {
    const lines = [{ id: 5n, text: "\r10%\r50%\r100%\r" }];
    expect(texts(await readByLines(apiOf(lines, true), forward(null, 5)))).toEqual(["100%"]);
  });

  test("a page larger than one call takes several", async () => {
    const lines = numbered(1200);
    for (const direction of ["forward", "backward"] as const) {
      const page = await readByLines(apiOf(lines, false), { direction, position: null, limit: 1000 });
      const expected = direction === "forward" ? lines.slice(0, 1000) : lines.slice(200);
      expect(texts(page)).toEqual(expected.map(({ text }) => text));
    }
  });

  test("from any line the walk goes on right after it and right before it, whether or not the base is included", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        fc.array(
          fc.record({ forward: fc.boolean(), limit: fc.integer({ min: 1, max: 9 }), pick: fc.nat() }),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        async (count, gaps, includesBase, steps) => {
          const lines = numbered(count, gaps);
          const all = lines.map(({ text }) => text);
          const api = apiOf(lines, includesBase);
          let at: { position: string; index: number } | null = null;
          for (const { forward, limit, pick } of steps) {
            const direction = forward ? "forward" : "backward";
            const position: string | null = at?.position ?? null;
            const page: LogPage = await readByLines(api, { direction, position, limit });
            const rest = forward ? all.slice((at?.index ?? -1) + 1) : all.slice(0, at?.index ?? count);
            expect(texts(page)).toEqual(forward ? rest.slice(0, limit) : rest.slice(-limit));
            if (rest.length > limit) expect(forward ? page.hasLater : page.hasEarlier).toBe(true);
            const entry = page.entries[pick % Math.max(1, page.entries.length)];
            if (entry !== undefined) at = { position: entry.position, index: all.indexOf(entry.text) };
          }
        },
      ),
    );
  });
});
