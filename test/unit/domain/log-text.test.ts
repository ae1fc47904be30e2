import { describe, expect, it } from "vitest";
import { hasAnsi, levelOfLine, withoutAnsi } from "../../../src/domain/log-text.ts";

describe("the level of a line", () => {
  it.each([
    ["2026-11-02 09:30:00 INFO Loading", "INFO", "INFO"],
    ["[WARN] disk almost full", "WARNING", "WARN"],
    ["ERROR: no such file", "ERROR", "ERROR"],
    ["WARNING:root:slow", "WARNING", "WARNING"],
    ["2026-11-02 09:30:00,123 - trainer - DEBUG - step 3", "DEBUG", "DEBUG"],
    ["[2026-11-02 09:30:00][error] worker died", "ERROR", "error"],
    ['time="2026-11-02T09:30:00Z" level=warning msg=slow', "WARNING", "warning"],
    ["ts=1 level=error msg=x", "ERROR", "error"],
    ["E1121 09:30:00.123456    1234 main.go:5] it broke", "ERROR", "E"],
    ["I1121 09:30:00.123456    1234 main.go:5] all well", "INFO", "I"],
    ['{"ts":1,"level":"warn","msg":"ERROR in the text"}', "WARNING", "warn"],
    ['{"level":50,"time":1,"msg":"x"}', "ERROR", "50"],
    ['{"levelname": "INFO", "message": "x"}', "INFO", "INFO"],
    ["\u001b[31mERROR\u001b[0m it is red", "ERROR", "ERROR"],
    ["INFO/MainProcess] ready", "INFO", "INFO"],
    ["ValueError: shapes do not match", "ERROR", null],
    ["torch.cuda.OutOfMemoryError: CUDA out of memory", "ERROR", null],
    ["/opt/train.py:12: UserWarning: this is slow", "WARNING", null],
    ["Traceback (most recent call last):", "ERROR", null],
    ["npm ERR! code 1", "ERROR", "ERR"],
  ] as const)("is seen in %j", (line, level, word) => {
    expect(levelOfLine(line)).toEqual({ level, word });
  });

  it.each([
    "error 0.03 after step 12",
    "mean error: 0.4, warning count 3",
    "reading /var/log/ERROR.txt",
    "--log-level=INFORMATIVE",
    "mode=DEBUG",
    "MAX_ERROR is 3",
    "E1121 is the number of the part",
    '{"message":"an error","value":3}',
    "no [info]rmation",
    "",
    `${" ".repeat(400)}ERROR far away`,
  ])("is not read into %j", (line) => {
    expect(levelOfLine(line)).toEqual({ level: "UNKNOWN", word: null });
  });

  it("takes no longer for a line that is made to take long", () => {
    const lines = [
      `{${'"level":'.repeat(200_000)}`,
      `${"[".repeat(1_000_000)}`,
      `${"a.".repeat(500_000)}Error`,
    ];
    const before = performance.now();
    for (const line of lines) levelOfLine(line);
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe("control sequences of terminals", () => {
  it.each([
    ["\u001b[1;31mred\u001b[0m", "red"],
    ["\u001b]0;title\u0007text", "text"],
    ["\u009b32mgreen", "green"],
    ["\u001b]8;;https://example.org/a\u001b\\link\u001b]8;;\u001b\\", "link"],
    ["\u001b[2K\u001b[?25l\u001b[38:2::1:2:3m50%\u001b(B\u001b7", "50%"],
  ])("are found in %j and can be left out", (text, plain) => {
    expect(hasAnsi(text)).toBe(true);
    expect(withoutAnsi(text)).toBe(plain);
  });

  it.each(["\u001b]", "\u001b]8;;a", "\u001b[1;", "\u009b", "\u001b]q\u009b;", "\u001b#", "\u001b[31mx"])(
    "take time in proportion to the line, however often it has %j",
    (part) => {
      const text = part.repeat(1_000_000 / part.length);
      const before = performance.now();
      withoutAnsi(text);
      expect(performance.now() - before).toBeLessThan(1_000);
    },
  );

  it.each(["plain", "[31m is no sequence alone", ""])("are not found in %j", (text) => {
    expect(hasAnsi(text)).toBe(false);
    expect(withoutAnsi(text)).toBe(text);
  });
});
