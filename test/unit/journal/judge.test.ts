import { describe, expect, test } from "vitest";
import { judge } from "../../../src/journal/judge.ts";
import { decide } from "../../../src/journal/record-rules.ts";
import { at, makeReading, observe } from "../../support/observation.ts";
import { epoch, inPhase, storedAfter, written } from "../../support/stored-job.ts";

describe("rule 6: positions and sequences are given inside the record", () => {
  const head = { epoch, position: 10 };

  test("without a hole, each observation knowing the ones before it", () => {
    const twice = [observe(inPhase("QUEUED"), { asOf: 10 }), observe(inPhase("RUNNING"), { asOf: 10 })];
    const other = observe(makeReading({ nativeId: "job-2" }), { asOf: 10 });
    const { results, entries } = judge([...twice, other], () => null, head);
    expect(results.map(({ kind }) => kind)).toEqual(["recorded", "stale", "recorded"]);
    expect(entries.map(({ position }) => position)).toEqual([11, 12]);
  });

  test("with one page entry for each backend of a backfill", () => {
    const page = (nativeId: string, backend = "alpha") =>
      observe(makeReading({ nativeId }), { source: "BACKFILL", backend, asOf: 10 });
    const { results, entries, snapshots } = judge(
      [page("a"), page("b", "beta"), page("c"), page("c")],
      () => null,
      head,
    );
    expect(results.map((result) => result.kind === "recorded" && result.position)).toEqual([
      11,
      12,
      11,
      false,
    ]);
    expect(entries).toHaveLength(2);
    expect(JSON.parse(entries[0]?.body ?? "")).toMatchObject({
      kind: "Page",
      jobIds: [expect.anything(), expect.anything()],
    });
    expect([...snapshots.values()].map(({ revision }) => revision)).toEqual([11, 12, 11]);
  });

  test("with an event id that depends on epoch, job and sequence alone", () => {
    const first = written(null, observe(makeReading(), { observedAt: at("09:00:00") })).event;
    const again = written(null, observe(inPhase("FAILED"), { observedAt: at("12:00:00") })).event;
    expect(first?.eventId).toMatch(/^[\w-]{22}$/);
    expect(again?.eventId).toBe(first?.eventId);
    const elsewhere = decide(null, observe(makeReading()), { epoch: "fedcba9876543210", position: 1 });
    expect(elsewhere.kind === "write" && elsewhere.event?.eventId).not.toBe(first?.eventId);
  });

  test("and the newest 100 transitions stay with the snapshot", () => {
    const steps = Array.from({ length: 130 }, (_, step) =>
      observe(makeReading({ status: { stage: `S${step}` } })),
    );
    const { transitions, transitionCount } = storedAfter(...steps);
    expect(transitionCount).toBe(129);
    expect(transitions).toHaveLength(100);
    expect(transitions.at(-1)).toMatchObject({ position: 130, event: { sequence: 130 } });
    expect(transitions[0]?.event.sequence).toBe(31);
  });
});
