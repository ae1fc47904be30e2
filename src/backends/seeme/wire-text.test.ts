import { describe, expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { readInstant, readVersion } from "./wire-text.ts";

describe("times", () => {
  test.each([
    ["2023-06-14T09:15:30.337418212+02:00", "2023-06-14T07:15:30.337Z", "2023-06-14T07:15:30.337418Z"],
    ["2022-09-27T21:18:30.16825+02:00", "2022-09-27T19:18:30.168Z", "2022-09-27T19:18:30.168250Z"],
    ["2022-11-27T21:18:30+01:00", "2022-11-27T20:18:30.000Z", "2022-11-27T20:18:30.000000Z"],
    ["2023-06-14T10:05:00.25+02:00", "2023-06-14T08:05:00.250Z", "2023-06-14T08:05:00.250000Z"],
    ["2023-06-14T10:05:00.000001Z", "2023-06-14T10:05:00.000Z", "2023-06-14T10:05:00.000001Z"],
    ["2023-01-01T00:30:00.1+01:00", "2022-12-31T23:30:00.100Z", "2022-12-31T23:30:00.100000Z"],
    ["2022-09-27T19:18:32.024237", "2022-09-27T19:18:32.024Z", "2022-09-27T19:18:32.024237Z"],
    ["2022-09-27T19:18:32", "2022-09-27T19:18:32.000Z", "2022-09-27T19:18:32.000000Z"],
  ])("reads %s", (text, instant, version) => {
    expect(readInstant(text)).toBe(instant);
    expect(readVersion(text)).toBe(version);
    covers("S0-24", "S0-36");
  });

  test.each([null, "", "soon", "2023-06-14", "2023-02-31T99:00:00", "07:15:30+02:00"])(
    "has no instant for %j",
    (text) => {
      expect(readInstant(text)).toBeNull();
      expect(readVersion(text)).toBeNull();
      covers("S0-69");
    },
  );

  test("gives the reply to a write and a later read of the same record one version", () => {
    expect(readVersion("2023-06-14T09:15:30.337418212+02:00")).toBe(
      readVersion("2023-06-14T07:15:30.337418Z"),
    );
  });

  test("orders versions as the instants are ordered, whatever offset and digits they were written with", () => {
    const oldestFirst = [
      "2022-10-30T02:59:59.9+02:00",
      "2022-10-30T02:00:00+01:00",
      "2022-10-30T02:00:00.000001+01:00",
      "2022-10-30T02:00:00.00001+01:00",
      "2022-10-30T01:00:00.1Z",
    ];
    const versions = oldestFirst.map((text) => readVersion(text));
    expect(versions.toSorted()).toEqual(versions);
    expect(new Set(versions).size).toBe(oldestFirst.length);
  });
});
