import { expect, it } from "vitest";
import { keepRecent } from "../../../src/federation/events-recent.ts";
import { startEventWorld } from "./event-world.ts";

it("keeps the newest entries within both bounds, and says of older ones that it has not got them", async () => {
  await using world = await startEventWorld();
  const { follower, journal } = world;
  const all = keepRecent(follower, { entries: 100, characters: 1_000_000 });
  const three = keepRecent(follower, { entries: 3, characters: 1_000_000 });
  for (const nativeId of ["one", "two", "three", "four", "five"]) await world.record({ nativeId });
  const entries = await journal.read(0, 10);
  expect(all.between(0, 5, 10)).toEqual(entries);
  expect(all.between(1, 5, 2)).toEqual(entries.slice(1, 3));
  expect(all.between(1, 2, 10)).toEqual(entries.slice(1, 2));
  expect(all.between(5, 5, 10)).toEqual([]);
  expect(three.between(2, 5, 10)).toEqual(entries.slice(2));
  expect(three.between(1, 5, 10)).toBeNull();
  expect([2, 3, 5, 6].map((position) => three.checkAt(position))).toEqual([
    null,
    entries[2]?.check,
    entries[4]?.check,
    null,
  ]);

  const sizeOfTwo = entries.slice(0, 2).reduce((size, entry) => size + JSON.stringify(entry).length, 0);
  const two = keepRecent(follower, { entries: 100, characters: sizeOfTwo + 100 });
  for (const nativeId of ["one", "two", "six"])
    await world.record({ nativeId, core: { owner: null, name: "x" } });
  const { version } = follower.index;
  expect(two.between(version - 2, version, 10)).toHaveLength(2);
  expect(two.between(version - 3, version, 10)).toBeNull();
});
