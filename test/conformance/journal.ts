import { describe, expect, test } from "vitest";
import type { JobId } from "../../src/domain/id.ts";
import { formatId } from "../../src/domain/id.ts";
import type { Entry, Journal, Snapshot } from "../../src/journal/contract.ts";
import { at, backendId, makeReading, observe, observeRemoval } from "../support/observation.ts";

const jobId = (nativeId: string): JobId => formatId("job", backendId("alpha"), nativeId);
const seen = (nativeId: string, stage: string | null = null) => makeReading({ nativeId, status: { stage } });

/** Records one job's stages one after the other: an event each. */
async function recordStages(journal: Journal, nativeId: string, count: number): Promise<void> {
  for (let step = 1; step <= count; step++) {
    const asOf = journal.head.position;
    await journal.record([observe(seen(nativeId, `STEP_${step}`), { asOf })]);
  }
}

async function scanAll(journal: Journal, batchSize: number): Promise<Snapshot[][]> {
  const batches: Snapshot[][] = [];
  for await (const batch of journal.scan(batchSize)) batches.push(batch);
  return batches;
}

const positions = (entries: readonly Entry[]) => entries.map(({ position }) => position);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * Checks one implementation of the journal. `open` opens the store of a name, new at the first time and the same
 * again after it was closed; every test has a store of its own.
 */
export function describeJournal(name: string, open: (store: string) => Promise<Journal>): void {
  let stores = 0;
  const newStore = () => `store-${++stores}`;

  describe(`${name} journal`, () => {
    test("begins empty, at position 0", async () => {
      await using journal = await open(newStore());
      expect(journal.epoch).toMatch(/^[0-9a-f]{16}$/);
      expect(journal.head).toEqual({ position: 0, check: "00000000" });
      expect(await journal.read(0, 10)).toEqual([]);
      expect(await journal.oldest()).toBe(0);
      expect(await journal.checkAt(0)).toBeNull();
      expect(await journal.snapshots([jobId("a")])).toEqual([null]);
      expect(await scanAll(journal, 10)).toEqual([]);
    });

    test("has moved its head when record resolves", async () => {
      await using journal = await open(newStore());
      const results = await journal.record([observe(seen("a")), observe(seen("b"))]);
      expect(results).toMatchObject([
        { kind: "recorded", position: 1, event: { kind: "JobCreated" }, reread: false },
        { kind: "recorded", position: 2 },
      ]);
      expect(journal.head).toEqual({ position: 2, check: await journal.checkAt(2) });
      expect(await journal.record([])).toEqual([]);
    });

    test("gives back the events that were recorded, in order, from any position and in any portion", async () => {
      await using journal = await open(newStore());
      await recordStages(journal, "a", 7);
      const all = await journal.read(0, 100);
      expect(positions(all)).toEqual(range(1, 7));
      expect(all[1]).toMatchObject({
        kind: "Event",
        event: {
          kind: "StatusTransition",
          jobId: jobId("a"),
          sequence: 2,
          job: { status: { stage: "STEP_2" } },
        },
      });
      expect(await journal.read(0, 3)).toEqual(all.slice(0, 3));
      expect(await journal.read(3, 3)).toEqual(all.slice(3, 6));
      expect(await journal.read(7, 3)).toEqual([]);
      expect(await journal.read(99, 3)).toEqual([]);
    });

    test("gives each entry a check of its own", async () => {
      await using journal = await open(newStore());
      await recordStages(journal, "a", 3);
      const entries = await journal.read(0, 10);
      for (const { position, check } of entries) {
        expect(check).toMatch(/^[0-9a-f]{8}$/);
        expect(await journal.checkAt(position)).toBe(check);
      }
      expect(new Set(entries.map(({ check }) => check)).size).toBe(3);
      expect(await journal.checkAt(4)).toBeNull();
    });

    test("tells two histories apart by epoch and check", async () => {
      await using one = await open(newStore());
      await using other = await open(newStore());
      for (const journal of [one, other]) await journal.record([observe(seen("a"))]);
      expect(one.epoch).not.toBe(other.epoch);
      expect(one.head.check).not.toBe(other.head.check);
    });

    test("keeps everything when it is closed and opened again", async () => {
      const store = newStore();
      const about = async (journal: Journal) => ({
        epoch: journal.epoch,
        head: journal.head,
        entries: await journal.read(0, 100),
        snapshots: await scanAll(journal, 100),
        state: await journal.loadState("alpha"),
      });
      let before: Awaited<ReturnType<typeof about>>;
      {
        await using journal = await open(store);
        await recordStages(journal, "a", 3);
        await journal.record([observe(seen("b"), { source: "BACKFILL" })]);
        await journal.record([observeRemoval("a", { asOf: journal.head.position })]);
        await journal.saveState("alpha", '{"page":2}');
        before = await about(journal);
      }
      await using journal = await open(store);
      expect(await about(journal)).toEqual(before);
      await journal.record([observe(seen("c"))]);
      expect(positions(await journal.read(before.head.position, 10))).toEqual([before.head.position + 1]);
    });

    test("hands out the newest snapshots in the order asked for, tombstones included", async () => {
      await using journal = await open(newStore());
      await recordStages(journal, "a", 3);
      await journal.record([observe(seen("b"))]);
      await journal.record([observeRemoval("b", { asOf: 4, observedAt: at("10:00:00") })]);
      const [b, none, a] = await journal.snapshots([jobId("b"), jobId("x"), jobId("a")]);
      expect(b).toMatchObject({
        removedAt: at("10:00:00"),
        revision: 5,
        sequence: 2,
        job: { nativeId: "b" },
      });
      expect(none).toBeNull();
      expect(a).toMatchObject({
        removedAt: null,
        revision: 3,
        sequence: 3,
        transitionCount: 2,
        version: null,
      });
      const entries = await journal.read(1, 2);
      expect(a?.transitions).toEqual(
        entries.map(({ position, check, ...rest }) => ({
          position,
          check,
          event: "event" in rest && rest.event,
        })),
      );
    });

    test("stores a reading as it came, with every part", async () => {
      await using journal = await open(newStore());
      const labels = [{ key: "ключ", value: "值\u0000'\"" }];
      const native = { id: "a", nested: [{ deep: null }, 1.5, true], "dotted.key": "x" };
      const reading = makeReading({ nativeId: "a", labels, native, version: "7" });
      await journal.record([observe(reading, { observedAt: at("09:30:00") })]);
      const [snapshot] = await journal.snapshots([jobId("a")]);
      const { core } = reading;
      expect(snapshot?.job).toEqual({
        ...{ id: jobId("a"), backend: "alpha", nativeId: "a", detail: null, observedAt: at("09:30:00") },
        ...{ core, labels, native },
      });
      expect(snapshot?.version).toBe("7");
    });

    test("scans all snapshots in batches", async () => {
      await using journal = await open(newStore());
      const names = range(1, 25).map((number) => `job-${number}`);
      await journal.record(names.map((nativeId) => observe(seen(nativeId), { source: "BACKFILL" })));
      await journal.record([observeRemoval("job-7", { asOf: 1 })]);
      const batches = await scanAll(journal, 10);
      expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(10);
      const found = batches.flat();
      expect(found.map(({ job }) => job.nativeId).sort()).toEqual([...names].sort());
      expect(found.filter(({ removedAt }) => removedAt !== null).map(({ job }) => job.nativeId)).toEqual([
        "job-7",
      ]);
    });

    test("makes one entry of a backfilled page, and none of it when it comes again", async () => {
      await using journal = await open(newStore());
      const page = ["a", "b", "c"].map((nativeId) => observe(seen(nativeId), { source: "BACKFILL" }));
      const results = await journal.record(page);
      expect(results.map((result) => result.kind === "recorded" && result.position)).toEqual([1, 1, 1]);
      expect(await journal.read(0, 10)).toMatchObject([
        { position: 1, kind: "Page", jobIds: [jobId("a"), jobId("b"), jobId("c")] },
      ]);
      expect(await journal.snapshots([jobId("b")])).toMatchObject([
        { revision: 1, sequence: 0, transitions: [] },
      ]);
      expect(await journal.record(page)).toMatchObject(page.map(() => ({ kind: "same" })));
      expect(journal.head.position).toBe(1);
    });

    test("judges concurrent calls one after the other, without a hole", async () => {
      await using journal = await open(newStore());
      const calls = range(1, 50).map((number) =>
        journal.record([observe(seen(`job-${number}`)), observe(seen("shared", `STEP_${number}`))]),
      );
      const results = await Promise.all(calls);
      expect(results.map(([own]) => own?.kind)).toEqual(results.map(() => "recorded"));
      // All were sent before anything was known: only the first to arrive can be right about the shared job.
      expect(results.filter(([, shared]) => shared?.kind === "recorded")).toHaveLength(1);
      expect(positions(await journal.read(0, 100))).toEqual(range(1, 51));
    });

    test("refuses what is stale and asks for a re-read", async () => {
      await using journal = await open(newStore());
      await recordStages(journal, "a", 2);
      expect(await journal.record([observe(seen("a", "STEP_1"), { asOf: 1 })])).toEqual([
        { kind: "stale", reread: true },
      ]);
      expect(await journal.snapshots([jobId("a")])).toMatchObject([{ revision: 2 }]);
    });

    test("tells every listener of what was appended, until it leaves", async () => {
      await using journal = await open(newStore());
      const heard: string[] = [];
      const leave = journal.onAppend(() => heard.push(`one ${journal.head.position}`));
      journal.onAppend(() => heard.push(`other ${journal.head.position}`));
      await journal.record([observe(seen("a"))]);
      expect(heard).toEqual(["one 1", "other 1"]);
      leave();
      await journal.record([observe(seen("b"))]);
      expect(heard).toEqual(["one 1", "other 1", "other 2"]);
    });

    test("does not call listeners when nothing was appended", async () => {
      await using journal = await open(newStore());
      await journal.record([observe(seen("a"))]);
      let calls = 0;
      journal.onAppend(() => calls++);
      await journal.record([observe(seen("a"), { asOf: 1 })]);
      await journal.saveState("k", "1");
      expect(calls).toBe(0);
    });

    test("a listener reads in time what it is told of", async () => {
      await using journal = await open(newStore());
      const read: Promise<Entry[]>[] = [];
      journal.onAppend(() => read.push(journal.read(0, 10)));
      await journal.record([observe(seen("a"))]);
      expect((await Promise.all(read)).map(positions)).toEqual([[1]]);
    });

    test("trims entries and old tombstones, and keeps snapshots and their transitions", async () => {
      await using journal = await open(newStore());
      await recordStages(journal, "a", 6);
      await journal.record([observe(seen("b")), observe(seen("c"))]);
      const asOf = journal.head.position;
      await journal.record([
        observeRemoval("b", { asOf, observedAt: at("08:00:00") }),
        observeRemoval("c", { asOf, observedAt: at("10:00:00") }),
      ]);
      await journal.trim(5, at("09:00:00"));
      expect(await journal.oldest()).toBe(4);
      expect(positions(await journal.read(0, 100))).toEqual(range(5, 10));
      expect(await journal.checkAt(4)).toBeNull();
      expect(await journal.checkAt(5)).not.toBeNull();
      const [a, b, c] = await journal.snapshots([jobId("a"), jobId("b"), jobId("c")]);
      expect(a?.transitions).toHaveLength(5);
      expect(b).toBeNull();
      expect(c?.removedAt).toBe(at("10:00:00"));
    });

    test("keeps its newest entry and goes on from it when all is trimmed", async () => {
      const store = newStore();
      {
        await using journal = await open(store);
        await recordStages(journal, "a", 4);
        await journal.trim(99, at("23:00:00"));
        expect(await journal.oldest()).toBe(3);
      }
      await using journal = await open(store);
      expect(journal.head).toEqual({ position: 4, check: await journal.checkAt(4) });
      await journal.record([observe(seen("b"))]);
      expect(positions(await journal.read(0, 10))).toEqual([4, 5]);
    });

    test("keeps small states by key", async () => {
      await using journal = await open(newStore());
      expect(await journal.loadState("alpha")).toBeNull();
      await journal.saveState("alpha", "1");
      await journal.saveState("beta", "2");
      await journal.saveState("alpha", "3");
      expect(await Promise.all(["alpha", "beta"].map((key) => journal.loadState(key)))).toEqual(["3", "2"]);
    });

    test("lets one of two who claim a state at once have it, and tells the other what it holds", async () => {
      const store = newStore();
      {
        await using journal = await open(store);
        const [first, second] = await Promise.all([
          journal.claimState("intent", "one"),
          journal.claimState("intent", "other"),
        ]);
        expect([first, second]).toEqual([null, "one"]);
        expect(await journal.loadState("intent")).toBe("one");
      }
      await using journal = await open(store);
      expect(await journal.claimState("intent", "third")).toBe("one");
      await journal.saveState("intent", "done");
      expect(await journal.claimState("intent", "third")).toBe("done");
    });

    test("gives a state that was removed to whoever claims it next", async () => {
      await using journal = await open(newStore());
      await journal.claimState("intent", "one");
      await journal.removeState("intent");
      await journal.removeState("nobody's");
      expect(await journal.loadState("intent")).toBeNull();
      expect(await journal.claimState("intent", "other")).toBeNull();
    });

    test("lists the states whose keys begin with a text, by key, and takes the text as it is", async () => {
      await using journal = await open(newStore());
      for (const key of ["a_b%:2", "a_b%:10", "a_b%", "a_b", "axb%:1", "a_bc:1", "A_B%:1", "b", "a_b%é"]) {
        await journal.saveState(key, `of ${key}`);
      }
      const keys = async (prefix: string) => (await journal.states(prefix)).map(({ key }) => key);
      expect(await journal.states("a_b%:")).toEqual([
        { key: "a_b%:10", value: "of a_b%:10" },
        { key: "a_b%:2", value: "of a_b%:2" },
      ]);
      expect(await keys("a_b%")).toEqual(["a_b%", "a_b%:10", "a_b%:2", "a_b%é"]);
      expect(await keys("c")).toEqual([]);
      expect(await keys("")).toHaveLength(9);
    });
  });
}
