import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Following, Place } from "../../../src/fanout/contract.ts";
import type { LogMessage } from "../../../src/federation/log-messages.ts";
import { createLogWorld, linesOf } from "../../support/log-world.ts";

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);
const linesFrom = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `line ${from + index}`);
const small = { bounds: { entries: 100, bytes: 1_000_000 } };
const { signal } = new AbortController();

/** Somebody who reads piece by piece, when the test says so. */
function openReader({ feed, from, first }: Following<LogMessage>) {
  const messages: LogMessage[] = [...first];
  let place: Place = from;
  return {
    messages,
    get place() {
      return place;
    },
    async read(to?: Place) {
      const reading = feed.read(place, to ?? feed.reach.head, signal);
      reading.catch(() => undefined);
      await seconds(3);
      const piece = await reading;
      place = piece.place;
      messages.push(...piece.messages);
    },
    async readAll() {
      for (let before: Place | null = null; place !== feed.reach.head && place !== before; ) {
        before = place;
        await this.read();
      }
    },
    leave: () => feed[Symbol.dispose](),
  };
}

describe("a log feed", () => {
  beforeEach(
    () =>
      void vi.useFakeTimers({
        toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
      }),
  );
  afterEach(() => void vi.useRealTimers());

  // Where positions depend on where reading began, the ring is met only at its end.
  describe.each([{ isRelative: false }, { isRelative: true }])("of a log with %j positions", (kind) => {
    it("begins at the beginning of a log that is longer than the ring, and goes on live", async () => {
      using world = createLogWorld({ ...small, ...kind });
      world.log.write(...linesFrom(0, 3_456));
      const follower = await world.follow();
      await seconds(10);
      expect(follower.lines).toEqual(linesFrom(0, 3_456));
      world.log.write(...linesFrom(3_456, 3_460));
      await seconds(12);
      world.end();
      await seconds(20);
      expect(follower.lines).toEqual(linesFrom(0, 3_460));
      expect(follower.isComplete).toBe(true);
    });

    it("costs the vendor for many who begin together what it costs for one", async () => {
      using world = createLogWorld({ ...small, ...kind });
      world.log.write(...linesFrom(0, 3_000));
      const followers = await Promise.all(Array.from({ length: 50 }, () => world.follow()));
      await seconds(10);
      for (const { lines } of followers) expect(lines).toEqual(linesFrom(0, 3_000));
      expect(world.log.calls.length).toBeLessThan(70);
      const { length } = world.log.calls;
      world.log.write("more");
      await seconds(12);
      for (const { lines } of followers) expect(lines.at(-1)).toBe("more");
      expect(world.log.calls.length - length).toBeLessThan(12);
      for (const follower of followers) await follower.leave();
    });

    it("tells a reader who is behind the ring everything all the same", async () => {
      using world = createLogWorld({ ...small, ...kind });
      world.log.write(...linesFrom(0, 10));
      const reader = openReader(await world.enter());
      await reader.read();
      for (let from = 10; from < 2_010; from += 400) {
        world.log.write(...linesFrom(from, from + 400));
        await seconds(12);
      }
      expect(linesOf(reader.messages)).toEqual(linesFrom(0, 10));
      await reader.readAll();
      expect(linesOf(reader.messages)).toEqual(linesFrom(0, 2_010));
      reader.leave();
    });

    it("tells a reader who is behind what was lost by a rotation, then what the ring has and the new log", async () => {
      using world = createLogWorld({ ...small, ...kind });
      world.log.write(...linesFrom(0, 10));
      const reader = openReader(await world.enter());
      await reader.read();
      world.log.write(...linesFrom(10, 500));
      await seconds(12);
      world.log.rotate();
      world.log.write("new 1", "new 2");
      await seconds(12);
      await reader.readAll();
      expect(linesOf(reader.messages)).toEqual([
        ...linesFrom(0, 10),
        "<ROTATION>",
        ...linesFrom(403, 500),
        "<ROTATION>",
        "new 1",
        "new 2",
      ]);
      reader.leave();
    });

    it("tells a reader who is behind that something was lost when the log is empty after a rotation", async () => {
      using world = createLogWorld({ ...small, ...kind });
      world.log.write(...linesFrom(0, 1_500));
      const reader = openReader(await world.enter());
      // One page, which does not meet the ring.
      await reader.read();
      const { length } = linesOf(reader.messages);
      expect(length).toBeLessThan(1_400);
      world.log.rotate();
      await seconds(12);
      await reader.readAll();
      expect(linesOf(reader.messages)).toEqual([
        ...linesFrom(0, length),
        "<SLOW_CONSUMER>",
        ...linesFrom(1_400, 1_500),
      ]);
      reader.leave();
    });

    it.each([19, 20, 21, 22])(
      "loses neither gap nor line of a new log of %i lines to the ring's start",
      async (count) => {
        using world = createLogWorld({ bounds: { entries: 20, bytes: 1_000_000 }, ...kind });
        world.log.write(...linesFrom(0, 5));
        const live = await world.follow();
        const cursor = live.messages.at(-1)?.cursor;
        world.log.rotate();
        world.log.write(...linesFrom(100, 100 + count));
        await seconds(12);
        const resumed = await world.follow({ after: cursor });
        await seconds(12);
        const expected = ["<ROTATION>", ...linesFrom(100, 100 + count)];
        expect(live.lines).toEqual([...linesFrom(0, 5), ...expected]);
        expect(resumed.lines).toEqual(expected);
        await live.leave();
        await resumed.leave();
      },
    );

    it("resumes after every cursor with exactly what follows", async () => {
      using world = createLogWorld({ ...small, ...kind });
      world.log.write(...linesFrom(0, 1_234));
      const whole = await world.follow();
      world.log.write(...linesFrom(1_234, 1_239));
      await seconds(20);
      const cursors = whole.messages.map(({ cursor }) => cursor);
      expect(cursors.length).toBeGreaterThan(6);
      for (const [index, after] of cursors.entries()) {
        const rest = await world.follow({ after });
        await seconds(12);
        expect(rest.lines).toEqual(linesOf(whole.messages.slice(index + 1)));
        await rest.leave();
      }
      await whole.leave();
    });
  });

  it("stops where it is told to", async () => {
    using world = createLogWorld();
    world.log.write("one");
    const ahead = openReader(await world.enter());
    await ahead.readAll();
    const { place } = ahead;
    world.log.write("two");
    await seconds(2);
    const behind = openReader(await world.enter());
    await behind.read(place);
    expect(linesOf(behind.messages)).toEqual(["one"]);
    expect(behind.place).toBe(place);
    await behind.read(place);
    expect(behind.place).toBe(place);
    await behind.readAll();
    expect(linesOf(behind.messages)).toEqual(["one", "two"]);
    ahead.leave();
    behind.leave();
  });

  it("gives a cursor that was reached elsewhere, ahead of the tail, its place", async () => {
    using world = createLogWorld();
    const follower = await world.follow();
    await seconds(30);
    world.log.write("one", "two", "three");
    // What a page would say after "two".
    const other = createLogWorld();
    other.log.write("one", "two");
    const { messages } = await other.follow();
    other[Symbol.dispose]();
    const resumed = await world.follow({ after: messages.at(-1)?.cursor });
    await seconds(12);
    expect(resumed.lines).toEqual(["three"]);
    expect(follower.lines).toEqual(["one", "two", "three"]);
    await follower.leave();
    await resumed.leave();
  });

  it("sends at most 200 entries at once, and long ones alone", async () => {
    using world = createLogWorld();
    const long = ["a", "b", "c"].map((letter) => letter.repeat(400_000));
    world.log.write(...linesFrom(0, 450), ...long);
    const follower = await world.follow();
    await seconds(5);
    const sizes = follower.messages.map((message) =>
      message.type === "LogBatch" ? message.entries.length : 0,
    );
    expect(sizes).toEqual([200, 200, 52, 1]);
    expect(follower.lines).toEqual([...linesFrom(0, 450), ...long]);
    await follower.leave();
  });

  describe("with a filter", () => {
    it("tells the entries that match, with how far the log was examined", async () => {
      using world = createLogWorld();
      world.log.write(...linesFrom(0, 30));
      const follower = await world.follow({ filter: { contains: "LINE 2" } });
      expect(follower.lines).toEqual(["line 2", ...linesFrom(20, 30)]);
      const [batch] = follower.messages;
      world.log.write("nothing of the kind");
      await seconds(12);
      const resumed = await world.follow({ after: batch?.cursor });
      expect(resumed.lines).toEqual(["nothing of the kind"]);
      await follower.leave();
      await resumed.leave();
    });

    it("bookmarks the last entry examined although none was told", async () => {
      using world = createLogWorld();
      world.log.write(...linesFrom(0, 1_500));
      const reader = openReader(await world.enter({ filter: { matches: "^none$" } }));
      await reader.readAll();
      expect(reader.messages).toEqual([]);
      const { feed } = await world.enter();
      const { cursor } = await feed.bookmark(reader.place);
      const resumed = await world.follow({ after: cursor });
      world.log.write("next");
      await seconds(12);
      expect(resumed.lines).toEqual(["next"]);
      feed[Symbol.dispose]();
      reader.leave();
      await resumed.leave();
    });

    it("has another key than without, and the same as with the same", async () => {
      using world = createLogWorld();
      const feeds = [
        await world.enter(),
        await world.enter({ tail: 3 }),
        await world.enter({ filter: { contains: "a" } }),
        await world.enter({ filter: { contains: "a" }, tail: 1 }),
      ].map(({ feed }) => feed);
      const [none, noneToo, some, someToo] = feeds.map(({ key }) => key);
      expect(noneToo).toBe(none);
      expect(someToo).toBe(some);
      expect(some).not.toBe(none);
      for (const feed of feeds) feed[Symbol.dispose]();
    });
  });

  describe("from the end", () => {
    it.each([
      [0, []],
      [3, linesFrom(2_497, 2_500)],
      [1_000, linesFrom(1_500, 2_500)],
    ])("begins with the last %i entries, then goes on", async (tail, expected) => {
      using world = createLogWorld(small);
      world.log.write(...linesFrom(0, 2_500));
      const follower = await world.follow({ tail });
      await seconds(1);
      world.log.write("next");
      await seconds(12);
      expect(follower.lines).toEqual([...expected, "next"]);
      await follower.leave();
    });

    it("begins with the last entries that match, however far back they are", async () => {
      using world = createLogWorld(small);
      world.log.write(...linesFrom(0, 5_000));
      const follower = await world.follow({ tail: 5, filter: { matches: "000?$" } });
      await seconds(1);
      expect(follower.lines).toEqual(
        ["line 4600", "line 4700", "line 4800", "line 4900"].toSpliced(0, 0, "line 4500"),
      );
      const first = await world.follow({ tail: 5, filter: { matches: "^line 7?7$" } });
      await seconds(1);
      expect(first.lines).toEqual(["line 7", "line 77"]);
      await follower.leave();
      await first.leave();
    });
  });

  it("begins with the last entries when they are more than go into the messages of one piece", async () => {
    using world = createLogWorld({ bounds: { entries: 1_000, bytes: 2_000_000 } });
    const long = linesFrom(0, 900).map((line) => `${line} ${"x".repeat(9_000)}`);
    world.log.write(...long);
    const follower = await world.follow({ tail: 800 });
    await seconds(1);
    expect(follower.lines).toEqual(long.slice(100));
    await follower.leave();
  });

  it("tells who comes back to a log that is empty by now that something was lost", async () => {
    using world = createLogWorld();
    world.log.write("one", "two");
    const before = await world.follow();
    await before.leave();
    // Nobody follows, and the tail has stopped.
    await seconds(30);
    world.log.rotate();
    const follower = await world.follow({ after: before.messages.at(-1)?.cursor });
    await seconds(5);
    world.log.write("new");
    await seconds(12);
    expect(follower.lines).toEqual(["<SLOW_CONSUMER>", "new"]);
    await follower.leave();
  });

  it.each(["", "garbage", Buffer.from('["l1","of another",[],"3:line 3"]').toString("base64url")])(
    "refuses the cursor %j before the first message",
    async (after) => {
      using world = createLogWorld();
      world.log.write(...linesFrom(0, 10));
      await expect(world.follow({ after })).rejects.toMatchObject({
        code: "INVALID_CURSOR",
        argument: ["after"],
      });
    },
  );
});
