import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Answers } from "../../../src/fanout/answers.ts";
import { createHub, type Hub, type HubOptions } from "../../../src/fanout/hub.ts";
import { type NumberFeedOptions, Numbers } from "../../support/number-feed.ts";
import { TestSink } from "../../support/test-sink.ts";

const never = 2 ** 30;

/** Answers with the message itself, and counts. */
function echo(key = "same"): Answers & { readonly executed: string[] } {
  const executed: string[] = [];
  return {
    key,
    executed,
    async answer(message) {
      executed.push(message.cursor);
      return message as object;
    },
    failure: (error) => ({ errors: [{ message: String(error) }] }),
  };
}

function start(options: Partial<HubOptions> = {}) {
  const numbers = new Numbers();
  const hub = createHub({ bookmarkMs: never, ...options });
  const answers = echo();
  const join = (after?: number, feed: NumberFeedOptions = {}) => {
    const sink = new TestSink();
    const member = hub.join(numbers.follow(after, feed), answers, sink);
    return { sink, leave: () => member.leave() };
  };
  return { numbers, hub, answers, join };
}

/** Lets everything that is under way go on until nothing more happens by itself. */
async function settle(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
}

const upTo = (count: number, from = 0) =>
  Array.from({ length: count - from }, (_, index) => from + index + 1);
const expectEmpty = (hub: Hub, numbers: Numbers) => {
  expect(hub.size).toBe(0);
  expect(numbers).toMatchObject({ open: 0, listeners: 0 });
};

describe("the hub", () => {
  it("executes and encodes a message once for all who ask the same", async () => {
    const { numbers, answers, join } = start();
    const members = Array.from({ length: 1_000 }, () => join());
    await settle();
    numbers.append(3);
    await settle();
    for (const { sink } of members) expect(sink.numbers).toEqual([1, 2, 3]);
    expect(answers.executed).toEqual(["1", "2", "3"]);
    expect(members.every(({ sink }) => sink.frames[0] === members[0]?.sink.frames[0])).toBe(true);
    expect(numbers.open).toBe(1);
  });

  it("keeps apart who asks something else, or of another feed", async () => {
    const { numbers, hub, join } = start();
    const others = [new TestSink(), new TestSink()] as const;
    join();
    hub.join(numbers.follow(), echo("other"), others[0]);
    hub.join(numbers.follow(undefined, { key: "other" }), echo(), others[1]);
    expect(hub.size).toBe(3);
  });

  it("brings a member who resumes up to the others, and shares what was encoded for them", async () => {
    const { numbers, answers, join } = start();
    const live = join();
    await settle();
    numbers.append(25);
    await settle();
    const late = [join(3), join(14), join(0)];
    await settle();
    numbers.append(2);
    await settle();
    expect(live.sink.numbers).toEqual(upTo(27));
    expect(late.map(({ sink }) => sink.numbers)).toEqual([upTo(27, 3), upTo(27, 14), upTo(27)]);
    expect(answers.executed).toHaveLength(27);
  });

  it("executes once for thousands who come back together", async () => {
    const { numbers, answers, join } = start();
    numbers.append(30);
    const members = Array.from({ length: 2_000 }, (_, index) => join(index % 20));
    await settle(600);
    for (const [index, { sink }] of members.entries()) expect(sink.numbers).toEqual(upTo(30, index % 20));
    expect(answers.executed).toHaveLength(30);
  });

  it("sets a member aside whose connection is stuck, and goes on where it was", async () => {
    const { numbers, join } = start({ mostUnsentLive: 200, mostUnsentBytes: 100 });
    const quick = join();
    const slow = join();
    await settle();
    slow.sink.hold();
    numbers.append(100);
    await settle();
    expect(quick.sink.numbers).toEqual(upTo(100));
    expect(slow.sink.numbers.length).toBeLessThan(8);
    numbers.append(100);
    await settle();
    slow.sink.flow();
    await settle(50);
    numbers.append(5);
    await settle();
    expect(slow.sink.numbers).toEqual(upTo(205));
    expect(quick.sink.numbers).toEqual(upTo(205));
  });

  it("tells a member that was too slow what it has missed", async () => {
    const { numbers, join } = start({ mostUnsentLive: 100, mostUnsentBytes: 100 });
    join();
    const slow = join();
    await settle();
    slow.sink.hold();
    numbers.append(10);
    await settle();
    numbers.append(50);
    await settle();
    numbers.oldest = 40;
    const seen = slow.sink.numbers.length;
    slow.sink.flow();
    await settle();
    const { messages } = slow.sink;
    expect(messages.map(({ type, value }) => `${type} ${value}`)).toEqual([
      ...upTo(10).map((value) => `Number ${value}`),
      "Gap 40",
      ...upTo(60, 40).map((value) => `Number ${value}`),
    ]);
    expect(seen).toBeLessThan(10);
  });

  it("does not let a read of one member hold up or hurt the others", async () => {
    const { numbers, hub, join } = start();
    numbers.append(20);
    const beforeRead = async (from: number, signal: AbortSignal) => {
      if (from === 3) await new Promise((_, reject) => signal.addEventListener("abort", reject));
      if (from === 5) throw new Error("unreadable");
    };
    const live = join(undefined, { beforeRead });
    const [hanging, failing, fine] = [join(3), join(5), join(7)];
    await settle();
    numbers.append(10);
    await settle();
    expect(live.sink.numbers).toEqual(upTo(30, 20));
    expect(fine.sink.numbers).toEqual(upTo(30, 7));
    expect(hanging.sink.numbers).toEqual([]);
    expect(failing.sink).toMatchObject({ hasFailed: true, isComplete: false });
    expect(failing.sink.frames.map(String)).toEqual(['{"errors":[{"message":"Error: unreadable"}]}']);
    for (const member of [live, hanging, fine]) member.leave();
    expectEmpty(hub, numbers);
  });

  it("lets others join and catch up while any number of members wait for what they read", async () => {
    const { numbers, join } = start();
    numbers.append(20);
    const beforeRead = async (from: number, signal: AbortSignal) => {
      if (from === 3) await new Promise((_, reject) => signal.addEventListener("abort", reject));
    };
    const waiting = Array.from({ length: 100 }, () => join(3, { beforeRead }));
    await settle();
    const [fresh, behind] = [join(), join(10)];
    await settle();
    numbers.append();
    await settle();
    expect(fresh.sink.numbers).toEqual([21]);
    expect(behind.sink.numbers).toEqual(upTo(21, 10));
    expect(waiting.every(({ sink }) => sink.frames.length === 0)).toBe(true);
  });

  it("leaves the event loop to others while a member reads much in which there is nothing for it", async () => {
    const numbers = new Numbers();
    const hub = createHub({ bookmarkMs: never });
    numbers.append(1_000);
    let mostOfTurn = 0;
    let [pieces, ofTurn] = [0, 0];
    const feed: ReturnType<Numbers["feed"]> = {
      ...numbers.feed(),
      async read(from) {
        for (const began = performance.now(); performance.now() - began < 2; );
        pieces++;
        ofTurn++;
        mostOfTurn = Math.max(mostOfTurn, ofTurn);
        return { messages: [], place: Number(from) + 1 };
      },
    };
    const { leave } = hub.join({ feed, from: 0, first: [] }, echo(), new TestSink());
    while (pieces < 100) {
      await new Promise(setImmediate);
      ofTurn = 0;
    }
    leave();
    expect(mostOfTurn).toBeLessThan(20);
  });

  it("ends those whom the feed fails with a last message that says so", async () => {
    const { numbers, hub, join } = start();
    const beforeRead = () => Promise.reject(new Error("The disk is gone."));
    const { sink } = join(undefined, { beforeRead });
    await settle();
    numbers.append();
    await settle();
    expect(sink.frames.map(String)).toEqual(['{"errors":[{"message":"Error: The disk is gone."}]}']);
    expect(sink).toMatchObject({ hasFailed: true, isComplete: false });
    expectEmpty(hub, numbers);
  });

  it("completes with the feed, also for those who are behind or come later", async () => {
    const { numbers, hub, join } = start();
    const members = [join(), join(0)];
    await settle();
    numbers.append(12);
    numbers.complete();
    members.push(join(5), join(12));
    await settle();
    members.push(join(11));
    await settle();
    expect(members.map(({ sink }) => sink.numbers)).toEqual([upTo(12), upTo(12), upTo(12, 5), [], [12]]);
    expect(members.every(({ sink }) => sink.isComplete)).toBe(true);
    expectEmpty(hub, numbers);
  });

  it("tells of what changes beside the order, the newest state alone to those who were behind", async () => {
    const { numbers, join } = start({ mostUnsentLive: 10, mostUnsentBytes: 10 });
    const quick = join();
    const slow = join();
    await settle();
    slow.sink.hold();
    numbers.append();
    await settle();
    for (let count = 0; count < 3; count++) {
      numbers.notify();
      await settle();
    }
    slow.sink.flow();
    await settle();
    const told = ({ sink }: { sink: TestSink }) =>
      sink.messages.filter(({ type }) => type === "Notice").map(({ value }) => value);
    expect(told(quick)).toEqual([1, 2, 3]);
    expect(told(slow)).toEqual([3]);
  });

  it("writes to no more members in a turn than it should", async () => {
    const { numbers, join } = start({ mostPerTurn: 10 });
    const members = Array.from({ length: 100 }, () => join());
    await settle(40);
    numbers.append();
    const served: number[] = [];
    for (let turn = 0; turn < 30; turn++) {
      await new Promise(setImmediate);
      served.push(members.filter(({ sink }) => sink.frames.length > 0).length);
    }
    const steps = served.map((count, turn) => count - (served[turn - 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThanOrEqual(10);
    expect(served.at(-1)).toBe(100);
  });

  it("ends every stream with a bookmark at its place when it drains", async () => {
    const { numbers, hub, join } = start({ mostUnsentLive: 200, mostUnsentBytes: 200 });
    const live = join();
    const stuck = join();
    await settle();
    stuck.sink.hold();
    numbers.append(40);
    await settle();
    const behind = join(10);
    await hub.drain(1_000);
    expect(live.sink.messages.at(-1)).toMatchObject({ type: "Bookmark", value: 40 });
    const last = behind.sink.messages.at(-1);
    expect(last?.type).toBe("Bookmark");
    expect(behind.sink.numbers).toEqual(upTo(last?.value ?? 0, 10));
    expect(stuck.sink.messages.at(-1)?.type).toBe("Number");
    expect([live, stuck, behind].some(({ sink }) => sink.isComplete)).toBe(false);
    expectEmpty(hub, numbers);
    const late = join();
    await settle();
    expect(late.sink.frames).toEqual([]);
    expectEmpty(hub, numbers);
  });

  describe("by the clock", () => {
    afterEach(() => void vi.useRealTimers());

    it("sends bookmarks to all, each at its place", async () => {
      vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
      const { numbers, answers, join } = start({ bookmarkMs: 1_000 });
      const members = [join(), join()];
      const behind = join(0, {});
      await settle();
      numbers.append(4);
      await settle();
      vi.advanceTimersByTime(1_000);
      await settle();
      for (const { sink } of [...members, behind])
        expect(sink.messages.map(({ type, value }) => `${type} ${value}`)).toEqual([
          "Number 1",
          "Number 2",
          "Number 3",
          "Number 4",
          "Bookmark 4",
        ]);
      expect(answers.executed).toHaveLength(5);
    });

    it("sends bookmarks also while what is new comes faster than it is told", async () => {
      vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
      const { numbers, join } = start({ bookmarkMs: 1_000 });
      const beforeRead = async (from: number) => {
        if (from === 10) vi.advanceTimersByTime(1_000);
      };
      const { sink } = join(0, { beforeRead });
      await settle();
      numbers.append(40);
      await settle();
      const told = sink.messages.map(({ type, value }) => `${type} ${value}`);
      expect(told.indexOf("Bookmark 20")).toBe(told.indexOf("Number 20") + 1);
      expect(sink.numbers).toEqual(upTo(40));
    });
  });

  it("gives every member each message after its place once and in order, whatever happens", async () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ kind: fc.constant("join" as const), back: fc.nat(60) }),
      fc.record({ kind: fc.constantFrom("leave", "hold", "flow"), member: fc.nat() }),
      fc.record({ kind: fc.constantFrom("notify", "turn", "turn") }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 60 }), async (actions) => {
        const { numbers, hub, join } = start({
          mostUnsentLive: 100,
          mostUnsentBytes: 100,
          mostPerTurn: 3,
          mostCachedBytes: 2_000,
        });
        const members: (ReturnType<typeof join> & { after: number; told: number; hasLeft: boolean })[] = [];
        for (const step of actions) {
          const chosen = "member" in step ? members[step.member % Math.max(1, members.length)] : undefined;
          if (step.kind === "append" && "count" in step) numbers.append(step.count);
          if (step.kind === "join" && "back" in step) {
            const after = Math.max(0, numbers.head - step.back);
            members.push({ ...join(after), after, told: numbers.serial, hasLeft: false });
          }
          if (step.kind === "notify") numbers.notify();
          if (step.kind === "turn") await settle(1);
          if (step.kind === "hold") chosen?.sink.hold();
          if (step.kind === "flow") chosen?.sink.flow();
          if (step.kind === "leave" && chosen) {
            chosen.leave();
            chosen.hasLeft = true;
          }
        }
        for (const { sink } of members) sink.flow();
        numbers.complete();
        await vi.waitFor(
          () => {
            for (const { sink, hasLeft } of members)
              if (!hasLeft && !sink.isComplete) throw new Error("not yet");
          },
          { interval: 1, timeout: 5_000 },
        );
        for (const { sink, after, told, hasLeft } of members) {
          const seen = sink.numbers;
          expect(seen).toEqual(upTo(hasLeft ? after + seen.length : numbers.head, after));
          const notices = sink.messages.filter(({ type }) => type === "Notice");
          if (!hasLeft && numbers.serial > told) expect(notices.at(-1)?.value).toBe(numbers.serial);
        }
        expectEmpty(hub, numbers);
        expect(numbers.disposed).toHaveLength(members.length);
      }),
      { numRuns: 150 },
    );
  });
});
