import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ListColumn } from "../../../src/index/list-column.ts";
import { SortedSlots } from "../../../src/index/sorted-slots.ts";
import { Zones } from "../../../src/index/zones.ts";

describe("a column of lists", () => {
  test("holds the last list of each slot, however often they grow and shrink", () => {
    const change = fc.record({
      slot: fc.nat(9),
      list: fc.array(fc.nat(255), { maxLength: 300, size: "max" }),
    });
    const property = fc.property(fc.array(change, { minLength: 100, maxLength: 200 }), (changes) => {
      const column = new ListColumn((length) => new Uint8Array(length));
      column.reserve(10);
      const expected = new Map<number, number[]>();
      for (const { slot, list } of changes) {
        column.set(slot, list);
        expected.set(slot, list);
        const isKept = ([slot, list]: [number, number[]]) => Buffer.from(list).equals(column.get(slot));
        expect([...expected].every(isKept)).toBe(true);
      }
    });
    // Shrinking lists as long as these takes minutes.
    fc.assert(property, { numRuns: 60, endOnFailure: true });
  });

  test("does not grow with changes", () => {
    const column = new ListColumn((length) => new Uint32Array(length));
    column.reserve(2);
    for (let round = 0; round < 10_000; round++)
      column.set(round % 2, new Array(1 + (round % 97)).fill(round));
    expect(column.items.length).toBeLessThan(2000);
  });

  test("orders slots by their items, the shorter of two like lists first", () => {
    const property = fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      const column = new ListColumn((length) => new Uint8Array(length));
      column.reserve(2);
      column.set(0, a);
      column.set(1, b);
      expect(Math.sign(column.compare(0, 1))).toBe(Buffer.compare(a, b));
    });
    fc.assert(property);
  });
});

describe("sorted slots", () => {
  test("are in order whatever was added, dropped and changed between two looks", () => {
    const change = fc.record({
      slot: fc.nat(30),
      key: fc.option(fc.nat(5), { nil: null }),
      isLookedAt: fc.boolean(),
    });
    const property = fc.property(fc.array(change, { maxLength: 120 }), (changes) => {
      const keys = new Map<number, number>();
      const order = new SortedSlots(
        (a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0) || a - b,
        () => Uint32Array.from(keys.keys()),
      );
      order.sorted();
      for (const { slot, key, isLookedAt } of changes) {
        if (keys.delete(slot)) order.drop(slot);
        if (key !== null) {
          keys.set(slot, key);
          order.add(slot);
        }
        const expected = [...keys].sort(([a, keyA], [b, keyB]) => keyA - keyB || a - b).map(([slot]) => slot);
        if (isLookedAt) expect([...order.sorted()]).toEqual(expected);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  test("take many changes at once by sorting anew", () => {
    const keys = Array.from({ length: 5000 }, (_, slot) => (slot * 7919) % 5000);
    let size = 10;
    const order = new SortedSlots(
      (a, b) => (keys[a] ?? 0) - (keys[b] ?? 0),
      () => Uint32Array.from({ length: size }, (_, slot) => slot),
    );
    order.sorted();
    for (; size < keys.length; size++) order.add(size);
    expect([...order.sorted()].map((slot) => keys[slot])).toEqual(keys.map((_, rank) => rank));
  });
});

describe("zones", () => {
  test("bound the numbers of a block, and leave out what is none", () => {
    const zones = new Zones();
    zones.reserve(10_000);
    for (const value of [5, Number.NaN, -3]) zones.widen(4999, value);
    zones.reserve(20_000);
    expect([zones.low(1), zones.high(1)]).toEqual([-3, 5]);
    expect([zones.low(0), zones.high(0)]).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  });
});
