import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BackendError, type BackendErrorKind } from "../../../src/domain/error.ts";
import { createLogWorld, type LogWorld } from "../../support/log-world.ts";
import { backendId } from "../../support/observation.ts";
import { mainSource } from "../../support/scripted-log.ts";

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);
const failure = (kind: BackendErrorKind, facts: { retryAfterMs?: number } = {}) =>
  new BackendError(kind, "It did not work.", { backend: backendId("tested"), ...facts });

/** Seconds between the calls since the last time that it was asked. */
function pausesOf({ log }: LogWorld, since: number): number[] {
  const times = log.calls.slice(since).map(({ atMs }) => atMs / 1_000);
  return times.slice(1).map((time, index) => Math.round(time - (times[index] ?? 0)));
}

describe("a log tail", () => {
  beforeEach(
    () =>
      void vi.useFakeTimers({
        toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
      }),
  );
  afterEach(() => void vi.useRealTimers());

  it("brings what is written to all who follow, for the calls of one", async () => {
    using world = createLogWorld();
    world.log.write("one", "two");
    const followers = [await world.follow(), await world.follow(), await world.follow()];
    expect(world.log.calls).toHaveLength(1);
    world.log.write("three");
    await seconds(1);
    for (const { lines } of followers) expect(lines).toEqual(["one", "two", "three"]);
    expect(world.log.calls).toHaveLength(2);
    for (const follower of followers) await follower.leave();
  });

  it("asks ever less often while the log is quiet, and often again when it is not", async () => {
    using world = createLogWorld();
    const follower = await world.follow();
    await seconds(40);
    expect(pausesOf(world, 0)).toEqual([2, 4, 8, 10, 10]);
    world.log.write("something");
    await seconds(12);
    expect(pausesOf(world, 5)).toEqual([10, 1, 2, 4]);
    await follower.leave();
  });

  it("never asks more often than the vendor allows, whoever wants to know", async () => {
    using world = createLogWorld({ minPollMs: 5_000 });
    const follower = await world.follow();
    world.log.write("something");
    for (let second = 0; second < 20; second += 1) {
      world.end();
      await seconds(1);
    }
    for (const pause of pausesOf(world, 0)) expect(pause).toBeGreaterThanOrEqual(5);
    await follower.leave();
  });

  it("reads on at once while the vendor has more", async () => {
    using world = createLogWorld();
    const follower = await world.follow();
    world.log.write(...Array.from({ length: 3_500 }, (_, index) => `line ${index}`));
    await seconds(2);
    expect(follower.lines).toHaveLength(3_500);
    expect(pausesOf(world, 1)).toEqual([0, 0, 0]);
    await follower.leave();
  });

  it("goes on a while without followers, then stops and asks no more", async () => {
    using world = createLogWorld();
    const follower = await world.follow();
    expect(world.interest.isWatched(world.backendId)).toBe(true);
    await follower.leave();
    await seconds(9);
    const again = await world.follow();
    await again.leave();
    await seconds(11);
    expect(world.interest.isWatched(world.backendId)).toBe(false);
    const { length } = world.log.calls;
    await seconds(100);
    expect(world.log.calls).toHaveLength(length);
  });

  it("waits through failures that pass, as long as the vendor asks", async () => {
    using world = createLogWorld();
    const follower = await world.follow();
    world.log.failures.push(failure("UNAVAILABLE"), failure("RATE_LIMITED", { retryAfterMs: 30_000 }));
    world.log.write("something");
    await seconds(10);
    expect(follower.lines).toEqual([]);
    await seconds(26);
    expect(follower.lines).toEqual(["something"]);
    expect(pausesOf(world, 1).slice(0, 2)).toEqual([2, 30]);
    await follower.leave();
  });

  it.each(["NOT_FOUND", "UNAUTHENTICATED", "UNSUPPORTED"] as const)(
    "ends its followers with a failure of kind %s, after what it had read; who comes later starts anew",
    async (kind) => {
      using world = createLogWorld();
      world.log.write("something");
      const follower = await world.follow();
      world.log.failures.push(failure(kind));
      await seconds(2);
      expect(follower.lines).toEqual(["something"]);
      expect(follower.error).toMatchObject({ kind });
      const later = await world.follow();
      await seconds(0);
      expect(later.lines).toEqual(["something"]);
      expect(later.error).toBeNull();
      await later.leave();
    },
  );

  it("refuses a follower when the first read fails for good", async () => {
    using world = createLogWorld();
    world.log.failures.push(failure("UNAUTHENTICATED"));
    await expect(world.follow()).rejects.toMatchObject({ kind: "UNAUTHENTICATED" });
  });

  it("tells a rotation at its place, once", async () => {
    using world = createLogWorld();
    world.log.write("one", "two");
    const follower = await world.follow();
    world.log.rotate();
    await seconds(10);
    world.log.write("three", "four");
    await seconds(10);
    expect(follower.lines).toEqual(["one", "two", "<ROTATION>", "three", "four"]);
    await follower.leave();
  });

  it("finds records that come late, or in any order within a moment, and tells each once", async () => {
    using world = createLogWorld();
    world.log.record("09:00:00.000 b", "09:00:01.000 c", "09:00:01.000 e");
    const follower = await world.follow();
    world.log.record("09:00:01.000 d", "09:00:00.500 late");
    await seconds(2);
    world.log.record("09:00:05.000 f");
    await seconds(2);
    expect(follower.lines).toEqual([
      "09:00:00.000 b",
      "09:00:01.000 c",
      "09:00:01.000 e",
      "09:00:00.500 late",
      "09:00:01.000 d",
      "09:00:05.000 f",
    ]);
    const { length } = world.log.calls;
    await seconds(20);
    expect(world.log.calls.at(-1)?.position).toMatch(/ d$/);
    // Reading again what is known is quiet too.
    expect(world.log.calls.length - length).toBeLessThan(6);
    await follower.leave();
  });

  it("names records that cannot be read once, however often they are read again", async () => {
    using world = createLogWorld();
    world.log.record("09:00:00.000 a");
    world.log.hasUnreadable = true;
    const follower = await world.follow();
    for (const record of ["09:00:00.500 b", "09:00:01.000 c"]) {
      world.log.record(record);
      await seconds(20);
    }
    expect(follower.lines).toEqual(["<UNREADABLE>", "09:00:00.000 a", "09:00:00.500 b", "09:00:01.000 c"]);
    world.log.hasUnreadable = false;
    await seconds(20);
    world.log.hasUnreadable = true;
    world.log.record("09:00:09.000 d");
    await seconds(20);
    expect(follower.lines.slice(4)).toEqual(["<UNREADABLE>", "09:00:09.000 d"]);
    await follower.leave();
  });

  it("goes on, and ends, when the clock is set back", async () => {
    using world = createLogWorld({ minPollMs: 1_000 });
    const follower = await world.follow();
    await seconds(1.5);
    vi.setSystemTime(Date.now() - 3_600_000);
    world.log.write("one");
    await seconds(12);
    expect(follower.lines).toEqual(["one"]);
    world.end();
    await seconds(3);
    vi.setSystemTime(Date.now() - 3_600_000);
    await seconds(20);
    expect(follower.isComplete).toBe(true);
  });

  describe("of a job that ends", () => {
    it("goes on when the vendor takes the end back", async () => {
      using world = createLogWorld();
      world.log.write("one");
      const follower = await world.follow();
      world.end();
      await seconds(3);
      world.resume();
      await seconds(120);
      expect(follower.isComplete).toBe(false);
      world.end();
      await seconds(1);
      world.log.write("last words");
      await seconds(20);
      expect(follower.lines).toEqual(["one", "last words"]);
      expect(follower.isComplete).toBe(true);
    });

    it("ends with two empty reads five seconds apart", async () => {
      using world = createLogWorld();
      world.log.write("one");
      const follower = await world.follow();
      world.end();
      await seconds(4);
      world.log.write("last words");
      await seconds(10);
      expect(follower.isComplete).toBe(false);
      await seconds(3);
      expect(follower.lines).toEqual(["one", "last words"]);
      expect(follower.isComplete).toBe(true);
    });

    it("does not end while the log is not read to its end, and not before the job", async () => {
      using world = createLogWorld();
      world.log.write("one");
      const follower = await world.follow();
      await seconds(600);
      expect(follower.isComplete).toBe(false);
      world.log.failures.push(failure("UNAVAILABLE"), failure("UNAVAILABLE"), failure("UNAVAILABLE"));
      world.end();
      world.log.write("two");
      await seconds(1);
      expect(follower.isComplete).toBe(false);
      await seconds(60);
      expect(follower.lines).toEqual(["one", "two"]);
      expect(follower.isComplete).toBe(true);
    });

    it("waits no longer than a minute for a log that goes on and on", async () => {
      using world = createLogWorld();
      const follower = await world.follow();
      world.end();
      for (let count = 0; count < 62; count += 1) {
        world.log.write(`${count}`);
        await seconds(1);
      }
      await seconds(6);
      expect(follower.isComplete).toBe(true);
      expect(follower.lines.length).toBeGreaterThan(55);
      // Nothing of what it has told is missing in between.
      expect(follower.lines).toEqual(follower.lines.map((_, index) => `${index}`));
    });

    it("holds back a last line that may go on, so that it is not cut in two", async () => {
      using world = createLogWorld();
      const follower = await world.follow();
      world.end();
      world.log.write("loss 0.");
      await seconds(0.5);
      world.log.extend("125");
      await seconds(30);
      expect(follower.lines).toEqual(["loss 0.125"]);
      expect(follower.isComplete).toBe(true);
    });

    it("ends at once when the job has ended long ago", async () => {
      using world = createLogWorld({ endedMsAgo: 90_000 });
      world.log.write("one", "two");
      const follower = await world.follow();
      await seconds(0);
      expect(follower.lines).toEqual(["one", "two"]);
      expect(follower.isComplete).toBe(true);
      expect(world.log.calls).toHaveLength(1);
    });

    it("reads a log that is there only then", async () => {
      using world = createLogWorld({ live: false });
      const follower = await world.follow();
      await seconds(60);
      expect(world.log.calls).toHaveLength(0);
      world.end();
      world.log.write("one");
      await seconds(30);
      expect(follower.lines).toEqual(["one"]);
      expect(follower.isComplete).toBe(true);
    });
  });

  it("waits for the job's main log to come up, and ends without one when the job does", async () => {
    using world = createLogWorld();
    const { sources } = world.log;
    world.log.sources = [];
    const follower = await world.follow();
    await seconds(30);
    world.log.write("one");
    world.log.sources = sources;
    await seconds(12);
    expect(follower.lines).toEqual(["one"]);
    // It is found by its name from now on.
    using named = world.tails.join(world.jobId, mainSource.nativeId);
    expect(named).not.toBeNull();
    await follower.leave();

    using other = createLogWorld();
    other.log.sources = [];
    const waiting = await other.follow();
    other.end();
    await seconds(10);
    expect(waiting).toMatchObject({ lines: [], isComplete: true });
  });
});
