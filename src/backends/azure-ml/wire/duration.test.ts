import { expect, test } from "vitest";
import { parseIsoDuration, parseTimeSpan } from "./duration.ts";

test.each([
  ["00:00:00.0977146", 97.715],
  ["00:01:07.6000000", 67_600],
  ["00:00:00", 0],
  ["1.02:03:04", 93_784_000],
  ["PT1H", null],
  ["1:2", null],
  ["", null],
  [null, null],
])("the time span %j is %j ms", (text, ms) => expect(parseTimeSpan(text)).toBe(ms));

test.each([
  ["PT2H", 7_200_000],
  ["PT5M", 300_000],
  ["P1DT0.5S", 86_400_500],
  ["P", null],
  ["PT", null],
  ["P1M", null],
  ["00:01:00", null],
  [null, null],
])("the duration %j is %j ms", (text, ms) => expect(parseIsoDuration(text)).toBe(ms));
