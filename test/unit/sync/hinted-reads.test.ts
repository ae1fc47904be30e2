import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type HintedReads, startHintedReads } from "../../../src/sync/hinted-reads.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Reads that take as long as a test wants, and what they and the poller were asked. */
function start({ batchSize = 10, callsPerMinute = null as number | null, minPollMs = 2_000 } = {}) {
  const stop = new AbortController();
  const reads: string[][] = [];
  let wakes = 0;
  let takeMs = 0;
  const hints: HintedReads = startHintedReads({
    limits: { batchSize, callsPerMinute, minPollMs },
    read: async (nativeIds) => {
      reads.push([...nativeIds]);
      if (takeMs > 0) await new Promise((resolve) => setTimeout(resolve, takeMs));
    },
    wake: () => {
      wakes += 1;
    },
    now: Date.now,
    signal: stop.signal,
  });
  return {
    reads,
    name: (...nativeIds: string[]) => hints.take({ nativeIds, wakes: false }),
    wake: () => hints.take({ nativeIds: [], wakes: true }),
    wakes: () => wakes,
    slow: (ms: number) => {
      takeMs = ms;
    },
    end: () => {
      stop.abort(new Error("over"));
      return hints.running;
    },
  };
}

const ids = (count: number, start = 0) => Array.from({ length: count }, (_, index) => `job-${start + index}`);
const turn = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe("hinted reads", () => {
  it("read a job that was named at once, and never wake the poller for it", async () => {
    const rig = start();
    rig.name("a", "b", "a");
    await turn();
    expect(rig.reads).toEqual([["a", "b"]]);
    expect(rig.wakes()).toBe(0);
  });

  it("make one read of many hints for a job, and one more for what came after it", async () => {
    const rig = start();
    for (let hint = 0; hint < 1_000; hint++) rig.name("a");
    await turn();
    for (let hint = 0; hint < 1_000; hint++) rig.name("a");
    await turn(1_999);
    expect(rig.reads).toEqual([["a"]]);
    await turn(1);
    expect(rig.reads).toEqual([["a"], ["a"]]);
    await turn(60_000);
    expect(rig.reads).toHaveLength(2);
  });

  it("read a job again that was named while it was read", async () => {
    const rig = start({ minPollMs: 100 });
    rig.slow(5_000);
    rig.name("a");
    await turn();
    rig.name("a");
    await turn(5_000);
    expect(rig.reads).toEqual([["a"], ["a"]]);
  });

  it("let no job wait for another that was read just now", async () => {
    const rig = start();
    rig.name("a");
    await turn();
    rig.name("a", "b");
    await turn();
    expect(rig.reads).toEqual([["a"], ["b"]]);
  });

  it("ask for no more jobs at once than the vendor takes", async () => {
    const rig = start({ batchSize: 3 });
    rig.name(...ids(7));
    await turn();
    expect(rig.reads.map(({ length }) => length)).toEqual([3, 3, 1]);
  });

  it("spend at most a quarter of the vendor's calls however many jobs are named", async () => {
    const rig = start({ callsPerMinute: 40, minPollMs: 0 });
    for (let second = 0; second < 60; second++) {
      rig.name(...ids(100, second * 100));
      await turn(1_000);
    }
    const read = rig.reads.flat();
    expect(read.length).toBeGreaterThan(5);
    expect(read.length).toBeLessThanOrEqual(10);
  });

  it("leave to a poll what is more than they can keep in mind, and wake it once in five seconds", async () => {
    const rig = start({ callsPerMinute: 4 });
    for (let hint = 0; hint < 100; hint++) rig.name(...ids(100, hint * 100));
    await turn();
    expect(rig.wakes()).toBe(1);
    rig.name(...ids(300, 20_000));
    await turn(4_999);
    expect(rig.wakes()).toBe(1);
    await turn(1);
    expect(rig.wakes()).toBe(2);
    await turn(60_000);
    expect(rig.wakes()).toBe(2);
  });

  it("wake the poller at once, then not again for five seconds, and do not forget that they should", async () => {
    const rig = start();
    rig.wake();
    await turn();
    expect(rig.wakes()).toBe(1);
    for (let hint = 0; hint < 100_000; hint++) rig.wake();
    await turn(4_999);
    expect(rig.wakes()).toBe(1);
    await turn(1);
    expect(rig.wakes()).toBe(2);
    await turn(60_000);
    expect(rig.wakes()).toBe(2);
    rig.wake();
    await turn();
    expect(rig.wakes()).toBe(3);
  });

  it("end with their signal, and wake nobody afterwards", async () => {
    const rig = start();
    rig.wake();
    await turn();
    rig.wake();
    await rig.end();
    rig.wake();
    rig.name("a");
    await turn(60_000);
    expect([rig.wakes(), rig.reads]).toEqual([1, []]);
  });

  it("put nothing off when the clock is set back", async () => {
    const rig = start();
    rig.name("a");
    rig.wake();
    await turn();
    vi.setSystemTime(Date.now() - 3_600_000);
    rig.name("a");
    rig.wake();
    await turn(5_000);
    expect(rig.reads).toEqual([["a"], ["a"]]);
    expect(rig.wakes()).toBe(2);
  });
});
