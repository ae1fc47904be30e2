import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogPage } from "../../domain/log.ts";
import samples from "./fixtures/logs-and-metrics.responses.json" with { type: "json" };
import { type ReadLines, readByLines } from "./line-log.ts";
import { type LinePage, parseLinePage } from "./wire/log.ts";

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

const texts = (page: LogPage) => page.entries.map(({ text }) => text);

function numbered(count: number, gaps: readonly number[] = []): NumberedLine[] {
  let id = 1_669_449_730_254_000_000n;
  return Array.from({ length: count }, (_, index) => {
    id += BigInt(gaps[index % Math.max(1, gaps.length)] ?? 1);
    return { id, text: `line ${index}` };
  });
}

describe("log by lines", () => {
  test("S1-282 the samples: numbers beyond 2^53 and the last lines first", async () => {
    const calls: unknown[] = [];
    const pages = [samples.tail_first_page.body, samples.tail_next_page.body].map((body) =>
      parseLinePage(body),
    );
    const read: ReadLines = async (call) => {
      calls.push(call);
      return pages.shift() as LinePage;
    };
    const page = await readByLines(read, { direction: "backward", position: null, limit: 2 });
    expect(texts(page)).toEqual(["epoch 0 loss 2.31", "epoch 1 loss 1.97"]);
    expect(page).toMatchObject({ hasEarlier: true, hasLater: false });
    const position = page.entries.at(-1)?.position ?? null;
    const next = await readByLines(read, { direction: "forward", position, limit: 500 });
    expect(texts(next)).toEqual(["epoch 2 loss 1.60"]);
    expect(next).toMatchObject({ hasEarlier: true, hasLater: false });
    expect(calls).toEqual([
      { base: null, order: "desc", lines: 2 },
      { base: 1669449731254000002n, order: "asc", lines: 500 },
    ]);
  });

  test("no log is an empty page", async () => {
    const page = await readByLines(async () => null, { direction: "forward", position: null, limit: 5 });
    expect(page).toEqual({ entries: [], hasEarlier: false, hasLater: false, totalCount: null, gaps: [] });
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
