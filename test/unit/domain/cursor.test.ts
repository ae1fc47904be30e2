import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatEventCursor,
  formatListCursor,
  parseEventCursor,
  parseListCursor,
} from "../../../src/domain/cursor.ts";
import { InvalidCursor, InvalidId } from "../../../src/domain/error.ts";
import { type BackendId, formatId, parseId, parseIdOf } from "../../../src/domain/id.ts";

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(..."0123456789abcdef"), { minLength: length, maxLength: length })
    .map((digits) => digits.join(""));

describe("event cursors", () => {
  const cursors = fc.record({ epoch: hex(16), position: fc.nat(), check: hex(8) });
  it("say what they were made of", () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        expect(parseEventCursor(formatEventCursor(cursor))).toEqual(cursor);
      }),
    );
  });
  it("refuse any other text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseEventCursor(text)).toThrow(InvalidCursor);
      }),
    );
  });
  it("have one text each: nothing is added that a decoder passes over", () => {
    const text = formatEventCursor({ epoch: "0123456789abcdef", position: 7, check: "00000000" });
    for (const other of [`${text}=`, `${text}=\n\ndata: {}`, `${text.slice(0, 9)}\n${text.slice(9)}`])
      expect(() => parseEventCursor(other)).toThrow(InvalidCursor);
    const padded = Buffer.from("e1.0123456789abcdef.007.00000000").toString("base64url");
    expect(() => parseEventCursor(padded)).toThrow(InvalidCursor);
  });
});

describe("list cursors", () => {
  const key = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.constant(null),
  );
  const cursors = fc.record({ list: fc.string(), keys: fc.array(key, { maxLength: 3 }), tie: fc.nat() });
  it("say what they were made of", () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        expect(parseListCursor(formatListCursor(cursor), cursor.list, ["after"])).toEqual(cursor);
      }),
    );
  });
  it("are refused by another list", () => {
    const cursor = formatListCursor({ list: "a", keys: [1], tie: 1 });
    expect(() => parseListCursor(cursor, "b", ["before"])).toThrow("before: got");
  });
});

describe("global ids", () => {
  const backend = "azure-prod" as BackendId;
  it("carry backend and native id through any text", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (nativeId) => {
        expect(parseId(formatId("job", backend, nativeId))).toEqual({ type: "job", backend, nativeId });
      }),
    );
  });
  it("are refused for another type, with the argument named", () => {
    const id = formatId("flavor", backend, "small");
    expect(() => parseIdOf("job", id, ["jobIds", "2"])).toThrow("jobIds.2: got");
  });
  it("refuse any other text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseId(text)).toThrow(InvalidId);
      }),
    );
  });
});
