import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asStream } from "../../../src/fanout/stream.ts";
import { Numbers } from "../../support/number-feed.ts";

const bookmarkMs = 1_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Values of the next messages. */
async function take(stream: AsyncIterator<{ type: string; value: number }>, count: number) {
  const taken: string[] = [];
  for (let index = 0; index < count; index++) {
    const { value, done } = await stream.next();
    taken.push(done ? "end" : `${value.type} ${value.value}`);
  }
  return taken;
}

describe("a stream of one subscriber", () => {
  it("tells what is to be told first, then what was missed, then what comes", async () => {
    const numbers = new Numbers();
    numbers.append(3);
    const first = [{ type: "Gap", cursor: "1", value: 1 }] as const;
    const stream = asStream({ ...numbers.follow(1), first }, { bookmarkMs });
    expect(await take(stream, 3)).toEqual(["Gap 1", "Number 2", "Number 3"]);
    const next = take(stream, 1);
    numbers.append();
    expect(await next).toEqual(["Number 4"]);
  });

  it("reads more than one piece", async () => {
    const numbers = new Numbers();
    numbers.append(25);
    const stream = asStream(numbers.follow(0), { bookmarkMs });
    expect(await take(stream, 25)).toEqual(Array.from({ length: 25 }, (_, index) => `Number ${index + 1}`));
  });

  it("says at intervals how far it is, also while others have news all the time", async () => {
    const numbers = new Numbers();
    const stream = asStream(numbers.follow(), { bookmarkMs });
    const next = take(stream, 1);
    numbers.notify();
    expect(await next).toEqual(["Notice 1"]);
    const bookmark = take(stream, 1);
    await vi.advanceTimersByTimeAsync(bookmarkMs);
    expect(await bookmark).toEqual(["Bookmark 0"]);
  });

  it("ends with a feed that is complete, after its last message", async () => {
    const numbers = new Numbers();
    const stream = asStream(numbers.follow(), { bookmarkMs });
    const all = take(stream, 3);
    numbers.append(2);
    numbers.complete();
    expect(await all).toEqual(["Number 1", "Number 2", "end"]);
    expect(numbers).toMatchObject({ open: 0, listeners: 0 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends at once when its reader leaves while it waits", async () => {
    const numbers = new Numbers();
    const stream = asStream(numbers.follow(), { bookmarkMs });
    const waiting = take(stream, 1);
    await stream.return();
    expect(await waiting).toEqual(["end"]);
    expect(numbers).toMatchObject({ open: 0, listeners: 0 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("lets its feed go when it is never read", async () => {
    const numbers = new Numbers();
    await asStream(numbers.follow(), { bookmarkMs }).return();
    expect(numbers.open).toBe(0);
  });

  it("fails with its feed", async () => {
    const numbers = new Numbers();
    numbers.append();
    const beforeRead = () => Promise.reject(new Error("The disk is gone."));
    const stream = asStream(numbers.follow(0, { beforeRead }), { bookmarkMs });
    await expect(stream.next()).rejects.toThrow("The disk is gone.");
    expect(numbers).toMatchObject({ open: 0, listeners: 0 });
  });
});
