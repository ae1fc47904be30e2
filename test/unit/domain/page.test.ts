import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/domain/error.ts";
import { listBounds, logBounds, parsePageWindow } from "../../../src/domain/page.ts";

describe("the arguments of a connection", () => {
  it("give fifty from the start when there are none", () => {
    expect(parsePageWindow({}, listBounds)).toEqual({
      size: 50,
      fromEnd: false,
      after: null,
      before: null,
      offset: 0,
    });
  });
  it("give a hundred of a log", () => {
    expect(parsePageWindow({}, logBounds).size).toBe(100);
  });
  it.each([
    [{ first: 0 }, "first: got 0, expected 1 to 100", "LIMIT_EXCEEDED"],
    [{ first: 1000 }, "first: got 1000, expected 1 to 100", "LIMIT_EXCEEDED"],
    [{ last: -1 }, "last: got -1, expected 1 to 100", "LIMIT_EXCEEDED"],
    [{ first: 1, last: 1 }, "last: got 1, expected only one of first and last", "INVALID_ARGUMENT"],
    [{ offset: -1 }, "offset: got -1, expected 0 to 10000", "LIMIT_EXCEEDED"],
    [{ offset: 10_001 }, "offset: got 10001, expected 0 to 10000", "LIMIT_EXCEEDED"],
    [
      { offset: 1, after: "x" },
      "offset: got 1, expected no last, after or before beside it",
      "INVALID_ARGUMENT",
    ],
    [
      { offset: 1, last: 5 },
      "offset: got 1, expected no last, after or before beside it",
      "INVALID_ARGUMENT",
    ],
  ])("are refused by name: %j", (given, message, code) => {
    expect(() => parsePageWindow(given, listBounds)).toThrow(InputError);
    try {
      parsePageWindow(given, listBounds);
    } catch (error) {
      expect(error).toMatchObject({ message, code });
    }
  });
});
