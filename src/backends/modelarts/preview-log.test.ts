import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import type { LogPage } from "../../domain/log.ts";
import samples from "./fixtures/logs-and-metrics.responses.json" with { type: "json" };
import { readPreview } from "./preview-log.ts";
import { parsePreview } from "./wire/log.ts";

/** The last bytes of a log, from a whole character on, as the vendor gives them. */
function previewOf(log: string, most = Infinity) {
  const bytes = Buffer.from(log);
  let from = Math.max(0, bytes.length - most);
  while (((bytes[from] ?? 0) & 0xc0) === 0x80) from++;
  return { content: bytes.toString("utf8", from), fullSize: bytes.length };
}

const texts = (page: LogPage) => page.entries.map(({ text }) => text);
const forward = (position: string | null, limit = 100) =>
  ({ direction: "forward", position, limit }) as const;
const backward = (position: string | null, limit = 100) =>
  ({ direction: "backward", position, limit }) as const;
const last = (page: LogPage) => page.entries.at(-1)?.position ?? null;
const first = (page: LogPage) => page.entries[0]?.position ?? null;

describe("log by preview", () => {
  test("the sample: its head is missing, so it begins with a gap", async () => {
    const preview = parsePreview(samples.preview.body);
    if (preview === null) throw new Error("the sample is no preview");
    const page = await readPreview(preview, forward(null), true);
    expect(page.entries).toMatchObject([
      { kind: "LINE", nativeKind: "ModelArts Service Log", level: "INFO", nativeLevel: "INFO" },
      { text: "[ModelArts Service Log][INFO][2021/05/18 14:28:14,207]: output-handler finalized" },
    ]);
    expect(page.gaps).toMatchObject([{ fromPosition: null, toPosition: first(page), reason: "TRUNCATION" }]);
    expect(page.totalCount).toBeNull();
    covers("S1-266");
  });

  test("reads on after a position and back before one", async () => {
    const preview = previewOf("a\nb\nc\nd\n");
    const page = await readPreview(preview, forward(null, 2), false);
    expect(page).toMatchObject({ hasEarlier: false, hasLater: true, totalCount: 4, gaps: [] });
    expect(texts(page)).toEqual(["a", "b"]);
    expect(texts(await readPreview(preview, forward(last(page)), false))).toEqual(["c", "d"]);
    const end = await readPreview(preview, backward(null, 1), false);
    expect(texts(end)).toEqual(["d"]);
    expect(end).toMatchObject({ hasEarlier: true, hasLater: false });
    expect(texts(await readPreview(preview, backward(first(end), 2), false))).toEqual(["b", "c"]);
  });

  test("holds back a last line without a break until the job has ended", async () => {
    const preview = previewOf("one\r\nhalf a li");
    expect(texts(await readPreview(preview, forward(null), false))).toEqual(["one"]);
    expect(texts(await readPreview(preview, forward(null), true))).toEqual(["one", "half a li"]);
  });

  test("positions stay when the head is cut off in the middle of a character", async () => {
    const log = "αβγ 1\nδεζ 2\nηθι 3\n";
    const { entries } = await readPreview(previewOf(log), forward(null), false);
    const whole = entries.map(({ position }) => position);
    for (let most = 1; most <= Buffer.byteLength(log); most++) {
      const cut = await readPreview(previewOf(log, most), forward(null), false);
      expect(cut.entries.map(({ position }) => position)).toEqual(whole.slice(3 - cut.entries.length));
    }
  });

  test("tells what was lost between two reads", async () => {
    const start = await readPreview(previewOf("old 1\nold 2\n", 1000), forward(null), false);
    const log = `old 1\nold 2\n${"x".repeat(50)}\nnew\n`;
    const page = await readPreview(previewOf(log, 10), forward(last(start)), false);
    expect(texts(page)).toEqual(["new"]);
    expect(page.gaps).toEqual([
      { fromPosition: last(start), toPosition: first(page), reason: "TRUNCATION", bytes: 51 },
    ]);
    const exact = await readPreview(
      previewOf("old 1\nold 2\nold 3\nmore\n", 12),
      forward(last(start)),
      false,
    );
    expect(exact).toMatchObject({ entries: [{ text: "old 3" }, { text: "more" }], gaps: [] });
  });

  test.each([
    ["shorter", "fresh\n"],
    ["longer, with other text", "fresh 1\nfresh 2\nfresh 3\nfresh 4\n"],
  ])("starts over when the log of a restarted job is %s", async (_case, log) => {
    const before = await readPreview(previewOf("one\ntwo\nthree\n"), forward(null), false);
    const page = await readPreview(previewOf(log), forward(last(before)), false);
    expect(texts(page)).toEqual(log.trim().split("\n"));
    expect(page.gaps).toMatchObject([{ fromPosition: last(before), reason: "ROTATION" }]);
    expect(await readPreview(previewOf(log), backward(last(before)), false)).toMatchObject({
      entries: [],
      hasEarlier: false,
      gaps: [{ toPosition: last(before), reason: "ROTATION" }],
    });
  });

  test("a growing log read in any steps gives each line once, in order, or a gap", async () => {
    const lines = fc.array(
      fc.string({ unit: "grapheme", maxLength: 12 }).map((line) => line.replace(/[\r\n]/g, "")),
    );
    const steps = fc.array(fc.record({ bytes: fc.nat(60), limit: fc.integer({ min: 1, max: 5 }) }), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(lines, steps, fc.integer({ min: 20, max: 200 }), async (written, reads, most) => {
        const log = Buffer.from(written.map((line) => `${line}\n`).join(""));
        let size = 0;
        let position: string | null = null;
        const read: string[] = [];
        let isGapless = true;
        for (const { bytes, limit } of [...reads, { bytes: log.length, limit: 1000 }]) {
          size = Math.min(log.length, size + bytes);
          // The vendor's text holds whole characters only.
          while (size < log.length && ((log[size] ?? 0) & 0xc0) === 0x80) size++;
          const page: LogPage = await readPreview(
            previewOf(log.subarray(0, size).toString(), most),
            forward(position, limit),
            // What was lost before nothing is told at the end.
            limit === 1000,
          );
          read.push(...texts(page));
          isGapless &&= page.gaps.length === 0;
          position = last(page) ?? position;
        }
        if (isGapless) expect(read).toEqual(written);
        else expect(isSubsequence(read, written)).toBe(true);
      }),
    );
  });
});

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let index = 0;
  for (const line of whole) if (line === part[index]) index++;
  return index === part.length;
}
