import { expect, test } from "vitest";
import { createSharedLoad } from "./shared-load.ts";

const { signal } = new AbortController();

/** Loads that end when a test says so. */
function createLoads() {
  const loads: PromiseWithResolvers<number>[] = [];
  const load = () => {
    const started = Promise.withResolvers<number>();
    loads.push(started);
    return started.promise;
  };
  return { loads, load };
}

test("those who ask at once share one load, and those who come later what it gave", async () => {
  const { loads, load } = createLoads();
  const shared = createSharedLoad(load);
  const both = [shared.get(signal), shared.get(signal)];
  loads[0]?.resolve(1);
  expect(await Promise.all(both)).toEqual([1, 1]);
  expect(await shared.get(signal)).toBe(1);
  expect(loads).toHaveLength(1);
});

test("one who leaves does not end the load for the others", async () => {
  const { loads, load } = createLoads();
  const shared = createSharedLoad(load);
  const leaver = new AbortController();
  const left = shared.get(leaver.signal);
  const stays = shared.get(signal);
  leaver.abort(new Error("gone"));
  await expect(left).rejects.toThrow("gone");
  loads[0]?.resolve(1);
  expect(await stays).toBe(1);
});

test("a load that failed is forgotten", async () => {
  const { loads, load } = createLoads();
  const shared = createSharedLoad(load);
  const failed = shared.get(signal);
  loads[0]?.reject(new Error("down"));
  await expect(failed).rejects.toThrow("down");
  const second = shared.get(signal);
  loads[1]?.resolve(2);
  expect(await second).toBe(2);
});

test("what is fresh no more is loaded again", async () => {
  const { loads, load } = createLoads();
  const shared = createSharedLoad(load, (value) => value > 1);
  for (const value of [1, 2]) {
    const got = shared.get(signal);
    loads[value - 1]?.resolve(value);
    expect(await got).toBe(value);
  }
  expect(await shared.get(signal)).toBe(2);
});

test("what was dropped while it was loaded goes to those who wait, and is not kept", async () => {
  const { loads, load } = createLoads();
  const shared = createSharedLoad(load);
  const first = shared.get(signal);
  shared.drop();
  const second = shared.get(signal);
  loads[1]?.resolve(2);
  loads[0]?.resolve(1);
  expect(await Promise.all([first, second])).toEqual([1, 2]);
  expect(await shared.get(signal)).toBe(2);
});
