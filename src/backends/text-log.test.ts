import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogEntry, LogPage } from "../domain/log.ts";
import type { LogQuery } from "./contract.ts";
import { createTextFile, type TextFile } from "./text-file.ts";
import { isTextPosition, shownText } from "./text-line.ts";
import { readTextLog } from "./text-log.ts";

/** A file in memory that gives no more than so many bytes at once. */
function fileOf(
  content: string | Buffer,
  atOnce = Number.POSITIVE_INFINITY,
  identity: string | null = null,
): TextFile {
  const file = createTextFile(Buffer.from(content));
  return {
    read: async (start, length) => ({ ...(await file.read(start, Math.min(length, atOnce))), identity }),
  };
}

const toEntry = (text: string, position: string): LogEntry => ({
  position,
  nativeId: null,
  kind: "LINE",
  nativeKind: null,
  level: "UNKNOWN",
  nativeLevel: null,
  text,
  occurredAt: null,
  item: null,
  itemStatus: null,
  nativeItemStatus: null,
  durationMs: null,
  reason: null,
});

const readLines = (file: TextFile, query: LogQuery, hasEnded: boolean) =>
  readTextLog(file, query, { hasEnded, toEntry });

const textsOf = ({ entries }: LogPage) => entries.map(({ text }) => text);
const forward = (position: string | null, limit = 2) => ({ direction: "forward", position, limit }) as const;
const backward = (position: string | null, limit = 2) =>
  ({ direction: "backward", position, limit }) as const;

/** All lines, page by page; checks what pages say about the rest. */
async function readAll(file: TextFile, direction: "forward" | "backward", limit: number, hasEnded: boolean) {
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
    expect(positions.every(isTextPosition)).toBe(true);
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

  test.each([
    ["another file", "later", "ROTATION"],
    ["the same file, cut off", "born", "TRUNCATION"],
  ])("tell %s by the file's identity", async (_case, identity, reason) => {
    const file = fileOf("one\ntwo\nthree\n", Infinity, "born");
    const { entries } = await readLines(file, forward(null, 3), false);
    const position = entries[2]?.position ?? null;
    // Nothing to go on with yet: the gap is told together with what comes after it.
    for (const left of ["", "hal"]) {
      const page = await readLines(fileOf(left, Infinity, identity), forward(position), false);
      expect(page).toMatchObject({ entries: [], gaps: [], hasLater: false });
    }
    const page = await readLines(fileOf("half\n", Infinity, identity), forward(position), false);
    const toPosition = page.entries[0]?.position;
    expect(page.gaps).toEqual([{ fromPosition: position, toPosition, reason, bytes: null }]);
    expect(textsOf(page)).toEqual(["half"]);
  });

  test("notice a file that has replaced another of the same words", async () => {
    const content = "one\ntwo\n";
    const { entries } = await readLines(fileOf(content, Infinity, "born"), forward(null), false);
    const position = entries[1]?.position ?? null;
    const page = await readLines(fileOf(`${content}three\n`, Infinity, "later"), forward(position, 9), false);
    expect(page.gaps).toMatchObject([{ fromPosition: position, reason: "ROTATION" }]);
    expect(textsOf(page)).toEqual(["one", "two", "three"]);
  });

  test("give what a job left unfinished once it has ended, half characters and all", async () => {
    const file = fileOf(Buffer.from("a\nb€").subarray(0, -1));
    expect(textsOf(await readLines(file, forward(null), false))).toEqual(["a"]);
    const ended = await readLines(file, forward(null), true);
    expect(textsOf(ended)).toEqual(["a", "b\ufffd"]);
  });

  test("of a file whose beginning is gone begin with its first whole line", async () => {
    const whole = await readLines(fileOf("one\ntwo\nthree\n"), forward(null, 9), false);
    const file = createTextFile(Buffer.from("o\nthree\n"), 6);
    const page = await readLines(file, forward(null), false);
    const toPosition = whole.entries[2]?.position;
    expect(page).toMatchObject({
      entries: [{ text: "three", position: toPosition }],
      hasEarlier: false,
      gaps: [{ fromPosition: null, toPosition, reason: "TRUNCATION", bytes: 8 }],
    });
    expect(await readLines(file, backward(null), false)).toMatchObject({
      entries: [{ text: "three" }],
      hasEarlier: false,
      gaps: page.gaps,
    });
    const fromPosition = whole.entries[0]?.position ?? null;
    expect(await readLines(file, forward(fromPosition), false)).toMatchObject({
      entries: [{ text: "three" }],
      gaps: [{ fromPosition, toPosition, bytes: 4 }],
    });
    expect(await readLines(file, forward(whole.entries[1]?.position ?? null), false)).toMatchObject({
      entries: [{ text: "three" }],
      gaps: [],
    });
  });

  test("notice a file that was replaced by a shorter one whose beginning is gone too", async () => {
    const { entries } = await readLines(fileOf(`one\n${"x".repeat(90)}\n`), forward(null), false);
    const position = entries[1]?.position ?? null;
    const file = createTextFile(Buffer.from("rest\nfresh\n"), 50);
    expect(await readLines(file, forward(position), false)).toMatchObject({
      entries: [{ text: "fresh" }],
      gaps: [{ fromPosition: position, reason: "ROTATION" }],
    });
  });

  test("do not mix a file with the one that replaces it while it is read", async () => {
    const old = createTextFile(Buffer.from("old line\n".repeat(100_000)));
    const fresh = createTextFile(Buffer.from("fresh line\n".repeat(100_000)));
    let calls = 0;
    const file: TextFile = {
      async read(start, length) {
        calls += 1;
        const part = await (calls === 1 ? old : fresh).read(start, length);
        return { ...part, identity: calls === 1 ? "old" : "fresh" };
      },
    };
    const page = await readLines(file, forward(null, 90_000), false);
    expect(new Set(textsOf(page))).toEqual(new Set(["old line"]));
    const next = await readLines(file, forward(page.entries.at(-1)?.position ?? null, 5), false);
    expect(next).toMatchObject({
      entries: Array(5).fill({ text: "fresh line" }),
      gaps: [{ reason: "ROTATION" }],
    });
  });

  test("take bytes in proportion to their lines", async () => {
    const content = Buffer.from(
      Array.from({ length: 20_000 }, (_, index) => `step ${index} loss 0.25\n`).join(""),
    );
    const inner = createTextFile(content);
    let [bytes, calls] = [0, 0];
    const file: TextFile = {
      async read(start, length) {
        const part = await inner.read(start, length);
        bytes += part.bytes.length;
        calls += 1;
        return part;
      },
    };
    for (const direction of ["forward", "backward"] as const) {
      [bytes, calls] = [0, 0];
      expect(await readAll(file, direction, 500, false)).toHaveLength(20_000);
      expect(calls).toBeLessThanOrEqual(42);
      expect(bytes).toBeLessThan(8 * content.length);
    }
  });

  test("keep characters whole in lines of any length", async () => {
    const line = "ä€😀".repeat(1_100_000);
    const file = fileOf(`${line}\nend\n`);
    const pieces = await readAll(file, "forward", 10, false);
    expect(pieces.at(-1)).toBe("end");
    expect(pieces.slice(0, -1).join("")).toBe(line);
  });

  test.each([0, 1, 2, 3])(
    "of a length that pieces fill have no empty line after them (%i)",
    async (count) => {
      const line = "x".repeat(count * 1024 * 1024);
      for (const lineBreak of ["\n", "\r\n"]) {
        const file = fileOf(`${line}${lineBreak}end\n`);
        for (const limit of [1, 10]) {
          const pieces = await readAll(file, "forward", limit, false);
          expect(pieces).toHaveLength(Math.max(1, count) + 1);
          expect(pieces.slice(0, -1).join("")).toBe(line);
        }
      }
    },
  );

  test("read bytes that are no text to their end", async () => {
    const lines = await readAll(fileOf(Buffer.alloc(3 * 1024 * 1024, 0x80)), "forward", 10, true);
    expect(lines).toHaveLength(3);
  });
});

test.each([
  ["a\r\n", "a"],
  ["\r\n", ""],
  ["\n", ""],
  ["", ""],
  ["\r", ""],
  ["10%\r50%\r100%\n", "100%"],
  ["\r10%\r50%\r\r\n", "50%"],
  ["a\r\u001b[31mred\u001b[0m\n", "\u001b[31mred\u001b[0m"],
  [`${"\r".repeat(1_000_000)}x`, "x"],
])("of a line %j what a terminal shows is %j", (line, text) => {
  expect(shownText(line)).toBe(text);
});

test("growth, sizes of pages and where reading goes on from change neither entries nor positions", async () => {
  const pieces = fc.array(fc.constantFrom("a", "é", "🚀", "\r", "\n", "\r\n", "loss: 0.25", "\n\n"), {
    maxLength: 80,
  });
  const step = fc.record({
    bytes: fc.nat(40),
    limit: fc.integer({ min: 1, max: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(pieces, fc.array(step, { maxLength: 30 }), fc.nat(), async (text, steps, pick) => {
      const content = Buffer.from(text.join(""));
      const whole = await readLines(fileOf(content), forward(null, 1000), true);
      const finished = whole.entries.slice(0, content.at(-1) === 0x0a ? undefined : -1);
      let size = 0;
      let position: string | null = null;
      const read: LogEntry[] = [];
      for (const { bytes, limit } of [...steps, { bytes: content.length, limit: 1000 }]) {
        size = Math.min(content.length, size + bytes);
        const page: LogPage = await readLines(
          fileOf(content.subarray(0, size)),
          forward(position, limit),
          false,
        );
        expect(page.gaps).toEqual([]);
        read.push(...page.entries);
        position = page.entries.at(-1)?.position ?? position;
      }
      expect(read).toEqual(finished);
      const index = pick % Math.max(1, whole.entries.length);
      const from = whole.entries[index]?.position ?? null;
      expect((await readLines(fileOf(content), forward(from, 1000), true)).entries).toEqual(
        whole.entries.slice(index + 1),
      );
      expect((await readLines(fileOf(content), backward(from, 1000), true)).entries).toEqual(
        from === null ? [] : whole.entries.slice(0, index),
      );
    }),
    { numRuns: 150 },
  );
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
