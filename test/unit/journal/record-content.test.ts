import { describe, expect, test } from "vitest";
import type { StatusTransitionEvent } from "../../../src/domain/event.ts";
import { emptySpec } from "../../../src/domain/spec.ts";
import type { Progress } from "../../../src/domain/status.ts";
import type { ReadingFacts } from "../../support/observation.ts";
import { at, makeReading, observe } from "../../support/observation.ts";
import { decideNext, detail, inPhase, storedAfter, written } from "../../support/stored-job.ts";

const progress = (done: number): Progress => ({ fraction: null, done, total: 9, counters: [], steps: [] });

describe("rule 2: the same content is no event", () => {
  const listed = observe(makeReading({ labels: [], native: { id: "job-1", state: "running" } }));
  const whole = observe(
    makeReading({ detail, native: { id: "job-1", state: "running", code: { uri: "x" } } }),
  );

  test("leaves everything as it is, stale or not", () => {
    const stored = storedAfter(listed);
    for (const asOf of [0, 5]) {
      expect(decideNext(stored, { ...listed, asOf })).toEqual({ kind: "same", deferred: false });
    }
  });

  test("does not count noise", () => {
    const noise = ["served"];
    const stored = storedAfter(observe(makeReading({ native: { a: 1, served: 1 } }), { noise }));
    const again = observe(makeReading({ native: { a: 1, served: 2 } }), { noise, asOf: 1 });
    expect(decideNext(stored, again).kind).toBe("same");
  });

  test("a part that was not asked is not a part that went away", () => {
    const stored = storedAfter(listed, whole);
    expect(stored.job).toMatchObject({ labels: [], detail, native: { code: { uri: "x" } } });
    expect(decideNext(stored, { ...listed, asOf: 9 }).kind).toBe("same");
    expect(decideNext(stored, { ...whole, asOf: 9 }).kind).toBe("same");
  });

  test("a change seen by a single read is not seen again by the listing, nor the way back missed", () => {
    const changed = (native: object) =>
      observe(makeReading({ native: { id: "job-1", ...native } }), { asOf: 9 });
    const seen = observe(makeReading({ detail, native: { id: "job-1", state: "b", code: 1 } }));
    const stored = storedAfter(
      changed({ state: "a" }),
      observe(makeReading({ detail, native: { id: "job-1", state: "a", code: 1 } })),
      seen,
    );
    expect(decideNext(stored, changed({ state: "b" })).kind).toBe("same");
    expect(written(stored, changed({ state: "a" })).event).toMatchObject({ changedFields: ["native"] });
  });

  test("a member that left the whole document is a change, and one that a listing lacks is none", () => {
    const stored = storedAfter(whole);
    const shorter = { id: "job-1", state: "running" };
    expect(
      written(stored, observe(makeReading({ detail, native: shorter }), { asOf: 9 })).snapshot.job.native,
    ).toEqual(shorter);
    expect(decideNext(stored, observe(makeReading({ native: shorter }), { asOf: 9 })).kind).toBe("same");
  });

  test("a part read for the first time is filled in without an event, unless it is stale", () => {
    const stored = storedAfter(listed);
    const decision = decideNext(stored, { ...whole, asOf: 1 });
    expect(decision).toMatchObject({
      kind: "filled",
      snapshot: { revision: 1, sequence: 1, job: { detail } },
    });
    expect(decideNext(stored, { ...whole, asOf: 0 })).toEqual({ kind: "stale", reread: true });
  });
});

describe("rule 4: at most one event for an observation", () => {
  test("a job that is seen for the first time is created", () => {
    const created = observe(makeReading({ core: { createdAt: at("08:00:00") } }));
    expect(written(null, created).event).toMatchObject({
      kind: "JobCreated",
      sequence: 1,
      occurredAt: at("08:00:00"),
    });
  });

  test("a job that comes by backfill starts at sequence 0 without an event", () => {
    const decision = written(null, observe(makeReading(), { source: "BACKFILL" }));
    expect(decision).toMatchObject({ event: null, snapshot: { sequence: 0, transitionCount: 0 } });
  });

  test.for([
    ["phase", { phase: "FINALIZING" }],
    ["stage", { stage: "UPLOADING" }],
    ["native word", { native: { value: "r2", secondary: null, code: null, mapped: true } }],
    ["native number", { native: { value: "running", secondary: null, code: 8, mapped: true } }],
    ["message", { message: "step 2 of 3" }],
  ] as const)("a change of the %s is a transition", ([, status]) => {
    const { event, snapshot } = written(
      storedAfter(observe(makeReading())),
      observe(makeReading({ status }), { asOf: 1 }),
    );
    expect(event).toMatchObject({
      kind: "StatusTransition",
      changedFields: [],
      from: "RUNNING",
      corrective: false,
    });
    expect(snapshot.sequence).toBe(2);
  });

  test("a change of the outcome after the end is a corrective transition", () => {
    const ended = storedAfter(observe(inPhase("SUCCEEDED")));
    const partial = observe(inPhase("SUCCEEDED", { status: { outcome: "PARTIAL" } }), { asOf: 1 });
    expect(written(ended, partial).event).toMatchObject({ kind: "StatusTransition", corrective: true });
  });

  test("a transition names the other fields that changed with it, and holds all old values", () => {
    const stored = storedAfter(observe(makeReading({ labels: [{ key: "a", value: "1" }] })));
    const next = inPhase("SUCCEEDED", { core: { description: "new" }, labels: [] });
    const core = { ...next.core, status: makeReading({ status: { phase: "SUCCEEDED" } }).core.status };
    const { event } = written(stored, observe({ ...next, core }, { asOf: 1 }));
    expect(event).toMatchObject({ kind: "StatusTransition", changedFields: ["description", "labels"] });
    const { job, before } = event as StatusTransitionEvent;
    expect({ ...job, ...before }).toEqual({ ...stored.job.core, labels: stored.job.labels });
  });

  test.for([
    ["displayName", { core: { displayName: "x" } }],
    ["archived", { core: { archived: true } }],
    ["algorithm", { core: { algorithm: { nativeId: "a", name: null } } }],
    ["labels", { labels: [{ key: "a", value: "b" }] }],
    ["spec", { detail: { ...detail, spec: { ...emptySpec, options: "-v" } } }],
    ["flavor", { core: { flavor: { nativeId: "f", name: null } } }],
    ["native", { native: { other: true } }],
    ["status", { status: { exitCode: 3 } }],
  ] as const)("a change elsewhere is a JobChanged that names %s", ([field, facts]) => {
    const base = { labels: [], detail };
    const stored = storedAfter(observe(makeReading(base)));
    const { event } = written(stored, observe(makeReading({ ...base, ...facts }), { asOf: 1 }));
    expect(event).toMatchObject({ kind: "JobChanged", changedFields: [field] });
  });

  test("occurredAt is the status time that the change brought", () => {
    const queued = storedAfter(observe(inPhase("QUEUED")));
    const [startedAt, updatedAt, endedAt] = [at("08:01:00"), at("08:02:00"), at("08:03:00")];
    const running = observe(inPhase("RUNNING", { status: { startedAt, updatedAt } }), { asOf: 1 });
    expect(written(queued, running).event?.occurredAt).toBe(startedAt);

    const again = observe(inPhase("RUNNING", { status: { startedAt, updatedAt, stage: "TWO" } }), {
      asOf: 9,
    });
    const started = storedAfter(running);
    expect(written(started, again).event?.occurredAt).toBe(updatedAt);
    const ended = observe(inPhase("FAILED", { status: { startedAt, updatedAt, endedAt } }), { asOf: 9 });
    expect(written(started, ended).event?.occurredAt).toBe(endedAt);
    expect(written(queued, observe(inPhase("RUNNING"), { asOf: 1 })).event?.occurredAt).toBeNull();
  });
});

describe("rule 7: progress alone makes at most one event in 10 s", () => {
  const step = (done: number, time: string, facts: ReadingFacts = {}) => {
    const status = { progress: progress(done), updatedAt: at(time), ...facts.status };
    const core = { updatedAt: at(time) };
    return observe(makeReading({ core, native: { done }, ...facts, status }), {
      asOf: 99,
      observedAt: at(time),
    });
  };
  const stored = storedAfter(step(1, "09:00:00"), step(2, "09:00:01"));

  test("records the first and waits with the next", () => {
    expect(stored).toMatchObject({ sequence: 2, progressAt: at("09:00:01") });
    expect(decideNext(stored, step(3, "09:00:10"))).toEqual({ kind: "same", deferred: true });
    expect(written(stored, step(3, "09:00:11")).event).toMatchObject({
      changedFields: ["updatedAt", "status"],
    });
  });

  test("waits as well when another gateway's clock is behind, but not for ever when it is far behind", () => {
    expect(decideNext(stored, step(3, "08:59:55")).kind).toBe("same");
    expect(decideNext(stored, step(3, "07:00:00")).kind).toBe("write");
  });

  test("holds back nothing else", () => {
    const next = step(3, "09:00:02", { status: { message: "almost" } });
    expect(written(stored, next).event?.kind).toBe("StatusTransition");
    const exit = step(3, "09:00:02", { status: { exitCode: 1 } });
    expect(written(stored, exit).event?.kind).toBe("JobChanged");
  });

  test("lets a part that is read for the first time in, and leaves the core as events have shown it", () => {
    const decision = decideNext(stored, step(3, "09:00:02", { detail }));
    expect(decision).toMatchObject({
      kind: "filled",
      snapshot: { job: { detail, core: { status: { progress: { done: 2 } } } } },
    });
  });
});
