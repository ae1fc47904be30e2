import { describe, expect, it } from "vitest";
import { namesLoopback } from "../../../src/server/loopback.ts";

describe("the Host of a request", () => {
  it.each(["localhost", "localhost:4000", "127.0.0.1:4000", "127.1.2.3", "[::1]:4000", "LOCALHOST:1"])(
    "names loopback: %s",
    (host) => expect(namesLoopback(host)).toBe(true),
  );
  it.each([
    undefined,
    "",
    "evil.example:4000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "10.0.0.1",
    "[::2]",
  ])("is another's: %s", (host) => expect(namesLoopback(host)).toBe(false));
});
