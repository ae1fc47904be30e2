import { expect, test } from "vitest";
import { toAgentTime, toRowTime } from "./timestamps.ts";

test("rows carry local time with the offset of the season, zeros at the end dropped", () => {
  expect(toRowTime(Date.UTC(2023, 5, 14, 7, 41, 7) + 168.25)).toBe("2023-06-14T09:41:07.16825+02:00");
  expect(toRowTime(Date.UTC(2023, 11, 31, 23, 30, 0))).toBe("2024-01-01T00:30:00+01:00");
  expect(toRowTime(Date.UTC(2026, 9, 25, 0, 59, 59))).toBe("2026-10-25T02:59:59+02:00");
  expect(toRowTime(Date.UTC(2026, 9, 25, 1, 0, 0))).toBe("2026-10-25T02:00:00+01:00");
});

test("answers to writes have nanoseconds of the same microsecond", () => {
  expect(toRowTime(Date.UTC(2023, 5, 14, 7, 15, 30) + 337.418, "nano")).toMatch(
    /^2023-06-14T09:15:30\.337418\d{1,3}\+02:00$/,
  );
});

test("agents write UTC with microseconds and no offset", () => {
  expect(toAgentTime(Date.UTC(2023, 5, 14, 7, 15, 32) + 24.237)).toBe("2023-06-14T07:15:32.024237");
});
