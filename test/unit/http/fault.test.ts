import { expect, test } from "vitest";
import { kindOfStatus } from "../../../src/http/fault.ts";
import { parseRetryAfter } from "../../../src/http/retry.ts";

test.each([
  [400, "INVALID"],
  [401, "UNAUTHENTICATED"],
  [403, "FORBIDDEN"],
  [404, "NOT_FOUND"],
  [405, "UNSUPPORTED"],
  [408, "TIMEOUT"],
  [409, "CONFLICT"],
  [410, "NOT_FOUND"],
  [412, "FAILED_PRECONDITION"],
  [418, "INVALID"],
  [422, "INVALID"],
  [429, "RATE_LIMITED"],
  [500, "UNAVAILABLE"],
  [501, "UNSUPPORTED"],
  [503, "UNAVAILABLE"],
  [504, "TIMEOUT"],
  [599, "UNAVAILABLE"],
])("status %i means %s", (status, kind) => {
  expect(kindOfStatus(status)).toBe(kind);
});

test.each([
  ["0", 0],
  ["1.5", 1500],
  ["120", 120_000],
  ["Sun, 01 Mar 2026 09:30:07 GMT", 7000],
  ["Sun, 01 Mar 2026 09:00:00 GMT", 0],
  ["-5", null],
  ["soon", null],
  ["", null],
  [null, null],
])("Retry-After %j is %j milliseconds", (header, expected) => {
  expect(parseRetryAfter(header, Date.parse("2026-03-01T09:30:00Z"))).toBe(expected);
});
