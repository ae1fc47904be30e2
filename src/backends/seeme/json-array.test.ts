import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readElements } from "./json-array.ts";

const read = (text: string) => [...readElements(Buffer.from(text))];

/** What reading the text at once makes of it; undefined where it is no JSON array. */
function parsed(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readOrNot(text: string): unknown[] | undefined {
  try {
    return read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return undefined;
  }
}

describe("the elements of a JSON array", () => {
  test.each([
    "[]",
    " [ ]\n",
    "[1]",
    '\t[ null , "a,b]" , {"c":["}\\"",{}]} ]\r\n',
    '["\\\\","\\"","\u{1f600},é"]',
    "[[],[[1,2],[3]],{}]",
  ])("of %j are those that reading it at once gives", (text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });

  test.each([
    "",
    " ",
    "[",
    "]",
    "[1",
    "[1,",
    "[1,]",
    "[,]",
    "[,1]",
    "[1 2]",
    "[1]]",
    "[1][2]",
    "[1],",
    '["a]',
    '["a\\"]',
    "[{]",
    "[{]}]",
    "[}]",
    '[{"a":}]',
    "{}",
    '{"jobs":[]}',
    "7",
    "<html>",
    "\ufeff[]",
    "[\u00a01]",
  ])("of %j cannot be read, for it is no array", (text) => {
    expect(() => read(text)).toThrow(SyntaxError);
  });

  test("are as JSON.parse has them, and what it refuses is refused, whatever the text", () => {
    const pieces = fc.array(
      fc.oneof(fc.constantFrom(...'[]{},:"\\ 17\n', "null", "é", '"a":', '"b"', "\\u00e9"), fc.json()),
      { maxLength: 12 },
    );
    const texts = fc.oneof(
      pieces.map((list) => list.join("")),
      pieces.map((list) => `[${list.join("")}]`),
      fc.array(fc.json(), { maxLength: 5 }).map((list) => `[${list.join(" ,")}]`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(readOrNot(text)).toEqual(parsed(text));
      }),
      { numRuns: 3_000 },
    );
  });

  test("are read when they are asked for, no sooner", () => {
    const elements = readElements(Buffer.from('[{"id":"first"},{broken'));
    expect(elements.next().value).toEqual({ id: "first" });
    expect(() => elements.next()).toThrow(SyntaxError);
  });
});
