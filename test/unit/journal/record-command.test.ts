import { describe, expect, test } from "vitest";
import type { Progress } from "../../../src/domain/status.ts";
import { at, makeReading, observe, observeRemoval } from "../../support/observation.ts";
import { decideNext, detail, inPhase, storedAfter, written } from "../../support/stored-job.ts";

const command = { source: "COMMAND", actor: "ada" } as const;
const stale = { ...command, asOf: 1 } as const;

describe("rule 3: a command's result wins when it moves the job towards its end", () => {
  const stored = storedAfter(observe(inPhase("QUEUED")), observe(inPhase("RUNNING")));

  test("is recorded although stale, and asks for a re-read", () => {
    const decision = written(stored, observe(inPhase("CANCELLING"), stale));
    expect(decision).toMatchObject({
      reread: true,
      event: { source: "COMMAND", actor: "ada", to: "CANCELLING" },
      snapshot: { job: { core: { status: { phase: "CANCELLING" } } } },
    });
  });

  test("a deletion by command wins over whatever the job was seen to be; a poll's does not", () => {
    const ended = storedAfter(observe(inPhase("QUEUED")), observe(inPhase("SUCCEEDED")));
    for (const state of [stored, ended]) {
      const decision = written(state, observeRemoval("job-1", stale));
      expect(decision).toMatchObject({ reread: true, event: { kind: "JobRemoved", actor: "ada" } });
      expect(decideNext(state, observeRemoval("job-1", { asOf: 1 }))).toEqual({
        kind: "stale",
        reread: true,
      });
    }
  });

  test("of a job that is gone nothing is told, and nothing slow brings it back", () => {
    const removed = storedAfter(observe(inPhase("QUEUED")), observeRemoval("job-1"));
    expect(decideNext(removed, observeRemoval("job-1", { ...command, asOf: 9 })).kind).toBe("same");
    expect(decideNext(null, observeRemoval("job-1", command)).kind).toBe("same");
    expect(decideNext(removed, observe(inPhase("CANCELLED"), stale))).toEqual({
      kind: "stale",
      reread: true,
    });
  });
});

describe("a command is told although it leaves the job as it was", () => {
  const listed = observe(makeReading({ labels: [], native: { id: "job-1", state: "running" } }));

  test("when its answer shows what is stored", () => {
    const stored = storedAfter(listed);
    for (const asOf of [0, stored.revision]) {
      const { event, snapshot, reread } = written(stored, { ...listed, ...command, asOf });
      expect(event).toMatchObject({
        ...{ kind: "JobChanged", source: "COMMAND", actor: "ada", sequence: 2 },
        ...{ occurredAt: null, changedFields: [], before: {} },
        job: { ...stored.job.core, labels: [] },
      });
      expect(snapshot).toEqual({ ...stored, sequence: 2, revision: 2 });
      expect(reread).toBe(false);
    }
  });

  test("when its answer carries a part that was never read, which is stored", () => {
    const stored = storedAfter(listed);
    const whole = makeReading({ detail, native: { id: "job-1", state: "running", code: "x" } });
    const { event, snapshot, reread } = written(stored, observe(whole, { ...command, asOf: 1 }));
    expect(event).toMatchObject({ kind: "JobChanged", actor: "ada", changedFields: [], before: {} });
    expect(snapshot).toMatchObject({ sequence: 2, revision: 2, job: { detail, native: { code: "x" } } });
    expect(reread).toBe(false);
  });

  test.for([
    ["shows the job further back", inPhase("QUEUED")],
    ["shows the job elsewhere", inPhase("RUNNING", { core: { description: "new" } })],
    ["shows a queued job run", inPhase("RUNNING"), inPhase("QUEUED")],
    ["shows an ended job otherwise", inPhase("CANCELLED"), inPhase("SUCCEEDED")],
  ] as const)("when its answer %s and may be older than what is stored", ([, seen, last]) => {
    const stored = storedAfter(observe(inPhase("PENDING")), observe(last ?? inPhase("RUNNING")));
    const { event, snapshot, reread } = written(stored, observe(seen, stale));
    expect(event).toMatchObject({ kind: "JobChanged", actor: "ada", sequence: 3, changedFields: [] });
    expect(snapshot).toEqual({ ...stored, sequence: 3, revision: 3 });
    expect(reread).toBe(true);
  });

  test("when the vendor's version says that its answer is older", () => {
    const stored = storedAfter(observe(inPhase("RUNNING", { version: "2" })));
    const older = observe(inPhase("CANCELLING", { version: "1" }), { ...command, asOf: 9 });
    const { event, snapshot } = written(stored, older);
    expect(event).toMatchObject({ kind: "JobChanged", actor: "ada", changedFields: [] });
    expect(snapshot).toEqual({ ...stored, sequence: 2, revision: 2 });
  });

  test("and what a poll saw while the command was under way is not laid over it", () => {
    const note = (description: string, version?: string) =>
      makeReading({ core: { description }, ...(version !== undefined && { version }) });
    for (const versions of [[], ["1", "2", "3"]]) {
      const before = storedAfter(observe(note("mine", versions[0])));
      const after = written(before, observe(note("mine", versions[2]), { ...command, asOf: 1 })).snapshot;
      expect(decideNext(after, observe(note("theirs", versions[1]), { asOf: 1 })).kind).toBe("stale");
    }
  });
});

test("progress that a command shows is not held back", () => {
  const progress = (done: number): Progress => ({
    ...{ fraction: null, done, total: 9, counters: [], steps: [] },
  });
  const step = (done: number) => makeReading({ status: { progress: progress(done) } });
  const observedAt = at("09:00:00");
  const stored = storedAfter(observe(step(1), { observedAt }), observe(step(2), { observedAt }));
  expect(decideNext(stored, observe(step(3), { observedAt, asOf: 9 }))).toMatchObject({ deferred: true });
  const { event } = written(stored, observe(step(3), { ...command, observedAt, asOf: 9 }));
  expect(event).toMatchObject({ kind: "JobChanged", actor: "ada", changedFields: ["status"] });
});

describe("the job that another was made again from", () => {
  const again = makeReading({ nativeId: "job-1", retryOf: "job-0" });

  test("is kept with a job that the command's answer creates, whatever is read later", () => {
    const stored = storedAfter(observe(again, command), observe(inPhase("SUCCEEDED")));
    expect(stored.job).toMatchObject({ retryOf: "job-0", core: { status: { phase: "SUCCEEDED" } } });
  });

  test("is taken from an answer that comes after a poll has met the job, stale or not", () => {
    const polled = storedAfter(observe(inPhase("QUEUED")), observe(inPhase("RUNNING")));
    expect(polled.job).not.toHaveProperty("retryOf");
    for (const asOf of [1, 2]) {
      const { snapshot, event } = written(polled, observe(again, { ...command, asOf }));
      expect(snapshot.job.retryOf).toBe("job-0");
      expect(event).toMatchObject({ changedFields: [] });
    }
    const other = observe({ ...again, core: inPhase("QUEUED").core }, { ...command, asOf: 1 });
    expect(written(polled, other).snapshot.job).toMatchObject({
      retryOf: "job-0",
      core: { status: { phase: "RUNNING" } },
    });
  });

  test("is not what makes two readings differ", () => {
    const stored = storedAfter(observe(again, command));
    expect(decideNext(stored, observe(makeReading(), { asOf: 9 })).kind).toBe("same");
  });
});
