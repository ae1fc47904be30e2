import { expect, test } from "vitest";
import { covers } from "../../support/covers.ts";

test.each([
  ["S9-1", "S9-1"],
  ["S0-79..81", "S0-80, S0-81"],
  ["S0-1 S0-80", "S0-80"],
  ["S0-5..5", "spans no rows"],
  ["S0-5..S0-7", "S0-5..S0-7"],
])("%s is refused with %s", (ids, told) => {
  expect(() => covers(ids)).toThrow(told);
});
