import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createWakeable } from "../../../src/sync/wakeable.ts";

const never = new AbortController().signal;

describe("a wait that can be cut short", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("lasts its time", async () => {
    const { sleep } = createWakeable();
    const done = vi.fn();
    void sleep(1_000, never).then(done);
    await vi.advanceTimersByTimeAsync(999);
    expect(done).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toHaveBeenCalled();
  });
  it("ends when it is woken", async () => {
    const { sleep, wake } = createWakeable();
    const waiting = sleep(1_000, never);
    wake();
    await waiting;
    expect(vi.getTimerCount()).toBe(0);
  });
  it("ends at once when it was woken since the last one", async () => {
    const { sleep, wake } = createWakeable();
    wake();
    await sleep(1_000, never);
    expect(vi.getTimerCount()).toBe(0);
  });
  it("sleeps again after that", async () => {
    const { sleep, wake } = createWakeable();
    wake();
    await sleep(1_000, never);
    void sleep(1_000, never);
    expect(vi.getTimerCount()).toBe(1);
  });
  it("rejects with the reason of its signal", async () => {
    const stop = new AbortController();
    const waiting = createWakeable().sleep(1_000, stop.signal);
    stop.abort(new Error("stopped"));
    await expect(waiting).rejects.toThrow("stopped");
    expect(vi.getTimerCount()).toBe(0);
  });
});
