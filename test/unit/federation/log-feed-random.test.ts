import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLogWorld, type LogWorld, linesOf } from "../../support/log-world.ts";

const { signal } = new AbortController();
const stepKinds = ["write", "write", "wait", "read", "read", "resume", "rotate"] as const;
const step = fc.record({ kind: fc.constantFrom(...stepKinds), size: fc.nat(30) });

beforeEach(
  () =>
    void vi.useFakeTimers({
      toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
    }),
);
afterEach(() => void vi.useRealTimers());

/** Somebody who reads a piece now and then, and may come back with the last cursor that was told. */
async function openReader(world: LogWorld) {
  const lines: string[] = [];
  let following = await world.enter();
  let place = following.from;
  let after: string | undefined;
  return {
    lines,
    /** False at the end of what there is. */
    async read(): Promise<boolean> {
      const { feed } = following;
      const before = place;
      const reading = feed.read(place, feed.reach.head, signal);
      reading.catch(() => undefined);
      await vi.advanceTimersByTimeAsync(11_000);
      const { messages, ...piece } = await reading;
      place = piece.place;
      lines.push(...linesOf(messages));
      after = messages.at(-1)?.cursor ?? after;
      return place !== before || place !== feed.reach.head;
    },
    async resume() {
      following.feed[Symbol.dispose]();
      following = await world.enter({ after });
      place = following.from;
    },
    leave: () => following.feed[Symbol.dispose](),
  };
}

/** Checks that lines come in order, each once, and that a gap stands where some are missing, save at the beginning. */
function expectHonest(told: readonly string[], firstOfNow: number, count: number): void {
  let next: number | null = null;
  for (const line of told) {
    const number = Number(line);
    if (next !== null && !Number.isNaN(number)) expect(number).toBe(next);
    next = Number.isNaN(number) ? null : number + 1;
  }
  const numbers = told.map(Number).filter((number) => !Number.isNaN(number));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(new Set(numbers).size).toBe(numbers.length);
  const ofNow = Array.from({ length: count - firstOfNow }, (_, index) => firstOfNow + index);
  expect(numbers.filter((number) => number >= firstOfNow)).toEqual(ofNow);
}

test("however a log grows and is replaced, a live and a slow reader are told all of the last one, and gaps for what they missed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      using world = createLogWorld({ bounds: { entries: 20, bytes: 1_000_000 } });
      let [count, firstOfNow] = [0, 0];
      const live = await world.follow();
      const slow = await openReader(world);
      for (const { kind, size } of steps) {
        if (kind === "read" || kind === "resume") await slow[kind]();
        else if (kind === "wait") await vi.advanceTimersByTimeAsync(size * 200);
        else if (kind === "rotate") {
          world.log.rotate();
          firstOfNow = count;
        } else {
          world.log.write(...Array.from({ length: size }, (_, index) => `${count + index}`));
          count += size;
        }
      }
      await vi.advanceTimersByTimeAsync(30_000);
      for (let reads = 0; reads < 100 && (await slow.read()); reads += 1);
      for (const { lines } of [live, slow]) expectHonest(lines, firstOfNow, count);
      slow.leave();
      await live.leave();
    }),
    { numRuns: 400 },
  );
});
