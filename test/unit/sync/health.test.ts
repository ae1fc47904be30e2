import { describe, expect, it } from "vitest";
import { BackendError } from "../../../src/domain/error.ts";
import { type Fault, toFault } from "../../../src/domain/fault.ts";
import type { BackendId } from "../../../src/domain/id.ts";
import { faultOf, type ReadHistory, stateOf, unreachableAfterMs } from "../../../src/sync/health.ts";

const backend = "one" as BackendId;
const down = toFault(new BackendError("UNAVAILABLE", "The vendor is away.", { backend }), 0);
const intervalMs = 10_000;

function history(change: Partial<ReadHistory>): ReadHistory {
  return { startedMs: 0, completeMs: 0, answeredMs: 0, failure: null, unreadable: new Map(), ...change };
}

describe("the state of a backend", () => {
  it.each([
    ["BACKFILLING before the first complete read", { completeMs: null }, 1_000],
    ["BACKFILLING while the first reads fail", { completeMs: null, answeredMs: null, failure: down }, 59_999],
    [
      "UNREACHABLE when nothing has ever answered for a minute",
      { completeMs: null, answeredMs: null, failure: down },
      unreachableAfterMs,
    ],
    ["LIVE after a complete read", {}, 0],
    ["LIVE for three intervals", {}, 3 * intervalMs],
    ["STALE after three intervals", {}, 3 * intervalMs + 1],
    ["STALE at once when a read failed", { failure: down }, 1],
    ["UNREACHABLE a minute after the last valid answer", { failure: down }, unreachableAfterMs],
    ["STALE as long as something answers", { failure: down, answeredMs: 30_000 }, unreachableAfterMs],
  ] as const)("is %s", (sentence, change, nowMs) => {
    expect(stateOf(history(change), intervalMs, nowMs)).toBe(sentence.split(" ")[0]);
  });
});

describe("the error of a backend", () => {
  const unreadable = (count: number) =>
    new Map<string, Fault>(
      Array.from({ length: count }, (_, n) => [`job-${n}`, { ...down, code: "MALFORMED" as const }]),
    );

  it("is none when all went well", () => {
    expect(faultOf(history({}))).toBeNull();
  });
  it("names at most five documents that could not be read", () => {
    const fault = faultOf(history({ unreadable: unreadable(7) }));
    expect(fault?.code).toBe("MALFORMED");
    expect(fault?.message).toContain("7 job document(s): job-0, job-1, job-2, job-3, job-4 and 2 more");
  });
  it("is the failed read before any document", () => {
    expect(faultOf(history({ failure: down, unreadable: unreadable(1) }))).toBe(down);
  });
});
