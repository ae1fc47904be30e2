import fc from "fast-check";
import { expect, test } from "vitest";
import { Course } from "../../../src/simulator/course.ts";
import { Heap } from "../../../src/simulator/heap.ts";
import { fromUuid, scramble, toUuid, unscramble } from "../../../src/simulator/native-id.ts";
import { createRouter } from "../../../src/simulator/routes.ts";

const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });

test("an id leads back to its serial number and only under its own seed", () => {
  fc.assert(
    fc.property(fc.nat(), uint32, (seed, serial) => {
      expect(unscramble(seed, scramble(seed, serial))).toBe(serial);
      const id = toUuid(seed, serial);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(fromUuid(seed, id)).toBe(serial);
      expect(fromUuid(seed + 1, id)).toBeNull();
    }),
  );
});

test("a heap gives its entries back by key", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (keys) => {
      const heap = new Heap<number>();
      for (const key of keys) heap.push(key, key);
      const popped = keys.map(() => heap.pop()?.value);
      expect(popped).toEqual(keys.toSorted((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
    }),
  );
});

test("a course never falls and is read back to the earliest instant of a value", () => {
  const turns = fc.array(fc.tuple(fc.nat(1000), fc.constantFrom(0, 1, 2, 60)), { maxLength: 8 });
  fc.assert(
    fc.property(turns, fc.integer({ min: -500, max: 9000 }), (steps, probe) => {
      const course = new Course(0, 0, 1);
      let at = 0;
      for (const [wait, rate] of steps) {
        at += wait;
        course.turn(at, rate);
      }
      const value = course.valueAt(probe);
      expect(course.valueAt(probe + 1)).toBeGreaterThanOrEqual(value);
      const reached = course.reachedAt(value);
      expect(reached).toBeLessThanOrEqual(probe + 1e-6);
      expect(course.valueAt(reached)).toBeCloseTo(value, 6);
    }),
  );
});

test("a course that stands still never reaches a higher value", () => {
  const course = new Course(0, 0, 1);
  course.turn(10, 0);
  expect(course.reachedAt(10)).toBe(10);
  expect(course.reachedAt(11)).toBe(Number.POSITIVE_INFINITY);
});

test("a router takes the first route that matches and decodes the parts of its path", () => {
  const paths = ["/jobs/special", "/jobs/{id}", "/jobs/{id}:test", "/blobs/{container}/{name*}"];
  const find = createRouter(paths.map((path) => ({ method: "GET", path })));
  expect(find("GET", "/jobs/special")?.route.path).toBe("/jobs/special");
  expect(find("GET", "/jobs/a%2Fb")?.params).toEqual({ id: "a/b" });
  expect(find("GET", "/jobs/%E0%A4%A")?.params).toEqual({ id: "%E0%A4%A" });
  expect(find("GET", "/blobs/logs/user/std.txt")?.params).toEqual({
    container: "logs",
    name: "user/std.txt",
  });
  expect(find("POST", "/jobs/special")).toBeNull();
  expect(find("GET", "/jobs/a/b")).toBeNull();
});
