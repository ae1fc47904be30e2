import { describe, expect, test } from "vitest";
import { at, makeReading, observe, observeRemoval } from "../../support/observation.ts";
import { decideNext, inPhase, storedAfter, written } from "../../support/stored-job.ts";

describe("rule 1: what was asked for before the stored state was known is stale", () => {
  const stored = storedAfter(observe(inPhase("QUEUED")), observe(inPhase("RUNNING")));

  test("refuses a reading whose asOf lies before the revision, and asks for another", () => {
    const late = observe(inPhase("QUEUED"), { asOf: stored.revision - 1, observedAt: at("23:00:00") });
    expect(decideNext(stored, late)).toEqual({ kind: "stale", reread: true });
  });

  test("accepts one whose asOf is the revision, however early its clock", () => {
    const fresh = observe(inPhase("QUEUED"), { asOf: stored.revision, observedAt: at("01:00:00") });
    expect(written(stored, fresh).event).toMatchObject({
      kind: "StatusTransition",
      from: "RUNNING",
      to: "QUEUED",
    });
  });

  describe("when both carry the vendor's version", () => {
    const versioned = storedAfter(observe(inPhase("RUNNING", { version: "0005" })));

    test("a greater one is fresh whatever its asOf", () => {
      const decision = written(versioned, observe(inPhase("SUCCEEDED", { version: "0006" }), { asOf: 0 }));
      expect(decision).toMatchObject({ reread: false, snapshot: { version: "0006" } });
    });

    test("a smaller one is stale whatever its asOf, and needs no re-read: there is no doubt", () => {
      const old = observe(inPhase("QUEUED", { version: "0004" }), { asOf: 99 });
      expect(decideNext(versioned, old)).toEqual({ kind: "stale", reread: false });
    });

    test("equal ones leave it to asOf", () => {
      const reading = inPhase("SUCCEEDED", { version: "0005" });
      expect(decideNext(versioned, observe(reading, { asOf: 0 }))).toEqual({ kind: "stale", reread: true });
      expect(decideNext(versioned, observe(reading, { asOf: 1 })).kind).toBe("write");
    });

    test("a reading without a version leaves it to asOf, and so does the one after it", () => {
      const unversioned = storedAfter(
        observe(inPhase("QUEUED", { version: "0005" })),
        observe(inPhase("RUNNING")),
      );
      expect(unversioned.version).toBeNull();
      const decision = decideNext(unversioned, observe(inPhase("QUEUED", { version: "0006" }), { asOf: 1 }));
      expect(decision).toEqual({ kind: "stale", reread: true });
    });
  });
});

describe("rule 5: a removal leaves a tombstone", () => {
  const removal = observeRemoval("job-1", { observedAt: at("10:00:00") });
  const stored = storedAfter(observe(makeReading({ labels: [{ key: "a", value: "b" }] })), removal);

  test("that keeps the job as last known", () => {
    expect(stored).toMatchObject({
      removedAt: at("10:00:00"),
      revision: 2,
      sequence: 2,
      job: { nativeId: "job-1" },
    });
  });

  test("that a slow poll does not bring to life, whatever its version", () => {
    const slow = observe(makeReading({ version: "9" }), { asOf: 1, observedAt: at("11:00:00") });
    expect(decideNext(stored, slow)).toEqual({ kind: "stale", reread: true });
  });

  test("that a job seen later under its id replaces, with the sequence going on", () => {
    const decision = written(stored, observe(makeReading(), { asOf: 2, source: "BACKFILL" }));
    expect(decision.event).toMatchObject({ kind: "JobCreated", sequence: 3 });
    expect(decision.snapshot).toMatchObject({ removedAt: null, sequence: 3, job: { labels: [] } });
  });

  test("a second removal and one of an unknown job are nothing new", () => {
    expect(decideNext(stored, { ...removal, asOf: 9 }).kind).toBe("same");
    expect(decideNext(null, removal).kind).toBe("same");
  });
});
