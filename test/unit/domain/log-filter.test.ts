import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../../src/domain/log.ts";
import { compileLogFilter, type LogFilter } from "../../../src/domain/log-filter.ts";
import { at } from "../../support/observation.ts";
import { emptyEntry } from "../../support/scripted-log.ts";

const entry = (facts: Partial<LogEntry>): LogEntry => ({ ...emptyEntry, position: "1", text: "", ...facts });
const meets = (filter: LogFilter, facts: Partial<LogEntry>) =>
  compileLogFilter(filter)?.(entry(facts)) ?? "no condition";

describe("a log filter", () => {
  it.each<LogFilter | null>([
    null,
    {},
    { contains: "", matches: "", levels: [], items: [], since: null, minLevel: null },
    { minLevel: "UNKNOWN" },
  ])("%j is no condition", (filter) => {
    expect(compileLogFilter(filter)).toBeNull();
  });

  it("takes times from `since` on, `until` left out, and no entry without a time", () => {
    const filter = { since: at("09:00:00"), until: at("10:00:00") };
    const times = ["08:59:59.999", "09:00:00", "09:59:59.999", "10:00:00"];
    expect(times.map((time) => meets(filter, { occurredAt: at(time) }))).toEqual([false, true, true, false]);
    expect(meets({ since: at("09:00:00") }, { occurredAt: null })).toBe(false);
    expect(meets({ until: at("09:00:00") }, { occurredAt: null })).toBe(false);
  });

  it("counts an unknown level as INFO among the least, and as itself among the wanted", () => {
    const levels = ["DEBUG", "INFO", "UNKNOWN", "WARNING", "ERROR"] as const;
    const accepted = (filter: LogFilter) => levels.filter((level) => meets(filter, { level }) === true);
    expect(accepted({ minLevel: "DEBUG" })).toEqual(levels);
    expect(accepted({ minLevel: "INFO" })).toEqual(["INFO", "UNKNOWN", "WARNING", "ERROR"]);
    expect(accepted({ minLevel: "WARNING" })).toEqual(["WARNING", "ERROR"]);
    expect(accepted({ levels: ["UNKNOWN", "DEBUG"] })).toEqual(["DEBUG", "UNKNOWN"]);
    expect(accepted({ levels: ["UNKNOWN", "ERROR"], minLevel: "WARNING" })).toEqual(["ERROR"]);
  });

  it("finds text without regard to case and colours, and expressions with regard to case", () => {
    const text = "\u001b[31mDisk\u001b[0m full: 98%";
    expect(meets({ contains: "disk FULL" }, { text })).toBe(true);
    expect(meets({ contains: "disk empty" }, { text })).toBe(false);
    expect(meets({ matches: String.raw`^Disk \w+: \d+%$` }, { text })).toBe(true);
    expect(meets({ matches: "disk" }, { text })).toBe(false);
    expect(meets({ matches: "(?i)disk" }, { text })).toBe(true);
  });

  it("takes entries of the items that it names", () => {
    expect(meets({ items: ["a", "b"] }, { item: "b" })).toBe(true);
    expect(meets({ items: ["a", "b"] }, { item: "c" })).toBe(false);
    expect(meets({ items: ["a"] }, { item: null })).toBe(false);
  });

  it("asks for all of its conditions", () => {
    const filter: LogFilter = { contains: "a", levels: ["ERROR"] };
    expect(meets(filter, { text: "a", level: "ERROR" })).toBe(true);
    expect(meets(filter, { text: "b", level: "ERROR" })).toBe(false);
    expect(meets(filter, { text: "a", level: "INFO" })).toBe(false);
  });

  it.each(["(a", "(?=a)b", "a{2000}", String.raw`(a)\1`, "x".repeat(1_001), "(\\pL{500}|)".repeat(80)])(
    "refuses the expression %j, naming place, value and what was expected",
    (matches) => {
      const refused = () => compileLogFilter({ matches });
      expect(refused).toThrow(/filter\.matches: got .* expected a regular expression in RE2 syntax/);
      expect(refused).toThrow(
        expect.objectContaining({ code: "INVALID_ARGUMENT", argument: ["filter", "matches"] }),
      );
    },
  );

  it.each(["(a+)+$", "(a|aa)+$", "(.*a){20}b", "(x+x+)+y", "(a?){300}a{300}b"])(
    "holds %j against a line that would keep another engine busy for ever, within moments",
    (matches) => {
      const accepts = compileLogFilter({ matches });
      const before = performance.now();
      for (const letter of ["a", "x"]) accepts?.(entry({ text: `${letter.repeat(1_000_000)}!` }));
      expect(performance.now() - before).toBeLessThan(2_000);
    },
  );
});
