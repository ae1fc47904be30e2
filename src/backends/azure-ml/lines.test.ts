import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogPage } from "../../domain/log.ts";
import type { File } from "./blob.ts";
import { isLinePosition, readLines } from "./lines.ts";

/** A file in memory that gives no more than so many bytes at once. */
function fileOf(content: string | Buffer, atOnce = Number.POSITIVE_INFINITY): File {
  const bytes = Buffer.from(content);
  return {
    read: async (start, length) => ({
      bytes: bytes.subarray(start, start + Math.min(length, atOnce)),
      total: bytes.length,
    }),
  };
}

const textsOf = ({ entries }: LogPage) => entries.map(({ text }) => text);
const forward = (position: string | null, limit = 2) => ({ direction: "forward", position, limit }) as const;
const backward = (position: string | null, limit = 2) =>
  ({ direction: "backward", position, limit }) as const;

/** All lines, page by page; checks what pages say about the rest. */
async function readAll(file: File, direction: "forward" | "backward", limit: number, hasEnded: boolean) {
  const lines: string[] = [];
  let position: string | null = null;
  for (;;) {
    const page = await readLines(file, { direction, position, limit }, hasEnded);
    const texts = textsOf(page);
    if (direction === "forward") lines.push(...texts);
    else lines.unshift(...texts);
    const hasMore = direction === "forward" ? page.hasLater : page.hasEarlier;
    if (!hasMore) return lines;
    expect(texts.length).toBeGreaterThan(0);
    const edge = direction === "forward" ? page.entries.at(-1) : page.entries[0];
    position = edge?.position ?? null;
  }
}

describe("pages", () => {
  test("go forward from the beginning and on after a position", async () => {
    const file = fileOf("a\nb\nc\n");
    const first = await readLines(file, forward(null), false);
    expect(first).toMatchObject({ hasEarlier: false, hasLater: true, gaps: [], totalCount: null });
    expect(textsOf(first)).toEqual(["a", "b"]);
    const second = await readLines(file, forward(first.entries[1]?.position ?? null), false);
    expect(second).toMatchObject({ hasEarlier: true, hasLater: false });
    expect(textsOf(second)).toEqual(["c"]);
  });

  test("go backward from the end and on before a position, oldest first", async () => {
    const file = fileOf("a\nb\nc\n");
    const last = await readLines(file, backward(null), false);
    expect(last).toMatchObject({ hasEarlier: true, hasLater: false });
    expect(textsOf(last)).toEqual(["b", "c"]);
    const before = await readLines(file, backward(last.entries[0]?.position ?? null), false);
    expect(before).toMatchObject({ hasEarlier: false, hasLater: true });
    expect(textsOf(before)).toEqual(["a"]);
  });

  test("positions order entries as text", async () => {
    const { entries } = await readLines(fileOf(`${"x".repeat(99)}\nb\nc\n`), forward(null, 9), false);
    const positions = entries.map(({ position }) => position);
    expect(positions.toSorted()).toEqual(positions);
    expect(positions.every(isLinePosition)).toBe(true);
  });

  test("hold back an unfinished line until the job has ended", async () => {
    expect(textsOf(await readLines(fileOf("a\nb"), forward(null), false))).toEqual(["a"]);
    expect(textsOf(await readLines(fileOf("a\nb"), backward(null), false))).toEqual(["a"]);
    expect(textsOf(await readLines(fileOf("a\nb"), forward(null), true))).toEqual(["a", "b"]);
    expect(textsOf(await readLines(fileOf("a\nb"), backward(null), true))).toEqual(["a", "b"]);
  });

  test("go on where an ended job's log grows after all", async () => {
    const { entries } = await readLines(fileOf("a\nb"), forward(null), true);
    const more = await readLines(fileOf("a\nb and c\n"), forward(entries[1]?.position ?? null), true);
    expect(more.gaps).toEqual([]);
    expect(textsOf(more)).toEqual([" and c"]);
  });

  test("of an empty log are empty", async () => {
    for (const query of [forward(null), backward(null)]) {
      expect(await readLines(fileOf(""), query, false)).toMatchObject({
        entries: [],
        hasEarlier: false,
        hasLater: false,
      });
    }
  });

  test("say that another file has taken the place of the log", async () => {
    const { entries } = await readLines(fileOf("one\ntwo\nthree\n"), forward(null, 3), false);
    const position = entries[2]?.position ?? null;
    for (const replaced of ["new\n", "one\ntwo\nTHREE\n"]) {
      const page = await readLines(fileOf(replaced), forward(position, 9), false);
      const first = page.entries[0]?.position;
      expect(page.gaps).toEqual([
        { fromPosition: position, toPosition: first, reason: "ROTATION", bytes: null },
      ]);
      expect(textsOf(page)[0]).toBe(replaced.split("\n")[0]);
      expect((await readLines(fileOf(replaced), backward(position), false)).gaps).toMatchObject([
        { toPosition: position, reason: "ROTATION" },
      ]);
    }
  });

  test("keep characters whole in lines of any length", async () => {
    const line = "ä€😀".repeat(1_100_000);
    const file = fileOf(`${line}\nend\n`);
    const pieces = await readAll(file, "forward", 10, false);
    expect(pieces.at(-1)).toBe("end");
    expect(pieces.slice(0, -1).join("")).toBe(line);
  });

  test("read bytes that are no text to their end", async () => {
    const lines = await readAll(fileOf(Buffer.alloc(3 * 1024 * 1024, 0x80)), "forward", 10, true);
    expect(lines).toHaveLength(3);
  });

  test("read the level and the time that lines begin with", async () => {
    const text = "2025-03-01T10:33:22.211468+00:00 WARNING: x\nerror 0.3\r\n[2025-03-01T10:33:22Z] ERROR y\n";
    const { entries } = await readLines(fileOf(text), forward(null, 9), false);
    expect(entries.map(({ level, nativeLevel, occurredAt }) => [level, nativeLevel, occurredAt])).toEqual([
      ["WARNING", "WARNING", "2025-03-01T10:33:22.211Z"],
      ["UNKNOWN", null, null],
      ["ERROR", "ERROR", "2025-03-01T10:33:22.000Z"],
    ]);
    expect(entries[1]?.text).toBe("error 0.3");
  });
});

test("no line is lost or comes twice, whichever way and however it is read", async () => {
  const line = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.constant(""),
    fc.constant("é".repeat(2_000)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        line.map((text) => text.replace(/[\r\n]/g, "")),
        { maxLength: 30 },
      ),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 3_000 }),
      fc.boolean(),
      async (lines, limit, atOnce, isFinished) => {
        const content = lines.join("\n") + (isFinished && lines.length > 0 ? "\n" : "");
        const file = fileOf(content, atOnce);
        const whole = content === "" ? [] : content.replace(/\n$/, "").split("\n");
        const shown = content.endsWith("\n") || content === "" ? whole : whole.slice(0, -1);
        for (const direction of ["forward", "backward"] as const) {
          expect(await readAll(file, direction, limit, true)).toEqual(whole);
          expect(await readAll(file, direction, limit, false)).toEqual(shown);
        }
      },
    ),
    { numRuns: 100 },
  );
});
